/** What the papers say that a person can print: receipt, pact, self-certification, certificate. In Italian, the language of acts. */
import * as z from 'zod/mini';
import { type Instant, PlainDate, timeInRome } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { caseNumber, DeclarationId } from './ids.ts';
import { isLive } from './lifecycle.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { PactBody } from './verbs/sign-pact.ts';
import { dayInWords } from './view.ts';

/** Papers in service. */
export const paperKinds = ['receipt', 'pact', 'self-certification', 'certificate'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** 26 signs of Crockford's base 32 (no I, L, O, U), drawn at random: 128 bits nobody guesses. */
export const VerificationCode = z
  .string()
  .check(
    z.overwrite((text) => text.toUpperCase().replace(/[\s-]/g, '')),
    z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/),
  )
  .brand<'VerificationCode'>();
export type VerificationCode = z.infer<typeof VerificationCode>;

/** A paper as it was issued: the same one is given again when asked again, for the same facts. */
export const IssuedPaper = z.object({
  declarationId: DeclarationId,
  kind: z.enum(paperKinds),
  /** What it rests on: the day for a self-certification or certificate, the act for the others. */
  basis: z.string(),
  code: VerificationCode,
  /** Its number in the register of the protocol. */
  number: z.string(),
  issuedOn: PlainDate,
});
export type IssuedPaper = z.infer<typeof IssuedPaper>;

