/** What a person answers to a call-up or to a fact that is contested: why they did not do what was agreed, or that they did. */
import * as z from 'zod/mini';
import { actOf, isOwnAct, type TheAct } from './acts.ts';
import { dateInRome, type Instant, PlainDate, startOfDay } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { isLive, isOwnSide, statuses } from './lifecycle.ts';
import { PlainLine } from './lines.ts';
import { lineOfText } from './person.ts';
import { ActId, AnswerReason, type Justification } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';
import { excuseUntil, isInTime, justifyUntil, type Outage } from './terms.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** Answers to one act; who has more to say talks to the office. */
const most = 10;

/** How an answer came that an office writes down. */
export const answerChannels = ['counter', 'letter', 'telephone', 'reply'] as const;

/** Body of `POST …/justifications`. What it says is read by the person and by the job centre that decides. */
export const JustificationBody = z.strictObject({
  /** A call-up, or the fact that is contested. */
  actId: ActId,
  reason: AnswerReason,
  note: z.optional(lineOfText(1000)),
  /** Where the proof is, as the person tells it: a certificate's number, who keeps it. */
  evidenceRef: z.optional(lineOfText(200)),
  /** The last day of what kept the person away: the time to say why does not run before (ANPAL delib. 54/2019). */
  impededUntil: z.optional(PlainDate),
  /** Where it did not come through the portal, when an office received it and what proves it; the term is kept by that day. */
  paper: z.optional(
    z.strictObject({
      receivedOn: PlainDate,
      channel: z.enum(answerChannels),
      /** Protocol of what was handed in, number of the letter, who took the call, number of the reply. */
      proof: PlainLine.check(z.maxLength(120, { error: 'text-too-long' })),
    }),
  ),
});
export type JustificationBody = z.infer<typeof JustificationBody>;

/** Whether a person can answer to something. */
const isAsked = ({ callUps = [], contested }: DidCase) => contested !== undefined || callUps.length > 0;

/** The last day to answer to an act; `undefined` while no term runs. */
function answerUntil(
  didCase: DidCase,
  { act, id }: TheAct,
  impededUntil: PlainDate | undefined,
  outages: readonly Outage[] | undefined,
): PlainDate | undefined {
  if (act === 'contestation') return didCase.contested && justifyUntil(didCase.contested, outages);
  const callUp = didCase.callUps?.find((one) => one.id === id);
  return callUp && excuseUntil(callUp, { impededUntil, outages });
}

/** An act that asks for an answer, as who acts knows it: an accredited operator writes down answers to its own call-ups. */
function askedBy(facts: EditFacts, actId: ActId): TheAct | undefined {
  const act = actOf(facts.didCase, actId);
  if (!act || act.act === 'decision') return undefined;
  const isTheirs = facts.party !== 'accredited' || (act.act === 'call-up' && isOwnAct(facts, act));
  return isTheirs ? act : undefined;
}

/** The legal instant of an answer: of today's the request, of an earlier day its beginning; the day alone counts. */
function answeredAt({ party, receivedAt }: EditFacts, act: TheAct, paper: JustificationBody['paper']) {
  if (isOwnSide(party) === (paper !== undefined)) return refuse('answer-paper-missing', 'paper');
  const today = dateInRome(receivedAt);
  if (!paper || paper.receivedOn === today) return receivedAt;
  if (paper.receivedOn > today) return refuse('answer-in-future', 'paper.receivedOn');
  return paper.receivedOn < dateInRome(act.madeAt)
    ? refuse('answer-before-act', 'paper.receivedOn')
    : startOfDay(paper.receivedOn);
}

/**
 * Takes the person's reasons, received at an instant: in time or late, they are kept, and whoever decides reads them. An
 * office writes down what came to it by another way, with the day on which it received it. Refused for an act that the
 * case has not, or that asks nothing any more (`act-unknown`); for an impediment that is not over (`impediment-in-future`);
 * after ten answers to one act (`justifications-full`); by an office without how and when it came, or by the person with it
 * (`answer-paper-missing`); for a day of receipt that cannot be (`answer-in-future`, `answer-before-act`).
 */
