import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo, staff } from './support/accounts.ts';
import {
  applied,
  choose,
  citizen,
  historyOf,
  meeting,
  pact,
  registered,
  released,
  releasedAt,
  see,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { person, today } from './support/people.ts';

const Operators = z.object({
  items: z.array(
    z.object({ id: z.string(), kind: z.enum(['cpi', 'accredited']), name: z.string(), province: z.string() }),
  ),
});
const directory = async (query = '') => bodyOf(await api('GET', `/operators${query}`), 200, Operators).items;

describe('the directory of operators', () => {
  test('needs no account and finds by province, kind and words', async () => {
    const all = await directory();
    expect(all.filter(({ kind }) => kind === 'cpi').length).toBeGreaterThan(60);
    const lodi = await directory('?province=LO&kind=cpi');
    expect(lodi.map(({ id }) => id)).toEqual(['cpi-lodi']);
    expect((await directory('?kind=accredited')).map(({ id }) => id)).toEqual(['acc-demo-milano']);
    expect((await directory('?text=SALÒ')).map(({ id }) => id)).toEqual(['cpi-salo']);
    expect((await directory('?text=palazzolo%20oglio')).map(({ id }) => id)).toEqual(['cpi-palazzolo-sull-oglio']);
    expect(await directory('?text=nessuno-si-chiama-così')).toEqual([]);
    expect((await api('GET', '/operators/cpi-milano')).body).toMatchObject({ id: 'cpi-milano', province: 'MI' });
  });

  test('does not offer what is closed, but still says what it was', async () => {
    expect((await directory()).map(({ id }) => id)).not.toContain('cpi-sesto-calende');
    expect((await api('GET', '/operators/cpi-sesto-calende')).body).toMatchObject({ validTo: '2020-12-31' });
  });
});

describe('the choice of an operator', () => {
  test('comes after salva DID', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    expect(problemOf(await choose(who, id, 'cpi-milano'), 409).code).toBe('wrong-status');
    expect((await see(who.token, id)).operator).toBeNull();
  });

  test.each([
    ['that nobody knows', 'cpi-atlantide', 'operator-unknown'],
    ['that is closed', 'cpi-sesto-calende', 'operator-not-active'],
  ])('of one %s is refused', async (_, operatorId, code) => {
    const who = await citizen('SPID');
    const id = await released(who);
    expect(problemOf(await choose(who, id, operatorId), 422)).toMatchObject({
      code,
      errors: [{ field: 'operatorId' }],
    });
  });

  test('of something that is no operator’s id names the field', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    const refusal = problemOf(await choose(who, id, 'Milano'), 422);
    expect(refusal).toMatchObject({ code: 'invalid', errors: [{ field: 'operatorId', rule: 'operator-id' }] });
  });

  test('can change before the pact: the old operator loses sight of the case, what he did stays', async () => {
    const [who, cpi, accredited] = await Promise.all([citizen(), demo('operatorCpi'), demo('operatorAccredited')]);
    const id = await releasedAt(who, 'cpi-milano');
    const { id: commandId } = await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    expect((await choose(who, id, 'acc-demo-milano')).status).toBe(200);

    expect((await api('GET', `/declarations/${id}`, { token: cpi })).status).toBe(404);
    expect((await api('GET', `/declarations/${id}/history`, { token: cpi })).status).toBe(404);
    // What became of the own command stays known to who gave it.
    expect((await api('GET', `/commands/${commandId}`, { token: cpi })).status).toBe(200);
    expect((await api('POST', `/declarations/${id}/pact`, { token: cpi, body: pact() })).status).toBe(404);

    expect(await see(accredited, id)).toMatchObject({ authenticity: { by: 'cpi-milano', on: today() } });
    expect((await historyOf(accredited, id)).map(({ event }) => event)).toContain('confirm');
    await applied(accredited, `/declarations/${id}/pact`, pact());
    expect(problemOf(await choose(who, id, 'cpi-milano'), 409).code).toBe('wrong-status');
  });

  test('of the same operator again changes nothing that matters', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    expect((await choose(who, id, 'cpi-milano')).status).toBe(200);
    await applied(cpi, `/declarations/${id}/pact`, pact());
  });

  test('is nobody else’s: operators and strangers cannot make it', async () => {
    const [who, other, cpi] = await Promise.all([citizen('SPID'), citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    expect((await choose({ ...other }, id, 'cpi-lodi')).status).toBe(404);
    const byCpi = await api('PUT', `/declarations/${id}/operator`, { token: cpi, body: { operatorId: 'cpi-lodi' } });
    expect(byCpi.status).toBe(403);
  });
});

describe('staff', () => {
  test('may not act on the case of their own fiscal code, nor look at it', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-lodi');
    const own = await staff({
      username: `${randomUUID()}@cpi-lodi.example`,
      group: 'operator',
      fiscalCode: who.me.fiscalCode,
      operatorId: 'cpi-lodi',
      operatorKind: 'cpi',
    });
    const colleague = await staff({
      username: `${randomUUID()}@cpi-lodi.example`,
      group: 'operator',
      fiscalCode: person().me.fiscalCode,
      operatorId: 'cpi-lodi',
      operatorKind: 'cpi',
    });
    const answers = await Promise.all([
      api('POST', `/declarations/${id}/pact`, { token: own, body: pact() }),
      api('GET', `/declarations/${id}`, { token: own }),
      api('GET', `/declarations/${id}/history`, { token: own }),
    ]);
    for (const answer of answers) expect(problemOf(answer, 403).code).toBe('own-case');
    await applied(colleague, `/declarations/${id}/pact`, pact());
  });
});
