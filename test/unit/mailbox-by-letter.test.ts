/** A29 for who is written to by letter: a warning on paper comes too late, so who asks proves to be the citizen. */
import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/api/declarations.ts';
import { CitizenId } from '../../functions/domain/ids.ts';
import { call } from './api-calls.ts';
import {
  begin,
  byPassword,
  bySpid,
  citizenIdOf,
  counter,
  deliver,
  enter,
  hours,
  later,
  memory,
  prove,
  recordOf,
  sweepAt,
} from './mailbox-world.ts';
import { givenCase } from './record-samples.ts';
import { caseIn, cpi, declarationId, officerCode } from './samples.ts';

const old = 'mario@libero.it';
const wanted = 'un.altro@gmail.com';
const owner = byPassword('mario', old);
const officer = { ...counter, fiscalCode: officerCode };
const setChannel = (body: object, at: string = later(60)) =>
  call(handler, 'set-channel', { claims: officer, id: declarationId, body, at });
const profile = () => ({ pk: `CITIZEN#${citizenIdOf('mario')}`, sk: 'PROFILE' });

beforeEach(async () => {
  begin();
  await enter(owner);
  const citizenId = CitizenId.parse(citizenIdOf('mario'));
  givenCase(memory, caseIn('reserved', { citizenId, operatorId: cpi }));
});

describe('while a person is written to by letter', () => {
  beforeEach(async () => {
    memory.set(profile(), { mailboxBrokenAt: later(0) });
    expect(await setChannel({ channel: 'letter' })).toMatchObject({ status: 200, body: { channel: 'letter' } });
  });

  test('an account with a password puts no other mailbox in the place of theirs', async () => {
    expect(await prove(owner, wanted, later(120))).toMatchObject({ status: 409, body: { code: 'mailbox-by-letter' } });
    expect(recordOf('mario')).toMatchObject({ mailbox: old });
  });

  test('strong identity does, at once', async () => {
    expect((await prove(bySpid('mario', old), wanted, later(120))).body).toMatchObject({ mailbox: wanted });
    expect(recordOf('mario')).toMatchObject({ mailbox: wanted });
    expect(recordOf('mario')).not.toHaveProperty('channel');
  });

  test('so does who has shown a document at the counter, for a day', async () => {
    expect((await setChannel({ channel: 'letter', identityShown: true })).status).toBe(200);
    expect((await prove(owner, wanted, hours(25))).body).toMatchObject({ code: 'mailbox-by-letter' });
    expect((await prove(owner, wanted, hours(24))).body).toMatchObject({ mailbox: wanted });
    expect(recordOf('mario')).toMatchObject({ mailbox: wanted });
  });

  test('the counter does not go back to a mailbox that is broken', async () => {
    expect(await setChannel({ channel: 'mail' })).toMatchObject({ status: 409, body: { code: 'mailbox-broken' } });
    expect(recordOf('mario')).toHaveProperty('channel');
  });
});

test('a change that was asked before the letters waits until they are over', async () => {
  await prove(owner, wanted);
  expect((await setChannel({ channel: 'letter' })).status).toBe(200);
  await deliver(later(120));
  await sweepAt(hours(72));
  expect(recordOf('mario')).toMatchObject({ mailbox: old });
  memory.set(profile(), { mailboxBrokenAt: hours(73) });
  await sweepAt(hours(80));
  expect(recordOf('mario')).toMatchObject({ mailbox: old });
});
