/** Judges requests by the policies of a role as IAM would, with the operators that our policies use. */
import * as z from 'zod/mini';
import type { Synthesised } from './stacks.ts';

const list = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value: string | string[]) => [value].flat()),
);

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: list,
  Resource: list,
  Condition: z._default(z.record(z.string(), z.record(z.string(), list)), {}),
});
export type Statement = z.infer<typeof Statement>;
const Document = z.object({ Statement: z.array(Statement) });
const Inline = z._default(z.array(z.object({ PolicyDocument: Document })), []);

/** What somebody asks: an action on a resource, and the values of the condition keys that the request carries. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

/** Every statement of a role: its own policies and those attached to it. */
export function statementsOf({ parsed }: Synthesised, roleId: string): Statement[] {
  const own = Inline.parse(parsed.Resources[roleId]?.Properties['Policies']);
  const attached = Object.values(parsed.Resources)
    .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && list.parse(Properties['Roles']).includes(roleId))
    .map(({ Properties }) => Document.parse(Properties['PolicyDocument']));
  return [...own.map((policy) => policy.PolicyDocument), ...attached].flatMap((document) => document.Statement);
}

/** The statements of the function of this name. */
export function statementsOfFunction(stack: Synthesised, functionName: string): Statement[] {
  const found = Object.values(stack.parsed.Resources).find(
    ({ Properties }) => Properties['FunctionName'] === functionName,
  );
  return statementsOf(
    stack,
    z
      .string()
      .parse(found?.Properties['Role'])
      .replace(/\.Arn$/, ''),
  );
}

const like = (pattern: string, value: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(value);

function holds(operator: string, expected: readonly string[], carried: readonly string[] | undefined): boolean {
  const values = carried ?? [];
  const one = (value: string) => expected.some((pattern) => like(pattern, value));
  const same = (value: string) => expected.includes(value);
  switch (operator) {
    case 'StringEquals':
      return values.length === 1 && values.every(same);
    case 'ForAnyValue:StringEquals':
      return values.some(same);
    case 'ForAnyValue:StringLike':
      return values.some(one);
    case 'ForAllValues:StringLike':
      return values.every(one);
    case 'ForAllValues:StringEquals':
      return values.every(same);
    case 'Null':
      return expected.includes(String(carried === undefined));
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

function applies(statement: Statement, { action, resource, keys = {} }: Request): boolean {
  return (
    statement.Action.some((pattern) => like(pattern, action)) &&
    statement.Resource.some((pattern) => like(pattern, resource)) &&
    Object.entries(statement.Condition).every(([operator, conditions]) =>
      Object.entries(conditions).every(([key, expected]) => holds(operator, expected, keys[key])),
    )
  );
}

/** Whether the statements let the request pass: something allows it and nothing denies it. */
export function permits(statements: readonly Statement[], request: Request): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}
