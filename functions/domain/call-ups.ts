/**
 * Call-ups (D.Lgs. 150/2015 arts 20 c.1, 21 c.2 and c.6): an office calls a person to a meeting, notes who came, and takes
 * reasons for an absence. Nothing follows from an absence by itself.
 */
import * as z from 'zod/mini';
import { isThere } from './awaited-did.ts';
import { callableStatuses, calledTo, callingOffice, canCost, takenBackMail } from './call-up-news.ts';
import { noticeInHours } from './call-up-notice.ts';
import { dateInRome, Instant, PlainDate } from './dates.ts';
import { conveneFrom } from './deadlines.ts';
import { isStill } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { Edit, EditFacts } from './edit.ts';
import type { Party, Status } from './lifecycle.ts';
import { PlainLine } from './lines.ts';
import { isActive } from './operators.ts';
import { type ActId, type CallUp, callUpPurposes, JustifiedReason, officerOf } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';
import { serviceChannels } from './service.ts';
import { excuseUntil } from './terms.ts';
import { receiptOf } from './verbs/meeting.ts';

/** Open at once; who is called up more often is helped otherwise. */
const most = 10;

/** Who calls up: the chosen operator, and the job centre that convenes where there is none or it is an accredited one. */
export const callers: readonly Party[] = ['cpi', 'accredited', 'competent-cpi'];

/** How a call-up goes out: today, since its notice is counted from now. */
export const CallUpSending = z.strictObject({ channel: z.enum(serviceChannels), sentOn: PlainDate });

/** Body of `POST …/call-ups`. */
export const CallUpBody = z.strictObject({
  purpose: z.enum(callUpPurposes),
  startsAt: Instant,
  place: PlainLine,
  service: CallUpSending,
});
export type CallUpBody = z.infer<typeof CallUpBody>;

/** Body of `POST …/attendance`; `seen`: who came late was met all the same, or was not there when called. */
export const CallUpAttendanceBody = z.discriminatedUnion('attendance', [
  z.strictObject({ attendance: z.literal('present') }),
  z.strictObject({ attendance: z.literal('late'), seen: z.boolean() }),
  z.strictObject({ attendance: z.literal('absent') }),
]);
export type CallUpAttendanceBody = z.infer<typeof CallUpAttendanceBody>;

/** Body of `POST …/excuse`: which reason the office takes. It has seen what proves it, and keeps no more of that. */
export const ExcuseBody = z.strictObject({ reason: JustifiedReason, verified: z.literal(true) });
export type ExcuseBody = z.infer<typeof ExcuseBody>;

const without = (callUps: readonly CallUp[], id: ActId): Pick<DidCase, 'callUps'> => {
  const left = callUps.filter((one) => one.id !== id);
  return { callUps: left.length > 0 ? left : undefined };
};

/** A settled call-up as it is kept beside the case; who called is kept as the office alone. */
function settled({ by, ...callUp }: CallUp, more: object = {}): NonNullable<Edit['evidence']> {
  const { party, operatorId } = by;
  return { kind: 'call-up', content: { ...callUp, by: { party, operatorId }, ...more } };
}

/** A call-up of which nothing follows, since no benefit rests on it or the person came late, makes room for the next one. */
const replaced = (didCase: DidCase) =>
  didCase.callUps?.find(({ attendance }) => attendance === 'late' || (attendance === 'absent' && !canCost(didCase)));

/**
 * Calls a person up. Refused where there is no DID (`no-did-yet`), by an operator that is not active, for the time of
 * another call-up, beyond ten that are open, for another day of sending than today, by mail to a broken mailbox, and what
 * `noticeInHours` refuses. It is what the job centre was asked to convene the person for, and counts as that.
 * @param seat the seat of a room that is kept for the person
 */
