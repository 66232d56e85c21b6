/** A fiscal code that is read by hand: nothing in a provisional one tells whose it is, so an operator reads it on paper. */
import * as z from 'zod/mini';
import type { CaseFacts, Warning } from './decide.ts';
import { FiscalCode, isProvisionalFiscalCode } from './fiscal-code.ts';
import { type Person, personWarnings } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';

/** The fiscal code as an operator reads it, and on what: the Revenue Agency's paper, a title of stay, a receipt of it. */
export const CodeRead = z.strictObject({
  fiscalCode: FiscalCode,
  on: z.enum(['revenue-agency-paper', 'residence-permit', 'asylum-request-receipt', 'health-card']),
});
export type CodeRead = z.infer<typeof CodeRead>;

type Whose = Pick<CaseFacts, 'didCase' | 'citizen'>;

/** The person that a meeting is about: as declared at release or, where nothing was, as the record has them. */
const personOf = ({ didCase, citizen }: Whose): Person => didCase.snapshot?.person ?? citizen.person;

/** Whether the person's code is provisional and nobody has proved yet that it is theirs. */
export function isCodeUnread(facts: Whose): boolean {
  return isProvisionalFiscalCode(personOf(facts).fiscalCode) && facts.didCase.authenticity.state !== 'authentic';
}

/**
 * What keeps a meeting from showing whose a fiscal code is: a provisional one was not read on paper
 * (`fiscal-code-unread`, by policy), or what was read is another code than the case's (`fiscal-code-differs`).
 */
export function codeReadProblem(facts: CaseFacts, read: CodeRead | undefined): Refusal | undefined {
  const { rule, value } = facts.policy.provisionalCodeRead;
  if (read) {
    return read.fiscalCode === personOf(facts).fiscalCode
      ? undefined
      : refuse('fiscal-code-differs', 'codeRead.fiscalCode');
  }
  return value && isCodeUnread(facts) ? refuse('fiscal-code-unread', 'codeRead', `${rule}:assumed`) : undefined;
}

/** The rule by which a provisional code was read, for the history; none where none had to be. */
export function codeReadRules(facts: CaseFacts): string[] {
  const { rule, value } = facts.policy.provisionalCodeRead;
  return value && isCodeUnread(facts) ? [`${rule}:assumed`] : [];
}

/** What the operator of a meeting is told of the person's data; a code that was read is no news any more. */
export function identityWarnings(facts: Whose): Warning[] {
  return personWarnings(personOf(facts)).filter(({ rule }) => rule !== 'fiscal-code-provisional');
}
