/** No body takes a field that its contract does not know, at any depth. */
import '../../functions/api/openapi/settings.ts';
import { describe, expect, test } from 'vitest';
import { operations } from '../../functions/api/openapi/document.ts';
import { type Action, actions } from '../../functions/domain/authorisation.ts';

type Path = readonly (string | number)[];
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where in a value there are objects: each path, from the root on. */
function objectsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, [...path, index]));
  if (!isObject(value)) return [];
  return [path, ...Object.entries(value).flatMap(([name, part]) => objectsIn(part, [...path, name]))];
}

/** The value with a field more in the object at a path. */
function withMore(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return isObject(value) ? { ...value, surprise: 1 } : value;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withMore(item, rest) : item));
  return isObject(value) ? { ...value, [step]: withMore(value[step], rest) } : value;
}

const isNamed = (name: string): name is keyof typeof actions => Object.hasOwn(actions, name);
const bodies = Object.entries(operations).flatMap(([name, { body }]) => {
  const action: Action | undefined = isNamed(name) ? actions[name] : undefined;
  if (!body || action?.takes) return [];
  return Object.entries(body.examples).map(([example, value]) => ({ name, example, schema: body.schema, value }));
});

describe('a body with a field more than its contract knows', () => {
  test.each(bodies)('$name ($example) is refused, wherever the field is', ({ schema, value }) => {
    expect(schema.safeParse(value).error?.issues ?? []).toEqual([]);
    for (const path of objectsIn(value)) {
      const issues = schema.safeParse(withMore(value, path)).error?.issues ?? [];
      expect(issues.map((issue) => [issue.code, issue.path])).toEqual([['unrecognized_keys', path]]);
    }
  });

  test('every request that writes has a contract', () => {
    const without = Object.entries<Action>(actions).filter(
      ([name, { method }]) => isNamed(name) && (method === 'POST' || method === 'PUT') && !operations[name].body,
    );
    expect(without.map(([name]) => name)).toEqual([]);
  });
});
