import type * as z from 'zod/mini';
import type { FiscalCodeRule } from '../domain/fiscal-code.ts';
import type { EmailRule } from '../domain/mailbox.ts';
import type { Language } from '../domain/person.ts';
import { requestWords } from './request-words.ts';

type Words = Readonly<Record<Language, string>>;
type Issue = z.core.$ZodIssue;

const tooLong = {
  it: 'Il testo è troppo lungo: scrivi al massimo {limit} caratteri.',
  en: 'The text is too long: write at most {limit} characters.',
};

/**
 * What is wrong with a field and how to mend it, by the rule that it breaks. Zod's own codes stand for what has no rule
 * of its own, more exactly where the kind of value follows after a dot. `{limit}` is the number that the contract sets.
 */
export const ruleWords = {
  'fiscal-code-length': {
    it: 'Il codice fiscale ha 16 caratteri, quello provvisorio 11 cifre: controlla di averli scritti tutti, senza spazi.',
    en: 'A fiscal code has 16 characters, a provisional one 11 digits: check that you wrote them all, without spaces.',
  },
  'fiscal-code-check-digit': {
    it: 'In questo codice provvisorio una cifra non torna: ricopialo dal foglio che ti hanno dato.',
    en: 'One digit of this provisional code does not agree: copy it from the paper that you were given.',
  },
  'fiscal-code-format': {
    it: 'Il codice fiscale ha lettere e cifre in un altro ordine: ricopialo dalla tessera sanitaria.',
    en: 'A fiscal code has letters and digits in another order: copy it from your health card.',
  },
  'fiscal-code-birth-date': {
    it: 'In questo codice fiscale il giorno di nascita non esiste: ricopialo dalla tessera sanitaria.',
    en: 'In this fiscal code the day of birth does not exist: copy it from your health card.',
  },
  'fiscal-code-check-character': {
    it: 'L’ultima lettera non torna con il resto del codice fiscale: ricopialo dalla tessera sanitaria.',
    en: 'The last letter does not agree with the rest of the fiscal code: copy it from your health card.',
  },

  'email-whitespace': {
    it: 'Un indirizzo email non contiene spazi: toglili.',
    en: 'An email address has no spaces: take them out.',
  },
  'email-at-sign': {
    it: 'Un indirizzo email ha una sola @ con un testo prima e uno dopo: scrivilo come nome@example.com.',
    en: 'An email address has one @ with text before and after it: write it like name@example.com.',
  },
  'email-length': {
    it: 'L’indirizzo email supera i 254 caratteri, o i 64 prima della @: scrivine uno più breve.',
    en: 'The email address is over 254 characters, or over 64 before the @: give a shorter one.',
  },
  'email-local-part': {
    it: 'Prima della @ c’è un segno che non va: usa lettere senza accenti, cifre, punti singoli, - _ + o l’apostrofo.',
    en: 'A sign before the @ does not fit: use letters without accents, digits, single dots, - _ + or an apostrophe.',
  },
  'email-domain': {
    it: 'La parte dopo la @ non è di una casella email: controlla di averla scritta tutta, come in nome@example.com.',
    en: 'The part after the @ is not that of a mailbox: check that it is whole, as in name@example.com.',
  },
  'listed-domain': {
    it: 'Questo non è un dominio di posta: scrivilo come example.it, in minuscolo, senza @.',
    en: 'This is no mail domain: write it like example.it, in lower case, without @.',
  },
  'listed-domain-twice': {
    it: 'Un dominio compare due volte nell’elenco: lasciane uno.',
    en: 'A domain is on the list twice: leave one.',
  },
  'mailbox-reason-short': {
    it: 'La spiegazione è troppo breve: spiega in almeno {limit} caratteri perché la casella è tua.',
    en: 'The explanation is too short: explain in at least {limit} characters why the mailbox is yours.',
  },
  'six-digits': {
    it: 'Il codice ha sei cifre: copialo dall’email che ti abbiamo inviato.',
    en: 'The code has six digits: copy it from the email that we sent you.',
  },

  'language-code': {
    it: 'La lingua è una sigla di due o tre lettere, come it, ar o wo: scrivi quella della lingua.',
    en: 'A language is two or three letters, such as it, ar or wo: write those of the language.',
  },
  'ateco-section': {
    it: 'Il settore è una lettera da A a V, come F per le costruzioni: scrivi quella del datore di lavoro.',
    en: 'The sector is a letter from A to V, such as F for construction: write that of the employer.',
  },
  'text-empty': { it: 'Questo campo è vuoto: compilalo.', en: 'This field is empty: fill it in.' },
  'text-too-long': tooLong,
  'text-control-character': {
    it: 'Il testo contiene caratteri invisibili: scrivilo su una riga sola, senza andare a capo.',
    en: 'The text holds invisible characters: write it on one line, without line breaks.',
  },
  'plain-line': {
    it: 'Qui non vanno @ né caratteri invisibili: scrivi su una riga sola.',
    en: 'No @ and no invisible characters here: write on one line.',
  },
  'fiscal-code': {
    it: 'Qui non va un codice fiscale: toglilo dal testo.',
    en: 'No fiscal code goes here: take it out of the text.',
  },
  'name-characters': {
    it: 'Un nome ha solo lettere, spazi, apostrofi, trattini e punti: scrivilo come sul documento.',
    en: 'A name has only letters, spaces, apostrophes, hyphens and full stops: write it as on the document.',
  },
  'belfiore-code': {
    it: 'Il luogo di nascita è una lettera e tre cifre, come F205: copiale dal codice fiscale, prima dell’ultima lettera.',
    en: 'The place of birth is a letter and three digits, such as F205: see the fiscal code, before its last letter.',
  },
  'municipality-code': {
    it: 'Il domicilio è in un Comune italiano: indicane il codice, una lettera e tre cifre, come F205 per Milano.',
    en: 'The domicile is in an Italian municipality: give its code, a letter and three digits, such as F205 for Milan.',
  },
  'citizenship-code': {
    it: 'La cittadinanza è una sigla di due lettere, come IT o MA: scrivi la tua, o XX se non ne hai una.',
    en: 'A citizenship is two letters, such as IT or MA: write yours, or XX if you have none.',
  },
  'phone-number': {
    it: 'Questo numero di telefono non è completo: scrivilo con il prefisso del Paese, come +39 333 1234567.',
    en: 'This telephone number is not complete: write it with its country code, such as +39 333 1234567.',
  },
  'period-reversed': {
    it: 'L’ultimo giorno viene prima del primo: controlla le due date.',
    en: 'The last day comes before the first: check the two dates.',
  },
  postcode: {
    it: 'Il CAP ha cinque cifre: scrivilo come 20121.',
    en: 'An Italian postcode has five digits: write it like 20121.',
  },
  'domicile-address': {
    it: 'Mancano via e numero civico: scrivili, oppure indica che sei senza fissa dimora.',
    en: 'The street and number are missing: write them, or say that you have no fixed home.',
  },
  'domicile-postcode': {
    it: 'Manca il CAP: scrivilo, oppure indica che sei senza fissa dimora.',
    en: 'The postcode is missing: write it, or say that you have no fixed home.',
  },
  'document-number': {
    it: 'Il numero del documento ha da 3 a 30 caratteri tra lettere, cifre, spazi, punti, barre e trattini: ricopialo.',
    en: 'The document’s number has 3 to 30 letters, digits, spaces, full stops, slashes and hyphens: copy it again.',
  },
  'equivalent-description': {
    it: 'Di un documento equivalente scrivi qual è; degli altri non serve: toglilo.',
    en: 'Of an equivalent document say what it is; of the others it is not needed: take it out.',
  },
  'listed-twice': {
    it: 'Una voce compare due volte nell’elenco: lasciane una.',
    en: 'An entry is on the list twice: leave one.',
  },
  'contact-frequency': {
    it: 'La frequenza degli incontri non è chiara: scrivi P2W per ogni due settimane, P1M per ogni mese.',
    en: 'How often you will meet is not clear: write P2W for every two weeks, P1M for every month.',
  },
  'one-recipient': {
    it: 'Una comunicazione ha un solo destinatario: indica la DID, oppure la persona.',
    en: 'A communication has one recipient: give the DID, or the person.',
  },
  'job-end-missing': {
    it: 'Manca l’ultimo giorno del lavoro finito: indica la data.',
    en: 'The last day of the work that has ended is missing: give the date.',
  },
  'job-ends-first': {
    it: 'Il lavoro non può finire prima di cominciare: controlla le date.',
    en: 'The work cannot end before it begins: check the dates.',
  },
  'old-did-cpi': {
    it: 'Il Centro per l’Impiego va indicato una volta sola: scegline uno, o scrivi il nome di uno fuori Lombardia.',
    en: 'A job centre is named once only: choose one, or write the name of one outside Lombardy.',
  },
  'route-worked-or-not': {
    it: 'Qui ci sono due risposte diverse: scrivi quando il lavoro è finito, oppure che non c’è mai stato.',
    en: 'These are two different answers: say when the job ended, or that there never was one.',
  },
  'closure-grounds': {
    it: 'La chiusura si basa su una cosa sola: indica la richiesta firmata, la variazione comunicata o il motivo.',
    en: 'The closing rests on one thing: give the signed request, the change that was told, or the reason.',
  },
  'patronato-id': {
    it: 'Questo non è il codice di un patronato: scegli dall’elenco dei patronati.',
    en: 'This is not the code of a patronato: choose from the list of patronati.',
  },
  'scope-without-see': {
    it: 'Chi ti aiuta deve almeno vedere la pratica: aggiungi «see».',
    en: 'Whoever helps you must at least see the case: add “see”.',
  },
  'closure-region': {
    it: 'La Regione si indica solo per un trasferimento: toglila, o correggi il motivo.',
    en: 'The region is told of a move only: take it out, or correct the reason.',
  },
  'correction-empty': {
    it: 'La correzione non dice che cosa va corretto: indica almeno un dato.',
    en: 'The correction does not say what is to be put right: give at least one thing.',
  },
  'operator-id': {
    it: 'Questo non è un operatore dell’elenco: scegline uno.',
    en: 'This is no operator of the list: choose one.',
  },
  'plain-date': {
    it: 'Questa data non esiste o è scritta in un altro modo: scrivila come 2026-10-05.',
    en: 'This date does not exist or is in another form: write it like 2026-10-05.',
  },
  instant: {
    it: 'Questa data con l’ora non esiste o è scritta in un altro modo: scrivila come 2026-10-05T07:40:00.000Z.',
    en: 'This date and time does not exist or is in another form: write it like 2026-10-05T07:40:00.000Z.',
  },

  invalid_type: {
    it: 'Questo campo manca o contiene altro da quello che chiede: compilalo di nuovo.',
    en: 'This field is missing or holds something else than it asks for: fill it in again.',
  },
  'invalid_type.string': {
    it: 'Questo campo manca o non è un testo: compilalo.',
    en: 'This field is missing or is not a text: fill it in.',
  },
  'invalid_type.number': {
    it: 'Qui serve un numero: scrivilo in cifre.',
    en: 'A number is needed here: write it in digits.',
  },
  'invalid_type.int': {
    it: 'Qui serve un numero intero: scrivilo in cifre, senza virgola.',
    en: 'A whole number is needed here: write it in digits, without a decimal point.',
  },
  'invalid_type.boolean': {
    it: 'Qui manca una risposta: scegli sì o no.',
    en: 'An answer is missing here: choose yes or no.',
  },
  'invalid_type.array': {
    it: 'Qui serve un elenco: scrivi almeno una voce.',
    en: 'A list is needed here: write at least one entry.',
  },
  'invalid_type.object': {
    it: 'Manca questa parte della richiesta: compilane i campi.',
    en: 'This part of the request is missing: fill in its fields.',
  },
  unrecognized_keys: {
    it: 'Questo campo non è previsto qui: toglilo.',
    en: 'This field has no place here: take it out.',
  },
  invalid_value: {
    it: 'Questo campo manca o ha un valore fuori elenco: scegline uno tra quelli ammessi.',
    en: 'This field is missing or its value is not on the list: choose one of those allowed.',
  },
  invalid_format: {
    it: 'Il testo non ha la forma prevista: controllalo e riscrivilo.',
    en: 'The text does not have the form expected: check it and write it again.',
  },
  too_small: {
    it: 'È meno del minimo, che è {limit}: aggiungi quello che manca.',
    en: 'This is less than the least allowed, which is {limit}: add what is missing.',
  },
  'too_small.string': {
    it: 'Il testo manca o è troppo breve: aggiungi caratteri, almeno {limit} in tutto.',
    en: 'The text is missing or too short: add characters, at least {limit} in all.',
  },
  'too_small.array': {
    it: 'L’elenco è vuoto o troppo breve: aggiungi voci, almeno {limit} in tutto.',
    en: 'The list is empty or too short: add entries, at least {limit} in all.',
  },
  'too_small.number': {
    it: 'Il numero è troppo piccolo: scrivi {limit} o di più.',
    en: 'The number is too small: write {limit} or more.',
  },
  too_big: {
    it: 'È più del massimo, che è {limit}: riducilo.',
    en: 'This is more than the most allowed, which is {limit}: make it less.',
  },
  'too_big.string': tooLong,
  'too_big.array': {
    it: 'L’elenco è troppo lungo: lascia al massimo {limit} voci.',
    en: 'The list is too long: leave at most {limit} entries.',
  },
  'too_big.number': {
    it: 'Il numero è troppo grande: scrivi {limit} o di meno.',
    en: 'The number is too large: write {limit} or less.',
  },
  not_multiple_of: {
    it: 'Questo numero cade tra due valori ammessi: scrivi il più vicino.',
    en: 'This number falls between two that are allowed: write the nearest.',
  },
  invalid_union: {
    it: 'Quello che c’è qui non si capisce: controllalo e riscrivilo.',
    en: 'What stands here cannot be understood: check it and write it again.',
  },
  invalid_key: {
    it: 'Il nome di una voce non è previsto: controllalo e riscrivilo.',
    en: 'The name of an entry is not expected: check it and write it again.',
  },
  invalid_element: {
    it: 'Una voce dell’elenco non va bene: controllala e riscrivila.',
    en: 'An entry of the list does not fit: check it and write it again.',
  },
  custom: {
    it: 'Quello che c’è qui non va bene: controllalo e riscrivilo.',
    en: 'What stands here does not fit: check it and write it again.',
  },
} as const satisfies Readonly<Record<FiscalCodeRule | EmailRule | Issue['code'], Words>> &
  Readonly<Record<string, Words>>;

const known: Readonly<Record<string, Words | undefined>> = ruleWords;

/** The kind of value that Zod wanted or looked at, if the issue tells. */
function kindOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  return 'origin' in issue ? issue.origin : '';
}

function limitOf(issue: Issue): string {
  if (issue.code === 'too_small') return String(issue.minimum);
  return issue.code === 'too_big' ? String(issue.maximum) : '';
}

/**
 * What is wrong with a field and how to mend it, never the value that was sent: the words of the rule, or those of
 * Zod's code if the rule is that code or has none of its own.
 */
export function inWords(issue: Issue, rule: string, language: Language): string {
  const own = rule === issue.code ? undefined : known[rule];
  const words = own ?? known[`${issue.code}.${kindOf(issue)}`] ?? ruleWords[issue.code];
  return words[language].replace('{limit}', limitOf(issue));
}

const toldOfRequests: Readonly<Record<string, Words | undefined>> = { ...ruleWords, ...requestWords };

/** What is wrong by a rule that has words; the rule itself where it has none. */
export function ruleInWords(rule: string, language: Language): string {
  return toldOfRequests[rule]?.[language] ?? rule;
}
