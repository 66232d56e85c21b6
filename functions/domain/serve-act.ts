/** That an act reached the person, or came back: a term runs from the day of its service, and from no other. */
import * as z from 'zod/mini';
import { actOf, hasActs, isOwnAct, type TheAct } from './acts.ts';
import { sanctionOf } from './after-decision.ts';
import { withoutCallUps } from './call-up-news.ts';
import { isValidChannel } from './conditionality.ts';
import { dateInRome, PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { statuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { ActId, type SanctionDecision } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';
import { effectDue, effectReversed, type SanctionNews } from './sanction-news.ts';
import { channelNotValid } from './served-by.ts';
import { type Service, serviceChannels } from './service.ts';

/** The ways of which an office records service; that the person reads an act on the portal the portal itself knows. */
const recorded = serviceChannels.filter((channel) => channel !== 'portal-read');

/** Body of `POST …/acts/{actId}/service`: one of `servedOn` and `returnedOn`. */
export const ServiceRequest = z.strictObject({
  channel: z.enum(recorded),
  /** The day on which it was sent; as it is on record if left out. */
  sentOn: z.optional(PlainDate),
  servedOn: z.optional(PlainDate),
  /** The day on which it came back without having reached anybody. */
  returnedOn: z.optional(PlainDate),
  /** A tracking number, the receipt of a certified mail, who handed it over. */
  proof: lineOfText(200),
});

/** The same with the act that the path names. */
export const ServiceBody = z.extend(ServiceRequest, { actId: ActId });
export type ServiceBody = z.infer<typeof ServiceBody>;

/**
 * Records that an act was served, or that it came back. Refused for an act that is not on the case, or not of this office
 * (`act-unknown`), by a way that is not valid for the act on that day (`channel-not-valid`), for days that cannot be
 * (`sent-before-act`, `sent-in-future`, `served-before-sent`, `served-in-future`), by mail while the mailbox is broken
 * (`mailbox-broken`), and for an earlier day than the one on record (`served-earlier`): a mistake is put right in favour of
 * the person alone. What came back was not served, whatever was on record.
 */
export function serveAct(facts: EditFacts, { actId, ...body }: ServiceBody): Edit | Refusal {
  const act = actOf(facts.didCase, actId);
  if (!act || !isOwnAct(facts, act)) return refuse('act-unknown', 'actId');
  const sentOn = body.sentOn ?? act.service.sentOn;
  const problem = serviceProblem(facts, act, { ...body, sentOn });
  if (problem) return problem;
  const { channel, servedOn, proof } = body;
  const served = servedOn !== undefined;
  return {
    kind: 'edit',
    ...withService(facts, act, { channel, sentOn, ...(served && { servedOn }), proof }),
    rules: ['L. 241/1990 art. 21-bis', ...(act.policy ? [act.policy.id] : [])],
    reason: `${act.act}-${served ? 'served' : 'returned'}`,
    evidence: { kind: 'service', content: { ...body, actId: act.id, before: act.service } },
    ...(served
      ? doubtOver(facts.didCase, act)
      : // Of a decision only a job centre may say how it was served.
        { tasks: [{ kind: 'act-not-served', list: act.act === 'decision' ? 'job-centre' : 'operator' }] as const }),
  };
}

/** Nobody is asked any more about acts that did not arrive, unless about another one: the case has one task for all. */
function doubtOver({ callUps = [], contested, decisions = [] }: DidCase, { id }: TheAct): Pick<Edit, 'settles'> {
  const others: { readonly id: ActId; readonly service: Service }[] = [
    ...callUps,
    ...(contested ? [contested] : []),
    ...decisions
      .filter(({ reversedOn }) => reversedOn === undefined)
      .map(({ decisionId, service }) => ({ id: decisionId, service })),
  ];
  // What came back has what proves that, and no day of service.
  const doubted = others.some(
    ({ id: other, service: { servedOn, askedAt, proof } }) =>
      other !== id && servedOn === undefined && (askedAt !== undefined || proof !== undefined),
  );
  return doubted ? {} : { settles: ['act-not-served'] };
}

/**
 * The act with how it was served; INPS is told what a decision does once it is, and that it does not if it was not. The
 * call-ups to come of a DID that stands sanctioned end with the service.
 */
function withService(
  { didCase, operators, receivedAt }: EditFacts,
  act: TheAct,
  service: Service,
): Pick<Edit, 'changes' | 'sanction' | 'takenBack'> {
  const before = didCase.decisions?.find(({ decisionId }) => decisionId === act.id);
  const sanction = before && newsOf(before, { ...before, service }, dateInRome(receivedAt));
  const takes = didCase.status === 'sanctioned' && sanctionOf(didCase)?.decisionId === act.id;
  const ended =
    takes && service.servedOn !== undefined ? withoutCallUps(didCase, 'case-ended', operators, receivedAt) : undefined;
  return {
    changes: { ...act.with({ service }), ...ended?.changes },
    ...(sanction && { sanction }),
    ...(ended && { takenBack: ended.takenBack }),
  };
}

function newsOf(before: SanctionDecision, after: SanctionDecision, today: PlainDate): SanctionNews | undefined {
  if (before.service.servedOn === after.service.servedOn || before.reversedOn !== undefined) return undefined;
  return effectDue(after) ?? effectReversed(before, today);
}

function serviceProblem(
  { receivedAt, citizen }: EditFacts,
  { act, madeAt, service, policy }: TheAct,
  { channel, sentOn, servedOn, returnedOn }: Omit<ServiceBody, 'actId' | 'sentOn'> & { readonly sentOn: PlainDate },
): Refusal | undefined {
  const today = dateInRome(receivedAt);
  const endedOn = servedOn ?? returnedOn;
  if (endedOn === undefined || (servedOn !== undefined && returnedOn !== undefined)) {
    return refuse('served-or-returned', 'servedOn');
  }
  if (sentOn > today) return refuse('sent-in-future', 'sentOn');
  if (sentOn < dateInRome(madeAt)) return refuse('sent-before-act', 'sentOn');
  // The way by which somebody was called up was held against the pact then.
  const isSame = channel === service.channel;
  if (!policy || !isValidChannel(policy, act, channel, sentOn, isSame)) {
    return channelNotValid('channel', policy, { act, channel, on: sentOn, agreed: service.channel });
  }
  const field = servedOn === undefined ? 'returnedOn' : 'servedOn';
  if (endedOn > today) return refuse('served-in-future', field);
  if (endedOn < sentOn) return refuse('served-before-sent', field);
  if (servedOn === undefined) return undefined;
  if (channel === 'email' && !citizen.mailboxHealthy) return refuse('mailbox-broken', 'channel');
  return service.servedOn !== undefined && servedOn < service.servedOn
    ? refuse('served-earlier', 'servedOn')
    : undefined;
}

/** Body of `POST …/acts/{actId}/reading`: nothing to say; the path names the act. */
const ReadingBody = z.strictObject({ actId: ActId });

/**
 * Notes that the person has read an act on the portal. That serves it where the office chose this way for it, it is valid,
 * and nothing keeps mail from the person: one whose mailbox is broken was not told that there is something to read. An act
 * that goes by letter is served by the letter. Refused for an act that the case has not (`act-unknown`).
 */
function readAct(facts: EditFacts, { actId }: z.infer<typeof ReadingBody>): Edit | Refusal {
  const { didCase, receivedAt, citizen } = facts;
  const act = actOf(didCase, actId);
  if (!act) return refuse('act-unknown', 'actId');
  const { service, policy } = act;
  const servedOn = dateInRome(receivedAt);
  const serves =
    service.channel === 'portal-read' &&
    service.servedOn === undefined &&
    citizen.mailboxHealthy &&
    policy !== undefined &&
    isValidChannel(policy, act.act, 'portal-read', servedOn);
  return {
    kind: 'edit',
    ...(serves ? withService(facts, act, { ...service, servedOn }) : { changes: {} }),
    rules: ['L. 241/1990 art. 21-bis', ...(policy ? [policy.id] : [])],
    reason: `${act.act}-${serves ? 'served' : 'read'}`,
    ...(serves && doubtOver(didCase, act)),
  };
}

const acted = { statuses, when: hasActs };

/** The edits that say how an act reached the person. */
export const serviceEdits = {
  'serve-act': edit({ ...acted, parties: ['cpi', 'accredited', 'competent-cpi', 'manager'] }, ServiceBody, serveAct),
  'read-act': edit({ ...acted, parties: ['citizen'] }, ReadingBody, readAct),
} as const;
