/** Changes of a case that leave its status alone: one synchronous transaction, with history. */
import * as z from 'zod/mini';
import { dateInRome } from './dates.ts';
import type { Facts } from './decide.ts';
import { DeclarationData, type DidCase } from './declaration.ts';
import { OperatorId } from './ids.ts';
import type { Status } from './lifecycle.ts';
import { isUnder } from './mailbox.ts';
import { isActive, operatorById } from './operators.ts';
import type { RuleId } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';
import { declarationProblem } from './verbs/declared.ts';

/** What an edit looks at. */
export interface EditFacts extends Pick<Facts, 'receivedAt' | 'policy'> {
  readonly didCase: DidCase;
  /** The citizen's own mailbox. */
  readonly mailbox: string;
}

/** The fields that an edit changes, and the rules it rests on. */
export interface Edit {
  readonly kind: 'edit';
  readonly changes: Omit<Partial<DidCase>, 'status' | 'version'>;
  readonly rules: readonly RuleId[];
}

/** An edit of the API: the statuses that allow it, its body, and who decides. */
export interface EditRule {
  readonly statuses: readonly Status[];
  readonly body: z.ZodMiniType;
  readonly decide: (facts: EditFacts, body: unknown) => Edit | Refusal;
}

function edit<Body>(
  statuses: readonly Status[],
  otherwise: 'wrong-status' | 'already-released',
  body: z.ZodMiniType<Body>,
  decide: (facts: EditFacts, body: Body) => Edit | Refusal,
): EditRule {
  return {
    statuses,
    body,
    decide: (facts, raw) =>
      statuses.includes(facts.didCase.status) ? decide(facts, body.parse(raw)) : refuse(otherwise),
  };
}

const ChooseOperatorBody = z.strictObject({ operatorId: OperatorId });

/**
 * Chooses the job centre or accredited operator to sign the pact with, once the DID is released (S0:17). Refuses one
 * that is not in the directory, not active, or to whom the citizen's mailbox belongs (S0:11).
 */
function chooseOperator(
  { receivedAt, mailbox }: EditFacts,
  { operatorId }: z.infer<typeof ChooseOperatorBody>,
): Edit | Refusal {
  const today = dateInRome(receivedAt);
  const operator = operatorById(operatorId);
  if (!operator) return refuse('operator-unknown', 'operatorId');
  if (!isActive(operator, today)) return refuse('operator-not-active', 'operatorId');
  const domain = mailbox.slice(mailbox.indexOf('@') + 1);
  if (operator.mailDomains.some((own) => isUnder(domain, own))) return refuse('operator-owns-mailbox', 'operatorId');
  return { kind: 'edit', changes: { operatorId, operatorChosenOn: today }, rules: ['S0:17', 'S0:19'] };
}

/** Rewrites a draft, as often as wanted until *salva DID* (S0:15). Refuses what `declarationProblem` refuses. */
function writeData({ receivedAt }: EditFacts, data: DeclarationData): Edit | Refusal {
  return declarationProblem(data, dateInRome(receivedAt)) ?? { kind: 'edit', changes: { data }, rules: ['S0:15'] };
}

/** Every edit in service, by the name of its action. */
export const edits = {
  'choose-operator': edit(['reserved', 'confirmed'], 'wrong-status', ChooseOperatorBody, chooseOperator),
  'write-data': edit(['registered'], 'already-released', DeclarationData, writeData),
} as const;
export type EditName = keyof typeof edits;
