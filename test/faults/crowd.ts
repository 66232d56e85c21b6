/** A town full of cases, each waiting for the sweep to do something else, all at one instant. */
import { type Moment, proceedings, type Resident, resident } from './crowd-heard.ts';
import { ask, data, officer } from './people.ts';
import { meeting } from './stories.ts';
import { World } from './world.ts';

/** When the sweep finds them all. */
export const roundAt = '2027-02-01T10:05:00.000Z';

const declared = { route: 'A', ...data, lastJobEndedOn: '2026-09-30' };

async function registered(world: World, { session, me }: Resident): Promise<string> {
  await ask(world, session, 'write-me', { body: me });
  const { body } = await ask(world, session, 'register', { key: 'key-register', body: declared });
  await world.settle();
  return String(body['declarationId']);
}

async function released(world: World, who: Resident): Promise<string> {
  const id = await registered(world, who);
  await ask(world, who.session, 'release', { id, key: 'key-release', body: {} });
  await world.settle();
  return id;
}

async function confirmed(world: World, who: Resident): Promise<string> {
  const id = await released(world, who);
  await ask(world, who.session, 'choose-operator', { id, body: { operatorId: 'cpi-milano' } });
  const metOn = new Date(world.clock).toISOString().slice(0, 10);
  await ask(world, officer, 'confirm', { id, key: `key-${id}`, body: meeting(metOn) });
  await world.settle();
  return id;
}

/** Con riserva, and given more time by the office: the first notice comes thirty days before the later day. */
async function extended(world: World, who: Resident): Promise<void> {
  const id = await released(world, who);
  await ask(world, who.session, 'choose-operator', { id, body: { operatorId: 'cpi-milano' } });
  const body = { term: 'complete-reserve', until: '2027-03-03', reason: 'In ospedale.' };
  await ask(world, officer, 'extend-term', { id, key: `key-${id}`, body });
}

async function remembered(world: World, number: number, made: Promise<string>): Promise<void> {
  const id = await made;
  world.memo = { ...world.memo, [number]: id };
}

/** The outbox dies right after it took the lease of the next mail. */
async function losesALease(world: World, act: () => Promise<unknown>): Promise<void> {
  let done = false;
  world.weather = ({ fn, name }) => {
    const hit = !done && fn === 'outbox' && name.startsWith('UpdateItem DID/MAIL');
    if (hit) done = true;
    if (hit) world.streamFlows = false;
    return { kind: hit ? 'dies' : 'goes-well' };
  };
  await act();
  world.weather = () => ({ kind: 'goes-well' });
  await world.settle();
  world.streamFlows = true;
}

/** What happens to those who make no pact, or have only just come. */
const declarations: readonly Moment[] = [
  // Both notices served: to be closed.
  { at: '2026-10-01T08', happens: (world) => released(world, resident(1)) },
  // Its first notice is not known to have arrived: the office is asked.
  { at: '2026-10-25T09', happens: (world) => released(world, resident(10)) },
  // Two first notices, one of them later because of the time that the person was given; and a convocation.
  { at: '2026-10-26T09', happens: (world) => extended(world, resident(19)) },
  { at: '2026-11-02T09', happens: (world) => released(world, resident(2)) },
  { at: '2026-12-02T09', happens: (world) => registered(world, resident(3)) },
  { at: '2026-12-30T09', happens: (world) => confirmed(world, resident(4)) },
  { at: '2026-12-30T09', happens: (world) => remembered(world, 5, confirmed(world, resident(5))) },
  { at: '2026-12-30T09', happens: (world) => remembered(world, 6, released(world, resident(6))) },
  { at: '2027-01-22T12', happens: async (world) => Object.assign(world, { sesTells: false }) },
  { at: '2027-01-23T12', happens: async (world) => Object.assign(world, { sesTells: true }) },
];

/** The town, at the instant of the round, with the stream flowing again. */
export async function town(): Promise<World> {
  const world = new World();
  world.clock = Date.parse('2026-10-01T08:05:00.000Z');
  const until = (at: string) => world.pass(Date.parse(`${at}:05:00.000Z`));
  const moments = [...declarations, ...proceedings].toSorted((one, other) => one.at.localeCompare(other.at));
  for (const { at, happens } of moments) {
    await until(at);
    await happens(world);
  }
  await until('2027-01-29T12');
  const { 5: answers = '', 6: stopped = '' } = world.memo;

  world.clock = Date.parse(roundAt) - 20 * 60_000;
  await losesALease(world, () => registered(world, resident(8)));
  world.streamFlows = false;
  // Mail that nobody brought to the outbox, commands that nobody brought to their executions, one that is gone.
  await registered(world, resident(9));
  world.down = ['api-declarations SendTaskSuccess', 'api-declarations StartExecution'];
  await ask(world, resident(5).session, 'withdraw', { id: answers, key: 'key-withdraw', body: {} });
  world.executions.abort(world.executionOf(stopped)?.name ?? '');
  world.executions.ended = [];
  await ask(world, resident(6).session, 'withdraw', { id: stopped, key: 'key-withdraw', body: {} });
  await registered(world, resident(7));
  await world.settle();
  Object.assign(world, { streamFlows: true, down: [], clock: Date.parse(roundAt) });
  return world;
}
