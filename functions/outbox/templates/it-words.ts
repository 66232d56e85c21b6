import type { DocumentToBring } from '../../domain/communications.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { CommonWords } from './common.ts';
import { fact, type Row, section } from './content.ts';
import { longDate, shortDate } from './words.ts';

/** Who hears what is brought against a decision. */
export const courts = { ordinary: 'al Tribunale (giudice ordinario)', administrative: 'al TAR' } as const;

/** What every Italian mail says, with the names of its sections. */
export const words: CommonWords = {
  language: 'it',
  contacts: {
    office: 'Ufficio',
    address: 'Indirizzo',
    phone: 'Telefono',
    email: 'Email',
    hours: 'Orari',
    officer: 'Responsabile del procedimento',
    pec: 'PEC dell’ufficio',
    help: 'Aiuto per telefono',
    desk: 'Sportello',
    portal: 'Portale',
  },
  facts: {
    caseNumber: 'Pratica',
    protocol: 'Protocollo',
    numbered: (number, day) => `${number} del ${day}`,
    object: 'Oggetto',
    objectOfCase: 'Dichiarazione di immediata disponibilità (DID) e patto di servizio personalizzato (PSP)',
    objectOfCode: 'Conferma della casella email per la DID',
    objectOfMailbox: 'Casella email per la DID',
    receipts: {
      received: { number: 'Numero di ricevuta', at: 'Richiesta ricevuta' },
      entered: { number: 'Numero di registrazione', at: 'Registrazione ricevuta' },
      closed: { number: 'Numero di registrazione', at: 'Pratica chiusa' },
      deleted: { number: 'Numero di registrazione', at: 'Bozza eliminata' },
    },
  },
  openPortal: 'Apri il portale',
  office: {
    heading: 'A chi rivolgerti',
    chosen: 'Chiama o vai di persona: l’aiuto è gratuito.',
    none: 'Per ogni dubbio puoi chiamare: l’aiuto è gratuito.',
    answer: 'Puoi anche rispondere a questa email, dalla tua casella.',
  },
  ending: {
    heading: 'Come finisce il procedimento',
    late: (office) =>
      `Quando l’ufficio deve risponderti, ha 30 giorni. Se tarda, chiedi a chi dirige l’ufficio: ${office}.`,
  },
  decision: {
    heading: 'La decisione',
    rule: 'Regola',
    effect: 'Che cosa cambia',
    decidedBy: 'Chi ha deciso',
    appeal: 'Ricorso',
    help: 'Aiuto gratuito',
    court: ({ court, days }) => `${courts[court]}, entro ${days} giorni dalla notifica della decisione`,
    freeHelp: 'allo sportello o in un patronato',
  },
  onPaper: {
    noPortal: 'Non usi il portale? In ufficio fanno tutto con te.',
    closing: ['Questa lettera è stata inviata a te soltanto. Non chiediamo mai password, IBAN o codici.'],
  },
  file: {
    heading: 'Come vedere la tua pratica',
    lines: (caseNumber) => [
      `Entra nel portale dalla pagina iniziale e apri la pratica ${caseNumber}.`,
      'Puoi vedere gli atti anche in ufficio.',
    ],
  },
  report: 'Dillo subito. Basta una telefonata:',
  privacy: {
    heading: 'I tuoi dati',
    line: 'Usiamo i tuoi dati solo per la DID e per il patto.',
    notice: 'Informativa sulla privacy',
  },
  closing: ['Questa email è stata inviata a te soltanto. Non chiediamo mai password, IBAN o codici.'],
};

/** A day in running text, with its weekday. */
export const day = (date: PlainDate): string => longDate('it', date);

/** A day in a subject, with the article that its number takes: «il 23 novembre 2026», «l’8 dicembre 2026». */
export function theDay(date: PlainDate): string {
  const text = shortDate('it', date);
  return /^(?:8|11) /.test(text) ? `l’${text}` : `il ${text}`;
}

/** The date of the DID among the facts. */
export const didDateFact = (date: PlainDate): Row => fact('Data della DID', day(date));
/** What happened. */
export const happened = (...paragraphs: string[]) => section('Che cosa è successo', paragraphs);
/** What the person has to do: an explanation, then the steps. */
export const todo = (paragraphs: string[], items: string[]) => section('Che cosa devi fare', paragraphs, { items });
/** By when. */
export const byWhen = (...paragraphs: string[]) => section('Entro quando', paragraphs);
/** The end of a term that runs out on the portal. */
export const by = (date: PlainDate): string => `${day(date)}, ore 23:59 (ora italiana)`;
/** The end of a term that runs out at an office's counter. */
export const byAtOffice = (date: PlainDate): string => `${day(date)}, negli orari dell’ufficio (ora italiana)`;
/** What follows if it is not done. */
export const ifNot = (...paragraphs: string[]) => section('Se non lo fai', paragraphs);

/** Steps, terms and consequences that several mails share. */
export const choose = [
  'Entra nel portale e scegli chi ti segue.',
  'Puoi scegliere il Centro per l’impiego del tuo domicilio o un operatore accreditato.',
];
export const meet = [
  'Prendi un appuntamento nel portale, per telefono o per email.',
  'Se preferisci, vai senza appuntamento negli orari di apertura.',
];
export const sign = 'Porta un documento d’identità valido e firma il patto.';
export const soon = 'Fallo appena puoi.';
export const lateOffice = 'Se l’ufficio è in ritardo, la data della tua DID non cambia.';
export const withoutPact = [
  'La data della tua DID non cambia.',
  'L’ufficio può chiamarti per un incontro.',
  'Finché manca il patto, lo stato di disoccupazione resta da confermare.',
];
export const pactEnds = ['Il procedimento si chiude quando firmi il patto.'];
/** How a proceeding ends, for who has signed the pact and for who has not. */
export const endsBy = (pactSignedOn: string | undefined) =>
  pactSignedOn ? ['Il procedimento continua con il patto che hai firmato.'] : pactEnds;

/** What to bring, in words. */
export const bring: Readonly<Record<DocumentToBring, string>> = {
  'identity-document': 'Un documento d’identità valido.',
  'residence-permit': 'Il permesso di soggiorno valido, se hai la cittadinanza di un Paese fuori dall’Unione europea.',
  'paper-declaration': 'In ufficio trovi anche una dichiarazione su carta: la firmi lì.',
  'fiscal-code-paper': 'Il foglio su cui è scritto il tuo codice fiscale provvisorio.',
};
