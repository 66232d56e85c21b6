/** Every call of some stories, failing in every way: one test a story. */
import { beforeAll, expect, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { type Cell, cellsOf, ownSteps } from './matrix.ts';
import { keepCells } from './report.ts';
import { type Story, stories } from './stories.ts';
import type { Call } from './world.ts';

const told = ({ step, fn, on, name, index, fault, wrong }: Cell) =>
  [`step ${step}: ${fn} (${on}), call ${index} ${name}: ${fault}`, ...wrong].join('\n  ');

/** So many stories of a file hit the same call of a function; with `FAULTS=all` in the environment each does. */
const storiesAPlace = process.env['FAULTS'] === 'all' ? Number.POSITIVE_INFINITY : 2;

/** Defines a test for each story: after the fault, record and mail are those of the fair run. */
export function eachCallFails(own: readonly Story[]): void {
  beforeAll(loadHandlers);
  const hit = new Map<string, Set<string>>();
  const isDue = ({ fn, on, name }: Call, { name: story }: Story) => {
    const place = `${fn} ${on} ${name}`;
    const by = hit.get(place) ?? new Set();
    if (!by.has(story) && by.size >= storiesAPlace) return false;
    hit.set(place, by.add(story));
    return true;
  };
  test.each(own)(
    '$name',
    async (story) => {
      const cells: Cell[] = [];
      for await (const cell of cellsOf(story, ownSteps(story, stories), (call) => isDue(call, story))) cells.push(cell);
      keepCells(story.name, cells);
      const wrong = cells.filter((cell) => cell.wrong.length > 0);
      expect(cells.length).toBeGreaterThan(0);
      expect(wrong.slice(0, 5).map(told).join('\n'), `${wrong.length} of ${cells.length} cells are wrong`).toBe('');
    },
    300_000,
  );
}
