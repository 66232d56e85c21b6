/**
 * Draws the lifecycle in the README from the table that decides it: `npm run drawing`. Solid arrows are in service,
 * dashed ones are in the table and not in service yet.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Edge,
  edgeOf,
  endStatuses,
  isLive,
  lifecycle,
  type Status,
  stateName,
  statuses,
  type Verb,
} from '../functions/domain/lifecycle.ts';

const begin = '<!-- lifecycle: written by `npm run drawing` from functions/domain/lifecycle.ts -->';
const end = '<!-- end of the lifecycle -->';

const live = statuses.filter(isLive);

/** Whether a verb leads from every live status to the same place: then one arrow from their frame stands for all. */
function isOfAnyLive(verb: Verb): boolean {
  const targets = new Set(live.map((status) => edgeOf(status, verb)?.to.join()));
  return targets.size === 1 && !targets.has(undefined);
}

function sourceOf({ from, verb }: Edge): string {
  if (from === 'none') return 'start';
  return isOfAnyLive(verb) ? 'live' : stateName(from);
}

// A reopened case goes back to where it stood, which may be any of many.
const targetsOf = ({ from, to }: Edge) => (from !== 'none' && !isLive(from) ? ['before'] : to.map(stateName));

/** Arrows that go the same way are one arrow with all their verbs. */
function arrows(): string[] {
  const labels = new Map<string, Set<Verb>>();
  for (const edge of lifecycle) {
    for (const target of targetsOf(edge)) {
      const arrow = `${sourceOf(edge)} -->|%| ${target}`;
      labels.set(arrow, (labels.get(arrow) ?? new Set()).add(edge.verb));
    }
  }
  return [...labels].map(([arrow, names]) => `  ${arrow.replace('%', [...names].join('<br>'))}`);
}

const box = (status: Status) => `${stateName(status)}(${status})`;

/** The drawing as it stands in the README: a mermaid chart. */
export function drawing(): string {
  return [
    begin,
    '',
    '```mermaid',
    'flowchart TD',
    '  start((" "))',
    '  subgraph live[" "]',
    ...live.map((status) => `    ${box(status)}`),
    '  end',
    ...endStatuses.map((status) => `  ${box(status)}:::ended`),
    '  before[/where it stood/]',
    ...arrows(),
    '  classDef ended stroke-width:3px',
    '  style live fill:none',
    '```',
    '',
    end,
  ].join('\n');
}

/** A text with the drawing between its two marks brought up to date. Throws if the marks are not there. */
export function withDrawing(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`There is no place for the drawing between "${begin}" and "${end}".`);
  return text.slice(0, from) + drawing() + text.slice(to + end.length);
}

if (import.meta.main) {
  const readme = fileURLToPath(new URL('../README.md', import.meta.url));
  writeFileSync(readme, withDrawing(readFileSync(readme, 'utf8')));
}
