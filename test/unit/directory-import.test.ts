import './function-environment.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { handler as admin } from '../../functions/api/admin.ts';
import { handler as publicly } from '../../functions/api/operators.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { instantOf } from '../../functions/domain/dates.ts';
import { getOperator, getOperatorDomains, openDirectory } from '../../functions/store/operators.ts';
import { loadSurroundings } from '../../functions/store/surroundings.ts';
import { type Call, call } from './api-calls.ts';
import { givenDirectory, operators, shipped } from './directory.ts';
import { MemoryTable } from './memory-table.ts';
import { at, mario } from './samples.ts';

const memory = new MemoryTable();
const administrator = { sub: 'the-admin', role: 'admin', assurance: 'strong' };
const Report = z.object({
  dryRun: z.boolean(),
  ...{ created: z.number(), changed: z.number(), unchanged: z.number(), refused: z.number() },
  rows: z.array(z.record(z.string(), z.unknown())),
});

const ask = (action: ActionName, asked: Call = {}) => call(admin, action, { claims: administrator, ...asked });
async function bring(action: 'import-operators' | 'import-competence', raw: string, more: Call = {}) {
  const { status, body } = await ask(action, { raw, ...more });
  expect([status, body]).toEqual([200, expect.anything()]);
  return Report.parse(body);
}
const counts = ({ created, changed, unchanged, refused }: z.infer<typeof Report>) =>
  [created, changed, unchanged, refused].join(' ');

async function exported(action: 'export-operators' | 'export-competence'): Promise<string> {
  let text = '';
  const spy: typeof admin = Object.assign(async (...args: Parameters<typeof admin>) => {
    const answer = await admin(...args);
    expect(answer.headers?.['content-type']).toBe('text/csv; charset=utf-8');
    text = Buffer.from(answer.body ?? '', 'base64').toString('utf8');
    return { ...answer, body: '{}' };
  }, admin);
  await call(spy, action, { claims: administrator });
  return text;
}

const versions = () => memory.all('directory').map(({ version }) => version);

beforeEach(() => memory.clear());

