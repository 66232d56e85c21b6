/** «Comunica una variazione»: what a person tells of their life, and the office looks at. It changes nothing by itself. */
import * as z from 'zod/mini';
import { withoutAppointment } from './appointment-news.ts';
import { withoutCallUps } from './call-up-news.ts';
import { addDays, addMonths, dateInRome, PlainDate } from './dates.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { OperatorId } from './ids.ts';
import type { singleClosures } from './life.ts';
import { isLive, type Party, type Status, statuses } from './lifecycle.ts';
import { isActive } from './operators.ts';
import { lineOfText } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { CaseTask } from './tasks.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

const liveStatuses = statuses.filter(isLive);

export const changeKinds = [
  'found-work',
  'illness',
  'moved',
  'pension',
  'new-document',
  'corrected-fiscal-code',
  'correction',
  'answer',
  'other',
] as const;

/**
 * Body of `POST …/changes`. `correction`: something in the released DID is wrong, and the note says what; `answer`: what
 * the person says to a proposal to close their DID.
 */
export const ReportChangeBody = z.strictObject({
  kind: z.enum(changeKinds),
  /** Since when it holds, or from when it will. */
  from: z.optional(PlainDate),
  note: z.optional(lineOfText(1000)),
});
export type ReportChangeBody = z.infer<typeof ReportChangeBody>;

/** What of a person's news is kept: a change, or that an ended DID should be reopened. */
export const ToldChange = z.extend(ReportChangeBody, {
  kind: z.enum([...changeKinds, 'reopening']),
  /** Told by the person, in a session that proved who they are: on this word alone a benefit ends. */
  proved: z.optional(z.literal(true)),
});

/** Which change that a person tells closes their DID, for which reason, once an office enters it. */
export const closes: Readonly<Partial<Record<z.infer<typeof ToldChange>['kind'], (typeof singleClosures)[number]>>> = {
  'found-work': 'job',
  pension: 'pension',
  moved: 'moved',
};

/** How far ahead a change may be told: within a year. */
const aheadDays = 365;

/**
 * Takes a change that the person tells, with a receipt. What was told is kept apart from the case, since it may be about
 * health. An office gets a task: work that was found proposes a suspension and makes none. A correction that is asked for
 * (GDPR art. 16) has its own task and a mail with the day of the answer; it is made by two persons.
 */
export const reportChange = edit(
  { statuses: liveStatuses, parties: ['citizen', 'representative', 'delegate'] },
  ReportChangeBody,
  (facts, body) => {
    const today = dateInRome(facts.receivedAt);
    if (body.from !== undefined && body.from > addDays(today, aheadDays)) return refuse('change-in-future', 'from');
    // What a person tells of the time before their DID may well be so: before they were born it is a slip.
    if (body.from !== undefined && body.from < facts.citizen.person.birthDate) {
      return refuse('change-before-birth', 'from');
    }
    if (body.kind === 'correction') return askCorrection(facts, body);
    if (body.kind === 'answer') return answerProposal(facts, body);
    const { contested } = facts.didCase;
    return {
      kind: 'edit',
      // While a fact is contested nobody suspends for work: who decides must have read of it.
      changes:
        body.kind === 'found-work' && contested ? { contested: { ...contested, workToldAt: facts.receivedAt } } : {},
      // What it is about may be health: the history, which others read, tells that something was told.
      rules: ['reported change'],
      evidence: {
        kind: 'change',
        content: {
          ...body,
          ...(facts.party === 'citizen' && facts.actor.assurance === 'strong' && { proved: true }),
        },
      },
      tasks: [taskOf(body.kind, facts.didCase.status)],
    };
  },
);

/** Who looks at what was told: what only a job centre may settle, such as a transfer or another code, is for that one. */
function taskOf(kind: ReportChangeBody['kind'], status: Status): CaseTask {
  if (kind === 'found-work' && status !== 'suspended') return { kind: 'suspension-proposed', list: 'job-centre' };
  if (kind === 'moved') return { kind: 'domicile-changed', list: 'job-centre' };
  return { kind: 'change-reported', about: 'act', list: kind === 'corrected-fiscal-code' ? 'job-centre' : 'operator' };
}

