/** «Comunica una variazione»: what a person tells of their life, and the office looks at. It changes nothing by itself. */
import * as z from 'zod/mini';
import { withoutAppointment } from './appointment-news.ts';
import { addDays, dateInRome, PlainDate } from './dates.ts';
import { edit } from './edit.ts';
import { OperatorId } from './ids.ts';
import { isLive, type Party, statuses } from './lifecycle.ts';
import { isActive } from './operators.ts';
import { lineOfText } from './person.ts';
import { refuse } from './refusals.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

const liveStatuses = statuses.filter(isLive);

export const changeKinds = [
  'found-work',
  'illness',
  'moved',
  'new-document',
  'corrected-fiscal-code',
  'other',
] as const;

/** Body of `POST …/changes`. */
export const ReportChangeBody = z.strictObject({
  kind: z.enum(changeKinds),
  /** Since when it holds, or from when it will. */
  from: z.optional(PlainDate),
  note: z.optional(lineOfText(1000)),
});
export type ReportChangeBody = z.infer<typeof ReportChangeBody>;

/** How far ahead a change may be told: within a year. */
const aheadDays = 365;

/**
 * Takes a change that the person tells, with a receipt. What was told is kept apart from the case, since it may be about
 * health. An office gets a task: work that was found proposes a suspension and makes none.
 */
export const reportChange = edit({ statuses: liveStatuses, parties: ['citizen'] }, ReportChangeBody, (facts, body) => {
  const today = dateInRome(facts.receivedAt);
  if (body.from !== undefined && body.from > addDays(today, aheadDays)) return refuse('change-in-future', 'from');
  const work = body.kind === 'found-work' && facts.didCase.status !== 'suspended';
  return {
    kind: 'edit',
    changes: {},
    // What it is about may be health: the history, which others read, tells that something was told.
    rules: ['reported change'],
    evidence: { kind: 'change', content: body },
    tasks: [
      work
        ? { kind: 'suspension-proposed', list: 'job-centre' }
        : { kind: 'change-reported', about: 'act', list: 'operator' },
    ],
  };
});

/** Body of `POST …/transfer`: the job centre that is competent from now on. */
export const TransferBody = z.strictObject({ competentCpiId: OperatorId });

const offices: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];

/**
 * Hands a case over to another job centre: the person moved, or offices were reorganised. Days and terms stay; where the
 * job centre was the chosen operator, the new one is. The person is told once. Refuses what is no job centre, is not in
 * the directory or not active.
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
    const left =
      follows && didCase.operatorId !== competentCpiId
        ? withoutAppointment(didCase, 'operator-changed', facts.operator, receivedAt)
        : undefined;
    return {
      kind: 'edit',
      changes: {
        competentCpiId,
        ...(follows && { operatorId: competentCpiId, operatorChosenOn: today }),
        ...left?.changes,
      },
      rules: ['S0:17'],
      reason: 'transferred',
      mail: {
        kind: 'case-transferred',
        ...receiptOf(facts),
        ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
        office: officeOf(to),
        follows,
      },
      alsoTold: left?.mail,
    };
  },
);
