import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod/mini';
import { feedback } from '../../local/instance.ts';
import { demo } from './support/accounts.ts';
import { citizen, communicationsOf, released, releasedAt } from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { deskOf, finish, Task, tasksOf } from './support/offices.ts';
import { secretsOf } from './support/people.ts';

/** A strong DID whose mail came back for good, which is a task for the office. */
async function bouncedAt(operatorId?: string) {
  const who = await citizen('SPID');
  const id = operatorId === undefined ? await released(who) : await releasedAt(who, operatorId);
  const mail = (await communicationsOf(who.token, id)).find(({ kind }) => kind === 'did-released');
  await feedback(inject('folder'), 'bounce', mail?.id ?? '', new Date().toISOString());
  return { who, id };
}

describe('the tasks of an office', () => {
  test('are those of the cases it follows, oldest first, by ids alone', async () => {
    const desk = await deskOf('cpi-menaggio');
    expect(await tasksOf(desk)).toEqual([]);
    const [one, other] = [await bouncedAt('cpi-menaggio'), await bouncedAt('cpi-menaggio')];
    const tasks = await tasksOf(desk);
    expect(tasks).toEqual([
      {
        taskId: tasks[0]?.taskId,
        kind: 'mailbox-broken',
        declarationId: one.id,
        operatorId: 'cpi-menaggio',
        openedAt: tasks[0]?.openedAt,
      },
      {
        taskId: tasks[1]?.taskId,
        kind: 'mailbox-broken',
        declarationId: other.id,
        operatorId: 'cpi-menaggio',
        openedAt: tasks[1]?.openedAt,
      },
    ]);
    const text = JSON.stringify(tasks);
    for (const secret of [...secretsOf(one.who), one.who.mailbox]) expect(text).not.toContain(secret);
  });

  test('come in pages that miss nothing and repeat nothing', async () => {
    const desk = await deskOf('cpi-erba');
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await bouncedAt('cpi-erba')).id);
    const Page = z.object({ items: z.array(Task), cursor: z.optional(z.string()) });
    const page = async (query: string) =>
      bodyOf(await api('GET', `/tasks?limit=2${query}`, { token: desk }), 200, Page);
    const first = await page('');
    const second = await page(`&cursor=${first.cursor}`);
    const seen = [first, second].map(({ items }) => items.map(({ declarationId }) => declarationId));
    expect(seen).toEqual([ids.slice(0, 2), ids.slice(2)]);
  });

  test('without an operator are the manager’s', async () => {
    const { id } = await bouncedAt();
    expect((await tasksOf(await demo('manager'), id)).map(({ kind }) => kind)).toEqual(['mailbox-broken']);
  });

  test('are settled once, with a note, by who has them on the list', async () => {
    const desk = await deskOf('cpi-sondrio');
    const { who, id } = await bouncedAt('cpi-sondrio');
    const [task] = await tasksOf(desk, id);
    if (!task) throw new Error('no task');
    for (const stranger of [await deskOf('cpi-clusone'), await demo('manager')]) {
      expect(problemOf(await finish(stranger, task), 404).code).toBe('not-found');
    }
    expect(problemOf(await finish(who.token, task), 403).code).toBe('forbidden');
    expect(problemOf(await finish(desk, task, '   '), 422).errors?.[0]?.field).toBe('note');
    const done = bodyOf(await finish(desk, task), 200, Task);
    expect(done).toMatchObject({ ...task, note: 'Telefonato: tutto a posto.', doneAt: expect.any(String) });
    expect(await tasksOf(desk, id)).toEqual([]);
    expect(bodyOf(await finish(desk, task), 200, Task)).toEqual(done);
    expect(problemOf(await finish(desk, task, 'Altro.'), 409).code).toBe('task-done');
  });

  test.each(['citizen', 'inps', 'employer', 'admin'] as const)('are nothing for %s', async (role) => {
    const token = role === 'citizen' ? (await citizen()).token : await demo(role);
    expect(problemOf(await api('GET', '/tasks', { token }), 403).code).toBe('forbidden');
  });

  test('that do not exist cannot be settled', async () => {
    const desk = await deskOf('cpi-sondrio');
    for (const taskId of ['nothing', `convene.${randomUUID()}`]) {
      const answer = await api('POST', `/tasks/${taskId}/completion`, { token: desk, body: { note: 'fatto' } });
      expect(problemOf(answer, 404).code).toBe('not-found');
    }
  });
});
