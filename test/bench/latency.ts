/**
 * Warm latency of the API beside that of a route that touches nothing, on the same local stack and in turns. Only the
 * ratio says anything: the emulator is not AWS.
 */
import { performance } from 'node:perf_hooks';
import { demo } from '../e2e/support/accounts.ts';
import { applied, choose, citizen, Receipt, released, routeA, settled } from '../e2e/support/cases.ts';
import { type Answer, api, bodyOf } from '../e2e/support/http.ts';
import type { Figure, Section } from './figures.ts';
import { median, type Pair, percentile, ratioOf } from './numbers.ts';

const rounds = 25;
const warmUps = 2;

interface Route {
  readonly name: string;
  /** Asks once: what is timed. */
  readonly ask: () => Promise<Answer>;
  /** What has to happen before it can be asked again. */
  readonly after?: (answer: Answer) => Promise<unknown>;
}

async function timed({ name, ask, after }: Route): Promise<number> {
  const began = performance.now();
  const answer = await ask();
  const took = performance.now() - began;
  if (answer.status >= 400) throw new Error(`${name} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  await after?.(answer);
  return took;
}

const bare: Route = { name: 'GET /health, which touches nothing', ask: () => api('GET', '/health') };

/** Routes of every sort, on cases made for them. */
async function routes(): Promise<Route[]> {
  const [resting, busy, office] = [await citizen('SPID'), await citizen('SPID'), await demo('operatorCpi')];
  const id = await released(resting);
  await choose(resting, id, 'cpi-milano');
  const read = (name: string, path: string, token: string): Route => ({ name, ask: () => api('GET', path, { token }) });
  let turn = 0;
  return [
    read('GET /me', '/me', resting.token),
    read('GET /declarations', '/declarations', resting.token),
    read('GET /declarations/{id}', `/declarations/${id}`, resting.token),
    read('GET /declarations/{id}/history', `/declarations/${id}/history`, resting.token),
    read('GET /queue', '/queue?status=confirmed', office),
    {
      name: 'PUT /declarations/{id}/operator, an edit',
      ask: () => choose(resting, id, ['acc-demo-milano', 'cpi-milano'][turn++ % 2] ?? ''),
    },
    {
      name: 'POST /declarations, a command',
      ask: () => api('POST', '/declarations', { token: busy.token, body: routeA() }),
      async after(answer) {
        const { commandId, declarationId } = bodyOf(answer, 202, Receipt);
        await settled(busy.token, commandId);
        await applied(busy.token, `/declarations/${declarationId}/withdrawal`);
      },
    },
  ];
}

/** Measures every route in turns with the bare one. */
export async function latencies(): Promise<Section> {
  const measured = (await routes()).map((route) => ({ route, pairs: [] as Pair[] }));
  for (let round = 0; round < rounds + warmUps; round += 1) {
    for (const { route, pairs } of measured) {
      const base = await timed(bare);
      const value = await timed(route);
      if (round >= warmUps) pairs.push({ base, value });
    }
  }
  const bases = measured.flatMap(({ pairs }) => pairs.map(({ base }) => base));
  const spread = (values: readonly number[]) =>
    `p50 ${median(values).toFixed(1)} ms, p95 ${percentile(values, 0.95).toFixed(1)} ms`;
  const figures = measured.map(
    ({ route, pairs }): Figure => ({
      id: `latency.${route.name}`,
      what: route.name,
      value: ratioOf(pairs),
      unit: '×',
      note: spread(pairs.map(({ value }) => value)),
    }),
  );
  return {
    title: 'Warm latency of the API over that of a bare function on the same stack',
    notes: [`${bare.name}: ${spread(bases)}. Medians of the ratios of ${rounds} pairs taken in turns.`],
    figures,
  };
}