function answer(facts: EditFacts, { actId, ...told }: JustificationBody): Edit | Refusal {
  const { didCase, party, receivedAt, outages, commandId, operator } = facts;
  const act = askedBy(facts, actId);
  if (!act) return refuse('act-unknown', 'actId');
  const { reason, impededUntil, paper } = told;
  const at = answeredAt(facts, act, paper);
  if (typeof at !== 'string') return at;
  if (impededUntil !== undefined && impededUntil > dateInRome(receivedAt)) {
    return refuse('impediment-in-future', 'impededUntil');
  }
  if (act.justifications.length >= most) return refuse('justifications-full', 'actId');
  const inTime = answeredInTime(at, answerUntil(didCase, act, impededUntil, outages));
  return {
    kind: 'edit',
    changes: act.with({ justifications: [...act.justifications, { at, reason, inTime, evidenceOf: commandId }] }),
    rules: act.policy ? [act.policy.excuseRule, act.policy.id] : [],
    reason: inTime ? 'in-time' : 'late',
    evidence: { kind: 'justification', content: { actId: act.id, ...told } },
    // What is contested has its task already; a call-up would wait for the day on which it is asked who came.
    ...(act.act === 'call-up' &&
      isOwnSide(party) && { tasks: [{ kind: 'reply-received', list: 'operator' }] as const }),
    mail: {
      kind: 'justification-received',
      ...receiptOf(facts),
      to: act.act === 'call-up' ? act.act : 'contestation',
      ...(act.act !== 'call-up' && act.policy && { decidedBy: act.policy.decidedBy }),
      inTime,
      ...(paper && { receivedOn: paper.receivedOn }),
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

const answeredInTime = (receivedAt: Instant, until: PlainDate | undefined) =>
  until === undefined || isInTime(receivedAt, until);

export const justify = edit(
  {
    statuses: statuses.filter(isLive),
    parties: ['citizen', 'representative', 'delegate', 'cpi', 'competent-cpi', 'accredited', 'manager'],
    when: isAsked,
  },
  JustificationBody,
  answer,
);

/** An answer to the mail, as the case finds it. */
interface Mailed {
  readonly receivedAt: Instant;
  readonly commandId: ActId;
}

/**
 * A mail of the person's, as an answer to everything that asks for one: the contested fact, and each call-up that was
 * missed. Nobody has read it yet, so its reason is `other`; it is named by the reply itself, once. Nothing if nothing asks,
 * or the mail is older than what asks.
 */
export function answeredByMail(
  didCase: DidCase,
  { receivedAt: at, commandId }: Mailed,
  outages?: readonly Outage[],
): Pick<DidCase, 'callUps' | 'contested'> {
  if (!isLive(didCase.status)) return {};
  const with_ = (justifications: readonly Justification[], until: PlainDate | undefined) => {
    if (justifications.length >= most || justifications.some(({ evidenceOf }) => evidenceOf === commandId)) {
      return undefined;
    }
    const inTime = answeredInTime(at, until);
    return [...justifications, { at, reason: 'other' as const, inTime, evidenceOf: commandId }];
  };
  const { contested, callUps = [] } = didCase;
  const asks = contested !== undefined && dateInRome(at) >= contested.factOn;
  const said = asks ? with_(contested.justifications, justifyUntil(contested, outages)) : undefined;
  const explained = callUps.map((callUp) => {
    if (callUp.attendance === undefined || at < callUp.calledAt) return callUp;
    const justifications = with_(callUp.justifications, excuseUntil(callUp, { outages }));
    return justifications ? { ...callUp, justifications } : callUp;
  });
  return {
    ...(contested && said && { contested: { ...contested, justifications: said } }),
    ...(explained.some((callUp, index) => callUp !== callUps[index]) && { callUps: explained }),
  };
}

/** The same taken out again, where a mail was found not to be the person's. */
export function withoutMailed(
  { contested, callUps = [] }: DidCase,
  commandId: ActId,
): Pick<DidCase, 'callUps' | 'contested'> {
  const isIt = ({ evidenceOf }: Justification) => evidenceOf === commandId;
  const without = <Act extends { readonly justifications: Justification[] }>(act: Act): Act => ({
    ...act,
    justifications: act.justifications.filter((one) => !isIt(one)),
  });
  return {
    ...(contested?.justifications.some(isIt) && { contested: without(contested) }),
    ...(callUps.some(({ justifications }) => justifications.some(isIt)) && { callUps: callUps.map(without) }),
  };
}
