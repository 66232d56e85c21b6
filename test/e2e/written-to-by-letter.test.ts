/** I have no mailbox that works: my office prints what I am written, with my address, and I miss nothing. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { act, citizen, meeting, releasedAt } from './support/cases.ts';
import { api, bodyOf } from './support/http.ts';
import { stack } from './support/stack.ts';
import { until } from './support/until.ts';

const Tasks = z.object({
  items: z.array(
    z.object({
      taskId: z.string(),
      kind: z.string(),
      declarationId: z.optional(z.string()),
      letter: z.optional(z.object({ subject: z.string(), text: z.string() })),
    }),
  ),
  cursor: z.optional(z.string()),
});

test('a letter with its number of the register, as a PDF that the office prints', async () => {
  const [who, cpi, other] = await Promise.all([citizen(), demo('operatorCpi'), demo('operatorAccredited')]);
  const id = await releasedAt(who, 'cpi-milano');
  const set = await api('PUT', `/declarations/${id}/channel`, { token: cpi, body: { channel: 'letter' } });
  expect(set.status).toBe(200);
  await act(cpi, `/declarations/${id}/confirmation`, meeting());

  const task = await until('the letter on the work list', async () => {
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: '100', ...(cursor !== undefined && { cursor }) });
      const page = bodyOf(await api('GET', `/tasks?${query}`, { token: cpi }), 200, Tasks);
      const found = page.items.find(
        ({ kind, declarationId, letter }) =>
          kind === 'letter' && declarationId === id && letter?.text.includes('Identità controllata'),
      );
      if (found) return found;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return undefined;
  });
  expect(task.letter?.text).toMatch(/^Protocollo: \d{4}\/\d{7} del /m);
  expect(task.letter?.text).toContain('Questa lettera è stata inviata a te soltanto.');
  expect(task.letter?.text).not.toMatch(/questa email/i);

  const print = (token: string) =>
    fetch(`${stack().apiUrl}/tasks/${task.taskId}/letter.pdf`, { headers: { authorization: `Bearer ${token}` } });
  const printed = await print(cpi);
  expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const bytes = Buffer.from(await printed.arrayBuffer()).toString('latin1');
  expect(bytes).toMatch(/^%PDF-1\.7/);
  expect(bytes).toContain('/Marked true');
  expect((await print(other)).status).toBe(404);
  expect((await print(who.token)).status).toBe(403);
});
