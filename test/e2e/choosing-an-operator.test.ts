import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod/mini';
import { sweep } from '../../local/instance.ts';
import { demo, staff } from './support/accounts.ts';
import {
  applied,
  choose,
  citizen,
  communicationsOf,
  historyOf,
  meeting,
  pact,
  registered,
  released,
  releasedAt,
  see,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { inDays, person, today } from './support/people.ts';
import { until } from './support/until.ts';

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
    expect((await directory('?kind=accredited')).map(({ id }) => id)).toContain('acc-demo-milano');
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
    const [who, cpi, accredited] = await Promise.all([citizen(), deskOf('cpi-lodi'), demo('operatorAccredited')]);
    const id = await releasedAt(who, 'cpi-lodi');
    const { id: commandId } = await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    expect((await choose(who, id, 'acc-demo-milano')).status).toBe(200);

    expect((await api('GET', `/declarations/${id}`, { token: cpi })).status).toBe(404);
    expect((await api('GET', `/declarations/${id}/history`, { token: cpi })).status).toBe(404);
    // What became of the own command stays known to who gave it.
    expect((await api('GET', `/commands/${commandId}`, { token: cpi })).status).toBe(200);
    expect((await api('POST', `/declarations/${id}/pact`, { token: cpi, body: pact() })).status).toBe(404);

    expect(await see(accredited, id)).toMatchObject({ authenticity: { by: 'cpi-lodi', on: today() } });
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

const Report = z.object({
  ...{ dryRun: z.boolean(), created: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() },
  rows: z.array(z.object({ line: z.int(), id: z.string(), outcome: z.string(), rule: z.optional(z.string()) })),
});
async function bring(csv: string, query = ''): Promise<z.infer<typeof Report>> {
  const token = await demo('admin');
  const sent = { token, raw: csv, type: 'text/csv' };
  return bodyOf(await api('PUT', `/operators${query}`, sent), 200, Report);
}
const outcomes = ({ rows }: z.infer<typeof Report>) => rows.map(({ line, outcome, rule }) => [line, outcome, rule]);

/** An accredited operator of a test's own, with a seat in Lecco. */
async function ownOperator(more = ''): Promise<string> {
  const id = `acc-${randomUUID()}`;
  const { created } = await bring(
    `id,name,town,province,phone${more && ',validTo'}\n${id},Agenzia ${id},Lecco,LC,0341 000000${more}\n`,
  );
  expect(created).toBe(1);
  return id;
}

describe('an administrator', () => {
  test('imports operators: good rows are applied, bad ones reported by line and rule, dry runs change nothing', async () => {
    const [one, other] = [`acc-${randomUUID()}`, `acc-${randomUUID()}`];
    const csv = `id;name;town;province\n${one};Agenzia Uno;Sondrio;SO\n${other};Agenzia Due;Torino;TO\n`;
    const expected = [
      [2, 'created', undefined],
      [3, 'refused', 'cell-value'],
    ];
    expect(outcomes(await bring(csv, '?dryRun=true'))).toEqual(expected);
    expect((await api('GET', `/operators/${one}`)).status).toBe(404);
    expect(outcomes(await bring(csv))).toEqual(expected);
    await until('the operator in the public directory', async () =>
      (await api('GET', `/operators/${one}`)).status === 200 ? true : undefined,
    );
    expect((await api('GET', `/operators/${other}`)).status).toBe(404);
    expect(outcomes(await bring(csv))[0]).toEqual([2, 'unchanged', undefined]);
    expect((await directory('?province=SO&kind=accredited')).map(({ id }) => id)).toContain(one);
  });

  test('exports what imported again changes nothing, and reads every change', async () => {
    const token = await demo('admin');
    const id = await ownOperator();
    const { status, headers, body } = await api('GET', '/operators/export', { token });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const { created, changed, refused, unchanged } = await bring(String(body), '?dryRun=true');
    expect([created, changed, refused]).toEqual([0, 0, 0]);
    expect(unchanged).toBeGreaterThan(66);
    await bring(`id,note\n${id},Cambiato\n`);
    const History = z.object({ items: z.array(z.object({ revision: z.int() })) });
    const history = bodyOf(await api('GET', `/operators/${id}/history`, { token }), 200, History);
    expect(history.items.map(({ revision }) => revision)).toEqual([2, 1]);
  });

  test('alone may: a citizen, an officer and a stranger change nothing', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const sent = { raw: 'id,note\ncpi-milano,Preso\n', type: 'text/csv' };
    const statuses = [
      (await api('PUT', '/operators', { ...sent, token: who.token })).status,
      (await api('PUT', '/operators', { ...sent, token: cpi })).status,
      (await api('PUT', '/operators', sent)).status,
    ];
    expect(statuses).toEqual([403, 403, 401]);
  });
});

