/** A fact is contested, I am heard, and somebody else decides: what it costs, when it works, and who must agree. */
import { randomInt } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addDays } from '../../functions/domain/dates.ts';
import { DeclarationId } from '../../functions/domain/ids.ts';
import { caseKey } from '../../functions/store/cases.ts';
import { encodeKey } from '../../functions/store/table.ts';
import { demo } from './support/accounts.ts';
import { type Account, act, applied, approvalOf, citizen, historyOf, pact, releasedAt, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { table } from './support/late.ts';
import { statesEntered } from './support/machine.ts';
import { missedCallUp, missedOn } from './support/missed.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { inDays, inWords, today } from './support/people.ts';
import { listen } from './support/traces.ts';
import { until } from './support/until.ts';

const Shown = z.object({
  status: z.string(),
  contested: z.nullable(z.object({ id: z.string(), possible: z.string(), possibleDays: z.nullable(z.int()) })),
  decisions: z.array(
    z.object({
      id: z.string(),
      number: z.int(),
      effect: z.record(z.string(), z.unknown()),
      twoPersons: z.boolean(),
      due: z.boolean(),
      declareFrom: z.nullable(z.string()),
    }),
  ),
});
const shown = async (token: string, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}`, { token }), 200, Shown);
const post = (token: string, path: string, body: object) => api('POST', path, { token, body });
const served = (servedOn: string) => ({ channel: 'registered-letter', servedOn, proof: 'AR 15266' });

let [cpi, colleague, manager, inps] = ['', '', '', ''];
let heard: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  [cpi, colleague, manager, inps] = await Promise.all([
    demo('operatorCpi'),
    deskOf('cpi-milano'),
    demo('manager'),
    demo('inps'),
  ]);
  heard = await listen('did-local');
});

/** A person with a pact and NASpI, of whom the office contests a fact by registered letter: an offer of today, or what was missed some days ago. */
async function contested(
  kind: 'orientation' | 'training' | 'offer',
): Promise<{ who: Account; id: string; actId: string }> {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-milano');
  await applied(cpi, `/declarations/${id}/pact`, pact());
  const protocol = `INPS.4900.${randomInt(1_000_000, 9_999_999)}`;
  const news = { fiscalCode: who.me.fiscalCode, kind: 'naspi', appliedOn: today(), protocol };
  await post(inps, '/inps/applications', { ...news, filedBy: 'person', event: 'filed' });
  const missed = kind === 'offer' ? undefined : await missedCallUp(id, kind);
  await applied(cpi, `/declarations/${id}/breaches`, {
    ...(missed && { callUpId: missed.id }),
    payment: { from: inDays(-30), proof: 'prospetto dei pagamenti INPS' },
    ...{ kind, factOn: missed ? missedOn() : today(), facts: 'Non risulta la presenza.', channel: 'registered-letter' },
  });
  return { who, id, actId: (await shown(who.token, id)).contested?.id ?? '' };
}

/** What was contested reached the person weeks ago: no test waits for a term. */
async function servedWeeksAgo(id: string): Promise<void> {
  const { client, name: TableName } = table();
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: encodeKey(caseKey(DeclarationId.parse(id))),
      UpdateExpression: 'SET contested.service.servedOn = :day',
      ExpressionAttributeValues: { ':day': { S: inDays(-30) } },
    }),
  );
}

/** What INPS is told of a case, once it is told so much. */
const toldOf = (id: string, count: number) => {
  const told: unknown[] = [];
  return until(`${count} events for INPS`, async () => {
    for (const { text } of await heard()) {
      const event = JSON.parse(text);
      const { detail, 'detail-type': type } = event;
      if (String(type).startsWith('sanction.') && detail.declarationId === id) told.push({ type, ...detail });
    }
    return told.length >= count ? told : undefined;
  });
};

test('a first absence costs eight days, from when the decision reaches me, and I keep my DID', async () => {
  const { who, id, actId } = await contested('orientation');
  const [dayAfter, eighth] = [addDays(missedOn(), 1), addDays(missedOn(), 8)];
  const before = await shown(who.token, id);
  expect(before).toMatchObject({ status: 'sanction-proposed', contested: { possible: 'cut', possibleDays: 8 } });
  expect((await see(who.token, id)).statusLabel).toContain('Nessuna decisione');

  const decision = `/declarations/${id}/decision`;
  const cut = { actId, outcome: 'cut', reasons: 'Nessuna giustificazione.', channel: 'registered-letter' };
  expect(problemOf(await post(manager, decision, cut), 409).code).toBe('not-served');
  expect((await post(cpi, `/declarations/${id}/acts/${actId}/service`, served(today()))).status).toBe(201);
  expect(problemOf(await post(manager, decision, cut), 409).code).toBe('justification-open');
  await servedWeeksAgo(id);
  // Who contested the fact does not decide, and nobody takes more than the law gives.
  expect(problemOf(await post(cpi, decision, cut), 403).code).toBe('same-person');
  const more = { actId, effect: 'forfeiture', reasons: 'Terza.', channel: 'registered-letter' };
  expect(problemOf(await post(colleague, `${decision}/proposal`, more), 422).code).toBe('wrong-consequence');

  const taken = await act(colleague, decision, cut);
  expect(taken).toMatchObject({ state: 'applied', verb: 'decide' });
  const after = await shown(who.token, id);
  expect(after).toMatchObject({
    status: 'psp-signed',
    contested: null,
    decisions: [
      { number: 1, twoPersons: false, due: false, effect: { kind: 'cut', days: 8, from: dayAfter, to: eighth } },
    ],
  });
  const mail = await mailOf(who.mailbox, /Decisione sulla tua pratica/);
  for (const words of [inWords(dayAfter), inWords(eighth), 'Comitato per i ricorsi', '30 giorni']) {
    expect(mail.text).toContain(words);
  }
  expect(mail.text).not.toContain('giustificazione');
  expect(await tasksOf(cpi, id)).not.toContainEqual(expect.objectContaining({ kind: 'breach-to-decide' }));

  // Nothing is due before I have it.
  const service = `/declarations/${id}/acts/${after.decisions[0]?.id}/service`;
  expect((await post(cpi, service, served(today()))).status).toBe(201);
  expect((await shown(who.token, id)).decisions[0]?.due).toBe(true);
  expect(await toldOf(id, 1)).toEqual([
    expect.objectContaining({
      ...{ type: 'sanction.effect-due', decision: 1, kind: 'cut', days: 8, from: dayAfter, to: eighth },
      ...{ on: today(), benefit: expect.objectContaining({ kind: 'naspi' }) },
    }),
  ]);
  const { unemployedSince, didDate } = await see(who.token, id);
  expect([unemployedSince, didDate]).toEqual([today(), today()]);
  expect((await statesEntered(id)).slice(-7)).toEqual(
    [
      ...['PspSignedVerb', 'ReportBreach', 'Outcome', 'SanctionProposed', 'SanctionProposedVerb', 'Decide', 'Outcome'],
      'PspSigned',
    ].slice(-7),
  );
});

test('a reason that counts: the fact is dismissed at once, and nothing is lost', async () => {
  const { who, id, actId } = await contested('training');
  expect((await post(who.token, `/declarations/${id}/justifications`, { actId, reason: 'illness' })).status).toBe(201);
  const dismissed = { actId, outcome: 'dismissed', reasons: 'Era in ospedale.', channel: 'registered-letter' };
  await applied(cpi, `/declarations/${id}/decision`, dismissed);
  expect(await shown(who.token, id)).toMatchObject({
    ...{ status: 'psp-signed', contested: null },
    decisions: [{ effect: { kind: 'dismissed' }, due: false }],
  });
  const mail = await mailOf(who.mailbox, /Decisione sulla tua pratica/);
  expect(mail.text).toContain('non perdi niente');
  expect(mail.text).not.toContain('ospedale');
});

test('a refused offer costs the status only by two persons', async () => {
  const { who, id, actId } = await contested('offer');
  await servedWeeksAgo(id);
  const decision = `/declarations/${id}/decision`;
  const words = { actId, reasons: 'Offerta congrua, nessuna risposta.', channel: 'registered-letter' };
  const alone = await post(manager, decision, { ...words, outcome: 'forfeiture' });
  expect(problemOf(alone, 409).code).toBe('needs-two-persons');
  expect(problemOf(await post(manager, decision, { ...words, outcome: 'cut' }), 422).code).toBe('wrong-consequence');
  const proposal = { ...words, effect: 'forfeiture' };
  expect(problemOf(await post(cpi, `${decision}/proposal`, proposal), 403).code).toBe('same-person');
  expect((await post(colleague, `${decision}/proposal`, proposal)).status).toBe(201);
  expect((await shown(who.token, id)).status).toBe('sanction-proposed');

  const approval = `/declarations/${id}/proposal/approval`;
  expect(problemOf(await post(cpi, approval, { proposedAt: `${today()}T00:00:00.000Z` }), 403).code).toBe('forbidden');
  const approved = await act(manager, approval, await approvalOf(manager, id));
  expect(approved).toMatchObject({ state: 'applied', verb: 'decide' });
  const after = await shown(who.token, id);
  expect(after).toMatchObject({
    ...{ status: 'sanctioned', contested: null },
    decisions: [{ number: 1, twoPersons: true, due: false, effect: { kind: 'forfeiture', from: inDays(1) } }],
  });
  const mail = await mailOf(who.mailbox, /Decisione sulla tua pratica/);
  expect(mail.text).toContain(inWords(after.decisions[0]?.declareFrom ?? ''));
  expect(mail.text).toContain('una persona ha proposto, un’altra ha approvato');
  // No single person and no timer has ended it: the day from which I am unemployed stands.
  expect((await see(who.token, id)).unemployedSince).toBe(today());
  expect((await historyOf(who.token, id)).slice(-2).map(({ event, to }) => [event, to])).toEqual([
    ['propose-forfeiture', 'sanction-proposed'],
    ['decide', 'sanctioned'],
  ]);
});
