/** The office was late, or mistyped: the day of my earlier DID counts all the same (S0:57). */
import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  applied,
  approvalOf,
  choose,
  citizen,
  communicationsOf,
  historyOf,
  identityDocument,
  Receipt,
  released,
  see,
  settled,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { tasksOf } from './support/offices.ts';
import { inDays, today } from './support/people.ts';

const Made = z.object({ receiptNumber: z.string() });
const privacyNoticeVersion = '2026-1';
const oldDay = inDays(-400);
const post = (token: string, path: string, body: object) => api('POST', path, { token, body });

/** Who asked the job centre of Milan about an earlier DID, applied to INPS meanwhile, and was met elsewhere. */
async function goneOn() {
  const [who, accredited] = await Promise.all([citizen('SPID'), demo('operatorAccredited')]);
  const { declarationId: id } = await applied(who.token, '/declarations', {
    route: 'C',
    privacyNoticeVersion,
    oldDid: { cpiId: 'cpi-milano' },
  });
  const applicationOn = inDays(-3);
  const inps = { appliedOn: applicationOn, protocol: `X.${randomInt(1_000_000, 9_999_999)}` };
  await applied(who.token, `/declarations/${id}/route`, {
    route: 'B',
    inps: { state: 'made', kind: 'naspi', ...inps },
  });
  await choose(who, id, 'acc-demo-milano');
  const meeting = { metOn: today(), identityDocument: identityDocument(), inps };
  await applied(accredited, `/declarations/${id}/confirmation`, meeting);
  expect(await see(who.token, id)).toMatchObject({ status: 'confirmed', didDate: applicationOn });
  return { who, id };
}

describe('an earlier DID of which the job centre tells late', () => {
  test('counts from its day, although the case has gone on; and the job centre is the competent one too', async () => {
    const { who, id } = await goneOn();
    const cpi = await demo('operatorCpi');
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toEqual(['old-did-question']);
    const path = `/declarations/${id}/old-did-answer`;
    const answer = await post(cpi, path, { answer: 'valid', didDate: oldDay });
    expect(bodyOf(answer, 201, Made).receiptNumber).toMatch(/^R-/);
    expect(answer.body).not.toHaveProperty('data');
    expect(await see(who.token, id)).toMatchObject({
      status: 'confirmed',
      didDate: oldDay,
      unemployedSince: oldDay,
      didSource: 'cpi',
    });
    expect(await tasksOf(cpi, id)).toEqual([]);
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({ event: 'verify-old-did', reason: 'old-did-valid' });
    expect((await communicationsOf(who.token, id)).at(-1)).toMatchObject({ kind: 'old-did-answered' });
    expect(problemOf(await post(cpi, path, { answer: 'not-valid', reason: 'Ripensamento.' }), 409).code).toBe(
      'old-did-answered',
    );
  });

  test('and a day that was mistyped is put right by two persons, though nothing was released here', async () => {
    const { who, id } = await goneOn();
    const [cpi, manager] = await Promise.all([demo('operatorCpi'), demo('manager')]);
    await post(cpi, `/declarations/${id}/old-did-answer`, { answer: 'valid', didDate: inDays(-399) });
    const rectify = { reason: 'Letta male la data.', correction: { didDate: oldDay } };
    bodyOf(await post(cpi, `/declarations/${id}/rectification`, rectify), 201, Made);
    const approve = await post(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));
    bodyOf(approve, 201, Made);
    expect(await see(who.token, id)).toMatchObject({ didDate: oldDay, unemployedSince: oldDay });
  });
});

describe('a DID that INPS holds goes into an earlier one that is reopened', () => {
  test('and INPS holds that one from then on', async () => {
    const [who, cpi, manager, inps] = await Promise.all([
      citizen('SPID'),
      demo('operatorCpi'),
      demo('manager'),
      demo('inps'),
    ]);
    const old = await released(who);
    await applied(who.token, `/declarations/${old}/withdrawal`);
    const news = {
      ...{ fiscalCode: who.me.fiscalCode, kind: 'naspi', appliedOn: today(), filedBy: 'person', event: 'filed' },
      protocol: `X.${randomInt(1_000_000, 9_999_999)}`,
    };
    const { declarationId: newer } = await applied(who.token, '/declarations', {
      route: 'B',
      privacyNoticeVersion,
      inps: { state: 'made', kind: 'naspi', appliedOn: news.appliedOn, protocol: news.protocol },
    });
    await post(inps, '/inps/applications', news);
    bodyOf(await post(cpi, `/declarations/${old}/reopening`, { reason: 'Ritirata per errore.' }), 201, Made);
    const approve = await post(manager, `/declarations/${old}/proposal/approval`, await approvalOf(manager, old));
    const receipt = bodyOf(approve, 202, Receipt);
    expect(await settled(manager, receipt.commandId)).toMatchObject({ state: 'applied' });
    await expect.poll(async () => (await see(who.token, newer)).status, { timeout: 15_000 }).toBe('closed');
    expect(await see(who.token, old)).toMatchObject({ status: 'confirmed', didDate: today() });
    // What INPS tells next is about the one that is left.
    const rejected = await post(inps, '/inps/applications', { ...news, event: 'rejected' });
    expect(rejected.body).toMatchObject({ outcome: 'attached', declarationId: old });
  });
});
