import './function-environment.ts';
import { SESClient } from '@aws-sdk/client-ses';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { addSeconds, type Instant } from '../../functions/domain/dates.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCitizen, givenMail, mailKeyOf, quietTools } from './record-samples.ts';
import { policy, receivedAt } from './samples.ts';
import { users } from './user-pool.ts';

const memory = new MemoryTable();
mockClient(SFNClient).on(ListExecutionsCommand).resolves({ executions: [] });
mockClient(SESClient);
const machine = { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn };
const later = (seconds: number) => addSeconds(receivedAt, seconds);
const run = (now: Instant, present?: Instant) =>
  sweep({ table: memory.table, machine, policy, users }, now, quietTools(), () => true, present);

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
});

// The agenda is an index: what it says is due may have been taken up since.
describe('a mail that the agenda still calls due', () => {
  test('is left to the sender whose lease runs, so that it goes out once', async () => {
    const mail = givenMail(memory, { state: 'sending', attempts: 1, leaseUntil: later(420) });
    const before = memory.get(mailKeyOf(mail));
    await run(later(200));
    expect(memory.get(mailKeyOf(mail))).toEqual(before);
    await run(later(420));
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state: 'queued', attempts: 1 });
  });

  test('and was put off, waits for its time', async () => {
    const mail = givenMail(memory, { attempts: 3, notBefore: later(400) });
    const before = memory.get(mailKeyOf(mail));
    await run(later(200));
    expect(memory.get(mailKeyOf(mail))).toEqual(before);
    await run(later(400));
    expect(memory.get(mailKeyOf(mail))).not.toHaveProperty('notBefore');
  });

  test('is the sender’s also in a trial at another instant, which turns no sender’s clock', async () => {
    const mail = givenMail(memory, { state: 'sending', attempts: 1, leaseUntil: later(420) });
    await run(later(100 * 86_400), later(200));
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state: 'sending' });
    await run(later(100 * 86_400), later(421));
    expect(memory.get(mailKeyOf(mail))).toMatchObject({ state: 'queued' });
  });
});