const inMilan = { domicile: { municipality: 'F205', address: 'Via Roma 1', postcode: '20121' } };

describe('the job centre of the domicile', () => {
  const Warned = z.object({ warnings: z.optional(z.array(z.object({ rule: z.string(), detail: z.string() }))) });

  test('is not the only one that can be chosen: another is warned of, never refused', async () => {
    const who = await citizen('SPID', inMilan);
    const id = await released(who);
    const other = bodyOf(await choose(who, id, 'cpi-lodi'), 200, Warned);
    expect(other.warnings).toMatchObject([{ rule: 'cpi-not-of-domicile', detail: expect.stringMatching(/domicilio/) }]);
    expect(bodyOf(await choose(who, id, 'cpi-milano'), 200, Warned).warnings).toBeUndefined();
    expect(bodyOf(await choose(who, id, 'acc-demo-milano'), 200, Warned).warnings).toBeUndefined();
  });

  test('of a domicile that no table names is only said to be unknown', async () => {
    const who = await citizen('SPID', { domicile: { municipality: 'H501', address: 'Via Roma 1', postcode: '00100' } });
    const id = await released(who);
    const chosen = bodyOf(await choose(who, id, 'cpi-milano'), 200, Warned);
    expect(chosen.warnings?.map(({ rule }) => rule)).toEqual(['domicile-cpi-unknown']);
  });
});

describe('an operator that ends', () => {
  test('is left by its people, whose dates stay: they are written to, have its successor proposed, and choose again', async () => {
    const [who, jobCentre] = await Promise.all([citizen('SPID', inMilan), demo('operatorCpi')]);
    const operatorId = await ownOperator();
    const own = await staff({
      username: `${randomUUID()}@agenzia.example`,
      group: 'operator',
      fiscalCode: person().me.fiscalCode,
      operatorId,
      operatorKind: 'accredited',
    });
    const id = await releasedAt(who, operatorId);
    await applied(own, `/declarations/${id}/pact`, pact());
    const before = await see(who.token, id);
    expect(before.status).toBe('psp-signed');
    expect(before.allowedActions).not.toContain('choose-operator');

    await bring(`id,validTo,successor\n${operatorId},${inDays(-1)},cpi-lecco\n`);
    await sweep(inject('folder'));
    const asked = await see(who.token, id);
    expect(asked.allowedActions).toContain('choose-operator');
    const Asked = z.object({ chooseAgain: z.object({ since: z.string(), proposed: z.object({ id: z.string() }) }) });
    expect(bodyOf(await api('GET', `/declarations/${id}`, { token: who.token }), 200, Asked).chooseAgain).toMatchObject(
      {
        since: today(),
        proposed: { id: 'cpi-lecco' },
      },
    );
    const mail = await mailOf(who.mailbox, /Scegli di nuovo/);
    expect(mail.text).toContain("Centro per l'Impiego di Lecco");
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toContain('operator-ended');
    expect((await tasksOf(jobCentre, id)).map(({ kind }) => kind)).toEqual(['choose-again']);

    // Until then what was done while it was active can still be looked at; afterwards it is none of its cases.
    expect((await api('GET', `/declarations/${id}`, { token: own })).status).toBe(200);
    expect((await choose(who, id, 'cpi-milano')).status).toBe(200);
    expect((await api('GET', `/declarations/${id}`, { token: own })).status).toBe(404);
    expect((await api('GET', `/declarations/${id}/history`, { token: own })).status).toBe(404);
    expect(await tasksOf(jobCentre, id)).toEqual([]);
    const after = await see(who.token, id);
    for (const name of ['status', 'didDate', 'unemployedSince', 'unemploymentConfirmedOn', 'pactSignedOn'] as const) {
      expect([name, after[name]]).toEqual([name, before[name]]);
    }
    expect((await historyOf(who.token, id)).map(({ event }) => event)).toEqual([
      'register',
      'release',
      'choose-operator',
      'sign-pact',
      'operator-ended',
      'choose-operator',
    ]);
  });

  test('can be chosen no more', async () => {
    const who = await citizen('SPID');
    const operatorId = await ownOperator(`,${inDays(-1)}`);
    const id = await released(who);
    expect(problemOf(await choose(who, id, operatorId), 422).code).toBe('operator-not-active');
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
