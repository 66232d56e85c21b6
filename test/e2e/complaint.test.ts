import { describe, expect, inject, test } from 'vitest';
import { feedback } from '../../local/instance.ts';
import { applied, citizen, communicationsOf, meeting, registered, releasedAt } from './support/cases.ts';
import { inbox, mailOf } from './support/inbox.ts';
import { deskOf, finish, tasksOf } from './support/offices.ts';

const now = () => new Date().toISOString();

describe('a citizen who calls our mail spam', () => {
  test('gets what the law asks, and no courtesy mail; the office asks what was wrong, once', async () => {
    const [who, desk] = [await citizen(), await deskOf('cpi-voghera')];
    const id = await releasedAt(who, 'cpi-voghera');
    const states = async (of: string) =>
      Object.fromEntries((await communicationsOf(who.token, of)).map(({ kind, state }) => [kind, state]));
    const [draft] = await communicationsOf(who.token, id);
    for (let time = 0; time < 2; time += 1) await feedback(inject('folder'), 'complaint', draft?.id ?? '', now());
    const [task, ...more] = await tasksOf(desk, id);
    expect([task?.kind, more]).toEqual(['mail-complaint', []]);

    await applied(desk, `/declarations/${id}/confirmation`, meeting());
    expect(await states(id)).toMatchObject({ 'did-authenticated': 'sent' });
    await applied(who.token, `/declarations/${id}/withdrawal`);
    expect(await states(id)).toMatchObject({ withdrawn: 'sent' });
    const before = (await inbox(who.mailbox)).length;

    const next = await registered(who);
    expect(await states(next)).toEqual({ 'draft-saved': 'cancelled' });
    expect(await inbox(who.mailbox)).toHaveLength(before);
    await applied(who.token, `/declarations/${next}/release`);
    expect(await states(next)).toMatchObject({ 'did-released-with-reserve': 'sent' });

    // What the office has settled is not asked again by an event that comes late.
    if (task) expect((await finish(desk, task)).status).toBe(200);
    await feedback(inject('folder'), 'complaint', draft?.id ?? '', now());
    expect(await tasksOf(desk, id)).toEqual([]);
  });
});

describe('what became of a mail', () => {
  test('is told of a mail that SES took, and of no other', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    const [mail] = await communicationsOf(who.token, id);
    const tell = (mailId: string) => feedback(inject('folder'), 'delivery', mailId, now());
    await expect(tell('4c0e9b1e-0000-4000-8000-000000000000')).rejects.toThrow(/There is no mail/);
    await tell(mail?.id ?? '');
    expect(await communicationsOf(who.token, id)).toMatchObject([{ state: 'delivered' }]);
    await feedback(inject('folder'), 'send', mail?.id ?? '', now());
    expect(await communicationsOf(who.token, id)).toMatchObject([{ state: 'delivered' }]);
    await mailOf(who.mailbox, /bozza/i);
  });
});
