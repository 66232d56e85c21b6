import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { embeddedMetrics } from '../../functions/middleware/metrics.ts';
import { observed, type Tools } from '../../functions/middleware/observed.ts';
import { context } from './api-calls.ts';

const Metric = z.object({ Name: z.string(), Unit: z.literal('Count') });
/** The format as CloudWatch documents it, as far as it is used here. */
const Embedded = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int(),
    CloudWatchMetrics: z.tuple([
      z.strictObject({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())), Metrics: z.array(Metric) }),
    ]),
  }),
});

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'CRITICAL');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const run = (work: (tools: Tools) => void) =>
  observed(async (_: object, tools) => {
    work(tools);
    return 'done';
  });

test('counts come as one line of the embedded metric format, with every metric and dimension beside it', () => {
  const line = Embedded.parse(JSON.parse(embeddedMetrics(new Map([['MailSent', 2]]), 1_790_000_000_000)));
  expect(line).toEqual({
    _aws: {
      Timestamp: 1_790_000_000_000,
      CloudWatchMetrics: [
        { Namespace: 'did', Dimensions: [['service']], Metrics: [{ Name: 'MailSent', Unit: 'Count' }] },
      ],
    },
    service: 'did',
    MailSent: 2,
  });
});

test('what is counted twice is added up, and the next invocation begins anew, whatever the level of the logs', async () => {
  const handler = run(({ count }) => {
    count('MailSent');
    count('MailSent', 2);
    count('SweepFailed', 0);
  });
  await handler({}, context);
  await handler({}, context);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ MailSent: 3, SweepFailed: 0 });
});

test('a function that counts nothing prints nothing, one that throws tells what it had counted', async () => {
  await run(() => {})({}, context);
  expect(lines).toEqual([]);
  const failing = run(({ count }) => {
    count('MailFailed');
    throw new Error('no');
  });
  await expect(failing({}, context)).rejects.toThrow('no');
  expect(lines.filter((line) => line.includes('"MailFailed":1'))).toHaveLength(1);
});
