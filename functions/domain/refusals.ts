import type { Instant, PlainDate } from './dates.ts';
import type { Hours } from './policies.ts';
import { appointmentRefusals } from './refusals-appointments.ts';
import { callUpRefusals } from './refusals-call-ups.ts';
import { communicationRefusals } from './refusals-communications.ts';
import { declaredRefusals } from './refusals-declared.ts';
import { lifeRefusals } from './refusals-life.ts';
import { pactRefusals } from './refusals-pact.ts';
import { privacyRefusals } from './refusals-privacy.ts';
import { proceedingRefusals } from './refusals-proceedings.ts';
import type { ServiceChannel } from './service.ts';

/**
 * Why something is refused, once: the HTTP status and the rule it rests on. The words are in functions/api/refusal-words.ts.
 * 422: the body breaks a rule; 409: the state of things does not allow it; 403: not this person.
 */
export const refusals = {
  'wrong-status': { status: 409, rule: 'lifecycle' },
  'not-this-party': { status: 403, rule: 'lifecycle' },
  'own-case': { status: 403, rule: 'L. 241/1990 art. 6-bis' },
  'command-pending': { status: 409, rule: 'one command at a time' },
  'command-not-failed': { status: 409, rule: 'only what failed is tried again' },
  'task-done': { status: 409, rule: 'a task is done once' },
  'changed-meanwhile': { status: 409, rule: 'one change at a time' },
  'record-missing': { status: 409, rule: 'S0:9' },
  'live-did-exists': { status: 409, rule: 'S0:45, S0:57' },
  'did-exists-at-inps': { status: 409, rule: 'S0:45' },
  'did-exists': { status: 409, rule: 'S0:45, S0:57' },
  'release-on-route-b': { status: 409, rule: 'S0:45' },
  'release-on-route-c': { status: 409, rule: 'S0:57' },
  'same-route': { status: 409, rule: 'S0:43, S0:57' },
  'other-route': { status: 409, rule: 'S0:43' },
  'no-did-yet': { status: 409, rule: 'S0:45, S0:57' },
  'data-missing': { status: 409, rule: 'S0:15' },
  'applied-in-future': { status: 422, rule: 'S0:55' },
  'extremes-missing': { status: 422, rule: 'S0:55' },
  'extremes-differ': { status: 422, rule: 'S0:63' },
  'inps-mismatch-open': { status: 409, rule: 'S0:55' },
  'no-inps-mismatch': { status: 409, rule: 'S0:55' },
  'inps-application-made': { status: 409, rule: 'S0:45' },
  'later-did-date': { status: 409, rule: 'two persons' },
  'already-verified': { status: 409, rule: 'S0:55' },
  'old-did-in-future': { status: 422, rule: 'S0:57' },
  'old-did-not-asked': { status: 409, rule: 'S0:57' },
  'old-did-answered': { status: 409, rule: 'S0:57' },
  'old-did-unanswered': { status: 409, rule: 'S0:57' },
  'old-did-document-missing': { status: 422, rule: 'S0:57' },
  'availability-incomplete': { status: 422, rule: 'D.Lgs. 150/2015 art. 19 c.1' },
  'job-not-ended': { status: 422, rule: 'S0:5' },
  'already-released': { status: 409, rule: 'S0:15' },
  'operator-unknown': { status: 422, rule: 'S0:17-19' },
  'operator-not-active': { status: 422, rule: 'S0:17-19' },
  'operator-owns-mailbox': { status: 409, rule: 'S0:11' },
  'met-in-future': { status: 422, rule: 'S0:29-31' },
  'met-before-did': { status: 422, rule: 'S0:27' },
  'identity-document-missing': { status: 422, rule: 'S0:29' },
  'identity-document-expired': { status: 422, rule: 'S0:29' },
  'identity-document-equivalent': { status: 422, rule: 'D.P.R. 445/2000 art. 35' },
  'permit-missing': { status: 422, rule: 'S0:29' },
  'permit-expired': { status: 422, rule: 'S0:29' },
  'paper-declaration-missing': { status: 422, rule: 'S0:31' },
  'paper-declaration-before-did': { status: 422, rule: 'S0:31' },
  'paper-declaration-after-meeting': { status: 422, rule: 'S0:31' },
  'permit-receipt': { status: 422, rule: 'D.Lgs. 286/1998 art. 5 c.9-bis' },
  'pact-before-did': { status: 422, rule: 'S0:17' },
  'pact-in-future': { status: 422, rule: 'S0:17' },
  'reserve-not-lifted': { status: 409, rule: 'S0:27-31' },
  'pact-availability-incomplete': { status: 422, rule: 'D.Lgs. 150/2015 art. 20 c.3' },
  'under-age': { status: 422, rule: 'age.minimum' },
  'countersignature-missing': { status: 422, rule: 'age.countersignature' },
  'not-asked-for': { status: 422, rule: 'S0:29-31' },
  'next-meeting-in-past': { status: 422, rule: 'S0:23' },
  'intake-nobody': { status: 404, rule: 'S0:23' },
  'intake-limit': { status: 409, rule: 'intake.limit' },
  'signed-request-missing': { status: 422, rule: 'withdrawal on signed request' },
  'loss-not-confirmed': { status: 422, rule: 'withdrawal of a benefit’s DID' },
  'not-due': { status: 409, rule: 'reserve.term, reserve.notices' },
  'fiscal-code-not-yours': { status: 422, rule: 'identity' },
  'fiscal-code-changes': { status: 409, rule: 'identity' },
  'fiscal-code-needs-proof': { status: 409, rule: 'identity' },
  'birth-date-future': { status: 422, rule: 'identity' },
  'mailbox-not-proven': { status: 409, rule: 'S0:9' },
  'mailbox-already-yours': { status: 409, rule: 'S0:9' },
  'mailbox-contested': { status: 409, rule: 'mailbox.contestation' },
  'mailbox-by-letter': { status: 409, rule: 'mailbox.objection' },
  'mailbox-broken': { status: 409, rule: 'CAD art. 3-bis c.4-bis' },
  'mailbox-change-none': { status: 409, rule: 'mailbox.objection' },
  'evidence-in-future': { status: 422, rule: 'guardian.evidence' },
  'guardian-of-age': { status: 422, rule: 'guardian.evidence' },
  'guardian-ended': { status: 422, rule: 'guardian.evidence' },
  'listed-domain-fixed': { status: 409, rule: 'S0:11' },
  'listed-domain-of-everybody': { status: 422, rule: 'S0:11' },
  'mailbox-not-own': { status: 422, rule: 'S0:11' },
  'mailbox-reason-needed': { status: 422, rule: 'S0:11' },
  'mailbox-in-use': { status: 409, rule: 'S0:11' },
  'mailbox-code-wrong': { status: 422, rule: 'S0:9' },
  'no-document': { status: 409, rule: 'D.P.R. 445/2000' },
  'mailbox-code-limit': { status: 409, rule: 'S0:9' },
  ...appointmentRefusals,
  ...callUpRefusals,
  ...communicationRefusals,
  ...declaredRefusals,
  ...lifeRefusals,
  ...pactRefusals,
  ...privacyRefusals,
  ...proceedingRefusals,
} as const satisfies Record<string, { status: 403 | 404 | 409 | 422 | 429; rule: string }>;
export type RefusalCode = keyof typeof refusals;

