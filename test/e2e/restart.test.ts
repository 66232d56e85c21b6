import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addSeconds, instantOf } from '../../functions/domain/dates.ts';
import { stateName } from '../../functions/domain/lifecycle.ts';
import { type Instance, reconcile, resetInstance, startInstance, sweep } from '../../local/instance.ts';
import { readRunFile } from '../../local/run-file.ts';
import { askForAccount, signUp } from './support/accounts.ts';
import { citizen, communicationsOf, released } from './support/cases.ts';
import { inbox } from './support/inbox.ts';
import { byHand, freePorts } from './support/instance.ts';
import { statesEntered } from './support/machine.ts';
import { freshMailbox, person } from './support/people.ts';
import { talkTo } from './support/stack.ts';
import {
  goesOn,
  liveStatuses,
  type Standing,
  signedInAgain,
  standingIn,
  waiting,
  wholeOf,
} from './support/standing.ts';
import { until } from './support/until.ts';

const folder = `${inject('folder')}-restart`;
let instance: Instance | undefined;

let ports: Awaited<ReturnType<typeof freePorts>> | undefined;

/** Starts where it was, or at other ports: then the stacks, which know their address, are deployed again. */
async function start(elsewhere: boolean): Promise<void> {
  if (elsewhere || !ports) ports = await freePorts();
  instance = await startInstance({ dir: folder, ...ports });
  talkTo(instance.stack);
}

const mailIds = async () => (await inbox()).map(({ id }) => id).sort();

beforeAll(async () => {
  await resetInstance(folder);
  await start(true);
}, 180_000);

afterAll(async () => {
  await instance?.stop();
  await resetInstance(folder);
});

describe('the system stops and starts again', () => {
  let cases: Standing[] = [];
  let before: Awaited<ReturnType<typeof wholeOf>>[] = [];
  let generations: number[] = [];
  let mailsBefore: string[] = [];

  beforeAll(async () => {
    cases = await Promise.all(liveStatuses.map(standingIn));
    before = await Promise.all(cases.map(wholeOf));
    generations = await Promise.all(cases.map(async ({ id }) => (await waiting(id)).generation));
    mailsBefore = await mailIds();
    await instance?.stop();
    await start(true);
    cases = await Promise.all(cases.map(signedInAgain));
  }, 180_000);

  test('in every status a case stands where it stood, in a fresh execution of the next generation', async () => {
    expect(cases.map(({ status }) => status)).toEqual(liveStatuses);
    for (const [at, { id, status }] of cases.entries()) {
      const next = (generations[at] ?? 0) + 1;
      await waiting(id, next);
      expect(await statesEntered(id, next)).toEqual(['Resume', stateName(status)]);
    }
    expect(await Promise.all(cases.map(wholeOf))).toEqual(before);
  });

  test('reconciling again finds nothing lost', async () => {
    expect(await reconcile(folder)).toMatchObject({ restarted: 0 });
  });

  test('no mail that was kept is sent again, not even by a sweep an hour later', async () => {
    await sweep(folder, addSeconds(instantOf(Date.now()), 3600));
    for (const { who, id } of cases) {
      expect((await communicationsOf(who.token, id)).every(({ state }) => state === 'sent')).toBe(true);
    }
    expect(await mailIds()).toEqual(mailsBefore);
  });

  test('every case goes on', async () => {
    await Promise.all(cases.map((standing) => goesOn(standing)));
    for (const { who, id, status } of cases.slice(0, 4)) {
      // The user pool's code, and every communication once.
      const count = (await communicationsOf(who.token, id)).length + 1;
      expect(await inbox(who.mailbox), status).toHaveLength(count);
    }
    await released(await citizen('SPID'));
  });
});

describe('the local AWS ends without being stopped', () => {
  test('what was done since the last stop is gone, with its mail; all that is older is there', {
    timeout: 180_000,
  }, async () => {
    await instance?.stop();
    await start(false);
    const [kept, mails] = [freshMailbox(person().me), await mailIds()];
    await askForAccount(kept);
    await until('the code', async () => ((await inbox(kept)).length > 0 ? true : undefined));

    const { emulatorPid = 0 } = readRunFile(folder);
    expect(await byHand(folder, 'status')).toMatchObject({ code: 0 });
    process.kill(emulatorPid, 'SIGKILL');
    const status = await until('the local AWS to be missed', async () => {
      const answer = await byHand(folder, 'status');
      return answer.code === 0 ? undefined : answer;
    });
    expect([status.code, status.err]).toEqual([1, expect.stringContaining('does not answer')]);

    await instance?.stop();
    expect(await byHand(folder, 'status')).toMatchObject({ code: 1, out: expect.stringContaining('not running') });
    await start(false);
    expect(await mailIds()).toEqual(mails);
    expect(await inbox(kept)).toEqual([]);
    await signUp(kept);
  });
});
