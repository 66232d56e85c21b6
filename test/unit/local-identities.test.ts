import { expect, test } from 'vitest';
import { checkCharacter } from '../../functions/domain/fiscal-code.ts';
import { demoCredentials, identities, identityNames } from '../../local/identities.ts';
import { operatorById } from './directory.ts';

const people = identityNames.map((name) => ({ name, ...identities[name] }));

test('every demo fiscal code checks, and no two people share one', () => {
  const codes = people.flatMap(({ attributes }) => attributes['custom:cf'] ?? []);
  for (const code of codes) expect(code.at(-1)).toBe(checkCharacter(code.slice(0, 15)));
  expect(new Set(codes).size).toBe(codes.length);
});

test('all staff have a fiscal code, because nobody may act on his own case', () => {
  for (const { name, group, attributes } of people) {
    if (group) expect(attributes, name).toHaveProperty('custom:cf');
  }
});

test('every demo operator works for an operator of the directory, of its kind', () => {
  for (const { attributes } of people) {
    const id = attributes['custom:operatorId'];
    if (id) expect(operatorById(id)?.kind).toBe(attributes['custom:operatorKind']);
  }
});

test('only the strong citizen has what stands for a provider; nobody has the other one’s account', () => {
  expect(people.filter(({ attributes }) => attributes['custom:idp']).map(({ name }) => name)).toEqual([
    'citizenStrong',
  ]);
  expect(new Set(Object.values(demoCredentials()).map(({ username }) => username)).size).toBe(identityNames.length);
});
