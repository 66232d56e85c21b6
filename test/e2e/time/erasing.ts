/** What time erases: what was shown once nobody can contest a case any more, and ten years later all that is personal. */
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addYears, daysOf, epochOf } from '../../../functions/domain/dates.ts';
import { demo } from '../support/accounts.ts';
import { type Account, applied, citizen, historyOf, pact, releasedAt, see } from '../support/cases.ts';
import { noonIn, sweepIn } from '../support/clock.ts';
import { api, bodyOf, type Method, problemOf } from '../support/http.ts';
import { mailOf } from '../support/inbox.ts';
import { table } from '../support/late.ts';
import { dataOf, exportOf } from '../support/own-data.ts';
import { inDays, secretsOf, today } from '../support/people.ts';

/** After an appeal, the letter that tells of the end, and the term of what was shown. */
const untilFinal = 60 + 15 + 30;
/** In so many days the tenth year is over. */
const tenYears = daysOf(today(), addYears(today(), 10));
const shown = 'Fascicolo 2026/431';

/** A citizen whose DID with a pact has ended today. */
async function withdrawn(): Promise<[Account, string]> {
  const who = await citizen('SPID');
  const id = await releasedAt(who, 'cpi-milano');
  await applied(await demo('operatorCpi'), `/declarations/${id}/pact`, pact());
  await applied(who.token, `/declarations/${id}/withdrawal`);
  return [who, id];
}

const evidenceOf = async (who: Account) => dataOf(await exportOf(who), 'evidence');
const eventsOf = async ({ token }: Account, id: string) => (await historyOf(token, id)).map(({ event }) => event);

/** What the table holds so many days from today that names a word: what goes by its own time has gone by then. */
async function itemsWith(words: readonly string[], days: number): Promise<string[]> {
  const { client, name } = table();
  const items: string[] = [];
  let from: Record<string, never> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey: from }));
    const kept = (page.Items ?? []).filter((item) => !(Number(item['ttl']?.N) * 1000 < epochOf(noonIn(days))));
    items.push(...kept.map((item) => JSON.stringify(item)).filter((text) => words.some((word) => text.includes(word))));
    from = page.LastEvaluatedKey as typeof from;
  } while (from);
  return items;
}

const Held = z.object({ holds: z.array(z.object({ kind: z.string(), setAt: z.string() })) });

export function whatIsErased(): void {
  describe('a case that ended', () => {
    let who: Account;
    let id = '';
    let held: Account;
    let heldId = '';
    let cpi = '';
    let admin = '';
    const hold = (method: Method, body: object) => api(method, `/declarations/${heldId}/hold`, { token: admin, body });
    const appeal = { kind: 'appeal', reason: 'TAR Lombardia, ricorso 1204/2026' };

    beforeAll(async () => {
      [cpi, admin] = await Promise.all([demo('operatorCpi'), demo('admin')]);
      [[who, id], [held, heldId]] = await Promise.all([withdrawn(), withdrawn()]);
    });

    test('is held by an administrator with a reason; the person sees that it is, and nobody else may', async () => {
      problemOf(await api('PUT', `/declarations/${heldId}/hold`, { token: cpi, body: appeal }), 403);
      const set = await hold('PUT', appeal);
      expect(bodyOf(set, 200, Held).holds).toMatchObject([{ kind: 'appeal' }]);
      for (const secret of secretsOf(held)) expect(JSON.stringify(set.body)).not.toContain(secret);
      const seen = await api('GET', `/declarations/${heldId}`, { token: held.token });
      expect(bodyOf(seen, 200, Held).holds).toMatchObject([{ kind: 'appeal' }]);
    });

    test('loses what was shown and told once it is final, and not a day before', async () => {
      await sweepIn(untilFinal);
      expect(JSON.stringify(await evidenceOf(who))).toContain(shown);
      await sweepIn(untilFinal + 1);
      const left = await evidenceOf(who);
      expect(JSON.stringify(left)).not.toContain(shown);
      expect(left).toContainEqual(expect.objectContaining({ erasedOn: inDays(untilFinal + 1) }));
      expect((await eventsOf(who, id)).slice(-2)).toEqual(['withdraw', 'erase-evidence']);
      expect(await see(cpi, id)).toMatchObject({ status: 'withdrawn', data: { lastJobEndedOn: inDays(-40) } });
    });

    test('loses nothing under a hold; once it is lifted what is due goes', async () => {
      await sweepIn(untilFinal + 200);
      expect(JSON.stringify(await evidenceOf(held))).toContain(shown);
      expect(problemOf(await hold('DELETE', { ...appeal, kind: 'inspection' }), 409).code).toBe('hold-none');
      expect(bodyOf(await hold('DELETE', { ...appeal, reason: 'Ricorso respinto.' }), 200, Held).holds).toEqual([]);
      await sweepIn(untilFinal + 201);
      expect(JSON.stringify(await evidenceOf(held))).not.toContain(shown);
    });

    test('of an account that ended no mailbox is left a day after its last mail; the case keeps its term', async () => {
      const words = [held.mailbox];
      expect((await api('DELETE', '/me/account', { token: held.token, body: { confirm: true } })).status).toBe(200);
      await mailOf(held.mailbox, 'Questa è la nostra ultima email per te');
      expect(await itemsWith(words, 0)).not.toEqual([]);
      await sweepIn(2);
      expect(await itemsWith(words, 400)).toEqual([]);
      expect((await see(cpi, heldId)).status).toBe('withdrawn');
    });

    test('ten years later ids, dates and rules are left, and nothing of the person anywhere', async () => {
      await sweepIn(tenYears - 1);
      expect(await see(cpi, id)).toMatchObject({ data: { lastJobEndedOn: inDays(-40) } });
      await sweepIn(tenYears);
      // Names are others' as well, and so is what was signed.
      const words = [who, held].flatMap(({ me, mailbox }) => [me.fiscalCode, me.phone, mailbox]);
      expect(await itemsWith(words, tenYears)).toEqual([]);
      for (const one of [id, heldId]) {
        expect((await itemsWith([one], tenYears)).filter((text) => text.includes(shown))).toEqual([]);
      }
      expect(problemOf(await api('GET', '/me/export', { token: who.token }), 409).code).toBe('record-missing');
    });
  });
}
