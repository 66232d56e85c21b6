/** Who cannot use the portal calls: with a code that they had made they hear where their case stands. */
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { citizen, historyOf, releasedAt } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';

let cpi = '';
let accredited = '';
beforeAll(async () => {
  [cpi, accredited] = await Promise.all([demo('operatorCpi'), demo('operatorAccredited')]);
});

const Coded = z.object({ telephoneCode: z.string(), receiptNumber: z.string() });
const Heard = z.strictObject({
  statusLabel: z.string(),
  awaiting: z.strictObject({ who: z.string(), what: z.string(), by: z.nullable(z.string()) }),
});
const say = (token: string, code: string) =>
  api('POST', '/cases/by-telephone-code', { token, body: { code, callback: true } });

test('I have a code made, say it, am called back and hear where I stand; I see who looked, and take the code back', async () => {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-milano');
  const path = `/declarations/${id}/telephone-code`;
  const make = async () => bodyOf(await api('POST', path, { token: who.token, body: {} }), 201, Coded).telephoneCode;
  const first = await make();

  const heard = await say(accredited, first.toLowerCase());
  expect(bodyOf(heard, 200, Heard)).toMatchObject({
    statusLabel: expect.stringContaining('DID rilasciata'),
    awaiting: { who: 'citizen', what: 'sign-pact' },
  });
  expect(JSON.stringify(heard.body)).not.toMatch(new RegExp(`${who.me.familyName}|${who.me.fiscalCode}|${id}`));
  const Looks = z.object({ items: z.array(z.object({ sight: z.string(), label: z.string() })) });
  const looks = bodyOf(await api('GET', '/me/accesses', { token: who.token }), 200, Looks);
  expect(JSON.stringify(looks.items)).toContain('con il codice per il telefono');

  const second = await make();
  expect(problemOf(await say(cpi, first), 404).code).toBe('telephone-code-unknown');
  bodyOf(await say(cpi, second), 200, Heard);
  bodyOf(await api('DELETE', path, { token: who.token }), 200, z.object({ telephoneCode: z.null() }));
  expect(problemOf(await say(cpi, second), 404).code).toBe('telephone-code-unknown');
  const events = (await historyOf(who.token, id)).map(({ event }) => event);
  expect(events.slice(-3)).toEqual(['make-telephone-code', 'make-telephone-code', 'drop-telephone-code']);
});
