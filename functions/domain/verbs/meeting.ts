import { dateInRome, type PlainDate } from '../dates.ts';
import type { CaseFacts, Facts, Warning } from '../decide.ts';
import type { DocumentProblem } from '../documents.ts';
import { caseNumber, receiptNumber } from '../ids.ts';
import { isActive, mainSeat, type Operator } from '../operators.ts';
import { type Refusal, refuse } from '../refusals.ts';

/**
 * What keeps a meeting on a day from counting: it lies in the future (`met-in-future`) or before the DID
 * (`met-before-did`), or the operator was not active then (`operator-not-active`, S0:17-19).
 */
export function meetingProblem(facts: CaseFacts, metOn: PlainDate, field: string): Refusal | undefined {
  const { didCase, operator, today } = facts;
  if (metOn > today) return refuse('met-in-future', field);
  if (didCase.didDate !== undefined && metOn < didCase.didDate) return refuse('met-before-did', field);
  if (operator && !isActive(operator, metOn)) return refuse('operator-not-active', field);
  return undefined;
}

/** The refusal for the first document problem that blocks, if one does. */
export function documentRefusal(problems: readonly DocumentProblem[]): Refusal | undefined {
  const blocking = problems.find(({ severity }) => severity === 'blocks');
  if (!blocking) return undefined;
  return refuse(
    blocking.rule,
    blocking.field,
    blocking.certainty === 'assumed' ? 'paper-declaration:assumed' : undefined,
  );
}

/** The document problems that do not block, as warnings. */
export function documentWarnings(problems: readonly DocumentProblem[]): Warning[] {
  return problems.filter(({ severity }) => severity === 'warns').map(({ rule, field }) => ({ rule, field }));
}

/** The operator as a mail names it. */
export function officeOf(operator: Operator) {
  const { name, contacts } = operator;
  const { address, openingHours, ...seat } = mainSeat(operator);
  const phone = seat.phone ?? contacts.phone;
  const email = seat.email ?? contacts.email;
  return {
    name,
    ...(address && { address }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(openingHours && { hours: openingHours }),
  };
}

/** What every mail about a step says of it: the case, the receipt, the legal instant. */
export function receiptOf({ declarationId, commandId, receivedAt }: Facts) {
  return {
    caseNumber: caseNumber(declarationId),
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
    receivedAt,
  };
}
