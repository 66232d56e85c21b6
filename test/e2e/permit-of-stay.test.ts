import { beforeAll, describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import { act, applied, citizen, meeting, releasedAt, see } from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { inDays, today } from './support/people.ts';

const permit = (expiresOn: string, kind = 'permit-of-stay') => ({ kind, number: 'I1234567Z', expiresOn });

/** Someone of this citizenship with a DID con riserva at the job centre; returns what a confirmation is answered. */
async function atTheCounter(citizenship: string) {
  const who = await citizen(undefined, { citizenship });
  const id = await releasedAt(who, 'cpi-milano');
  return { who, id, path: `/declarations/${id}/confirmation` };
}

describe('the permit of stay of a citizen from outside the Union', () => {
  let cpi = '';
  beforeAll(async () => {
    cpi = await demo('operatorCpi');
  });

  test('expired yesterday: refused, and the case stays as it was', async () => {
    const { id, path } = await atTheCounter('MA');
    const body = { ...meeting(), permit: permit(inDays(-1)) };
    expect(problemOf(await api('POST', path, { token: cpi, body }), 422)).toMatchObject({
      code: 'permit-expired',
      errors: [{ field: 'permit', rule: expect.stringContaining('S0:29') }],
    });
    expect((await see(cpi, id)).status).toBe('reserved');
  });

  test('missing: refused', async () => {
    const { path } = await atTheCounter('AL');
    expect(problemOf(await api('POST', path, { token: cpi, body: meeting() }), 422)).toMatchObject({
      code: 'permit-missing',
      errors: [{ field: 'permit' }],
    });
  });

  test('expiring today: accepted', async () => {
    const { id, path } = await atTheCounter('PE');
    await applied(cpi, path, { ...meeting(), permit: permit(today()) });
    expect((await see(cpi, id)).status).toBe('confirmed');
  });

  test('a receipt of renewal is accepted with a warning', async () => {
    const { path } = await atTheCounter('EG');
    const body = { ...meeting(), permit: permit(inDays(-30), 'renewal-receipt') };
    expect(await act(cpi, path, body)).toMatchObject({
      state: 'applied',
      warnings: [{ rule: 'permit-receipt', field: 'permit' }],
    });
  });

  test('the mail of the release says to bring it', async () => {
    const { who } = await atTheCounter('UA');
    const mail = await mailOf(who.mailbox, 'DID con riserva: porta questi documenti');
    expect(mail.text).toContain('Il permesso di soggiorno valido');
  });

  test.each(['RO', 'CH'])('%s: no permit is asked for', async (citizenship) => {
    const { path } = await atTheCounter(citizenship);
    expect(await act(cpi, path, meeting())).toMatchObject({ state: 'applied' });
  });
});
