/** The register of what comes in and goes out (D.P.R. 445/2000 arts 53-57; D.Lgs. 82/2005 art. 44). */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { CitizenId, DeclarationId, type MailId } from './ids.ts';
import { type MailKind, mailSorts } from './mail-kinds.ts';

/** Year and number of the register, `2026/0000123`: seven digits at least, begun again each year (art. 57). */
export const ProtocolNumber = z
  .string()
  .check(z.regex(/^\d{4}\/\d{7,10}$/))
  .brand<'ProtocolNumber'>();
export type ProtocolNumber = z.infer<typeof ProtocolNumber>;

/** The number under which a thing was entered, and the day in Europe/Rome on which it was. */
export const Registered = z.object({ number: ProtocolNumber, day: PlainDate });
export type Registered = z.infer<typeof Registered>;

/** Who sent what came in, or gets what goes out. */
export const correspondents = ['citizen', 'inps', 'patronato', 'delegate', 'representative'] as const;

/**
 * What is entered: names and texts stay with the thing itself, the register holds who it is by their identifier and its
 * imprint (art. 53 c.1).
 */
export const NewEntry = z.object({
  /** The one thing that is entered; entered again it has the same number. */
  source: z.string(),
  direction: z.enum(['in', 'out', 'internal']),
  /** What it is: a verb, an edit, a kind of mail or of paper. */
  subject: z.string(),
  correspondent: z.enum(correspondents),
  citizenId: z.optional(CitizenId),
  declarationId: z.optional(DeclarationId),
  /** SHA-256 in hex of the thing: of a request as it was received, of a mail before it had its number. */
  imprint: z.string(),
  /** When it came in, where it did: the legal instant. */
  receivedAt: z.optional(Instant),
  /** When it is entered. */
  enteredAt: Instant,
});
export type NewEntry = z.infer<typeof NewEntry>;

/** A line of the register. `chain`: SHA-256 over the line before it and this one, so that no line can be changed alone. */
export const ProtocolEntry = z.extend(NewEntry, { ...Registered.shape, chain: z.string() });
export type ProtocolEntry = z.infer<typeof ProtocolEntry>;

/** Gives numbers of the register. An office with a protocol system of its own puts it in this place. */
export interface Protocol {
  /** The number of a thing, entered now if it is not yet. Throws if the register cannot be written. */
  enter(entry: NewEntry): Promise<Registered>;
  /** Enters many, in their order, what is entered already keeping its number. Throws as soon as one cannot be. */
  enterAll(entries: readonly NewEntry[]): Promise<void>;
}

/** The number as the register writes it. */
export function protocolNumber(year: string, count: number): ProtocolNumber {
  return ProtocolNumber.parse(`${year}/${String(count).padStart(7, '0')}`);
}

/** Year and count of a number. */
export function countOf(number: ProtocolNumber): { readonly year: string; readonly count: number } {
  const [year = '', count = ''] = number.split('/');
  return { year, count: Number(count) };
}

/** What of a line its chain is made over, in this order; what is not there is null. */
export const chained = [
  'number',
  'day',
  'direction',
  'correspondent',
  'citizenId',
  'declarationId',
  'subject',
  'source',
  'imprint',
  'receivedAt',
  'enteredAt',
] as const satisfies readonly (keyof Omit<ProtocolEntry, 'chain'>)[];

/** A line as its chain is made over it: what it says, as one JSON array. */
export function lineOf(entry: Omit<ProtocolEntry, 'chain'>): string {
  return JSON.stringify(chained.map((name) => entry[name] ?? null));
}

/** The name under which a request that came in is entered: its receipt number. */
export const requestSource = (receiptNumber: string) => `request.${receiptNumber}`;

/** The name under which a communication is entered. */
export const mailSource = (mailId: MailId) => `mail.${mailId}`;

/**
 * Whether a kind of mail is an act, which has a number of the register: all that is legal but the code, which waits for
 * nobody's file. Courtesy mail repeats what an act has said, and is none (art. 53 c.5).
 */
export function isAct(kind: MailKind): boolean {
  return mailSorts[kind].nature === 'legal' && kind !== 'mailbox-code';
}

/** A draft that is rewritten was presented to nobody yet: its last state comes in with *salva DID* (S0:15). */
export function isPresented(what: string): boolean {
  return !['write-data', 'make-telephone-code', 'drop-telephone-code'].includes(what);
}

/** A request that was accepted, as far as the register looks at it. */
interface Accepted {
  readonly receiptNumber: string;
  readonly party: string;
  /** The verb or the edit. */
  readonly what: string;
  readonly bodyHash: string;
  readonly receivedAt: Instant;
  readonly citizenId?: CitizenId | undefined;
  readonly declarationId?: DeclarationId | undefined;
}

/**
 * What the register enters of a request: what a citizen, who acts for them by a mandate, or INPS sent, and a withdrawal that an office types in from the
 * citizen's signed paper. `undefined` for what an office does itself, and where nothing was sent: INPS's news that waited
 * for its person was entered when it came.
 */
export function incoming(request: Accepted, enteredAt: Instant): NewEntry | undefined {
  const { receiptNumber, party, what, bodyHash, receivedAt, citizenId, declarationId } = request;
  const sender = correspondents.find((one) => one === party);
  const correspondent = sender ?? (what === 'withdraw' ? 'citizen' : undefined);
  if (correspondent === undefined || bodyHash === '') return undefined;
  return {
    source: requestSource(receiptNumber),
    direction: 'in',
    subject: what,
    correspondent,
    ...(citizenId !== undefined && { citizenId }),
    ...(declarationId !== undefined && { declarationId }),
    imprint: bodyHash,
    receivedAt,
    enteredAt,
  };
}
