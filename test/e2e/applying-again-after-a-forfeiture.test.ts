/** After a forfeiture I apply to INPS again: too soon it is no DID and nothing of it is lost; later it is a DID of its own. */
import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { PlainDate } from '../../functions/domain/dates.ts';
import { demo } from './support/accounts.ts';
import { communicationsOf, historyOf, ownCases, Receipt, routeA, see, settled } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox } from './support/inbox.ts';
import { tasksOf } from './support/offices.ts';
import { inDays, today } from './support/people.ts';
import { forfeited, longAgo, type Party, proceedingsOf, recordOf } from './support/proceedings.ts';
import { until } from './support/until.ts';

const Taken = z.object({ outcome: z.string(), notBefore: z.optional(z.string()) });

/** INPS tells that the person has applied today; under another protocol than before. */
async function appliesAgain({ who }: Party) {
  const protocol = `INPS.4900.${randomInt(1_000_000, 9_999_999)}`;
  const news = { fiscalCode: who.me.fiscalCode, kind: 'naspi', appliedOn: today(), protocol };
  const body = { ...news, filedBy: 'person', event: 'filed' };
  return { protocol, told: await api('POST', '/inps/applications', { token: await demo('inps'), body }) };
}

test('within two months: no DID takes it up, INPS is told from when, an office looks', async () => {
  const cpi = await demo('operatorCpi');
  const party = await forfeited(cpi, 'cpi-milano', 40);
  const { who, id } = party;
  const [before, written] = [await recordOf(id), await communicationsOf(who.token, id)];
  const { declareFrom } = (await proceedingsOf(who.token, id)).decisions[0] ?? {};
  const { told } = await appliesAgain(party);
  expect(bodyOf(told, 200, Taken)).toEqual({ outcome: 'noted', notBefore: declareFrom });
  expect(await recordOf(id)).toEqual(before);
  expect(await communicationsOf(who.token, id)).toEqual(written);
  expect(await ownCases(who.token)).toHaveLength(1);
  expect((await tasksOf(await demo('manager'), id)).map(({ kind }) => kind)).toContain('inps-application');
  const anew = await api('POST', '/declarations', { token: who.token, body: routeA() });
  expect(anew.body).toMatchObject({ code: 'before-two-months', notBefore: declareFrom });
});

test('after them it is a DID of its own, the forfeited one stays what it was', async () => {
  const cpi = await demo('operatorCpi');
  const party = await forfeited(cpi, 'cpi-milano', 40);
  const { who, id } = party;
  const effect = { kind: 'forfeiture', from: PlainDate.parse(inDays(-70)) } as const;
  await longAgo(id, ({ decisions = [] }) => ({ decisions: decisions.map((one) => ({ ...one, effect })) }));
  const { benefit } = await recordOf(id);

  const { told, protocol } = await appliesAgain(party);
  const receipt = bodyOf(told, 202, Receipt);
  expect(receipt.declarationId).not.toBe(id);
  expect(await settled(await demo('inps'), receipt.commandId)).toMatchObject({ state: 'applied' });
  expect(await see(who.token, receipt.declarationId)).toMatchObject({
    ...{ route: 'B', status: 'registered', didDate: today(), didSource: 'inps' },
  });
  expect((await recordOf(receipt.declarationId)).benefit).toMatchObject({ protocol });
  expect(await recordOf(id)).toMatchObject({ status: 'sanctioned', benefit });
  expect((await historyOf(who.token, id)).at(-1)).toMatchObject({ event: 'guard-freed' });
  await until('the mail of the new application', async () =>
    (await inbox(who.mailbox)).find(({ text }) => text?.includes(protocol)),
  );
  const third = await api('POST', '/declarations', { token: who.token, body: routeA() });
  expect(problemOf(third, 409).code).toBe('live-did-exists');
});
