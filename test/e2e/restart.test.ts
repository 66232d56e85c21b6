import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addSeconds, instantOf } from '../../functions/domain/dates.ts';
import { type Instance, reconcile, resetInstance, startInstance, sweep } from '../../local/instance.ts';
import { demo, signIn } from './support/accounts.ts';
import {
  type Account,
  applied,
  choose,
  citizen,
  communicationsOf,
  historyOf,
  meeting,
  pact,
  registered,
  released,
  releasedAt,
  see,
} from './support/cases.ts';
import { inbox } from './support/inbox.ts';
import { freePorts } from './support/instance.ts';
import { statesEntered } from './support/machine.ts';
import { talkTo } from './support/stack.ts';

const folder = `${inject('folder')}-restart`;

describe('the system stops and starts again', () => {
  let instance: Instance | undefined;
  let people: readonly [Account, Account, Account];
  let ids: readonly [string, string, string];
  let mailsBefore: string[] = [];

  async function start(): Promise<void> {
    instance = await startInstance({ dir: folder, ...(await freePorts()) });
    talkTo(instance.stack);
  }

  const mailIds = async () => (await inbox()).map(({ id }) => id).sort();

  beforeAll(async () => {
    await resetInstance(folder);
    await start();
    people = await Promise.all([citizen('SPID'), citizen(), citizen('SPID')]);
    const [draft, reserved, confirmed] = people;
    ids = [await registered(draft), await releasedAt(reserved, 'cpi-milano'), await released(confirmed)];
    for (const [index, { token }] of people.entries()) await communicationsOf(token, ids[index] ?? '');
    mailsBefore = await mailIds();
    await instance?.stop();
    await start();
    people = [
      { ...draft, token: await signIn(draft.mailbox) },
      { ...reserved, token: await signIn(reserved.mailbox) },
      { ...confirmed, token: await signIn(confirmed.mailbox) },
    ];
  }, 180_000);

  afterAll(async () => {
    await instance?.stop();
    await resetInstance(folder);
  });

  test('every case stands where it stood, in a fresh execution of the next generation', async () => {
    const shown = await Promise.all(people.map(({ token }, index) => see(token, ids[index] ?? '')));
    expect(shown.map(({ status }) => status)).toEqual(['registered', 'reserved', 'confirmed']);
    const entered = await Promise.all(ids.map((id) => statesEntered(id, 2)));
    expect(entered).toEqual([
      ['Resume', 'Registered'],
      ['Resume', 'Reserved'],
      ['Resume', 'Confirmed'],
    ]);
  });

  test('reconciling again finds nothing lost', async () => {
    expect(await reconcile(folder)).toMatchObject({ restarted: 0 });
  });

  test('no mail that was kept is sent again, not even by a sweep an hour later', async () => {
    await sweep(folder, addSeconds(instantOf(Date.now()), 3600));
    for (const [index, { token }] of people.entries()) {
      const kinds = (await communicationsOf(token, ids[index] ?? '')).map(({ kind, state }) => [kind, state]);
      expect(kinds.every(([, state]) => state === 'sent')).toBe(true);
    }
    expect(await mailIds()).toEqual(mailsBefore);
  });

  test('every case goes on', async () => {
    const [draft, reserved, confirmed] = people;
    const [draftId, reservedId, confirmedId] = ids;
    const cpi = await demo('operatorCpi');
    await applied(draft.token, `/declarations/${draftId}/release`);
    await applied(cpi, `/declarations/${reservedId}/confirmation`, meeting());
    await choose(confirmed, confirmedId, 'cpi-milano');
    await applied(cpi, `/declarations/${confirmedId}/pact`, pact());

    expect((await statesEntered(draftId, 2)).at(-1)).toBe('Confirmed');
    expect((await statesEntered(reservedId, 2)).at(-1)).toBe('Confirmed');
    expect((await statesEntered(confirmedId, 2)).at(-1)).toBe('PspSigned');
    expect((await historyOf(confirmed.token, confirmedId)).map(({ event }) => event)).toEqual([
      'register',
      'release',
      'choose-operator',
      'sign-pact',
    ]);
    const kinds = async ({ token }: Account, id: string) => (await communicationsOf(token, id)).map(({ kind }) => kind);
    expect(await kinds(draft, draftId)).toEqual(['draft-saved', 'did-released']);
    expect(await kinds(reserved, reservedId)).toEqual([
      'draft-saved',
      'did-released-with-reserve',
      'did-authenticated',
    ]);
    expect(await kinds(confirmed, confirmedId)).toEqual(['draft-saved', 'did-released', 'psp-signed']);
    expect(await mailIds()).toHaveLength(mailsBefore.length + 3);
    await released(await citizen('SPID'));
  });
});
