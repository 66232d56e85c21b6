/**
 * The mandate by which a person has somebody help: a patronato (L. 152/2001 art. 8), or a trusted natural person, the
 * delegate (D.Lgs. 82/2005 art. 64-ter; `delegates.ts`). Given and taken back by the person, with a last day. A patronato that has one sees where the case stands and by when what is to be done, may prepare the draft and tell
 * the application to INPS (S0:43-45), each act told to the person. It never releases, confirms, chooses, or gets mail.
 */
import * as z from 'zod/mini';
import { Decree, MinorShown } from './basis.ts';
import { addDays, dateInRome, Instant, PlainDate } from './dates.ts';
import type { Edit, EditFacts } from './edit.ts';
import { FiscalCode } from './fiscal-code.ts';
import { CitizenId, caseNumber, MandateId, OperatorId, PatronatoId, Subject } from './ids.ts';
import {
  mandateActs,
  mandateScopes,
  type RepresentativeKind,
  representativeKinds,
  representedScopes,
} from './mail-facts-mandates.ts';
import { patronatiOn, patronatoOf } from './patronati.ts';
import type { ProcedurePolicy } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';

export { type MandateScope, mandateActs, mandateScopes } from './mail-facts-mandates.ts';

const scope = z.array(z.enum(mandateScopes)).check(
  z.minLength(1),
  z.refine((scopes) => new Set(scopes).size === scopes.length, { error: 'listed-twice' }),
  z.refine((scopes) => scopes.includes('see'), { error: 'scope-without-see' }),
);

/** Body of `POST /me/mandates`: to whom, until which day at the latest, for what. */
export const GiveMandate = z.strictObject({ patronatoId: PatronatoId, until: PlainDate, scope });
export type GiveMandate = z.infer<typeof GiveMandate>;

/** What an office recorded of a legal representative, and why it ended it. */
export const Representation = z.object({
  kind: z.enum(representativeKinds),
  scope: z.array(z.enum(representedScopes)),
  /** Whose it is: an officer who represents the person does nothing on the case. */
  fiscalCode: FiscalCode,
  evidence: z.union([Decree, MinorShown]),
  recordedBy: z.object({ subject: Subject, operatorId: OperatorId }),
});
export type Representation = z.infer<typeof Representation>;

/** A mandate as the record keeps it, also once it is over: to a patronato, a delegate, or a legal representative. */
export const Mandate = z.object({
  mandateId: MandateId,
  citizenId: CitizenId,
  patronatoId: z.optional(PatronatoId),
  /** Keyed hash of the fiscal code of a delegate, of whom neither code nor name is kept, or of a representative. */
  delegateMac: z.optional(z.string()),
  /** What a patronato's is for; a delegate's is always the same, and names none. */
  scope: z.array(z.enum(mandateScopes)),
  /** Of a legal representative, whom an office recorded. */
  representation: z.optional(Representation),
  givenAt: Instant,
  /** The first day, in Europe/Rome, where it is not that on which it was given. */
  from: z.optional(PlainDate),
  /** The last day, in Europe/Rome. */
  until: PlainDate,
  /** When the person took it back. */
  endedAt: z.optional(Instant),
  /** Why an office ended it. */
  endedBecause: z.optional(z.string()),
});
export type Mandate = z.infer<typeof Mandate>;

/** Of the person's record, what ends every mandate. */
export interface Principal {
  /** A mandate dies with who gave it (c.c. art. 1722 n. 4). */
  readonly deceasedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
  readonly takenOverAt?: Instant | undefined;
}

/** Whether a mandate counts at an instant: from its first to the end of its last day in Rome, until it is taken back. */
export function isInForce({ from, until, endedAt }: Pick<Mandate, 'from' | 'until' | 'endedAt'>, at: Instant): boolean {
  const today = dateInRome(at);
  return endedAt === undefined && today <= until && (from === undefined || from <= today);
}

/** The same, looking at who gave it as well. */
export function holds(mandate: Mandate, { deceasedAt, endedAt, takenOverAt }: Principal, at: Instant): boolean {
  const isOver = deceasedAt !== undefined || endedAt !== undefined || takenOverAt !== undefined;
  return !isOver && isInForce(mandate, at);
}

/**
 * Why a mandate cannot be given: to nobody that is known (`patronato-unknown`), until a day that is past
 * (`mandate-in-past`) or too far off (`mandate-too-long`).
 * @param today the day of receipt in Europe/Rome
 * @param withDemo whether the invented patronato counts
 */
export function mandateProblem(
  { patronatoId, until }: GiveMandate,
  {
    today,
    policy,
    withDemo,
  }: { readonly today: PlainDate; readonly policy: ProcedurePolicy; readonly withDemo: boolean },
): Refusal | undefined {
  if (!patronatiOn(today, withDemo).some(({ id }) => id === patronatoId)) {
    return refuse('patronato-unknown', 'patronatoId');
  }
  return untilProblem(until, today, policy);
}

/** Why a mandate cannot last until a day: it is past, or too far off. */
export function untilProblem(until: PlainDate, today: PlainDate, policy: ProcedurePolicy): Refusal | undefined {
  if (until < today) return refuse('mandate-in-past', 'until');
  return until > addDays(today, policy.mandateDays.value) ? refuse('mandate-too-long', 'until') : undefined;
}

/** Whose mandate it is, as mails tell it: a patronato by its name, others by when they were named and what they are. */
export function helperOf({ patronatoId, givenAt, representation }: Mandate): {
  readonly patronato?: string;
  readonly namedAt?: Instant;
  readonly representative?: RepresentativeKind;
} {
  if (representation) return { namedAt: givenAt, representative: representation.kind };
  if (patronatoId === undefined) return { namedAt: givenAt };
  const patronato = patronatoOf(patronatoId);
  if (!patronato) throw new Error('a mandate of no patronato');
  return { patronato: patronato.name };
}

/** An edit that was made on a mandate, with the communication that tells the person of it: none goes untold. */
export function toldOfAct(
  edit: Edit,
  event: string,
  { declarationId, receivedAt }: Pick<EditFacts, 'declarationId' | 'receivedAt'>,
  mandate: Mandate,
): Edit {
  const mail = {
    kind: 'mandate-act',
    caseNumber: caseNumber(declarationId),
    receivedAt,
    ...helperOf(mandate),
    what: z.enum(mandateActs).parse(event),
  } as const;
  return { ...edit, actTold: mail };
}
