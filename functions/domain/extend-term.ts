/** More time for a DID con riserva: who cannot come within its term asks the office, which gives a later day (S0:27). */
import * as z from 'zod/mini';
import { dateInRome, PlainDate } from './dates.ts';
import { termEnd } from './deadlines.ts';
import { edit } from './edit.ts';
import { lineOfText } from './person.ts';
import { refuse } from './refusals.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** Body of `POST …/term`: the last day from now on, and why, which is kept with the case and never mailed. */
export const ExtendTermBody = z.strictObject({ until: PlainDate, reason: lineOfText(300) });

/**
 * Gives a DID con riserva a later last day to be completed. The notices of the earlier day are void: two come again before
 * any closing. Refuses a case that no term closes (`wrong-status`), and a day that is over or not later (`term-not-later`).
 */
export const extendTerm = edit(
  { statuses: ['reserved'], parties: ['cpi', 'competent-cpi', 'manager'] },
  ExtendTermBody,
  (facts, body) => {
    const { didCase, operator, policy, receivedAt } = facts;
    const { didDate, notices } = didCase;
    const end = termEnd(didCase, policy);
    if (end === undefined || didDate === undefined) return refuse('wrong-status');
    if (body.until <= end || body.until <= dateInRome(receivedAt)) return refuse('term-not-later', 'until');
    return {
      kind: 'edit',
      changes: { extendedTo: body.until, ...(notices && { notices: [] }) },
      rules: [policy.reserveDays.rule],
      reason: 'term-extended',
      evidence: { kind: 'term-extended', content: body },
      settles: ['notice-not-received'],
      mail: {
        kind: 'term-extended',
        ...receiptOf(facts),
        didDate,
        closesOn: body.until,
        before: end,
        ...(operator && { office: officeOf(operator) }),
      },
    };
  },
);
