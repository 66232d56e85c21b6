/** Nothing is left out of the stories: what is new fails here until a story does it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { actions } from '../../functions/domain/authorisation.ts';
import { verbs } from '../../functions/domain/lifecycle.ts';
import { entries } from '../../infra/functions.ts';
import { load, tasks } from '../statemachines/machine.ts';
import { commandKinds } from './aws.ts';
import { askNothing, functionNames, loadHandlers, readDirectory } from './functions.ts';
import { fairRun } from './matrix.ts';
import { stories } from './stories.ts';
import type { Call } from './world.ts';

const root = join(import.meta.dirname, '../..');
const calls: Call[] = [];
const applied = new Set<unknown>();
const entered = new Set<string>();

beforeAll(async () => {
  await loadHandlers();
  for (const story of stories) {
    const { world, stops } = await fairRun(story);
    calls.push(...stops.flatMap((stop) => stop.calls));
    for (const { verb, state } of world.ledger.all('command')) if (state === 'applied') applied.add(verb);
    for (const one of world.executions.all.values()) for (const state of one.entered) entered.add(state);
  }
});

test('every deployed function is known', () => {
  expect([...functionNames, ...askNothing, ...readDirectory].sort()).toEqual(Object.keys(entries).sort());
});

test.each(functionNames)('%s does its work in a story', (name) => {
  expect(calls.filter(({ fn }) => fn === name)).not.toEqual([]);
});

/** Files that a module reaches, itself first. */
function reachedFrom(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const specifiers = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b(?! type\b)[^;]*?\bfrom '(\.[^']+)'/gm);
  for (const [, specifier = ''] of specifiers) reachedFrom(join(dirname(file), specifier), seen);
  return seen;
}

test.each(askNothing)('%s asks nothing of AWS', (name) => {
  const [, file = ''] = Object.entries(entries).find(([other]) => other === name) ?? [];
  const reached = [...reachedFrom(join(root, file))];
  expect(reached.length).toBeGreaterThan(1);
  expect(reached.filter((each) => /new \w+Client\(/.test(readFileSync(each, 'utf8')))).toEqual([]);
});

test.each(verbs)('the verb %s is applied in a story', (verb) => {
  expect(applied).toContain(verb);
});

const unseen = [...askNothing, ...readDirectory];
const asked = Object.entries(actions).filter(([, { api }]) => !unseen.includes(`api-${api}`));
test.each(asked)('%s is asked in a story', (name, { api }) => {
  expect(calls.some(({ fn, on }) => fn === `api-${api}` && on === name)).toBe(true);
});

test.each(commandKinds.map((kind) => kind.name.replace(/Command$/, '')))('%s is asked of AWS in a story', (name) => {
  expect(calls.some((call) => call.name.split(' ')[0] === name)).toBe(true);
});

const doing = tasks(load()).map(([name]) => name);
test.each(doing)('the state %s is entered in a story', (name) => {
  expect(entered).toContain(name);
});
