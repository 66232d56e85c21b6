/** What the papers say that a person can print: receipt, pact, self-certification, certificate. In Italian, the language of acts. */
import * as z from 'zod/mini';
import { standsSanctioned } from './after-decision.ts';
import { type Instant, PlainDate, timeInRome } from './dates.ts';
import { dayInWords } from './day-in-words.ts';
import type { DidCase } from './declaration.ts';
import type { ShownText } from './declaration-texts.ts';
import { declaredRows, textShownIn } from './declared-in-words.ts';
import type { IdentityDocument } from './documents.ts';
import { caseNumber, DeclarationId } from './ids.ts';
import { isLive } from './lifecycle.ts';
import { isDisputed, pactName } from './pact.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { SignatureKind } from './signature.ts';
import type { PactBody } from './verbs/sign-pact.ts';

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
  /** The pact that it speaks of, by the name of `pactName`. */
  pact: z.optional(z.string()),
  code: VerificationCode,
  /** Its number in the register of the protocol. */
  number: z.string(),
  issuedOn: PlainDate,
});
export type IssuedPaper = z.infer<typeof IssuedPaper>;

/** A piece of a paper. `facts`: label and value. `list`: a list of points. `sign`: a line to sign on, and who does. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'sign'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
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
const list = (...items: readonly string[]): Block => ({ kind: 'list', items });
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

const disputeWords = 'La persona ha comunicato di non avere firmato questo patto. L’ufficio non ha ancora deciso.';

/**
 * The receipt of *salva DID* (S0:15): what was declared, when it was received, the warnings shown (D.P.R. 445/2000 arts
 * 75-76). Refused with `no-document` where nothing was released on the portal.
 */
function receipt({ didCase }: PaperFacts): Paper | Refusal {
  const { snapshot, didDate, releasedAt, withReserve } = didCase;
  if (!snapshot || didDate === undefined || releasedAt === undefined) return refuse('no-document');
  const { receiptNumber } = snapshot;
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
      facts(...declaredRows(snapshot.data)),
      paragraph(
        withReserve
          ? 'La DID è con riserva: va completata con un documento valido e con il patto di servizio. La data resta questa.'
          : 'La DID è autentica: l’hai resa con la tua identità digitale. Per confermare lo stato di disoccupazione firma il patto di servizio.',
      ),
      ...textBlocks(snapshot),
    ],
  };
}

/** The text that was released and the warnings shown; in Italian, and in the language in which it was read. */
function textBlocks(snapshot: NonNullable<DidCase['snapshot']>): Block[] {
  const shown = textShownIn(snapshot);
  const italian = textShownIn(snapshot, 'it');
  const version = paragraph(`Testo della dichiarazione: versione ${snapshot.textVersion}.`);
  if (!shown || !italian) return [version];
  const blocksOf = ({ declaration, warnings }: ShownText) => [...declaration, ...warnings.map(({ text }) => text)];
  return [
    heading('Testo della dichiarazione'),
    ...italian.words.declaration.map(paragraph),
    heading('Avvertenze mostrate'),
    ...italian.words.warnings.map(({ text }) => paragraph(text)),
    ...(shown.language === 'it'
      ? []
      : [heading('Testo mostrato, in inglese'), ...blocksOf(shown.words).map((text) => paragraph(text))]),
    version,
  ];
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

const signatures: Readonly<Record<SignatureKind, string>> = {
  handwritten: 'autografa, su carta',
  fea: 'elettronica avanzata',
  qualified: 'elettronica qualificata',
  spid: 'con SPID',
};
const identityDocuments: Readonly<Record<IdentityDocument['kind'], string>> = {
  'identity-card': 'carta d’identità',
  passport: 'passaporto',
  'driving-licence': 'patente di guida',
  'other-equivalent': 'documento equivalente',
};
const channels: Readonly<Record<NonNullable<PactBody['contactChannel']>, string>> = {
  email: 'posta elettronica',
  pec: 'posta elettronica certificata (PEC)',
  sms: 'SMS',
  telephone: 'telefono',
  'registered-letter': 'lettera raccomandata',
};

/** How the pact was signed, where the proof is, and who signed beside a minor; what is not on record is said to be so. */
function signatureRows({ didCase }: PaperFacts, { countersignature }: PactBody): (readonly [string, string])[] {
  const { kind, evidence } = didCase.pactSignature ?? {};
  return [
    ['Firma della persona', kind === undefined ? 'non registrata' : signatures[kind]],
    ['Prova della firma', evidence ?? 'non registrata'],
    ...(countersignature ? [['Ha firmato anche', countersignedBy(countersignature)] as const] : []),
  ];
}

function countersignedBy({ name, kind, documentShown }: NonNullable<PactBody['countersignature']>): string {
  const as = { parent: 'genitore', guardian: 'tutore' }[kind];
  return `${name}, ${as}; documento mostrato: ${identityDocuments[documentShown.kind]}`;
}

/** The service pact as it was signed (D.Lgs. 150/2015 art. 20 c.2-3). Refused with `no-document` before it is. */
function pactPaper(about: PaperFacts): Paper | Refusal {
  const { didCase, person, pact, operatorName } = about;
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
        ...signatureRows(about, pact),
        ...(operatorName === undefined ? [] : [['Operatore', operatorName] as const]),
        ['Responsabile delle attività', pact.responsibleOfficer],
      ),
      ...(isDisputed(didCase) ? [paragraph(disputeWords)] : []),
      heading('Profilo personale di occupabilità'),
      paragraph(pact.profile),
      heading('Atti di ricerca attiva e tempi'),
      list(...pact.searchActs),
      heading('Contatti con il responsabile e prova della ricerca'),
      facts(
        ['Frequenza dei contatti', everySoOften(pact.contactFrequency)],
        ['Come si prova la ricerca', pact.proof],
        ...(pact.contactChannel === undefined
          ? []
          : [['Modo concordato per le convocazioni', channels[pact.contactChannel]] as const]),
      ),
      heading('Disponibilità della persona (art. 20, comma 3, del D.Lgs. 150/2015)'),
      list(
        'Partecipare a iniziative e laboratori per rafforzare le competenze nella ricerca attiva di lavoro.',
        'Partecipare a iniziative di formazione o di riqualificazione, o ad altre misure di politica attiva o di attivazione.',
        'Accettare congrue offerte di lavoro, come le definisce l’articolo 25.',
      ),
    ],
  };
}

