import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import { applied, citizen, communicationsOf, historyOf, pact, releasedAt, see } from './support/cases.ts';
import { api, bodyOf } from './support/http.ts';
import { tasksOf } from './support/offices.ts';
import { inDays, today } from './support/people.ts';

const Sentence = z.object({
  text: z.string(),
  source: z.object({ kind: z.enum(['record', 'law', 'office']), cited: z.string() }),
});
const Explained = z.object({
  now: z.array(Sentence),
  next: z.object({ text: z.string() }),
  rights: z.array(Sentence),
  steps: z.array(z.object({ event: z.string(), sentences: z.array(Sentence), unknownRules: z.array(z.string()) })),
  cursor: z.optional(z.string()),
});
const why = async (token: string, id: string, query = '') =>
  bodyOf(await api('GET', `/declarations/${id}/explanation${query}`, { token }), 200, Explained);

describe('the person reads why, sentence by sentence, with the source of each', () => {
  test('every step of the case, how it stands, and what comes next', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());

    const told = await why(who.token, id);
    expect(told.steps.map(({ event }) => event)).toEqual((await historyOf(who.token, id)).map(({ event }) => event));
    expect(told.steps.flatMap(({ unknownRules }) => unknownRules)).toEqual([]);
    const all = [...told.now, ...told.rights, ...told.steps.flatMap(({ sentences }) => sentences)];
    for (const { text, source } of all) expect([text, source.cited]).not.toContain('');
    expect(told.now.map(({ source }) => source.cited)).toEqual(['S0:33', 'D.Lgs. 150/2015 art. 20 c.1-2']);
    const release = told.steps.find(({ event }) => event === 'release')?.sentences ?? [];
    expect(release.map(({ source }) => source.cited)).toContain('S0:33');
    expect(JSON.stringify(told)).not.toContain(who.me.familyName);

    const first = await why(who.token, id, '?limit=1');
    expect(first.steps).toHaveLength(1);
    expect((await why(who.token, id, `?limit=1&cursor=${first.cursor}`)).steps[0]?.event).toBe(told.steps[1]?.event);
    expect((await why(cpi, id)).steps).toHaveLength(told.steps.length);
    const stranger = await citizen('SPID');
    expect((await api('GET', `/declarations/${id}/explanation`, { token: stranger.token })).status).toBe(404);
  });
});

describe('the ministry says I work', () => {
  test('I am asked, and nothing ends', async () => {
    const [who, cpi, inps] = await Promise.all([citizen('SPID'), demo('operatorCpi'), demo('inps')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
    const before = await see(who.token, id);

    const news = {
      fiscalCode: who.me.fiscalCode,
      kind: 'hired',
      from: today(),
      until: inDays(400),
      protocol: 'CO-1',
    };
    const Taken = z.object({ outcome: z.string(), declarationId: z.optional(z.string()) });
    const tell = async (change: object = {}) =>
      bodyOf(await api('POST', '/inps/job-news', { token: inps, body: { ...news, ...change } }), 200, Taken);
    expect(await tell()).toMatchObject({ outcome: 'attached', declarationId: id });
    expect((await tell()).outcome).toBe('unchanged');

    expect(await see(who.token, id)).toMatchObject({
      status: before.status,
      didDate: before.didDate,
      unemployedSince: before.unemployedSince,
    });
    expect((await communicationsOf(who.token, id)).map(({ kind }) => kind)).toContain('job-news-told');
    const tasks = (await tasksOf(cpi, id)).filter(({ kind }) => kind === 'job-news');
    expect(tasks).toHaveLength(1);
    const { steps } = await why(who.token, id);
    expect(steps.at(-1)?.sentences.map(({ source }) => source.cited)).toContain('D.L. 510/1996 art. 9-bis');

    // The person says that it pays little: it is noted, and the question is over.
    const body = { from: today(), expectedYearlyIncome: 'below' };
    expect((await api('POST', `/declarations/${id}/suspension`, { token: who.token, body })).status).toBe(201);
    expect((await see(who.token, id)).status).toBe('psp-signed');
    expect((await tasksOf(cpi, id)).map(({ kind }) => kind)).toEqual(['change-reported']);
  });
});
