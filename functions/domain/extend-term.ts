/** More time: who cannot keep a term asks the office, which gives a later day. Nobody gives less, by this or anything. */
import * as z from 'zod/mini';
import { addDays, dateInRome, PlainDate } from './dates.ts';
import { lastDayToComplete } from './deadlines.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { lineOfText } from './person.ts';
import { extendableTerms, officerOf } from './proceedings.ts';
import { type Refusal, refuse, refuseAfter } from './refusals.ts';
import { justifyUntil, later } from './terms.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** Body of `POST …/extensions`: which term, its last day from now on, and why, which is kept with the case, never mailed. */
export const ExtendTermBody = z.strictObject({
  term: z.enum([...extendableTerms, 'appeal']),
  until: PlainDate,
  reason: lineOfText(300),
});
type Extending = z.infer<typeof ExtendTermBody>;

/** What an extension changes beside the list of them, and what the person is told. */
type Given = Pick<Edit, 'changes' | 'rules' | 'mail'> & Partial<Pick<Edit, 'settles'>>;

/**
 * What keeps a day from being a term's last one: it is no later than that of now, or over (`term-not-later`); or so far
 * beyond the later of the two that nobody could put a slip right (`term-too-far`).
 */
function dayProblem(until: PlainDate, end: PlainDate, { receivedAt, policy }: EditFacts): Refusal | undefined {
  const soonest = later(end, dateInRome(receivedAt));
  if (until <= soonest) return refuse('term-not-later', 'until');
  const last = addDays(soonest, policy.extensionDays.value);
  return until > last ? refuseAfter('term-too-far', 'until', last) : undefined;
}

/** More time to complete a DID con riserva (S0:27): the notices of the earlier day are void, two come again before any closing. */
function toComplete(facts: EditFacts, until: PlainDate): Given | Refusal {
  const { didCase, operator, policy, outages } = facts;
  const { didDate, notices } = didCase;
  const end = lastDayToComplete(didCase, policy, outages);
  if (didCase.status !== 'reserved' || end === undefined || didDate === undefined) return refuse('wrong-status');
  const problem = dayProblem(until, end, facts);
  if (problem) return problem;
  return {
    changes: { extendedTo: until, ...(notices && { notices: [] }) },
    rules: [policy.reserveDays.rule],
    settles: ['notice-not-received'],
    mail: {
      kind: 'term-extended',
      ...receiptOf(facts),
      ...{ didDate, closesOn: until, before: end },
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

/** More time to answer to what is contested; a reminder comes again before the later day. */
function toAnswer(facts: EditFacts, until: PlainDate): Given | Refusal {
  const { didCase, operator, outages } = facts;
  const { contested } = didCase;
  if (!contested) return refuse('not-contested');
  const end = justifyUntil(contested, outages);
  if (end === undefined) return refuse('not-served');
  const problem = dayProblem(until, end, facts);
  if (problem) return problem;
  const { remindedAt: _, ...asked } = contested;
  return {
    changes: { contested: { ...asked, extendedTo: until } },
    rules: ['breach.justification', contested.conditionality],
    mail: {
      kind: 'deadline-extended',
      ...receiptOf(facts),
      ...{ factOn: contested.factOn, until, before: end },
      ...(operator && { office: officeOf(operator) }),
    },
  };
}

function extend(facts: EditFacts, body: Extending): Edit | Refusal {
  const { didCase, receivedAt } = facts;
  const { term, until } = body;
  if (term === 'appeal') return refuse('term-set-by-law', 'term');
  const given = term === 'justification' ? toAnswer(facts, until) : toComplete(facts, until);
  if ('kind' in given) return given;
  const by = officerOf(facts, facts.fiscalCodeMac);
  return {
    kind: 'edit',
    ...given,
    changes: {
      ...given.changes,
      extensions: [...(didCase.extensions ?? []), { term, until, at: receivedAt, by }].slice(-most),
    },
    reason: 'term-extended',
    evidence: { kind: 'term-extended', content: body },
  };
}

/** Extensions that the case itself tells; its history tells all. */
const most = 20;

/**
 * Gives a person a later last day: to complete a DID con riserva, or to answer to what is contested. Refuses the term of an
 * appeal, which the law sets and no office changes (`term-set-by-law`), a case in which the term does not run
 * (`wrong-status`, `not-contested`, `not-served`), and a day that is over, not later (`term-not-later`) or too far ahead
 * (`term-too-far`).
 */
export const extendTerm = edit(
  {
    statuses: ['reserved', 'sanction-proposed'],
    parties: ['cpi', 'competent-cpi', 'manager'],
    when: ({ status, contested }) => status === 'reserved' || contested?.service.servedOn !== undefined,
  },
  ExtendTermBody,
  extend,
);