/** Asks a job centre to put right what was released; refused where no DID is, or nothing is said of what is wrong. */
function askCorrection(facts: EditFacts, body: ReportChangeBody): Edit | Refusal {
  const { didDate } = facts.didCase;
  if (didDate === undefined) return refuse('no-did-yet');
  if (body.note === undefined) return refuse('correction-not-told', 'note');
  return {
    kind: 'edit',
    changes: {},
    rules: ['GDPR art. 16'],
    evidence: { kind: 'change', content: body },
    tasks: [{ kind: 'correction-asked', about: 'act', list: 'job-centre' }],
    mail: {
      kind: 'correction-asked',
      ...receiptOf(facts),
      didDate,
      answerBy: addMonths(dateInRome(facts.receivedAt), 1),
      ...(facts.operator && { office: officeOf(facts.operator) }),
    },
  };
}

/**
 * What the person says to a proposal to close their DID: it is decided once somebody has read it. Refuses where none
 * waits (`no-proposal`), and where nothing is said (`answer-not-told`).
 */
function answerProposal(
  { didCase: { proposal }, receivedAt, policy }: EditFacts,
  body: ReportChangeBody,
): Edit | Refusal {
  if (proposal?.kind !== 'close') return refuse('no-proposal');
  if (body.note === undefined) return refuse('answer-not-told', 'note');
  return {
    kind: 'edit',
    changes: { proposal: { ...proposal, answeredAt: receivedAt } },
    rules: [policy.closureAnswerDays.rule],
    evidence: { kind: 'change', content: body },
    tasks: [{ kind: 'proposal-made', list: 'managers' }],
  };
}

/** Body of `POST …/transfer`: the job centre that is competent from now on. */
export const TransferBody = z.strictObject({ competentCpiId: OperatorId });

const offices: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];

/**
 * Hands a case over to another job centre: the person moved, or offices were reorganised. Days and terms stay; where the
 * job centre was the chosen operator, the new one is. The person is told once. Refuses what is no job centre, is not in
 * the directory or not active, and where the case is already (`already-there`).
 */
export const transfer = edit(
  { statuses: liveStatuses, parties: offices, names: ({ competentCpiId }) => [competentCpiId] },
  TransferBody,
  (facts, { competentCpiId }) => {
    const { didCase, operators, receivedAt } = facts;
    const today = dateInRome(receivedAt);
    const to = operators.get(competentCpiId);
    if (!to) return refuse('operator-unknown', 'competentCpiId');
    if (to.kind !== 'cpi') return refuse('not-a-job-centre', 'competentCpiId');
    if (!isActive(to, today)) return refuse('operator-not-active', 'competentCpiId');
    const follows = didCase.operatorId?.startsWith('cpi-') ?? false;
    const now = didCase.competentCpiId ?? (follows ? didCase.operatorId : undefined);
    if (now === competentCpiId && (!follows || didCase.operatorId === competentCpiId)) {
      return refuse('already-there', 'competentCpiId');
    }
    const left =
      follows && didCase.operatorId !== competentCpiId
        ? withoutAppointment(didCase, 'operator-changed', facts.operator, receivedAt)
        : undefined;
    const calls =
      follows && didCase.operatorId !== competentCpiId
        ? withoutCallUps(didCase, 'operator-changed', operators, receivedAt)
        : undefined;
    return {
      kind: 'edit',
      changes: {
        competentCpiId,
        ...(follows && { operatorId: competentCpiId, operatorChosenOn: today }),
        ...(follows && didCase.nextMeeting && { nextMeeting: undefined }),
        ...left?.changes,
        ...calls?.changes,
      },
      rules: ['S0:17'],
      reason: 'transferred',
      mail: {
        kind: 'case-transferred',
        ...receiptOf(facts),
        ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
        ...(didCase.pactSignedOn !== undefined && { pactSignedOn: didCase.pactSignedOn }),
        office: officeOf(to),
        follows,
      },
      alsoTold: left?.mail,
      ...(calls && { takenBack: calls.takenBack }),
    };
  },
);
