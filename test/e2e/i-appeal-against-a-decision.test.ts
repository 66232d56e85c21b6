/** A benefit and the status are forfeited: the person appeals on the last day, nothing ends meanwhile, two record what came of it. */
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { dateInRome, instantOf } from '../../functions/domain/dates.ts';
import { demo } from './support/accounts.ts';
import { act, applied, approvalOf, historyOf, routeA, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { inDays, today } from './support/people.ts';
import { committeeSays, forfeited as forfeitedAt, proceedingsOf } from './support/proceedings.ts';

const post = (token: string, path: string, body: object = {}) => api('POST', path, { token, body });
let [cpi, manager] = ['', ''];
beforeAll(async () => {
  [cpi, manager] = await Promise.all([demo('operatorCpi'), demo('manager')]);
});
const forfeited = (servedDaysAgo: number) => forfeitedAt(cpi, 'cpi-milano', servedDaysAgo);

test('an appeal on the last day is in time, and while it is pending nothing ends', async () => {
  const { who, id } = await forfeited(30);
  const path = `/declarations/${id}/decisions/1/appeal`;
  const closing = { reason: 'pension', signedRequest: { signedOn: today(), reference: 'prot. 1' } };
  expect(problemOf(await post(cpi, `/declarations/${id}/closure`, closing), 409).code).toBe('decision-not-final');
  expect(problemOf(await post(who.token, `/declarations/${id}/decisions/2/appeal`), 404).code).toBe('decision-unknown');

  const filed = await post(who.token, path, { note: 'Il posto era a 90 km.' });
  const receipt = bodyOf(
    filed,
    201,
    z.object({
      receiptNumber: z.string(),
      appealTo: z.object({ name: z.string(), address: z.string(), enclose: z.string(), until: z.nullable(z.string()) }),
    }),
  );
  expect(receipt.appealTo.name).toContain('Comitato per i ricorsi di condizionalità');
  expect((receipt.appealTo.until ?? '') >= today()).toBe(true);
  expect((await proceedingsOf(who.token, id)).decisions[0]?.appeal).toMatchObject({ inTime: true, outcome: null });
  expect(problemOf(await post(who.token, path, { note: 'Ancora.' }), 409).code).toBe('appeal-filed');
  const mail = await mailOf(who.mailbox, /ricorso/);
  expect(mail.text).toContain(receipt.receiptNumber);

  // Nothing ends: not on the person's own word, not as final, and no other DID begins.
  expect(problemOf(await post(cpi, `/declarations/${id}/closure`, closing), 409).code).toBe('appeal-pending');
  const final = await post(cpi, `/declarations/${id}/closure`, { reason: 'forfeiture' });
  expect(problemOf(final, 409).code).toBe('appeal-pending');
  const { declareFrom } = (await proceedingsOf(who.token, id)).decisions[0] ?? {};
  const anew = await post(who.token, '/declarations', routeA());
  expect(problemOf(anew, 409).code).toBe('before-two-months');
  expect(anew.body).toMatchObject({ notBefore: declareFrom });
  expect((await see(who.token, id)).status).toBe('sanctioned');
});

test('one that came a day too late is recorded and told so; on paper the day of receipt counts', async () => {
  const { who, id } = await forfeited(40);
  const path = `/declarations/${id}/decisions/1/appeal`;
  expect(problemOf(await post(cpi, path), 422).code).toBe('appeal-paper-missing');
  const filed = await post(who.token, path);
  expect(filed.status).toBe(201);
  expect(filed.body).toMatchObject({ warnings: [{ rule: 'appeal-late' }] });
  expect((await proceedingsOf(who.token, id)).decisions[0]?.appeal?.inTime).toBe(false);

  const other = await forfeited(40);
  const paper = { receivedOn: inDays(-12), channel: 'registered-letter', proof: 'RR 2' };
  expect((await post(cpi, `/declarations/${other.id}/decisions/1/appeal`, { paper })).status).toBe(201);
  expect((await proceedingsOf(cpi, other.id)).decisions[0]?.appeal?.inTime).toBe(true);
});

test('two persons record what the committee said', async () => {
  const { who, id } = await forfeited(10);
  const path = `/declarations/${id}/decisions/1/appeal-outcome`;
  expect(problemOf(await post(manager, path, committeeSays('upheld')), 409).code).toBe('appeal-not-filed');
  expect((await post(who.token, `/declarations/${id}/decisions/1/appeal`)).status).toBe(201);

  // One person alone does not, by whatever account.
  expect((await post(manager, path, committeeSays('upheld'))).status).toBe(201);
  const approval = await approvalOf(manager, id);
  expect(problemOf(await post(manager, `/declarations/${id}/proposal/approval`, approval), 403).code).toBe(
    'same-person',
  );
  expect(
    (await post(manager, `/declarations/${id}/proposal/refusal`, { reason: 'Lo propone l’ufficio.' })).status,
  ).toBe(201);

  expect((await post(cpi, path, committeeSays('upheld'))).status).toBe(201);
  const before = await see(who.token, id);
  const { verb } = await applied(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));
  expect(verb).toBe('record-appeal-outcome');
  const after = await see(who.token, id);
  expect(after).toMatchObject({
    status: 'psp-signed',
    didDate: before.didDate,
    unemployedSince: before.unemployedSince,
  });
  expect((await proceedingsOf(who.token, id)).decisions[0]).toMatchObject({
    reversedOn: dateInRome(instantOf(Date.now())),
    appeal: { outcome: 'upheld' },
  });
  const line = (await historyOf(who.token, id)).find(({ event }) => event === 'record-appeal-outcome');
  expect(line).toMatchObject({ reason: 'decision-reversed' });
  expect((await mailOf(who.mailbox, /novità/)).text).toContain('Il Comitato ti ha dato ragione');

  const rejected = await forfeited(10);
  expect((await post(rejected.who.token, `/declarations/${rejected.id}/decisions/1/appeal`)).status).toBe(201);
  const outcome = `/declarations/${rejected.id}/decisions/1/appeal-outcome`;
  expect((await post(cpi, outcome, committeeSays('rejected'))).status).toBe(201);
  await applied(manager, `/declarations/${rejected.id}/proposal/approval`, await approvalOf(manager, rejected.id));
  expect((await see(rejected.who.token, rejected.id)).status).toBe('closed');
  // The guard is free, and yet the months are not over.
  const anew = await post(rejected.who.token, '/declarations', routeA());
  expect(problemOf(anew, 409).code).toBe('before-two-months');
});

test('once nobody can appeal any more one person of the office closes', async () => {
  const { who, id } = await forfeited(40);
  const command = await act(cpi, `/declarations/${id}/closure`, { reason: 'forfeiture' });
  expect(command.state).toBe('applied');
  expect(await see(who.token, id)).toMatchObject({ status: 'closed' });
});