/** A refusal: its code, the field of the body it concerns (dotted path) and the rule if finer than the code's own. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  readonly field?: string;
  readonly rule: string;
  /** Where it is about several fields: each of them, and the rule that it breaks. */
  readonly errors?: readonly { readonly field: string; readonly rule: string }[];
  /** The first day on which what is refused can be asked for, where time alone stands against it. */
  readonly notBefore?: PlainDate;
  /** The last day that could be named. */
  readonly notAfter?: PlainDate;
  /** The earliest time of a meeting to which the person could be called up. */
  readonly earliest?: Instant;
  /** Between which hours a person can be called up. */
  readonly hours?: Hours;
  /** The ways by which the act could be served. */
  readonly channels?: readonly ServiceChannel[];
  /** The way that was asked for would do, had the pact agreed on it. */
  readonly unagreed?: true;
}

/** Makes a refusal; the rule is the code's own unless a finer one is named. */
export function refuse(code: RefusalCode, field?: string, rule?: string): Refusal {
  return { kind: 'refusal', code, rule: rule ?? refusals[code].rule, ...(field === undefined ? {} : { field }) };
}

/** Makes a refusal of what comes too early: from which day on it does not. */
export function refuseBefore(code: RefusalCode, notBefore: PlainDate): Refusal {
  return { ...refuse(code), notBefore };
}

/** Makes a refusal of a day that lies too far ahead: up to which day one can be named. */
export function refuseAfter(code: RefusalCode, field: string, notAfter: PlainDate): Refusal {
  return { ...refuse(code, field), notAfter };
}

/** Makes a refusal that is about several fields, each with the rule that it breaks; the first stands for all. */
export function refuseFields(code: RefusalCode, errors: NonNullable<Refusal['errors']>): Refusal {
  return { ...refuse(code, errors[0]?.field), errors };
}
