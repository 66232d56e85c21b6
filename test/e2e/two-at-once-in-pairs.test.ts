import { expect, test } from 'vitest';
import { type Ended, live, lives, newLane, signedInAgain, Tally } from './races/lives.ts';
import { inbox } from './support/inbox.ts';
import { executions } from './support/machine.ts';
import { until } from './support/until.ts';

/** How many pairs race; a thousand are asked for with RACING_PAIRS=1000. */
const pairs = Number(process.env.RACING_PAIRS ?? 25);
/** How many cases live at once. */
const lanes = Math.min(6, Math.ceil(pairs / 5));

test(`${pairs} pairs of commands race: one winner each, nothing is stuck, every transition has one mail`, {
  timeout: 60_000 + pairs * 4_000,
}, async () => {
  const tally = new Tally();
  const ended: Ended[] = [];
  let begun = 0;
  let next = 0;
  const goOn = () => begun++ < pairs;
  const began = Date.now();

  await Promise.all(
    Array.from({ length: lanes }, async () => {
      let lane = await newLane();
      for (let lived = 1; begun < pairs; lived += 1) {
        const life = lives[next++ % lives.length];
        if (life) ended.push(...(await live(lane, life, tally, goOn)));
        if (lived % 20 === 0) lane = await signedInAgain(lane);
      }
    }),
  );
  expect(tally.pairs).toBe(pairs);

  const ids = new Set(ended.map(({ id }) => id));
  const own = await until('every execution to end', async () => {
    const found = (await executions()).filter(({ name }) => ids.has(name.slice(0, 36)));
    return found.some(({ status }) => status === 'RUNNING') ? undefined : found;
  });
  expect(own.filter(({ name, status }) => !name.endsWith('-1') || status !== 'SUCCEEDED')).toEqual([]);
  expect(own).toHaveLength(ended.length);

  const mails = await inbox();
  for (const { caseNumber, mailbox, mails: count } of ended) {
    const about = mails.filter(({ text }) => text?.includes(caseNumber));
    expect(about.map(({ to }) => to)).toEqual(Array(count).fill([mailbox]));
  }
  if (process.env.RACING_PAIRS === undefined) return;
  const seconds = Math.round((Date.now() - began) / 1000);
  const told = [...tally.losers].sort().map(([words, count]) => `${words}: ${count}`);
  console.log(
    `${pairs} pairs on ${ended.length} cases in ${seconds} s: ${tally.won} with one winner, ${tally.inTurn} in turn; losers ${told.join(', ')}`,
  );
});
