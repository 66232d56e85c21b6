/** «Chi ha visto la mia pratica»: what is noted of each look that staff take at a person's data. */
import * as z from 'zod/mini';
import { roles } from './actor.ts';
import type { ActionName } from './authorisation.ts';
import { dateInRome, epochOf, Instant, instantOf, startOfDay } from './dates.ts';
import { CitizenId, DeclarationId, OperatorId, PatronatoId, Subject } from './ids.ts';
import { parties } from './lifecycle.ts';

/**
 * One look: whose account of which body and role, when, at what. The account is for who investigates; the citizen is told
 * the body and the role.
 */
export const Access = z.object({
  citizenId: CitizenId,
  /** Absent where no case was opened: a look-up that found none, the record itself. */
  declarationId: z.optional(DeclarationId),
  at: Instant,
  /** The action of the API, such as `read-history`: an act shows the case as well. */
  what: z.string(),
  by: z.object({
    subject: Subject,
    role: z.enum(roles),
    party: z.optional(z.enum(parties)),
    operatorId: z.optional(OperatorId),
    patronatoId: z.optional(PatronatoId),
  }),
});
export type Access = z.infer<typeof Access>;

/** Minutes within which the same officer's same look at the same case is noted once. */
const windowMinutes = 10;
/** A calendar is looked at all day, and shows the same people: once a day. */
const daily: readonly string[] = ['read-calendar', 'read-call-up-sheet'] satisfies ActionName[];

/** When the span began in which further looks of the same sort are the same one. */
export function spanOf({ at, what }: Pick<Access, 'at' | 'what'>): Instant {
  if (daily.includes(what)) return startOfDay(dateInRome(at));
  const span = windowMinutes * 60_000;
  return instantOf(Math.floor(epochOf(at) / span) * span);
}

/** What people are told that was looked at. */
export const sights = [
  'case',
  'history',
  'papers',
  'changes',
  'replies',
  'earlier-did',
  'calendar',
  'counter',
  'telephone',
  'sought',
  'record',
  'inps',
  'act',
] as const;
export type Sight = (typeof sights)[number];

const sightOf: Partial<Record<ActionName, Sight>> = {
  'read-declaration': 'case',
  'read-queue': 'case',
  'read-history': 'history',
  'read-explanation': 'history',
  'read-receipt': 'papers',
  'read-dossier': 'case',
  'read-dossier-list': 'papers',
  'read-pact': 'papers',
  'read-changes': 'changes',
  'read-replies': 'replies',
  'read-letter': 'papers',
  'read-old-did': 'earlier-did',
  'read-calendar': 'calendar',
  'read-call-up-sheet': 'calendar',
  intake: 'counter',
  'read-by-telephone-code': 'telephone',
  'read-tasks': 'sought',
  'finish-task': 'sought',
  'read-restriction': 'record',
  'decide-restriction': 'record',
  'take-inps-news': 'inps',
  'take-job-news': 'inps',
  'read-command': 'case',
};

/** What an action of the API shows of a person; an action that is not known any more, or does something, is an act. */
export function sightOfAction(what: string): Sight {
  return Object.entries(sightOf).find(([action]) => action === what)?.[1] ?? 'act';
}
