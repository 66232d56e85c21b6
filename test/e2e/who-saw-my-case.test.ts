/** «Chi ha visto la mia pratica»: the person reads which office looked, when and at what, and never who it was. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { type Account, citizen, identityDocument, releasedAt, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { deskOf } from './support/offices.ts';

const Look = z.strictObject({
  at: z.string(),
  sight: z.string(),
  label: z.string(),
  role: z.string(),
  roleLabel: z.string(),
  operator: z.nullable(z.strictObject({ id: z.string(), kind: z.string(), name: z.string() })),
  patronato: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  declarationId: z.nullable(z.string()),
  caseNumber: z.nullable(z.string()),
});
const Page = z.strictObject({ items: z.array(Look), cursor: z.optional(z.string()) });
const looks = async ({ token }: Account, query = '') =>
  bodyOf(await api('GET', `/me/accesses${query}`, { token }), 200, Page);
const whoLooked = async (who: Account) => (await looks(who)).items.map(({ role, operator }) => operator?.id ?? role);

describe('who looks at a case', () => {
  let who: Account;
  let id = '';
  let cpi = '';
  beforeAll(async () => {
    who = await citizen('SPID');
    id = await releasedAt(who, 'cpi-milano');
    cpi = await demo('operatorCpi');
  });

  test('nobody looked; the person’s own reading is none', async () => {
    await see(who.token, id);
    expect(await looks(who)).toEqual({ items: [] });
  });

  test('an office that looks is told by its name and role, once however often it looks in these minutes', async () => {
    await see(cpi, id);
    await see(cpi, id);
    const { items } = await looks(who);
    expect(items).toEqual([
      expect.objectContaining({
        sight: 'case',
        role: 'operator',
        operator: { id: 'cpi-milano', kind: 'cpi', name: expect.stringContaining('Milano') },
        declarationId: id,
      }),
    ]);
    for (const words of [items[0]?.label, items[0]?.roleLabel]) expect(words).not.toBe('');
  });

  test('a colleague’s look is another entry; a work list is none, and neither is a case that is not found', async () => {
    const [colleague, elsewhere] = await Promise.all([deskOf('cpi-milano'), deskOf('cpi-sondrio')]);
    bodyOf(await api('GET', '/queue', { token: colleague }), 200, z.object({}));
    problemOf(await api('GET', `/declarations/${id}`, { token: elsewhere }), 404);
    expect(await whoLooked(who)).toEqual(['cpi-milano']);
    await see(colleague, id);
    expect(await whoLooked(who)).toEqual(['cpi-milano', 'cpi-milano']);
  });

  test('a manager is told as well, the newest first, page by page', async () => {
    await see(await demo('manager'), id);
    expect(await whoLooked(who)).toEqual(['manager', 'cpi-milano', 'cpi-milano']);

    const first = await looks(who, '?limit=2');
    expect(first.items).toHaveLength(2);
    const rest = await looks(who, `?limit=2&cursor=${first.cursor}`);
    expect([...first.items, ...rest.items].map(({ operator }) => operator?.id ?? 'manager').sort()).toEqual([
      'cpi-milano',
      'cpi-milano',
      'manager',
    ]);
    expect(rest.cursor).toBeUndefined();
  });

  test('no answer tells which officer it was, not even by an account', async () => {
    const answer = await api('GET', '/me/accesses', { token: who.token });
    expect(JSON.stringify(answer.body)).not.toMatch(/subject|fiscalCode|@/);
    problemOf(await api('GET', '/me/accesses', { token: cpi }), 403);
  });
});

test('a counter that looks a person up by the code has looked, whether or not a DID was there', async () => {
  const who = await citizen('CIE');
  const token = await deskOf('cpi-milano');
  const body = { fiscalCode: who.me.fiscalCode, documentShown: identityDocument(), present: true };
  expect(problemOf(await api('POST', '/operators/me/intake', { token, body }), 404).code).toBe('intake-nobody');
  expect((await looks(who)).items).toMatchObject([{ sight: 'counter', operator: { id: 'cpi-milano' } }]);
});

test('until it is proved whose the code is nobody is told who looked', async () => {
  const { token } = await citizen();
  expect(problemOf(await api('GET', '/me/accesses', { token }), 403).code).toBe('identity-not-proved');
});
