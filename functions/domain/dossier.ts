/** What another region needs to go on with a DID whose person moved there: the case as it stood, and its papers. */
import type { PlainDate } from './dates.ts';
import { dayInWords } from './day-in-words.ts';
import type { DidCase } from './declaration.ts';
import { caseNumber } from './ids.ts';
import type { Block, IssuedPaper, Paper, PaperKind } from './papers.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';

/** Name and version of what a dossier holds: a program that reads it knows by this what to expect. */
export const dossierSchema = 'did-dossier/1';

/**
 * The case as it stood when it was closed for a move, its dates and terms running: so it goes on elsewhere. Refuses what
 * was not closed for a move (`not-moved`), and what was erased (`case-erased`).
 */
export function caseHandedOver(didCase: DidCase): DidCase | Refusal {
  const { closure, ending, endedOn: _, ...rest } = didCase;
  if (didCase.erasedOn !== undefined || didCase.erasing === 'case') return refuse('case-erased');
  if (closure?.reason !== 'moved' || !ending) return refuse('not-moved');
  return { ...rest, status: ending.from };
}

const named: Readonly<Record<PaperKind, string>> = {
  receipt: 'Ricevuta della DID',
  pact: 'Patto di servizio',
  'self-certification': 'Dichiarazione sostitutiva',
  certificate: 'Certificato',
};

/** A term as the list tells it: what ends, and when. */
export interface Term {
  readonly what: string;
  readonly endsOn: PlainDate;
}

const it = (day: PlainDate) => dayInWords(day, 'it');
const row = (label: string, day: PlainDate | undefined) => (day === undefined ? [] : [[label, it(day)] as const]);
const listed = (title: string, items: readonly string[], none: string): Block[] => [
  { kind: 'heading', text: title },
  items.length > 0 ? { kind: 'list', items } : { kind: 'paragraph', text: none },
];

/** The list that goes with the dossier: whose DID, its days, the terms that run, the papers that were issued. */
export function dossierList(
  didCase: DidCase,
  {
    person,
    papers,
    terms,
  }: { readonly person: Person; readonly papers: readonly IssuedPaper[]; readonly terms: readonly Term[] },
): Paper {
  const { didDate, unemployedSince, pactSignedOn, endedOn, closure } = didCase;
  return {
    title: 'Fascicolo per il trasferimento a un’altra Regione',
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['Nome e cognome', `${person.givenName} ${person.familyName}`],
          ['Codice fiscale', person.fiscalCode],
          ['Numero della pratica', caseNumber(didCase.declarationId)],
          ...(closure?.toRegion === undefined ? [] : [['Regione che la riceve', closure.toRegion] as const]),
          ...row('Data della DID', didDate),
          ...row('Disoccupazione dal', unemployedSince),
          ...row('Patto di servizio firmato il', pactSignedOn),
          ...row('Chiusa qui il', endedOn),
        ],
      },
      { kind: 'paragraph', text: 'La DID non è revocata: date e scadenze restano quelle scritte qui.' },
      ...listed(
        'Scadenze che passano alla nuova Regione',
        terms.map(({ what, endsOn }) => `${what}: ${it(endsOn)}`),
        'Nessuna scadenza è aperta.',
      ),
      ...listed(
        'Documenti emessi',
        papers.map(({ kind, number, issuedOn }) => `${named[kind]}, n. ${number} del ${it(issuedOn)}`),
        'Nessun documento è stato emesso.',
      ),
    ],
  };
}
