/** One live DID a citizen, and after a forfeiture none for some months: which DID holds the guard of that, and until when. */
import { dateInRome, type Instant, type PlainDate, startOfDay } from './dates.ts';
import type { Effect } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { DeclarationId } from './ids.ts';
import { isLive } from './lifecycle.ts';
import { newDeclarationFrom } from './terms.ts';

type Held = Pick<DidCase, 'status' | 'guardFreedAt'>;

/**
 * Whether a DID holds the citizen's guard of one live DID: while it is live; one that was forfeited only until another may
 * begin (D.Lgs. 150/2015 art. 21 c.9), though it is open still for what follows the decision.
 */
export const holdsGuard = ({ status, guardFreedAt }: Held): boolean => isLive(status) && guardFreedAt === undefined;

/** What the end of a DID does to the guard: nothing where it has given it up. */
export const freesGuard = (didCase: Held): readonly Effect[] => (holdsGuard(didCase) ? ['free-live-guard'] : []);

/** Whether a DID that an appeal brought back lives without the guard, which a newer one holds; what stands forfeited needs none. */
export const waitsForGuard = ({ status, guardFreedAt }: Held): boolean =>
  isLive(status) && status !== 'sanctioned' && guardFreedAt !== undefined;

const rules = ['one live DID'] as const;

/** Notes on the DID that holds the guard which one lives beside it. */
export const livesBeside = (beside: DeclarationId) => ({ event: 'other-did-back', changes: { beside }, rules });

/** Notes that a DID holds the guard again, the newer one having given it up. */
export const guardReturned = { event: 'guard-returned', changes: { guardFreedAt: undefined }, rules };

/**
 * The first day in Europe/Rome on which the person makes another declaration, by the forfeitures of a DID that stand and
 * were served; `undefined` where none does. One that was not served works nothing (L. 241/1990 art. 21-bis); once it is,
 * its months count from the first day of its effect.
 */
export function mayDeclareFrom({ decisions = [] }: Pick<DidCase, 'decisions'>): PlainDate | undefined {
  return decisions
    .filter(({ reversedOn, service }) => reversedOn === undefined && service.servedOn !== undefined)
    .map((decision) => newDeclarationFrom(decision))
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

/** The latest of those days over all DIDs of a person. */
export function mayDeclareAfter(cases: readonly Pick<DidCase, 'decisions'>[]): PlainDate | undefined {
  return cases
    .map(mayDeclareFrom)
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

/** When a forfeited DID gives up the guard: as the first permitted day begins in Rome; `undefined` if it never does so. */
export function givesUpGuardAt(didCase: DidCase): Instant | undefined {
  if (didCase.status !== 'sanctioned' || !holdsGuard(didCase)) return undefined;
  const from = mayDeclareFrom(didCase);
  return from === undefined ? undefined : startOfDay(from);
}

/**
 * Whether another DID may begin at an instant though this one, which was forfeited, holds the guard still. Not where one may
 * live beside it, to which the guard goes.
 */
export function maySucceed(didCase: DidCase, at: Instant): boolean {
  const from = givesUpGuardAt(didCase);
  return from !== undefined && didCase.beside === undefined && dateInRome(at) >= dateInRome(from);
}
