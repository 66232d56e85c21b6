/** A meeting that came to no end: it changes no status. */
import * as z from 'zod/mini';
import { askedBy } from './asked-at-meeting.ts';
import { isThere } from './awaited-did.ts';
import { dateInRome, PlainDate } from './dates.ts';
import { lastDayToComplete } from './deadlines.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { missingThings } from './missing.ts';
import { lineOfText } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';
import { meetingProblem, officeOf, receiptOf } from './verbs/meeting.ts';

/** Body of `POST …/meeting-not-concluded`. */
export const NotConcludedBody = z.strictObject({
  metOn: PlainDate,
  /** What was missing, each once. */
  missing: z.array(z.enum(missingThings)).check(
    z.minLength(1),
    z.refine((missing) => new Set(missing).size === missing.length, { error: 'listed-twice' }),
  ),
  /** The operator's own words: kept with the case, never in a mail. */
  note: z.optional(lineOfText(500)),
  nextAppointmentOn: z.optional(PlainDate),
});
export type NotConcludedBody = z.infer<typeof NotConcludedBody>;

/**
 * Notes that the person came and the meeting could not be concluded. Status and date stay; a next meeting is
 * kept, and no file is closed before it (S0:23). The person is told what is missing, by whose rule, and when they can come
 * again (L. 241/1990 art. 6). Refuses what `meetingProblem` refuses, what no rule asks of this person (`not-asked-for`),
 * and a next meeting in the past.
 */
function notConcluded(facts: EditFacts, body: NotConcludedBody): Edit | Refusal {
  const { didCase, operator, receivedAt, policy } = facts;
  const today = dateInRome(receivedAt);
  if (!operator) return refuse('wrong-status');
  if (!isThere(didCase)) return refuse('no-did-yet');
  const problem = meetingProblem({ ...facts, today }, body.metOn, 'metOn');
  if (problem) return problem;
  if (body.nextAppointmentOn !== undefined && body.nextAppointmentOn < today) {
    return refuse('next-meeting-in-past', 'nextAppointmentOn');
  }
  const meeting = { didCase, citizen: facts.citizen, policy, operatorKind: operator.kind, metOn: body.metOn };
  const asked = body.missing.map((what) => ({ what, by: askedBy(what, meeting) }));
  const idle = asked.findIndex(({ by }) => by === undefined);
  if (idle >= 0) return refuse('not-asked-for', `missing.${idle}`);
  const closesAfter = lastDayToComplete(didCase, policy, facts.outages);
  const known = asked.flatMap(({ what, by }) => (by ? [{ what, ...by }] : []));
  return {
    kind: 'edit',
    changes: {
      ...(didCase.nextMeeting && { nextMeeting: undefined }),
      ...(body.nextAppointmentOn !== undefined && { nextMeeting: { on: body.nextAppointmentOn } }),
    },
    rules: [...new Set(known.map(({ rule }) => rule))],
    reason: body.missing.join(', '),
    evidence: { kind: 'meeting-not-concluded', content: body },
    mail: {
      kind: 'meeting-not-concluded',
      ...receiptOf(facts),
      ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
      metOn: body.metOn,
      missing: known.map(({ what, basis }) => ({ what, basis })),
      ...(body.nextAppointmentOn !== undefined && { nextMeetingOn: body.nextAppointmentOn }),
      ...(closesAfter !== undefined && { completeBy: closesAfter }),
      office: officeOf(operator),
    },
  };
}

/** The edits of meetings, by the names of their actions. */
export const meetingEdits = {
  'meeting-not-concluded': edit(
    {
      statuses: ['registered', 'reserved', 'confirmed'],
      parties: ['cpi', 'accredited'],
      when: isThere,
    },
    NotConcludedBody,
    notConcluded,
  ),
} as const;
