/** Every call of some stories, failing in every way: one test a story. */
import { beforeAll, expect, test } from 'vitest';
import { loadHandlers } from './functions.ts';
import { type Cell, cellsOf, ownSteps } from './matrix.ts';
import { keepCells } from './report.ts';
import { type Story, stories } from './stories.ts';

const told = ({ step, fn, on, name, index, fault, wrong }: Cell) =>
  [`step ${step}: ${fn} (${on}), call ${index} ${name}: ${fault}`, ...wrong].join('\n  ');

/** Defines a test for each story: after the fault, record and mail are those of the fair run. */
export function eachCallFails(own: readonly Story[]): void {
  beforeAll(loadHandlers);
  test.each(own)(
    '$name',
    async (story) => {
      const cells: Cell[] = [];
      for await (const cell of cellsOf(story, ownSteps(story, stories))) cells.push(cell);
      keepCells(story.name, cells);
      const wrong = cells.filter((cell) => cell.wrong.length > 0);
      expect(cells.length).toBeGreaterThan(100);
      expect(wrong.slice(0, 5).map(told).join('\n'), `${wrong.length} of ${cells.length} cells are wrong`).toBe('');
    },
    300_000,
  );
}