export function callUp(facts: EditFacts, body: CallUpBody, seat?: number): Edit | Refusal {
  const { didCase, receivedAt, actor, operators, commandId, fiscalCodeMac, policy, citizen } = facts;
  const { purpose, startsAt, place, service } = body;
  const today = dateInRome(receivedAt);
  if (!isThere(didCase)) return refuse('no-did-yet');
  const operator = operators.get(actor.operatorId ?? '');
  if (operator && !isActive(operator, today)) return refuse('operator-not-active');
  const { callUps = [] } = didCase;
  const old = replaced(didCase);
  const open = callUps.filter((one) => one !== old);
  if (open.some((one) => one.startsAt === startsAt)) return refuse('called-up-already', 'startsAt');
  if (open.length >= most) return refuse('too-many-call-ups');
  if (service.sentOn > today) return refuse('sent-in-future', 'service.sentOn');
  if (service.sentOn < today) return refuse('sent-before-act', 'service.sentOn');
  if (service.channel === 'email' && !citizen.mailboxHealthy) return refuse('mailbox-broken', 'service.channel');
  const notice = noticeInHours(didCase, { startsAt, channel: service.channel }, receivedAt, policy);
  if (notice.kind === 'refusal') return notice;
  const called: CallUp = {
    ...{ id: commandId, purpose, startsAt, place, calledAt: receivedAt, service, justifications: [] },
    by: officerOf(facts, fiscalCodeMac),
    ...(seat !== undefined && { seat }),
    ...(notice.byHours && { agreedChannel: service.channel }),
  };
  const convene = conveneFrom(didCase, policy);
  const convenes = didCase.convenedAt === undefined && convene !== undefined && convene <= today;
  const explainBy = excuseUntil(called);
  if (explainBy === undefined) throw new Error('a call-up that no policy knows');
  return {
    kind: 'edit',
    changes: { callUps: [...open, called], ...(convenes && { convenedAt: receivedAt }) },
    rules: notice.rules,
    reason: purpose,
    ...(old && { evidence: settled(old) }),
    // Who has a pact is to be convened anew after an absence that was excused.
    ...((old || didCase.convenedAt !== undefined || didCase.pactSignedOn !== undefined) && {
      settles: ['convene'] as const,
    }),
    mail: {
      kind: 'call-up',
      ...receiptOf(facts),
      ...responsible(didCase),
      ...calledTo(called, 0),
      purpose,
      channel: service.channel,
      pact: didCase.pactSignedOn !== undefined,
      benefit: canCost(didCase),
      explainBy,
      ...callingOffice(actor.operatorId, operators),
    },
  };
}

const responsible = ({ responsibleOfficer }: DidCase) =>
  responsibleOfficer === undefined ? {} : { responsibleOfficer };

/** Takes back a call-up that has not begun; the person is told. */
function cancel({ didCase, receivedAt, operators }: EditFacts, called: CallUp): Edit | Refusal {
  if (called.startsAt <= receivedAt) return refuse('call-up-begun');
  return {
    kind: 'edit',
    changes: without(didCase.callUps ?? [], called.id),
    rules: ['D.Lgs. 150/2015 art. 21 c.6'],
    reason: called.purpose,
    evidence: settled(called, { cancelledAt: receivedAt }),
    mail: takenBackMail(didCase, called, 'office', operators, receivedAt),
  };
}

/**
 * Notes who came, once the meeting has begun; noted again if it was noted wrongly. Who was met is done with. Who was not
 * is told how to say why, and until when; where no benefit rests on it, and of who came late, the job centre calls up
 * again, and nothing else follows: no source says that lateness costs what an absence does.
 */
function attendance(facts: EditFacts, called: CallUp, body: CallUpAttendanceBody): Edit | Refusal {
  const { didCase, receivedAt, operators, outages } = facts;
  const { callUps = [] } = didCase;
  if (called.startsAt > receivedAt) return refuse('call-up-to-come');
  const met = body.attendance === 'present' || (body.attendance === 'late' && body.seen);
  const noted = { kind: 'edit', rules: ['D.Lgs. 150/2015 art. 21 c.6'] } as const;
  if (met) {
    return {
      ...noted,
      changes: without(callUps, called.id),
      reason: body.attendance,
      evidence: settled(called, body),
      ...(called.attendance !== undefined && { settles: ['convene'] as const }),
    };
  }
  const again = called.attendance === body.attendance;
  const cost = canCost(didCase) && body.attendance === 'absent';
  // Noted late, it leaves the person as long as if it had been noted on the day.
  const until = excuseUntil(called, { impededUntil: dateInRome(receivedAt), outages });
  const explainBy = again ? (called.explainBy ?? until) : until;
  if (explainBy === undefined) throw new Error('a call-up that no policy knows');
  const next = { ...called, attendance: body.attendance, explainBy };
  return {
    ...noted,
    changes: { callUps: callUps.map((one) => (one.id === called.id ? next : one)) },
    reason: body.attendance === 'late' ? 'late-not-met' : 'absent',
    ...(!cost && { tasks: [{ kind: 'convene', list: 'job-centre' }] as const }),
    mail: again
      ? undefined
      : {
          kind: 'call-up-missed',
          ...receiptOf(facts),
          ...responsible(didCase),
          startedAt: called.startsAt,
          late: body.attendance === 'late',
          benefit: cost,
          explainBy,
          ...callingOffice(called.by.operatorId, operators),
        },
  };
}

