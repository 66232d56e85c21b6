import type { Language } from '../../domain/person.ts';
import type { FieldError } from '../problem-words.ts';
import { ruleWords } from '../words.ts';
import type { FileFault } from './csv.ts';

type Words = Readonly<Record<Language, string>>;

/** What is wrong with a file or a row of the directory and how to mend it, by the rule that it breaks. */
export const rowWords: Readonly<Record<string, Words>> = {
  'csv-encoding': {
    it: 'Il file non è in UTF-8: salvalo come «CSV UTF-8».',
    en: 'The file is not in UTF-8: save it as “CSV UTF-8”.',
  },
  'csv-quotes': {
    it: 'In questa riga le virgolette sono aperte e non chiuse, o fuori posto: correggile.',
    en: 'In this row quotation marks are opened and not closed, or stand in the wrong place: mend them.',
  },
  'csv-columns': {
    it: 'Questa riga non ha tante celle quante la prima: controlla i separatori e le virgolette.',
    en: 'This row has not as many cells as the first one: check separators and quotation marks.',
  },
  'column-unknown': {
    it: 'La prima riga nomina una colonna che non esiste: usa i nomi del file esportato.',
    en: 'The first row names a column that does not exist: use the names of the exported file.',
  },
  'column-twice': {
    it: 'La prima riga nomina due volte la stessa colonna: togline una.',
    en: 'The first row names the same column twice: take one out.',
  },
  'column-missing': {
    it: 'Manca una colonna senza la quale le righe non si distinguono: aggiungila.',
    en: 'A column is missing without which rows cannot be told apart: add it.',
  },
  'seat-number': {
    it: 'La sede è un numero da 1 a 99; la sede 1 è la principale.',
    en: 'A seat is a number from 1 to 99; seat 1 is the main one.',
  },
  'seat-main-missing': {
    it: 'Manca la riga della sede principale, la numero 1, di questo operatore.',
    en: 'The row of the main seat of this operator, number 1, is missing.',
  },
  'seat-row-column': {
    it: 'Questa colonna si compila solo nella riga della sede principale: lasciala vuota.',
    en: 'This column is filled in the row of the main seat only: leave it empty.',
  },
  'row-twice': {
    it: 'Due righe descrivono la stessa sede dello stesso operatore: togline una.',
    en: 'Two rows describe the same seat of the same operator: take one out.',
  },
  'other-row-refused': {
    it: 'Un’altra riga della stessa voce non va: correggi quella.',
    en: 'Another row of the same entry is wrong: mend that one.',
  },
  'kind-of-id': {
    it: 'Il tipo non va con l’identificativo: «cpi-…» è di un Centro per l’Impiego, «acc-…» di un accreditato.',
    en: 'The kind does not go with the id: “cpi-…” is a job centre, “acc-…” an accredited operator.',
  },
  'validity-order': {
    it: 'L’ultimo giorno viene prima del primo: controlla le due date.',
    en: 'The last day comes before the first one: check the two dates.',
  },
  'successor-itself': {
    it: 'Un operatore non può succedere a sé stesso: indicane un altro o lascia vuoto.',
    en: 'An operator cannot succeed itself: name another one or leave it empty.',
  },
  'successor-unknown': {
    it: 'Il successore non è nell’elenco né in questo file: aggiungilo o correggi l’identificativo.',
    en: 'The successor is neither in the directory nor in this file: add it or mend the id.',
  },
  'mail-domain': {
    it: 'Il dominio si scrive in minuscolo e senza @, come ente.example.',
    en: 'A domain is written in lower case and without @, such as body.example.',
  },
  'mail-domain-of-citizens': {
    it: 'Su questo dominio i cittadini hanno la propria casella: non può essere di un operatore.',
    en: 'Citizens have mailboxes of their own at this domain: it cannot be an operator’s.',
  },
  'cpi-unknown': {
    it: 'Questo Centro per l’Impiego non è nell’elenco degli operatori: importa prima quello.',
    en: 'This job centre is not in the directory of operators: import that one first.',
  },
  'period-overlap': {
    it: 'Due periodi dello stesso Comune hanno giorni in comune: correggi le date.',
    en: 'Two periods of the same municipality share days: mend the dates.',
  },
  'invalid-format': {
    it: 'Il valore non ha la forma attesa in questa colonna, come «02 1234567» o «nome@ente.example».',
    en: 'The value does not have the form that this column takes, such as “02 1234567” or “name@body.example”.',
  },
  formula: {
    it: 'Il testo comincia con = + o -: un foglio di calcolo lo prenderebbe per una formula.',
    en: 'The text begins with = + or -: a spreadsheet would take it for a formula.',
  },
  'clock-time': { it: 'L’ora si scrive come 09:30.', en: 'A time is written like 09:30.' },
  'desk-hours': {
    it: 'Gli orari finiscono dopo l’inizio e non si sovrappongono, come «1 09:00-12:30; 1 14:00-16:00».',
    en: 'Hours end after they begin and do not overlap, such as “1 09:00-12:30; 1 14:00-16:00”.',
  },
  'cell-value': {
    it: 'Il valore non è tra quelli ammessi in questa colonna, o manca: guarda il file esportato.',
    en: 'The value is not one that this column takes, or is missing: see the exported file.',
  },
  'changed-meanwhile': {
    it: 'Qualcun altro sta cambiando l’elenco: riprova tra poco, solo ciò che manca sarà applicato.',
    en: 'Somebody else is changing the directory: try again shortly, only what is missing will be applied.',
  },
};

/** A rule in words. */
export function inWords(rule: string, language: Language): string {
  const known =
    rowWords[rule] ??
    Object.entries(ruleWords).find(([name]) => name === rule || name === rule.replaceAll('-', '_'))?.[1];
  return (known ?? rowWords['cell-value'])?.[language] ?? rule;
}

/** What keeps a file from being read, as an answer tells it. */
export function fileProblem({ rule, field }: FileFault, language: Language): FieldError {
  return { field, rule, message: inWords(rule, language) };
}
