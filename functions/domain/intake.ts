/** Walk-in intake (S0:23): who comes to a counter having chosen nobody, or another, chooses there and then. */
import * as z from 'zod/mini';
import { bookableStatuses, toBring } from './appointment-news.ts';
import { isThere } from './awaited-did.ts';
import { addDays, dateInRome, type PlainDate, weekdayOf } from './dates.ts';
import { IdentityDocument } from './documents.ts';
import type { Edit, EditFacts, EditRule } from './edit.ts';
import { chooseOperator } from './edits.ts';
import { FiscalCode } from './fiscal-code.ts';
import { isLive, statuses } from './lifecycle.ts';
import { type Refusal, refuse } from './refusals.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** Body of `POST /operators/me/intake`: who is there, and what was shown. */
export const IntakeBody = z.strictObject({
  fiscalCode: FiscalCode,
  documentShown: IdentityDocument,
  /** The person is at the counter: nobody is taken in otherwise. */
  present: z.literal(true),
});
export type IntakeBody = z.infer<typeof IntakeBody>;

/** What keeps a document from showing who stands at the counter on a day (S0:29). */
export function intakeProblem({ documentShown }: IntakeBody, today: PlainDate): Refusal | undefined {
  return documentShown.expiresOn < today ? refuse('identity-document-expired', 'documentShown') : undefined;
}

/** The Monday of the week in which a day falls: the intakes of a week are looked at together. */
export function weekOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - weekdayOf(day));
}

/**
 * Makes the operator at whose counter the person stands the chosen one (S0:17, S0:23); another, chosen before, loses the
 * case and its appointment. The person is told. Whatever stands against it comes out as `intake-nobody`, since the
 * operator is no party yet and may learn nothing.
 */
function takeIn(facts: EditFacts, { documentShown }: IntakeBody): Edit | Refusal {
  const { didCase, actor, operators } = facts;
  const { operatorId } = actor;
  const operator = operatorId && operators.get(operatorId);
  if (!isLive(didCase.status) || !isThere(didCase)) return refuse('intake-nobody');
  if (!operatorId || !operator) return refuse('intake-nobody');
  const evidence = { kind: 'intake', content: { documentShown, operatorBefore: didCase.operatorId } } as const;
  const known = { kind: 'edit', rules: ['S0:23', 'S0:29'], reason: 'counter', evidence } as const;
  // Who follows the person already only notes that they came.
  if (didCase.operatorId === operatorId) return { ...known, changes: {} };
  const chosen = chooseOperator(facts, { operatorId });
  if (chosen.kind === 'refusal') return refuse('intake-nobody');
  return {
    ...chosen,
    ...known,
    rules: [...known.rules, ...chosen.rules],
    mail: {
      kind: 'operator-chosen',
      ...receiptOf(facts),
      ...(didCase.didDate !== undefined && { didDate: didCase.didDate }),
      ...(didCase.pactSignedOn !== undefined && { pactSignedOn: didCase.pactSignedOn }),
      office: officeOf(operator),
      instead: didCase.operatorId !== undefined,
      documents: bookableStatuses.includes(didCase.status) ? toBring(facts) : ['identity-document'],
    },
    alsoTold: chosen.mail,
  };
}

/** The edit behind an intake. No party may make it from the case: the counter alone does. */
export const intakeRule: EditRule = {
  statuses,
  parties: [],
  when: () => false,
  body: IntakeBody,
  names: () => [],
  decide: (facts, raw) => {
    const { actor, receivedAt } = facts;
    const body = IntakeBody.parse(raw);
    if (actor.role !== 'operator') return refuse('not-this-party');
    return intakeProblem(body, dateInRome(receivedAt)) ?? takeIn(facts, body);
  },
};