describe('the import of operators', () => {
  test('brings the shipped directory in, each operator with its line and history; again, it changes nothing', async () => {
    expect(counts(await bring('import-operators', shipped('operators.csv')))).toBe('66 0 0 0');
    for (const entity of ['operator', 'operator-line', 'operator-history']) expect(memory.all(entity)).toHaveLength(66);
    const version = versions();
    expect(counts(await bring('import-operators', shipped('operators.csv')))).toBe('0 0 66 0');
    expect(versions()).toEqual(version);
    expect(memory.all('operator-history')).toHaveLength(66);
  });

  test('gives out what it took in', async () => {
    await bring('import-operators', shipped('operators.csv'));
    expect(await exported('export-operators')).toBe(shipped('operators.csv'));
  });

  test('applies good rows and tells of bad ones by line, rule, column and in words', async () => {
    givenDirectory(memory);
    const report = await bring('import-operators', 'id,phone\ncpi-lodi,0371 000000\ncpi-lecco,niente\n', {
      headers: { 'accept-language': 'it' },
    });
    expect(report.rows).toEqual([
      { line: 2, id: 'cpi-lodi', outcome: 'changed' },
      {
        line: 3,
        id: 'cpi-lecco',
        outcome: 'refused',
        rule: 'invalid-format',
        field: 'phone',
        message: expect.stringMatching(/\w+ \w+/),
      },
    ]);
    expect((await getOperator(memory.table, 'cpi-lodi'))?.seats[0]?.phone).toBe('0371 000000');
    expect((await getOperator(memory.table, 'cpi-lecco'))?.seats[0]?.phone).toBeNull();
  });

  test('with dryRun tells the same and changes nothing', async () => {
    givenDirectory(memory);
    const before = new Map(memory.items);
    const raw = 'id,phone\ncpi-lodi,0371 000000\ncpi-lecco,niente\n';
    const dry = await bring('import-operators', raw, { query: { dryRun: 'true' } });
    expect(memory.items).toEqual(before);
    const real = await bring('import-operators', raw);
    expect([dry.dryRun, real.dryRun]).toEqual([true, false]);
    expect(dry.rows).toEqual(real.rows);
  });

  test('keeps every change with who made it, the latest first', async () => {
    await bring('import-operators', 'id,name,town,province\nacc-a,Prima,Lodi,LO\n', { at: '2026-11-01T09:00:00.000Z' });
    await bring('import-operators', 'id,name\nacc-a,Seconda\n', { at: '2026-11-02T09:00:00.000Z' });
    const { status, body } = await ask('read-operator-history', { id: 'acc-a' });
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([
      { revision: 2, operator: { name: 'Seconda' }, changedAt: '2026-11-02T09:00:00.000Z', changedBy: 'the-admin' },
      { revision: 1, operator: { name: 'Prima' } },
    ]);
    expect((await ask('read-operator-history', { id: 'acc-nessuno' })).status).toBe(404);
    expect((await ask('read-operator-history', { id: 'nessuno', query: { cursor: 'e30' } })).status).toBe(404);
  });

  test('that another import comes in between is planned anew, and loses nothing', async () => {
    givenDirectory(memory);
    memory.interrupt(async () => {
      memory.interrupt();
      await bring('import-operators', 'id,note\ncpi-merate,Altro\n');
    });
    const report = await bring('import-operators', 'id,note\ncpi-lodi,Uno\ncpi-merate,Due\n');
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
    expect((await getOperator(memory.table, 'cpi-lodi'))?.note).toBe('Uno');
    expect((await getOperator(memory.table, 'cpi-merate'))?.note).toBe('Due');
    const revisions = memory.all('operator-history').map(({ revision }) => revision);
    expect(revisions.toSorted()).toEqual([2, 2, 3]);
  });

  test('that never gets through says which rows are not done', async () => {
    givenDirectory(memory);
    const meddle = () => {
      const [summary] = memory.all('directory');
      memory.set({ pk: 'DIRECTORY#SUMMARY', sk: 'SUMMARY' }, { version: Number(summary?.['version']) + 1 });
    };
    memory.interrupt(meddle, meddle, meddle, meddle, meddle);
    const report = await bring('import-operators', 'id,note\ncpi-lodi,Uno\ncpi-merate,\n');
    expect(report.rows).toMatchObject([{ outcome: 'refused', rule: 'changed-meanwhile' }, { outcome: 'unchanged' }]);
    expect(memory.all('operator-history')).toEqual([]);
  });

  test('that changes mail domains moves the wall, and has every mailbox looked at', async () => {
    givenDirectory(memory);
    await bring('import-operators', 'id,mailDomains\ncpi-lodi,lavoro-lodi.example\n');
    expect((await getOperatorDomains(memory.table)).map(({ domain }) => domain)).toContain('lavoro-lodi.example');
    expect(memory.all('mailbox-review')).toMatchObject([{ state: 'looking' }]);
    memory.clear();
    givenDirectory(memory);
    await bring('import-operators', 'id,note\ncpi-lodi,Uno\n');
    expect(memory.all('mailbox-review')).toEqual([]);
  });

  test.each([
    ['a file in another encoding', { raw: 'id,name\nacc-a,citt\uFFFD' }, 'csv-encoding'],
    ['JSON', { raw: '{"id":"acc-a"}' }, 'column-unknown'],
    ['a flag that is none', { raw: 'id\n', query: { dryRun: 'forse' } }, undefined],
  ])('of %s is refused as a whole', async (_, asked, rule) => {
    const { status, body } = await ask('import-operators', asked);
    expect([status, body['code']]).toEqual([422, 'invalid']);
    if (rule) expect(body['errors']).toMatchObject([{ rule }]);
    expect(memory.all('operator')).toEqual([]);
  });

  test('of more than 2 MB is refused, of more than 64 KB is not', async () => {
    const row = `acc-a,${'x'.repeat(200)}\n`;
    expect((await ask('import-operators', { raw: `id,note\n${row.repeat(11_000)}` })).status).toBe(413);
    expect((await ask('import-operators', { raw: `id,note\n${row.repeat(400)}` })).status).toBe(200);
  });
});