/**
 * The self-certification of the status (D.P.R. 445/2000 art. 46 c.1 lett. r), filled in and to be signed by the person.
 * It says no more than is true today. Refused with `no-document` without a live DID, or while the status is suspended.
 */
function selfCertification({ didCase, person, today }: PaperFacts): Paper | Refusal {
  const { didDate, status } = didCase;
  if (didDate === undefined || !isInForce(didCase) || status === 'suspended') return refuse('no-document');
  return {
    title: 'Dichiarazione sostitutiva di certificazione',
    blocks: [
      paragraph('Art. 46, comma 1, lettera r) del D.P.R. 28 dicembre 2000, n. 445'),
      whoIs(person),
      paragraph(penalties),
      heading('Dichiaro'),
      paragraph(declared(didCase, didDate)),
      facts(['Data', it(today)]),
      sign('Firma'),
    ],
  };
}

/** What the person can declare today: of a pact that they say not to have signed, that and nothing of what it confirms. */
function declared(didCase: DidCase, didDate: PlainDate): string {
  const { pactSignedOn, unemployedSince } = didCase;
  const released = `di avere rilasciato la dichiarazione di immediata disponibilità (DID) il ${it(didDate)}`;
  if (pactSignedOn === undefined || unemployedSince === undefined) {
    return `${released} e di non avere ancora firmato il patto di servizio.`;
  }
  if (isDisputed(didCase)) {
    return `${released}. Nella pratica c’è un patto di servizio con la data del ${it(pactSignedOn)}: ho comunicato di non averlo firmato e l’ufficio non ha ancora deciso.`;
  }
  return `di essere in stato di disoccupazione dal ${it(unemployedSince)}, confermato con il patto di servizio firmato il ${it(pactSignedOn)}.`;
}

/**
 * The certificate of the status for private parties, with the words of D.P.R. 445/2000 art. 40 c.02. Refused with
 * `no-document` unless a pact confirms the status that nobody disputes.
 */
function certificate({ didCase, person, today }: PaperFacts): Paper | Refusal {
  const { pactSignedOn, unemployedSince, status } = didCase;
  const confirmed = status === 'psp-signed' || standsSanctioned(didCase) === 'unserved';
  if (!confirmed || isDisputed(didCase)) return refuse('no-document');
  if (pactSignedOn === undefined || unemployedSince === undefined) return refuse('no-document');
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

/** The act or the day that a paper is of, and the pact that it speaks of, if it does: of another it is another paper. */
export function basisOf(kind: PaperKind, { didCase, today }: PaperFacts): Pick<IssuedPaper, 'basis' | 'pact'> {
  if (kind === 'receipt') return { basis: didCase.releasedAt ?? '' };
  const pact = pactName(didCase);
  return { basis: kind === 'pact' ? (didCase.pactSignedOn ?? '') : today, ...(pact !== undefined && { pact }) };
}

/**
 * Whether the DID counts today: what was decided takes it once it is served. Never whether anything was contested or
 * decided.
 */
export function isInForce(didCase: DidCase): boolean {
  return didCase.didDate !== undefined && isLive(didCase.status) && standsSanctioned(didCase) !== 'yes';
}

/**
 * Whether an issued paper still holds; all that the public is told of the DID behind it. One that speaks of a pact does
 * not outlive that pact, and one that certifies the status does not hold while work suspends it.
 */
export function stillHolds({ kind, pact }: Pick<IssuedPaper, 'kind' | 'pact'>, didCase: DidCase): boolean {
  if (!isInForce(didCase) || (pact !== undefined && pact !== pactName(didCase))) return false;
  return didCase.status !== 'suspended' || kind === 'receipt' || kind === 'pact';
}
