/** A town full of cases, each waiting for the sweep to do something else, all at one instant. */
import { checkCharacter } from '../../functions/domain/fiscal-code.ts';
import { ask, brunoMe, data, officer, type Session } from './people.ts';
import { meeting } from './stories.ts';
import { World } from './world.ts';

/** When the sweep finds them all. */
export const roundAt = '2027-02-01T10:05:00.000Z';

const declared = { route: 'A', ...data, lastJobEndedOn: '2026-09-30' };

interface Resident {
  readonly session: Session;
  readonly me: object;
}

function resident(number: number): Resident {
  const day = String(number + 10);
  const first15 = `RSSMRA85T${day}A562`;
  return {
    session: {
      sub: `resident-${number}`,
      token_use: 'id',
      role: 'citizen',
      assurance: 'basic',
      idp: 'PASSWORD',
      email: `resident-${number}@libero.it`,
      email_verified: 'true',
    },
    me: { ...brunoMe, fiscalCode: first15 + checkCharacter(first15), birthDate: `1985-12-${day}` },
  };
}

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

/** The town, at the instant of the round, with the stream flowing again. */
export async function town(): Promise<World> {
  const world = new World();
  const until = (at: string) => world.pass(Date.parse(`${at}:05:00.000Z`));
  world.clock = Date.parse('2026-10-01T08:05:00.000Z');
  // Both notices served: to be closed.
  await released(world, resident(1));
  await until('2026-10-25T09');
  // Its first notice is not known to have arrived: the office is asked.
  await released(world, resident(10));
  await until('2026-11-02T09');
  // Two first notices, and a convocation.
  await released(world, resident(2));
  await until('2026-12-02T09');
  await registered(world, resident(3));
  await until('2026-12-30T09');
  await confirmed(world, resident(4));
  const answers = await confirmed(world, resident(5));
  const stopped = await released(world, resident(6));
  await until('2027-01-22T12');
  world.sesTells = false;
  await until('2027-01-23T12');
  world.sesTells = true;
  await until('2027-01-29T12');

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