describe('the table of competences', () => {
  const rows = 'municipality,name,province,cpi,from,to\n';

  test('comes in whole from the shipped file, for every job centre that is open', async () => {
    givenDirectory(memory);
    const report = await bring('import-competence', shipped('cpi-competence.csv'));
    expect([report.refused, report.changed, report.unchanged]).toEqual([0, 0, 0]);
    expect(memory.all('competence').length).toBeGreaterThan(1490);
    expect(await exported('export-competence')).toHaveLength(shipped('cpi-competence.csv').length);
    expect(counts(await bring('import-competence', shipped('cpi-competence.csv')))).toMatch(/^0 0 \d+ 0$/);
  });

  test.each([
    ['a job centre that nobody knows', 'F205,Milano,MI,cpi-atlantide,,', 'cpi-unknown', 'cpi'],
    ['an accredited operator', 'F205,Milano,MI,acc-demo-milano,,', 'cpi-unknown', 'cpi'],
    ['a code that is none', 'Milano,Milano,MI,cpi-milano,,', 'municipality-code', 'municipality'],
    ['an end before the beginning', 'F205,Milano,MI,cpi-milano,2026-02-01,2026-01-01', 'validity-order', 'to'],
  ])('refuses %s', async (_, row, rule, field) => {
    givenDirectory(memory);
    expect((await bring('import-competence', `${rows}${row}\n`)).rows).toMatchObject([{ rule, field }]);
    expect(memory.all('competence')).toEqual([]);
  });

  test('refuses two job centres for one day', async () => {
    givenDirectory(memory);
    const both = 'F205,Milano,MI,cpi-milano,,2026-01-31\nF205,Milano,MI,cpi-rho,2026-01-31,\n';
    const report = await bring('import-competence', rows + both);
    expect(report.rows.map(({ rule }) => rule)).toEqual(['other-row-refused', 'period-overlap']);
  });

  test.each([
    ['2026-01-31T22:59:59.000Z', 'cpi-milano'],
    ['2026-01-31T23:00:00.000Z', 'cpi-rho'],
  ])('tells who is competent at %s: %s', async (instant, cpi) => {
    givenDirectory(memory);
    await bring(
      'import-competence',
      `${rows}F205,Milano,MI,cpi-milano,,2026-01-31\nF205,Milano,MI,cpi-rho,2026-02-01,\n`,
    );
    const asked = { didCase: undefined, person: mario, receivedAt: at(instant), named: [] };
    expect((await loadSurroundings(memory.table, asked)).domicileCpiId).toBe(cpi);
  });

  test('of a municipality that it does not have tells nothing', async () => {
    givenDirectory(memory);
    const asked = { didCase: undefined, person: mario, receivedAt: at('2026-11-23T09:00:00.000Z'), named: [] };
    expect((await loadSurroundings(memory.table, asked)).domicileCpiId).toBeUndefined();
  });
});

describe('the public directory', () => {
  const Page = z.object({
    items: z.array(z.object({ id: z.string() })),
    total: z.number(),
    cursor: z.optional(z.string()),
  });
  const page = async (query: Record<string, string>) =>
    Page.parse((await call(publicly, 'list-operators', { query })).body);

  test('is read page by page, each operator once', async () => {
    givenDirectory(memory);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const found = await page({ limit: '7', ...(cursor !== undefined && { cursor }) });
      expect(found.total).toBe(64);
      seen.push(...found.items.map(({ id }) => id));
      cursor = found.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen).toHaveLength(64);
  });

  test('may be kept for a minute, and asks the record for nothing but which version it is', async () => {
    givenDirectory(memory);
    let now = 0;
    const directory = openDirectory(memory.table);
    const asked = async () => {
      memory.mock.resetHistory();
      const { operators: all } = await directory(instantOf(1_790_000_000_000 + now));
      return [all.length, memory.mock.calls().length];
    };
    expect(await asked()).toEqual([66, 2]);
    expect(await asked()).toEqual([66, 0]);
    now = 1000;
    expect(await asked()).toEqual([66, 1]);
    givenDirectory(memory, operators.slice(0, 60));
    memory.set({ pk: 'DIRECTORY#SUMMARY', sk: 'SUMMARY' }, { version: 2 });
    now = 2000;
    expect((await asked())[1]).toBe(2);
    const { headers } = await call(publicly, 'list-operators');
    expect(headers['cache-control']).toBe('public, max-age=60');
  });

  test.each([{ limit: '0' }, { limit: '201' }, { cursor: 'x' }, { province: 'TO' }])(
    'does not take %j',
    async (query) => {
      expect((await call(publicly, 'list-operators', { query })).status).toBe(422);
    },
  );
});
