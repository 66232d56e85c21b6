/** An instance of a story's own, whose clock may be turned without moving the cases of other stories. */
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { addSeconds, type Instant, instantOf, startOfDay } from '../../../functions/domain/dates.ts';
import { DeclarationId } from '../../../functions/domain/ids.ts';
import { listMails } from '../../../functions/store/mails.ts';
import { getWait, type Wait } from '../../../functions/store/waits.ts';
import type { FeedbackKind } from '../../../local/feedback.ts';
import { feedback, type Instance, reconcile, resetInstance, startInstance, sweep } from '../../../local/instance.ts';
import { byHand, freePorts } from './instance.ts';
import { table } from './late.ts';
import { inDays } from './people.ts';
import { talkTo } from './stack.ts';
import { until } from './until.ts';

/** The folder of that instance. */
export const ownFolder = `${process.env.E2E_DIR ?? '.local/test'}-clock`;
const folder = ownFolder;
let instance: Instance | undefined;

/** Starts the instance; from now on this file's stories talk to it. Its state machine retries at once. */
export async function startOwnClock(): Promise<void> {
  process.env.LOCAL_AWS_WAIT_SCALE = '0.01';
  await resetInstance(folder);
  instance = await startInstance({ dir: folder, ...(await freePorts()) });
  talkTo(instance.stack);
}

/** Stops the instance and forgets it. */
export async function stopOwnClock(): Promise<void> {
  await instance?.stop();
  await resetInstance(folder);
}

/** Noon in Rome, so many days from today. */
export const noonIn = (days: number): Instant => addSeconds(startOfDay(inDays(days)), 12 * 3600);

/** So many seconds from this moment. */
export const inSeconds = (seconds: number): Instant => addSeconds(instantOf(Date.now()), seconds);

const Swept = z.object({ done: z.int(), failed: z.literal(0), cut: z.literal(false) });

/** The scheduled checks as they would run at an instant; every item must go well. */
export async function sweepAt(at: Instant): Promise<z.infer<typeof Swept>> {
  const swept = Swept.safeParse(await sweep(folder, at));
  if (!swept.success) throw new Error(`the sweep did not go well: ${swept.error.message}`);
  return swept.data;
}

/** The same at noon, so many days from today. */
export const sweepIn = (days: number) => sweepAt(noonIn(days));

/** The same with the command that a person types. */
export async function sweepByHand(days: number): Promise<void> {
  const { code, out } = await byHand(folder, 'sweep', '--at', noonIn(days));
  expect([code, Swept.safeParse(JSON.parse(out)).success], out).toEqual([0, true]);
}

/** Tells what became of a mail, so many days from today. */
export const becameOf = (mailId: string, kind: FeedbackKind, days: number): Promise<void> =>
  feedback(folder, kind, mailId, noonIn(days));

/** The same with the command that a person types. */
export async function becameByHand(mailId: string, kind: FeedbackKind, days: number): Promise<void> {
  const { code, out } = await byHand(folder, 'feedback', kind, mailId, '--at', noonIn(days));
  expect([code, out]).toEqual([0, `The office has taken note: ${kind} of mail ${mailId} at ${noonIn(days)}.\n`]);
}

/** Rebuilds lost executions; answers how many. */
export const restarted = async (): Promise<number> => (await reconcile(folder)).restarted;

/** The mails about a case as the record holds them, once none is on its way: a person's reading would serve notices. */
export function recordedMails(id: string) {
  return until('the mails of a case to be sent', async () => {
    const mails = await listMails(table(), DeclarationId.parse(id));
    const busy = mails.some(({ state }) => state === 'queued' || state === 'sending');
    return busy
      ? undefined
      : mails.map(({ mailId, parameters, state }) => ({ id: mailId, kind: parameters.kind, state }));
  });
}

/** Those of a kind, oldest first. */
export async function mailsOf(_: string, id: string, kind: string) {
  return (await recordedMails(id)).filter((mail) => mail.kind === kind);
}

/** The last mail of a kind about a case; fails if there are not so many of them. */
export async function lastMailOf(token: string, id: string, kind: string, count: number): Promise<string> {
  const mails = await mailsOf(token, id, kind);
  expect(mails, kind).toHaveLength(count);
  return mails.at(-1)?.id ?? '';
}

/** Where a case waits, once what is asked of its wait holds. */
export const waitOf = (id: string, what: string, holds: (wait: Wait) => boolean): Promise<Wait> =>
  until(`a wait with ${what}`, async () => {
    const wait = await getWait(table(), DeclarationId.parse(id));
    return wait && holds(wait) ? wait : undefined;
  });

/** Where a case waits, once the execution of a generation waits there. */
export const waitIn = (id: string, generation: number): Promise<Wait> =>
  waitOf(
    id,
    `an execution of generation ${generation}`,
    (wait) => wait.generation === generation && wait.taskToken !== undefined,
  );
