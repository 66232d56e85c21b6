import type { Instant, PlainDate } from '../domain/dates.ts';
import { isInForce, type Mandate } from '../domain/mandates.ts';
import { patronatiOn, patronatoOf } from '../domain/patronati.ts';

/** A mandate as its giver and who has it see it. */
export function mandateView(mandate: Mandate, at: Instant) {
  const { mandateId, patronatoId, scope, givenAt, from, until, endedAt, representation } = mandate;
  const name = patronatoOf(patronatoId)?.name ?? patronatoId;
  return {
    id: mandateId,
    // To a delegate where no patronato is named: who it is, is not kept.
    patronato: patronatoId === undefined || name === undefined ? null : { id: patronatoId, name },
    // Who acts by law or by a decree, and for what; null of all others.
    representation: representation ? { kind: representation.kind, scope: representation.scope } : null,
    scope,
    givenAt,
    from: from ?? null,
    until,
    endedAt: endedAt ?? null,
    inForce: isInForce(mandate, at),
  };
}

/** The patronati that a mandate can be given to on a day in Europe/Rome. */
export function patronatiView(today: PlainDate, withDemo: boolean) {
  return patronatiOn(today, withDemo).map(({ id, name }) => ({ id, name }));
}
