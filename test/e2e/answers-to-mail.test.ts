import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod/mini';
import { reply } from '../../local/answering.ts';
import { demo } from './support/accounts.ts';
import { type Account, applied, citizen, communicationsOf, historyOf, releasedAt } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { freshMailbox } from './support/people.ts';

const Reply = z.object({
  id: z.string(),
  receivedAt: z.string(),
  receiptNumber: z.string(),
  state: z.string(),
  doubts: z.array(z.string()),
  from: z.nullable(z.string()),
  text: z.nullable(z.string()),
});
const repliesOf = async (token: string, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}/replies`, { token }), 200, z.object({ items: z.array(Reply) })).items;

/** The person, or somebody else, or a machine, answers the mail of the release. */
async function answer(who: Account, id: string, text: string, more: { from?: string; automatic?: boolean } = {}) {
  const mail = (await communicationsOf(who.token, id)).find(({ kind }) => kind === 'did-released');
  const at = new Date().toISOString();
  await reply(inject('folder'), mail?.id ?? '', { text, at, ...more });
  return at;
}

/** The mail of a person, once the one that is answered is there. */
async function subjects({ mailbox }: Account): Promise<string[]> {
  await mailOf(mailbox, /DID rilasciata/);
  return (await inbox(mailbox)).map(({ subject }) => subject);
}

describe('who answers a mail', () => {
  test('is read by the office, has a receipt, and was in time when the mail came in', async () => {
    const [who, desk] = [await citizen('SPID'), await deskOf('cpi-crema')];
    const id = await releasedAt(who, 'cpi-crema');
    const receivedAt = await answer(who, id, 'Buongiorno, quando posso venire? Perché lavoro fino alle 16.');

    const [read, ...none] = await repliesOf(desk, id);
    expect(none).toEqual([]);
    expect(read).toMatchObject({
      ...{ receivedAt, state: 'recognised', doubts: [], from: null },
      text: 'Buongiorno, quando posso venire? Perché lavoro fino alle 16.',
    });
    expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['reply-received']);
    const { text } = await mailOf(who.mailbox, /abbiamo la tua risposta/);
    expect(text).toContain(read?.receiptNumber);
    expect(await repliesOf(who.token, id)).toEqual([read]);
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({
      ...{ event: 'reply-received', receivedAt, receiptNumber: read?.receiptNumber },
      by: { party: 'citizen' },
    });
  });

  test('reaches the office after the end, too', async () => {
    const [who, desk] = [await citizen('SPID'), await deskOf('cpi-crema')];
    const id = await releasedAt(who, 'cpi-crema');
    await applied(who.token, `/declarations/${id}/withdrawal`);
    await answer(who, id, 'Ho sbagliato, non volevo ritirarla.');
    expect(await repliesOf(desk, id)).toMatchObject([{ state: 'recognised' }]);
    expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['reply-received']);
  });

  test('with a machine gets nothing, and leaves nothing', async () => {
    const [who, desk] = [await citizen('SPID'), await deskOf('cpi-crema')];
    const id = await releasedAt(who, 'cpi-crema');
    const before = await subjects(who);
    await answer(who, id, 'Sono in ferie fino al 7.', { automatic: true });
    expect([await repliesOf(desk, id), await tasksOf(desk, id)]).toEqual([[], []]);
    expect(await subjects(who)).toEqual(before);
  });
});

describe('who is not the person, and writes to the mailbox of their case', () => {
  test('is read by the office apart, is not answered, and says nothing in the person’s name', async () => {
    const [who, desk] = [await citizen('SPID'), await deskOf('cpi-crema')];
    const id = await releasedAt(who, 'cpi-crema');
    const stranger = freshMailbox(who.me);
    const before = await subjects(who);
    await answer(who, id, 'Rinuncio a tutto.', { from: stranger });

    expect(await repliesOf(desk, id)).toMatchObject([
      { state: 'quarantined', doubts: ['another-mailbox'], from: stranger, text: 'Rinuncio a tutto.' },
    ]);
    expect(await repliesOf(who.token, id)).toMatchObject([{ state: 'quarantined', from: null, text: null }]);
    expect((await tasksOf(desk, id)).map(({ kind }) => kind)).toEqual(['reply-received']);
    expect(await inbox(stranger)).toEqual([]);
    expect(await subjects(who)).toEqual(before);
    expect((await historyOf(who.token, id)).map(({ event }) => event)).not.toContain('reply-received');
  });

  test('turns out to be the person all the same: it counts from when it came, and they have a receipt', async () => {
    const [who, desk] = [await citizen('SPID'), await deskOf('cpi-crema')];
    const id = await releasedAt(who, 'cpi-crema');
    const receivedAt = await answer(who, id, 'Scrivo dal lavoro.', { from: freshMailbox(who.me) });
    const [found] = await repliesOf(desk, id);
    const path = `/declarations/${id}/replies/${found?.id}/recognition`;
    const body = { outcome: 'recognised', reason: 'Richiamata al numero della pratica.' };
    const key = randomUUID();
    const decided = await api('POST', path, { token: desk, body, key });
    const again = await api('POST', path, { token: desk, body, key });
    expect([decided.status, again.status]).toEqual([201, 201]);
    expect(problemOf(await api('POST', path, { token: desk, body }), 409).code).toBe('reply-decided');

    expect(await repliesOf(who.token, id)).toMatchObject([
      { state: 'recognised', receivedAt, text: 'Scrivo dal lavoro.' },
    ]);
    const { text } = await mailOf(who.mailbox, /abbiamo la tua risposta/);
    expect(text).toContain(found?.receiptNumber);
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({ event: 'recognise-reply', by: { party: 'cpi' } });
  });

  test('and no other office sees it', async () => {
    const [who, other] = [await citizen('SPID'), await deskOf('cpi-lodi')];
    const id = await releasedAt(who, 'cpi-crema');
    await answer(who, id, 'Prova.');
    expect((await api('GET', `/declarations/${id}/replies`, { token: other })).status).toBe(404);
    expect((await api('GET', `/declarations/${id}/replies`, { token: await demo('admin') })).status).toBe(404);
  });
});
