/** Who has no mailbox is written to on paper: the office prints the letter, with its address, and nobody else does. */
import './function-environment.ts';
import { beforeEach, expect, test } from 'vitest';
import { letterOf } from '../../functions/api/documents/letter.ts';
import { handler } from '../../functions/api/documents.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { call } from './api-calls.ts';
import { cases, mailOf } from './mail-samples.ts';
import { MemoryTable } from './memory-table.ts';
import { givenCase, givenCitizen, profileKey } from './record-samples.ts';
import { caseIn, citizenId, declarationId, mario, receivedAt } from './samples.ts';

const memory = new MemoryTable();
const mailId = 'c5a1e0d4-9b2f-5d37-8a46-0e1f2d3c4b5a';
const taskId = `letter.${mailId}`;
const cpi = {
  ...{ sub: 'officer', role: 'operator', assurance: 'basic', fiscalCode: 'BNCGLI80C52F205P' },
  ...{ operatorId: 'cpi-milano', operatorKind: 'cpi' },
};
const other = { ...cpi, operatorId: 'cpi-lodi' };
const [sample] = cases;
if (!sample) throw new Error('no sample');
const { text, subject } = mailOf(sample, 'letter');

let bytes = Buffer.alloc(0);
/** The handler, whose file the test keeps. */
const printing: typeof handler = Object.assign(async (...args: Parameters<typeof handler>) => {
  const answer = await handler(...args);
  if (answer.isBase64Encoded !== true) return answer;
  bytes = Buffer.from(answer.body ?? '', 'base64');
  return { ...answer, body: '{}' };
}, handler);
const print = (claims: Record<string, string>, id = taskId) => call(printing, 'read-letter', { claims, id });

beforeEach(() => {
  memory.clear();
  givenCitizen(memory);
  givenCase(memory, caseIn('confirmed'));
  memory.set(
    { pk: `TASK#${taskId}`, sk: 'TASK' },
    {
      ...{ entity: 'task', taskId, kind: 'letter', declarationId, citizenId, operatorId: 'cpi-milano' },
      ...{ openedAt: receivedAt, letter: { subject, text }, queueOperator: 'cpi-milano' },
      queueKey: `task#${receivedAt}#${taskId}`,
    },
  );
});

test('a tagged PDF, for who has the task; who prints it is noted', async () => {
  const reply = await print(cpi);
  expect(reply.status).toBe(200);
  expect(reply.headers['content-type']).toBe('application/pdf');
  for (const sign of ['%PDF-1.7', '/Marked true', '/Lang (it-IT)', '/S /H1', '/S /H2', '/S /LBody'])
    expect(bytes.toString('latin1')).toContain(sign);
  expect(memory.all('access')).toMatchObject([{ citizenId, what: 'read-letter', by: { operatorId: 'cpi-milano' } }]);
});

test.each([
  ['another office', other, taskId],
  ['a manager, whose list it is not on', { ...cpi, role: 'manager' }, taskId],
  ['a task that is no letter', cpi, `convene.${mailId}`],
  ['no task', cpi, 'letter.c5a1e0d4-9b2f-5d37-8a46-000000000000'],
  ['no name of a task', cpi, 'nothing'],
])('not for %s', async (_, claims, id) => {
  expect((await print(claims, id)).status).toBe(404);
  expect(memory.all('access')).toEqual([]);
});

test('nobody prints a letter to themselves', async () => {
  expect(await print({ ...cpi, fiscalCode: mario.fiscalCode })).toMatchObject({
    status: 403,
    body: { code: 'own-case' },
  });
});

test('without a fixed home, and from a town that the table does not know, it is printed all the same', async () => {
  memory.set(profileKey, { person: { ...mario, domicile: { municipality: 'F205', noFixedHome: true } } });
  expect((await print(cpi)).status).toBe(200);
  memory.set(profileKey, { person: { ...mario, domicile: { ...mario.domicile, municipality: 'M999' } } });
  expect((await print(cpi)).status).toBe(200);
});

test('the work list shows what the letter says, and not the identifier of whom it goes to', async () => {
  const { body } = await call(queue, 'read-tasks', { claims: cpi });
  expect(body['items']).toMatchObject([{ taskId, letter: { text } }]);
  expect(JSON.stringify(body)).not.toContain(citizenId);
});

test.each(cases.filter(({ parameters }) => parameters.kind !== 'mailbox-code'))(
  'every line of $name, $language, is in its letter, under its heading',
  (one) => {
    const whole = mailOf(one, 'letter').text;
    const { title, blocks } = letterOf(whole);
    const lines = blocks.flatMap((block) => {
      if (block.kind === 'facts') return block.rows.map(([label, value]) => `${label}: ${value}`);
      return block.kind === 'list' ? block.items.map((item) => `- ${item}`) : [block.text];
    });
    const [bodyName, ...said] = whole.split('\n').filter(Boolean);
    expect([title, ...lines]).toEqual(said);
    expect(bodyName).toBe('Regione Esempio – Servizi per il lavoro');
    expect(blocks.filter(({ kind }) => kind === 'heading').length).toBeGreaterThanOrEqual(7);
  },
);
