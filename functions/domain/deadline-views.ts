/** Every date by which something is to be done in a case, by the person or by an office, before it falls due. */
import { contactDays, expectedOn } from './awaited-did.ts';
import { canCost } from './call-up-news.ts';
import { conditionalityOn } from './conditionality.ts';
import { addDays, dateInRome, type Instant, type PlainDate } from './dates.ts';
import { conveneFrom, lastDayToComplete, termStart } from './deadlines.ts';
import { decideUntil } from './deadlines-proceedings.ts';
import type { DidCase } from './declaration.ts';
import type { Party } from './lifecycle.ts';
import { isAsked } from './old-did.ts';
import type { ProcedurePolicy, RuleId, Term } from './policies.ts';
import type { ActId, SanctionDecision } from './proceedings.ts';
import { appealUntil, excuseUntil, justifyUntil, lastSecondOf, newDeclarationFrom, type Outage } from './terms.ts';

/** What is to be done, or what a person waits for. */
export const deadlineKinds = [
  'draft',
  'complete-reserve',
  'contact-the-job-centre',
  'convene',
  'call-up-right',
  'old-did-answer',
  'pact-dispute',
  'closing-answer',
  'undo-withdrawal',
  'suspension-limit',
  'call-up',
  'excuse',
  'justification',
  'decision',
  'appeal',
  'new-declaration',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** What follows once a date has passed and nothing was done. */
export const missedCodes = [
  'draft-deleted',
  'file-closed',
  'convened',
  'ask-the-managers',
  'own-profiling',
  'asked-again',
  'two-persons-decide',
  'withdrawal-stands',
  'office-looks',
  'absence-counts',
  'called-up-again',
  'decided-without-answer',
  'decision-final',
  'appeal-not-sent',
  'may-declare-again',
] as const;
export type MissedCode = (typeof missedCodes)[number];

/** A date of a case. Both days count; all are days in Europe/Rome. */
export interface Deadline {
  readonly kind: DeadlineKind;
  /** Who has to act. */
  readonly who: 'citizen' | 'office';
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  /** The last second of that day in Rome; for what is taken back within hours, the very instant. */
  readonly endsAt: Instant;
  readonly rule: RuleId;
  readonly source: string;
  /** Whether an office gave more time. */
  readonly extended: boolean;
  /** Whether it would have ended earlier, had the service not been down. */
  readonly shiftedByOutage: boolean;
  readonly ifMissed: MissedCode;
  /** The act that it is about, where a case may have several. */
  readonly actId?: ActId;
}

type About = Pick<Deadline, 'kind' | 'who' | 'startsOn' | 'ifMissed'> & Partial<Pick<Deadline, 'actId' | 'extended'>>;

/** A deadline of a term; `ends` gives its last day with and without what is known of outages. */
function deadline(
  about: About,
  { rule, source }: Pick<Term<unknown>, 'rule' | 'source'>,
  ends: (outages?: readonly Outage[]) => PlainDate | undefined,
  outages?: readonly Outage[],
): Deadline[] {
  const [endsOn, without] = [ends(outages), ends()];
  if (endsOn === undefined) return [];
  return [
    {
      extended: false,
      ...about,
      endsOn,
      endsAt: lastSecondOf(endsOn),
      rule,
      source,
      shiftedByOutage: endsOn !== without,
    },
  ];
}

/** What a case's dates rest on beside the case. */
interface Around {
  readonly policy: ProcedurePolicy;
  readonly outages?: readonly Outage[] | undefined;
}

/** To complete a draft or a DID con riserva. */
function ofCompleting(didCase: DidCase, { policy, outages }: Around): Deadline[] {
  const draft = didCase.status === 'registered';
  const term = draft ? policy.draftDays : policy.reserveDays;
  const extended =
    !draft && didCase.extendedTo !== undefined && lastDayToComplete(didCase, policy) === didCase.extendedTo;
  return deadline(
    {
      ...(draft
        ? ({ kind: 'draft', ifMissed: 'draft-deleted' } as const)
        : ({ kind: 'complete-reserve', ifMissed: 'file-closed' } as const)),
      ...{ who: 'citizen', startsOn: termStart(didCase), extended },
    },
    term,
    (known) => lastDayToComplete(didCase, policy, known),
    outages,
  );
}

/** To come to the office with a DID and no pact, then the office's own time, then what the person may do without it. */
function ofConvening(didCase: DidCase, { policy }: Around): Deadline[] {
  const from = conveneFrom(didCase, policy);
  const start = expectedOn(didCase);
  if (from === undefined || start === undefined) return [];
  const contact = contactDays(didCase, policy);
  const met = didCase.appointment !== undefined || (didCase.callUps ?? []).length > 0;
  return [
    ...deadline(
      { kind: 'contact-the-job-centre', who: 'citizen', startsOn: termStart(didCase), ifMissed: 'convened' },
      contact,
      () => addDays(from, -1),
    ),
    ...(met
      ? []
      : [
          ...deadline(
            { kind: 'convene', who: 'office', startsOn: from, ifMissed: 'ask-the-managers' },
            policy.officeDays,
            () => addDays(from, policy.officeDays.value),
          ),
          ...deadline(
            { kind: 'call-up-right', who: 'office', startsOn: start, ifMissed: 'own-profiling' },
            policy.callUpRightDays,
            () => addDays(start, policy.callUpRightDays.value),
          ),
        ]),
  ];
}

/** What an office is asked and has not answered, and what the person answers or takes back. */
function ofAnswers(didCase: DidCase, { policy }: Around): Deadline[] {
  const { status, oldDid, pactDispute, proposal, undoUntil, ending } = didCase;
  const asked = oldDid && isAsked(oldDid) ? dateInRome(oldDid.chasedAt ?? oldDid.askedAt) : undefined;
  const disputed = pactDispute && !pactDispute.dismissed ? dateInRome(pactDispute.disputedAt) : undefined;
  const proposed = proposal?.kind === 'close' ? proposal : undefined;
  const undo = status === 'withdrawn' && ending ? undoUntil : undefined;
  return [
    ...(asked === undefined
      ? []
      : deadline(
          { kind: 'old-did-answer', who: 'office', startsOn: asked, ifMissed: 'asked-again' },
          policy.oldDidAnswerDays,
          () => addDays(asked, policy.oldDidAnswerDays.value),
        )),
    ...(disputed === undefined
      ? []
      : deadline(
          { kind: 'pact-dispute', who: 'office', startsOn: disputed, ifMissed: 'ask-the-managers' },
          policy.pactDecisionDays,
          () => addDays(disputed, policy.pactDecisionDays.value),
        )),
    ...(proposed
      ? deadline(
          {
            kind: 'closing-answer',
            who: 'citizen',
            startsOn: dateInRome(proposed.proposedAt),
            ifMissed: 'two-persons-decide',
          },
          policy.closureAnswerDays,
          () => proposed.answerBy,
        )
      : []),
    ...(undo === undefined || ending === undefined
      ? []
      : deadline(
          { kind: 'undo-withdrawal', who: 'citizen', startsOn: dateInRome(ending.at), ifMissed: 'withdrawal-stands' },
          policy.withdrawalUndoHours,
          () => dateInRome(undo),
        ).map((one) => ({ ...one, endsAt: undo }))),
  ];
}

/** The days for which work suspends a status; an office looks afterwards, and nothing ends. */
function ofWork({ status, suspension }: DidCase, { policy }: Around): Deadline[] {
  if (status !== 'suspended' || !suspension) return [];
  const { suspensionDays } = policy;
  return deadline(
    { kind: 'suspension-limit', who: 'citizen', startsOn: suspension.from, ifMissed: 'office-looks' },
    suspensionDays,
    () => addDays(suspension.from, suspensionDays.value - 1),
  );
}

/**
 * To say why one did not come, or will not: told while a call-up is to come, as its mail tells it. Who loses nothing by an
 * absence, or came late, is called up again.
 */
function ofCallUps(didCase: DidCase, { outages }: Around): Deadline[] {
  return (didCase.callUps ?? []).flatMap((callUp) => {
    const { id: actId, startsAt, calledAt, attendance } = callUp;
    const day = dateInRome(startsAt);
    const policy = conditionalityOn(day);
    if (!policy) return [];
    const told =
      attendance === undefined
        ? ({ kind: 'call-up', startsOn: dateInRome(calledAt) } as const)
        : ({ kind: 'excuse', startsOn: day } as const);
    const ifMissed = canCost(didCase) && attendance !== 'late' ? 'absence-counts' : 'called-up-again';
    return deadline(
      { ...told, who: 'citizen', ifMissed, actId },
      policy.excuseDays,
      (known) => excuseUntil(callUp, { outages: known }),
      outages,
    );
  });
}

/** To answer what is contested, and the office's time to decide. */
function ofContested({ contested }: DidCase, { outages }: Around): Deadline[] {
  const policy = contested && conditionalityOn(contested.factOn);
  if (!contested || !policy) return [];
  const { id: actId, service, extendedTo, reportedAt } = contested;
  const extended = extendedTo !== undefined && justifyUntil(contested) === extendedTo;
  const startsOn = service.servedOn ?? service.sentOn;
  return [
    ...deadline(
      { kind: 'justification', who: 'citizen', startsOn, ifMissed: 'decided-without-answer', extended, actId },
      policy.justificationDays,
      (known) => justifyUntil(contested, known),
      outages,
    ),
    ...deadline(
      { kind: 'decision', who: 'office', startsOn: dateInRome(reportedAt), ifMissed: 'ask-the-managers', actId },
      policy.decisionDays,
      (known) => decideUntil(contested, known),
      outages,
    ),
  ];
}

/** To appeal against a decision that can still change, and from when another declaration is made. */
function ofDecision(decision: SanctionDecision, { outages }: Around): Deadline[] {
  const { decisionId: actId, service, effect, reversedOn, appeal } = decision;
  const policy = conditionalityOn(decision.factOn);
  if (!policy || reversedOn !== undefined) return [];
  const from = newDeclarationFrom(decision);
  return [
    // What is noted here is not the appeal to the committee: its day stays until the committee has spoken.
    ...(appeal?.outcome && appeal.outcome.kind !== 'inadmissible'
      ? []
      : deadline(
          {
            ...{ kind: 'appeal', who: 'citizen', startsOn: service.servedOn ?? service.sentOn },
            ...{ ifMissed: appeal && !appeal.outcome ? 'appeal-not-sent' : 'decision-final', actId },
          },
          policy.appealDays,
          (known) => appealUntil(decision, known),
          outages,
        )),
    ...(from === undefined || effect.kind !== 'forfeiture' || service.servedOn === undefined
      ? []
      : deadline(
          { kind: 'new-declaration', who: 'citizen', startsOn: effect.from, ifMissed: 'may-declare-again', actId },
          policy.newDeclarationMonths,
          () => addDays(from, -1),
        )),
  ];
}

/** What is told to those alone who may know of facts that were contested. */
const ofFacts: readonly DeadlineKind[] = [
  'call-up',
  'excuse',
  'justification',
  'decision',
  'appeal',
  'new-declaration',
];

/**
 * Every date of a case, the earliest end first. A term that does not run, such as one whose act was not served, has no
 * date. The accredited operator is not told of what is contested and decided, nor of a closing that is proposed.
 */
export function deadlinesOf(didCase: DidCase, party: Party, around: Around): Deadline[] {
  const all = [
    ...ofCompleting(didCase, around),
    ...ofConvening(didCase, around),
    ...ofAnswers(didCase, around),
    ...ofWork(didCase, around),
    ...ofCallUps(didCase, around),
    ...ofContested(didCase, around),
    ...(didCase.decisions ?? []).flatMap((decision) => ofDecision(decision, around)),
  ];
  const hidden = (kind: DeadlineKind) =>
    party === 'accredited' && (ofFacts.includes(kind) || kind === 'closing-answer');
  return all
    .filter(({ kind }) => !hidden(kind))
    .toSorted((one, other) => (one.endsAt < other.endsAt ? -1 : one.endsAt > other.endsAt ? 1 : 0));
}
