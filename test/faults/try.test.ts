import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
import { beforeAll, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { cellsOf, fairRun, ownSteps } from './matrix.ts';
import { stories } from './stories.ts';
beforeAll(loadHandlers);
test.each(stories.filter(({name}) => name.includes(process.env['STORY'] ?? '')))('$name', async (story) => {
  const t0 = performance.now();
  const { stops } = await fairRun(story);
  console.log(story.name, stops.reduce((n, s) => n + s.calls.length, 0), 'calls', performance.now() - t0);
  if (process.env['SHOW']) console.log(JSON.stringify(stops.at(-1)?.outcome, null, 1));
  let n = 0; let bad = 0; let last = performance.now();
  const seen = new Map<string, number>();
  for await (const cell of cellsOf(story, ownSteps(story, stories))) {
    n += 1; if (process.env['PROG']) require('node:fs').writeSync(2, `${n} ${cell.fn} ${cell.name} ${cell.index} ${cell.fault} ${Math.round(performance.now()-last)}\n`);
    const took = performance.now() - last; last = performance.now();
    if (took > 200) console.log('SLOW', took, cell.step, cell.fn, cell.name, cell.index, cell.fault);
    if (cell.wrong.length === 0) continue;
    bad += 1;
    const key = `${cell.wrong.join('\n')}`.slice(0, 3000);
    const head = `== ${cell.step} | ${cell.fn} (${cell.on}) | ${cell.name} #${cell.index} | ${cell.fault}`;
    if (!seen.has(key)) console.log(`${head}\n${key}`); else console.log(`${head}\n   same as before`);
    seen.set(key, 1);
  }
  console.log(story.name, n, 'cells', bad, 'bad', Math.round(performance.now() - t0), 'ms');
});
