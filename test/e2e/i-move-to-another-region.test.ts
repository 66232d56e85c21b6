/** I move to another region: my DID goes on there, with its day and its terms. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { applied, citizen, communicationsOf, releasedAt, see } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { today } from './support/people.ts';

const Dossier = z.object({
  schema: z.string(),
  toRegion: z.string(),
  person: z.object({ fiscalCode: z.string() }),
  declaration: z.object({
    status: z.string(),
    didDate: z.string(),
    deadlines: z.array(z.object({ endsOn: z.string() })),
  }),
  history: z.array(z.object({ event: z.string() })),
  papers: z.array(z.object({ kind: z.string(), number: z.string() })),
});

test('the case is closed here and not revoked, I am told once, and the office hands over terms and papers', async () => {
  const [who, cpi, accredited] = await Promise.all([citizen(), demo('operatorCpi'), demo('operatorAccredited')]);
  const id = await releasedAt(who, 'cpi-milano');
  expect((await api('GET', `/declarations/${id}/receipt.pdf`, { token: who.token })).status).toBe(200);
  const path = `/declarations/${id}/dossier`;
  expect(problemOf(await api('GET', path, { token: cpi }), 409).code).toBe('not-moved');

  const signedRequest = { signedOn: today(), reference: 'prot. 4471/2026' };
  await applied(cpi, `/declarations/${id}/closure`, { reason: 'moved', toRegion: 'Piemonte', signedRequest });
  expect(await see(who.token, id)).toMatchObject({
    status: 'closed',
    didDate: today(),
    closure: { reason: 'moved', nationalCode: null },
  });
  const mail = await mailOf(who.mailbox, /c’è una novità/);
  expect(mail.text).toContain('Piemonte');
  expect(mail.text).toContain('La tua DID resta valida');
  expect(mail.text).toContain('Non rilasciare un’altra DID');
  const kinds = (await communicationsOf(who.token, id)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'did-closed')).toHaveLength(1);

  const dossier = bodyOf(await api('GET', path, { token: cpi }), 200, Dossier);
  expect(dossier).toMatchObject({
    ...{ schema: 'did-dossier/1', toRegion: 'Piemonte', person: { fiscalCode: who.me.fiscalCode } },
    declaration: { status: 'reserved', didDate: today() },
    papers: [{ kind: 'receipt' }],
  });
  expect(dossier.declaration.deadlines.length).toBeGreaterThan(0);
  expect(dossier.history.map(({ event }) => event)).toEqual(['register', 'release', 'choose-operator', 'close']);
  expect((await api('GET', `${path}.pdf`, { token: cpi })).status).toBe(200);
  expect((await api('GET', path, { token: accredited })).status).toBe(404);
  expect((await api('GET', path, { token: who.token })).status).toBe(403);
});
