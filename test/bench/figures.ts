/** What the bench prints: figures with their goals, and how they differ from the last ones that were saved. */

/** One measured or computed value. A goal is the most that it may be. */
export interface Figure {
  /** Names it from run to run. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number | undefined;
  readonly note?: string | undefined;
}

/** The figures of one part of the bench, and what a reader has to know of how they came about. */
export interface Section {
  readonly title: string;
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/** Whether a figure keeps its goal; one without a goal has nothing to keep. */
export function keeps({ value, goal }: Figure): boolean {
  return goal === undefined || value <= goal;
}

/** `✓` if the goal is kept, `✗` if it is missed, nothing if there is none. */
export function mark(figure: Figure): string {
  if (figure.goal === undefined) return ' ';
  return keeps(figure) ? '✓' : '✗';
}

const decimals: Readonly<Record<string, number>> = { '×': 2, USD: 3, KB: 1, ms: 1 };

/** A value as it is shown: as many decimals as its unit deserves. */
export function shown(value: number, unit: string): string {
  const digits = decimals[unit] ?? (Number.isInteger(value) ? 0 : 1);
  return `${value.toFixed(digits)}${unit === '' || unit === '×' ? unit : ` ${unit}`}`;
}

/** How a value has changed; nothing if it is not known or the same at the accuracy shown. */
export function change({ value, unit }: Figure, before: number | undefined): string {
  if (before === undefined || shown(value, unit) === shown(before, unit)) return '';
  const sign = value > before ? '+' : '−';
  const share = before === 0 ? '' : `, ${sign}${Math.abs((value / before - 1) * 100).toFixed(1)} %`;
  return `was ${shown(before, unit)} (${sign}${shown(Math.abs(value - before), unit)}${share})`;
}

/** By how much a goal is missed. */
function over(figure: Figure): string {
  const { value, goal, unit } = figure;
  return goal === undefined || keeps(figure) ? '' : `${shown(value - goal, unit)} over`;
}

const goalOf = ({ goal, unit }: Figure) => (goal === undefined ? '' : `≤ ${shown(goal, unit)}`);

/** A section as lines of text; `before` holds the saved values by id. */
export function linesOf({ title, notes, figures }: Section, before: ReadonlyMap<string, number>): string[] {
  const width = Math.max(...figures.map(({ what }) => what.length), 0);
  const rows = figures.map((figure) =>
    [
      ` ${mark(figure)} ${figure.what.padEnd(width)}`,
      shown(figure.value, figure.unit).padStart(12),
      goalOf(figure).padEnd(12),
      change(figure, before.get(figure.id)),
      over(figure),
      figure.note ?? '',
    ]
      .filter((cell, index) => index < 3 || cell !== '')
      .join('  ')
      .trimEnd(),
  );
  return [`\n${title}`, ...notes.map((note) => `   ${note}`), ...rows];
}

/** Sections as a table of Markdown. */
export function markdownOf(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ title, figures }) => [
    `\n### ${title}\n`,
    '| figure | value | goal | |',
    '|---|---:|---:|---|',
    ...figures.map(
      (figure) =>
        `| ${figure.what} | ${shown(figure.value, figure.unit)} | ${goalOf(figure)} | ${mark(figure).trim()} |`,
    ),
  ]);
  return rows.join('\n');
}
