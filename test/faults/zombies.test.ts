/** An execution that was believed lost and is not: whatever it still does is void. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { ask, bruno, officer } from './people.ts';
import { outcomeOf } from './record.ts';
import {
  asks,
  brunoComes,
  comesTo,
  declaration,
  meeting,
  pact,
  registers,
  releases,
  type Step,
  toMilano,
} from './stories.ts';
import { World } from './world.ts';

beforeAll(loadHandlers);

const drafted: readonly Step[] = [...brunoComes, registers(bruno)];
const reserved = [...drafted, releases(bruno), asks('2026-11-02T13', bruno, 'choose-operator', toMilano)];
const confirmed = [
  ...reserved,
  asks('2026-11-03T10', officer, 'confirm', declaration({ body: meeting('2026-11-03') })),
];
const signed = [...confirmed, asks('2026-11-04T10', officer, 'sign-pact', declaration({ body: pact('2026-11-04') }))];

const cases = [
  { stands: 'registered', from: drafted, verb: 'release', who: bruno, body: {} },
  { stands: 'reserved', from: reserved, verb: 'confirm', who: officer, body: meeting('2026-11-05') },
  { stands: 'confirmed', from: confirmed, verb: 'sign-pact', who: officer, body: pact('2026-11-05') },
  { stands: 'psp-signed', from: signed, verb: 'withdraw', who: bruno, body: {} },
] as const;

/** The same case with its execution lost sight of, and a next one at work. */
async function withZombie(from: readonly Step[]) {
  const world = new World();
  await comesTo(world, from);
  await world.pass(Date.parse('2026-11-05T10:05:00.000Z'));
  const id = world.memo['declarationId'] ?? '';
  const zombie = world.executionOf(id);
  if (!zombie) throw new Error('no execution');
  world.executions.all.delete(zombie.name);
  await world.invoke('sweep', 'reconcile', { action: 'reconcile' });
  await world.settle();
  world.executions.all.set(zombie.name, zombie);
  expect(world.executionOf(id)).not.toBe(zombie);
  return { world, id, zombie };
}

describe.each(cases)('of a case that stands $stands', ({ from, verb, who, body }) => {
  /** The command is accepted, and nobody brings it to the execution that the case has now. */
  async function unheard() {
    const lost = await withZombie(from);
    const { world, id, zombie } = lost;
    world.streamFlows = false;
    world.down = ['api-declarations SendTaskSuccess'];
    await ask(world, who, verb, { id, key: 'key-of-a-zombie', body });
    await world.settle();
    Object.assign(world, { streamFlows: true, down: [] });
    const commandId = Object(world.ledger.get(`WAIT#${id}`, 'WAIT')?.['pending']).commandId;
    expect(world.executions.succeed(zombie.token ?? '', JSON.stringify({ commandId, verb }))).toBe(true);
    return lost;
  }

  test(`its ${verb} applies nothing, and the case goes on by the next execution`, async () => {
    const { world, id, zombie } = await unheard();
    const before = world.ledger.items;
    await world.executions.runToEnd(zombie);
    expect([zombie.status, zombie.state]).toEqual(['SUCCEEDED', 'Superseded']);
    expect(world.ledger.items).toBe(before);

    await world.pass(world.clock + 10 * 60_000);
    const fair = new World();
    await comesTo(fair, [...from, asks('2026-11-05T10', who, verb, declaration({ key: 'key-of-a-zombie', body }))]);
    fair.becomesReal();
    expect(world.ledger.get(`DID#${id}`, 'CASE')).toMatchObject({ version: fair.ledger.all('case')[0]?.['version'] });
    expect(outcomeOf(world)).toEqual(outcomeOf(fair));
  });

  test(`its ${verb} that fails for good puts nothing off`, async () => {
    const { world, zombie } = await unheard();
    const before = world.ledger.items;
    world.down = [verb];
    await world.executions.runToEnd(zombie);
    expect(zombie.entered).toContain('Parked');
    expect(zombie.state).toBe('Superseded');
    expect(world.ledger.items).toBe(before);
  });

  test('its wait that runs out moves nothing on', async () => {
    const { world, zombie } = await withZombie(from);
    const before = world.ledger.items;
    zombie.timesOutAt = world.clock;
    await world.executions.runToEnd(zombie);
    expect(zombie.entered).toContain('RollOver');
    expect(zombie.state).toBe('Superseded');
    expect(world.ledger.items).toBe(before);
  });

  test('its token is not written over the one of the next', async () => {
    const { world, zombie } = await withZombie(from);
    const before = world.ledger.items;
    Object.assign(zombie, { token: undefined, timesOutAt: undefined });
    await world.executions.runToEnd(zombie);
    expect(zombie.state).toBe('Superseded');
    expect(world.ledger.items).toBe(before);
  });
});