/**
 * Takes a reason for an absence: it is no breach, and the person is called up again. Of what proves it the case keeps the
 * kind, and that the office has seen it. Refused before the meeting, which is taken back instead (`call-up-to-come`), and
 * where nobody noted an absence (`not-absent`).
 */
function excuse(facts: EditFacts, called: CallUp, body: ExcuseBody): Edit | Refusal {
  const { didCase, receivedAt, operators } = facts;
  if (called.startsAt > receivedAt) return refuse('call-up-to-come');
  if (called.attendance === undefined) return refuse('not-absent');
  return {
    kind: 'edit',
    changes: without(didCase.callUps ?? [], called.id),
    rules: ['ANPAL delib. 54/2019'],
    reason: 'excused',
    evidence: settled(called, { excused: body }),
    tasks: [{ kind: 'convene', list: 'job-centre' }],
    mail: {
      kind: 'absence-excused',
      ...receiptOf(facts),
      ...responsible(didCase),
      startedAt: called.startsAt,
      ...callingOffice(called.by.operatorId, operators),
    },
  };
}

/** An edit of a call-up that is there: its body, where the case must stand, and who decides. */
interface CallUpEdit {
  readonly statuses: readonly Status[];
  readonly body: z.ZodMiniType;
  readonly decide: (facts: EditFacts, id: ActId, body: unknown) => Edit | Refusal;
}

/** Whatever became of the status meanwhile, what was is noted. */
const notedIn: readonly Status[] = [...callableStatuses, 'suspended', 'sanctioned'];

function callUpEdit<Body>(
  body: z.ZodMiniType<Body>,
  decide: (facts: EditFacts, called: CallUp, body: Body) => Edit | Refusal,
): CallUpEdit {
  return {
    statuses: notedIn,
    body,
    decide: (facts, id, raw) => {
      const { party, actor, didCase } = facts;
      if (!callers.includes(party) || !isStill(facts)) return refuse('not-this-party');
      if (!notedIn.includes(didCase.status)) return refuse('wrong-status');
      const called = didCase.callUps?.find((one) => one.id === id);
      // An accredited operator hears nothing of what another office does.
      const isTheirs = party !== 'accredited' || called?.by.operatorId === actor.operatorId;
      return called && isTheirs ? decide(facts, called, body.parse(raw)) : refuse('act-unknown');
    },
  };
}

/** The edits of a call-up that is there, by the name of their action. */
export const callUpEdits = {
  'cancel-call-up': callUpEdit(z.strictObject({}), cancel),
  'record-call-up': callUpEdit(CallUpAttendanceBody, attendance),
  'excuse-absence': callUpEdit(ExcuseBody, excuse),
} as const;
export type CallUpEditName = keyof typeof callUpEdits;

/** Calls up, as `callUp` does, where the case and who acts allow it. */
export function decideCallUp(facts: EditFacts, body: CallUpBody, seat?: number): Edit | Refusal {
  if (!callers.includes(facts.party) || !isStill(facts)) return refuse('not-this-party');
  return callableStatuses.includes(facts.didCase.status) ? callUp(facts, body, seat) : refuse('wrong-status');
}

/** What of this a party may do now. */
export function allowedCallUpEdits(didCase: DidCase, party: Party, now: Instant): ('call-up' | CallUpEditName)[] {
  const { status, callUps = [] } = didCase;
  if (!callers.includes(party)) return [];
  const noted = notedIn.includes(status);
  return [
    ...(callableStatuses.includes(status) && isThere(didCase) ? (['call-up'] as const) : []),
    ...(noted && callUps.some(({ startsAt }) => startsAt > now) ? (['cancel-call-up'] as const) : []),
    ...(noted && callUps.some(({ startsAt }) => startsAt <= now) ? (['record-call-up'] as const) : []),
    ...(noted && callUps.some(({ attendance }) => attendance !== undefined) ? (['excuse-absence'] as const) : []),
  ];
}