/** A piece of a paper. `facts`: label and value. `sign`: a line to sign on, with what stands under it. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'sign'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] };

/** A paper before it is laid out. */
export interface Paper {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** What the papers of a case are made from. */
export interface PaperFacts {
  readonly didCase: DidCase;
  /** The person as today's record has them. */
  readonly person: Person;
  readonly today: PlainDate;
  readonly pact?: PactBody | undefined;
  readonly operatorName?: string | undefined;
}

const heading = (text: string): Block => ({ kind: 'heading', text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const facts = (...rows: readonly (readonly [string, string])[]): Block => ({ kind: 'facts', rows });
const sign = (text: string): Block => ({ kind: 'sign', text });
const it = (date: PlainDate) => dayInWords(date, 'it');
const momentOf = (instant: Instant, day: PlainDate) => `${it(day)}, ore ${timeInRome(instant)} (ora italiana)`;

const penalties =
  'Chi dichiara il falso, forma o usa un atto falso è punito dal codice penale e dalle leggi speciali in materia ' +
  '(art. 76 del D.P.R. 445/2000). Se da un controllo emerge che la dichiarazione non è vera, chi l’ha resa perde i ' +
  'benefici ottenuti grazie a essa (art. 75 del D.P.R. 445/2000).';

/** Without these words a certificate is void (D.P.R. 445/2000 art. 40 c.02). */
export const mandatoryWording =
  'Il presente certificato non può essere prodotto agli organi della pubblica amministrazione o ai privati gestori di ' +
  'pubblici servizi.';

const whoIs = ({ givenName, familyName, fiscalCode, birthDate }: Person) =>
  facts(
    ['Nome e cognome', `${givenName} ${familyName}`],
    ['Codice fiscale', fiscalCode],
    ['Data di nascita', it(birthDate)],
  );

const answer = (yes: boolean) => (yes ? 'sì' : 'no');

/**
 * The receipt of *salva DID* (S0:15): what was declared, when it was received, the warnings shown (D.P.R. 445/2000 arts
 * 75-76). Refused with `no-document` where nothing was released on the portal.
 */
function receipt({ didCase }: PaperFacts): Paper | Refusal {
  const { snapshot, didDate, releasedAt, withReserve } = didCase;
  if (!snapshot || didDate === undefined || releasedAt === undefined) return refuse('no-document');
  const { receiptNumber } = snapshot;
  const { availability, lastJobEndedOn } = snapshot.data;
  return {
    title: 'Ricevuta della dichiarazione di immediata disponibilità (DID)',
    blocks: [
      whoIs(snapshot.person),
      facts(
        ['Numero della pratica', caseNumber(didCase.declarationId)],
        ...(receiptNumber === undefined ? [] : [['Numero di ricevuta', receiptNumber] as const]),
        ['Presentata il', momentOf(releasedAt, didDate)],
        ['La disoccupazione decorre dal', it(didDate)],
      ),
      heading('Che cosa hai dichiarato'),
      facts(
        ['Disponibilità immediata a lavorare', answer(availability.work)],
        ['Disponibilità a misure di politica attiva', answer(availability.training)],
        ['Ultimo lavoro terminato il', lastJobEndedOn === undefined ? 'mai lavorato' : it(lastJobEndedOn)],
      ),
      paragraph(
        withReserve
          ? 'La DID è con riserva: va completata con un documento valido e con il patto di servizio. La data resta questa.'
          : 'La DID è autentica: l’hai resa con la tua identità digitale. Per confermare lo stato di disoccupazione firma il patto di servizio.',
      ),
      heading('Avvertenze mostrate'),
      paragraph(penalties),
      paragraph(`Testo della dichiarazione: versione ${snapshot.textVersion}.`),
    ],
  };
}

const period: Readonly<Record<string, readonly [one: string, many: string]>> = {
  D: ['giorno', 'giorni'],
  W: ['settimana', 'settimane'],
  M: ['mese', 'mesi'],
};

function everySoOften(frequency: string): string {
  const count = Number(frequency.slice(1, -1));
  const [one = '', many = ''] = period[frequency.slice(-1)] ?? [];
  return count === 1 ? `ogni ${one}` : `ogni ${count} ${many}`;
}

/** The service pact as it was signed (D.Lgs. 150/2015 art. 20 c.2-3). Refused with `no-document` before it is. */
function pactPaper({ didCase, person, pact, operatorName }: PaperFacts): Paper | Refusal {
  const { didDate, pactSignedOn } = didCase;
  if (!pact || didDate === undefined || pactSignedOn === undefined) return refuse('no-document');
  return {
    title: 'Patto di servizio personalizzato (PSP)',
    blocks: [
      whoIs(person),
      facts(
        ['Numero della pratica', caseNumber(didCase.declarationId)],
        ['DID del', it(didDate)],
        ['Patto firmato il', it(pactSignedOn)],
        ...(operatorName === undefined ? [] : [['Operatore', operatorName] as const]),
        ['Responsabile delle attività', pact.responsibleOfficer],
      ),
      heading('Profilo personale di occupabilità'),
      paragraph(pact.profile),
      heading('Atti di ricerca attiva e tempi'),
      ...pact.searchActs.map((act) => paragraph(`– ${act}`)),
      heading('Contatti con il responsabile e prova della ricerca'),
      facts(['Frequenza dei contatti', everySoOften(pact.contactFrequency)], ['Come si prova la ricerca', pact.proof]),
      heading('Disponibilità (art. 20 c.3 del D.Lgs. 150/2015)'),
      paragraph('– Iniziative e laboratori per rafforzare le competenze nella ricerca di lavoro.'),
      paragraph('– Iniziative di formazione, riqualificazione e altre misure di politica attiva.'),
      paragraph('– Offerte di lavoro congrue.'),
    ],
  };
}

/**
 * The self-certification of the status (D.P.R. 445/2000 art. 46 c.1 lett. r), filled in and to be signed by the person.
 * It says no more than is true today. Refused with `no-document` without a live DID, or while the status is suspended.
 */
function selfCertification({ didCase, person, today }: PaperFacts): Paper | Refusal {
  const { didDate, pactSignedOn, status, unemployedSince } = didCase;
  if (didDate === undefined || !isInForce(didCase) || status === 'suspended') return refuse('no-document');
  const confirmed =
    pactSignedOn !== undefined && unemployedSince !== undefined
      ? `di essere in stato di disoccupazione dal ${it(unemployedSince)}, confermato con il patto di servizio firmato il ${it(pactSignedOn)}.`
      : `di avere rilasciato la dichiarazione di immediata disponibilità (DID) il ${it(didDate)} e di non avere ancora firmato il patto di servizio.`;
  return {
    title: 'Dichiarazione sostitutiva di certificazione',
    blocks: [
      paragraph('Art. 46, comma 1, lettera r) del D.P.R. 28 dicembre 2000, n. 445'),
      whoIs(person),
      paragraph(penalties),
      heading('Dichiaro'),
      paragraph(confirmed),
      facts(['Data', it(today)]),
      sign('Firma'),
    ],
  };
}

/**
 * The certificate of the status for private parties, with the words of D.P.R. 445/2000 art. 40 c.02. Refused with
 * `no-document` unless the pact confirms the status.
 */
function certificate({ didCase, person, today }: PaperFacts): Paper | Refusal {
  const { pactSignedOn, unemployedSince, status } = didCase;
  if (status !== 'psp-signed' || pactSignedOn === undefined || unemployedSince === undefined)
    return refuse('no-document');
  return {
    title: 'Certificato di stato di disoccupazione',
    blocks: [
      paragraph('Si certifica che'),
      whoIs(person),
      paragraph(
        `è in stato di disoccupazione dal ${it(unemployedSince)}, confermato con il patto di servizio firmato il ${it(pactSignedOn)}.`,
      ),
      facts(['Data', it(today)]),
      paragraph(mandatoryWording),
    ],
  };
}

const makers: Readonly<Record<PaperKind, (facts: PaperFacts) => Paper | Refusal>> = {
  receipt,
  pact: pactPaper,
  'self-certification': selfCertification,
  certificate,
};

/** What a paper of this kind says of these facts; refused with `no-document` if there is nothing to say. */
export function paperOf(kind: PaperKind, facts: PaperFacts): Paper | Refusal {
  return makers[kind](facts);
}

/** What an issued paper rests on: asked again for the same, the same paper is given. */
export function basisOf(kind: PaperKind, { didCase, today }: PaperFacts): string {
  if (kind === 'receipt') return didCase.releasedAt ?? '';
  return kind === 'pact' ? (didCase.pactSignedOn ?? '') : today;
}

/** Whether the DID counts today; all that the public is told of it. Never whether anything was contested or decided. */
export function isInForce({ status, didDate }: DidCase): boolean {
  return didDate !== undefined && isLive(status) && status !== 'sanctioned';
}
