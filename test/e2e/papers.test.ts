/** I print the papers of my DID, and whoever gets one can check it without learning anything of me. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { applied, choose, citizen, pact, registered } from './support/cases.ts';
import { api, bodyOf } from './support/http.ts';
import { today } from './support/people.ts';
import { stack } from './support/stack.ts';

const RegisterPage = z.object({ cursor: z.optional(z.string()) });

async function download(token: string, path: string): Promise<{ status: number; type: string; text: string }> {
  const answer = await fetch(`${stack().apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: bytes.toString('latin1') };
}

test('receipt, pact, self-certification and certificate: PDFs with a number, the same when asked again', async () => {
  const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
  const id = await registered(who);
  expect((await download(who.token, `/declarations/${id}/receipt.pdf`)).status).toBe(409);
  await applied(who.token, `/declarations/${id}/release`);
  const receipt = await download(who.token, `/declarations/${id}/receipt.pdf`);
  expect(receipt).toMatchObject({ status: 200, type: 'application/pdf', text: expect.stringMatching(/^%PDF-1\.7/) });
  expect(receipt.text.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(await download(who.token, `/declarations/${id}/receipt.pdf`)).toEqual(receipt);
  expect((await download(who.token, `/declarations/${id}/pact.pdf`)).status).toBe(409);

  await choose(who, id, 'cpi-milano');
  await applied(cpi, `/declarations/${id}/pact`, pact());
  for (const paper of ['pact', 'self-certification', 'certificate']) {
    expect(await download(who.token, `/declarations/${id}/${paper}.pdf`)).toMatchObject({ status: 200 });
  }
  // The office prints the pact too, but certifies nothing in the person's place.
  expect((await download(cpi, `/declarations/${id}/pact.pdf`)).status).toBe(200);
  expect((await download(cpi, `/declarations/${id}/self-certification.pdf`)).status).toBe(403);

  const admin = await demo('admin');
  const lines: string[] = [];
  for (let after = ''; ; ) {
    const day = await api('GET', `/protocol/${today()}?limit=100${after}`, { token: admin });
    const { cursor } = bodyOf(day, 200, RegisterPage);
    lines.push(...(JSON.stringify(day.body).match(new RegExp(`paper\\.${id}\\.[a-z-]+`, 'g')) ?? []));
    if (cursor === undefined) break;
    after = `&cursor=${cursor}`;
  }
  expect(lines.map((line) => line.split('.').at(-1))).toEqual(['receipt', 'pact', 'self-certification', 'certificate']);
});

test('a code that was never given is not authentic, and tells nothing else', async () => {
  const { status, body } = await api('GET', '/verify/ABCDEFGHJKMNPQRSTVWXYZ0123');
  expect([status, body]).toEqual([200, { authentic: false, issuedOn: null, stillLive: null }]);
});
