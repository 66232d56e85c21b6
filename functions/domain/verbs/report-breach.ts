import * as z from 'zod/mini';
import { servedNoticeProblem } from '../call-up-notice.ts';
import { onCase } from '../command.ts';
import { breachKinds, conditionalityOn, consequenceOf, isValidChannel, scopes } from '../conditionality.ts';
import { dateInRome, PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { inOrder, paymentOf, wasPaidOn } from '../inps.ts';
import { PlainLine } from '../lines.ts';
import { lineOfText } from '../person.ts';
import { ActId, type CallUp, type Contested, officerOf } from '../proceedings.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { channelNotValid } from '../served-by.ts';
import { serviceChannels } from '../service.ts';
import { excuseUntil, isFinal, isInTime, recurrenceOf } from '../terms.ts';
import { officeOf, receiptOf } from './meeting.ts';

/** Body of `POST …/breaches`: what is contested, and by which way the person is served with it. */
export const ReportBreachRequest = z.strictObject({
  kind: z.enum(breachKinds),
  factOn: PlainDate,
  /** The call-up that was missed: to a meeting, to orientation or to training. */
  callUpId: z.optional(ActId),
  /** What happened, in neutral words; for the person and for those who decide, never in a mail. */
  facts: lineOfText(1000),
  channel: z.enum(serviceChannels),
  /** When the benefit was in payment, and what proves it, where INPS has not told. */
  payment: z.optional(
    z
      .strictObject({
        from: PlainDate,
        to: z.optional(PlainDate),
        proof: PlainLine.check(z.maxLength(120, { error: 'text-too-long' })),
      })
      .check(inOrder),
  ),
  /** Of an offer before 24 September 2015: for what the person had declared to be available. */
  scope: z.optional(z.enum(scopes)),
});

/** The same as the record keeps it. `officerMac` comes from the service, never from a client. */
export const ReportBreachBody = z.extend(ReportBreachRequest, { officerMac: z.string() });
export type ReportBreachBody = z.infer<typeof ReportBreachBody>;

/** Decisions that a case holds: they stay on its item, which has an end. */
const mostDecisions = 100;

/**
 * Contests a fact (D.Lgs. 150/2015 art. 21 c.7; S1:73, S1:90-92): nothing is decided, and the person is heard first.
 * Refused where no benefit was in payment on the day of the fact, by INPS's word or by what the reporter proves
 * (`no-benefit`); for a fact that lies in the future or before the pact (`fact-in-future`,
 * `fact-before-pact`), or that no policy of its day knows (`no-conditionality`); while the decision on an earlier one can
 * still change (`breach-pending`); on a case that holds a hundred decisions (`too-many-decisions`); by a way that does not
 * serve a contestation (`channel-not-valid`); and for an absence that `absenceProblem` refuses.
 */
export function reportBreach(facts: CaseFacts, body: ReportBreachBody): Decision | Refusal {
  const { didCase, today, policy, operator, outages } = facts;
  const { kind, factOn, callUpId, channel, payment, scope = 'training' } = body;
  const { benefit, pactSignedOn, decisions = [], callUps = [] } = didCase;
  if (!benefit) return refuse('no-benefit');
  if (factOn > today) return refuse('fact-in-future', 'factOn');
  if (pactSignedOn === undefined || factOn < pactSignedOn) return refuse('fact-before-pact', 'factOn');
  if (!wasPaidOn(factOn, paymentOf(benefit)) && !wasPaidOn(factOn, payment)) return refuse('no-benefit', 'payment');
  const conditionality = conditionalityOn(factOn);
  const recurrence = recurrenceOf(decisions, { kind, protocol: benefit.protocol, factOn }, outages);
  // By S1 an offer of work costs nothing unless it is said that the person had declared for work too (S1:122).
  const step = conditionality && consequenceOf(conditionality, kind, recurrence, scope);
  if (!conditionality || !step) return refuse('no-conditionality', 'kind');
  if (decisions.some((one) => one.effect.kind !== 'dismissed' && !isFinal(one, today, outages))) {
    return refuse('breach-pending');
  }
  if (decisions.length >= mostDecisions) return refuse('too-many-decisions');
  if (!isValidChannel(conditionality, 'contestation', channel, today)) {
    return channelNotValid('channel', conditionality, { act: 'contestation', channel, on: today });
  }
  const missed = callUps.find(({ id }) => id === callUpId);
  const absence =
    conditionality.calledUpFor.includes(kind) || callUpId !== undefined
      ? absenceProblem(facts, body, missed)
      : undefined;
  if (absence) return absence;

  const contested: Contested = {
    id: facts.commandId,
    kind,
    factOn,
    ...(callUpId !== undefined && { callUpId }),
    conditionality: conditionality.id,
    procedure: policy.id,
    rule: step.rule,
    recurrence,
    benefit,
    reportedBy: officerOf(facts, body.officerMac),
    reportedAt: facts.receivedAt,
    possible: step.consequence.kind,
    ...(step.consequence.kind === 'cut' && { possibleDays: step.consequence.days }),
    service: { channel, sentOn: today },
    justifications: missed?.justifications ?? [],
  };
  return decided(
    didCase,
    {
      status: 'sanction-proposed',
      contested,
      // What was missed is settled: it goes beside the case, with what is contested of it.
      ...(missed && { callUps: callUps.filter((one) => one !== missed) }),
    },
    {
      rules: [conditionality.id, step.rule],
      reason: kind,
      evidence: {
        kind: 'breach',
        content: { facts: body.facts, ...(payment && { payment }), ...(missed && { callUp: missed }) },
      },
      tasks: [{ kind: 'breach-to-decide', list: 'job-centre' }],
      mail: {
        kind: 'breach-contested',
        ...receiptOf(facts),
        what: kind,
        factOn,
        rule: step.source,
        possible: contested.possible,
        ...(contested.possibleDays !== undefined && { possibleDays: contested.possibleDays }),
        answerDays: conditionality.justificationDays.value,
        decidedBy: conditionality.decidedBy,
        channel,
        ...(operator && { office: officeOf(operator) }),
      },
    },
  );
}

const kindOf = { meeting: 'call-up', orientation: 'orientation', training: 'training' } as const;

/**
 * What keeps an absence from being contested: the call-up is unknown or was to something else (`call-up-unknown`,
 * `fact-not-the-call-up`), nobody was validly called (`not-served`, `notice-too-short`; by mail to a mailbox that is broken,
 * `mailbox-broken`), or nobody recorded that the person stayed away (`not-absent`): who came late came. And not before the
 * time is over in which one says why (`excuse-open`): until then an absence is no breach (ANPAL delib. 54/2019).
 */
function absenceProblem(
  { citizen, receivedAt, outages }: CaseFacts,
  { kind, factOn }: ReportBreachBody,
  callUp: CallUp | undefined,
): Refusal | undefined {
  if (!callUp) return refuse('call-up-unknown', 'callUpId');
  if (kindOf[callUp.purpose] !== kind) return refuse('fact-not-the-call-up', 'kind');
  if (dateInRome(callUp.startsAt) !== factOn) return refuse('fact-not-the-call-up', 'factOn');
  const notice = servedNoticeProblem(callUp);
  if (notice) return notice;
  if (callUp.service.channel === 'email' && !citizen.mailboxHealthy) return refuse('mailbox-broken', 'callUpId');
  if (callUp.attendance !== 'absent') return refuse('not-absent', 'callUpId');
  const until = excuseUntil(callUp, { outages });
  return until !== undefined && isInTime(receivedAt, until) ? refuse('excuse-open', 'callUpId') : undefined;
}

export const reportBreachCommand = onCase('report-breach', ReportBreachBody, reportBreach);
