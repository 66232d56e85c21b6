/** What every function weighs: its bundle, what it is made of, and what the guards of the bundles say. */
import type { Metafile } from 'esbuild';
import { faultsOf } from '../../infra/bundle/guards.ts';
import type { Figure, Section } from './figures.ts';

/** The goal for every function, in thousands of bytes. */
const goal = 270;
const named = 4;
/** Why a function is over the goal. */
const reasons: Readonly<Record<string, string>> = {
  outbox: 'composes mails in two languages and calls three services; nobody waits for it',
  sweep: 'calls three services; nobody waits for it',
  'api-documents': 'holds the maker of PDFs, its tables of characters and two fonts',
  'api-me': 'calls two services, has the words of every rule in two languages and the lists of domains',
  'api-declarations': 'calls two services, has the words of every rule in two languages and the law of every verb',
};

/** The name that a bundle's input is counted under: a package (with its part, if it is a large one) or a folder of ours. */
export function contributorOf(input: string): string {
  const [, name, rest = ''] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(input) ?? [];
  if (name === undefined) return /functions\/[^/]+/.exec(input)?.[0] ?? input.replace(/^.*\//, '');
  const part = name === '@smithy/core' ? /submodules\/([^/]+)/.exec(rest)?.[1] : undefined;
  return part === undefined ? name : `${name}/${part}`;
}

/** What a bundle is made of, the heaviest first: bytes by contributor. */
export function contributorsOf(inputs: Metafile['outputs'][string]['inputs']): [string, number][] {
  const bytes = new Map<string, number>();
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const name = contributorOf(input);
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}

const thousands = (bytes: number) => bytes / 1000;

/** The weight of every bundle. */
export function weigh(metafile: Metafile): Section {
  const figures = Object.entries(metafile.outputs).flatMap(([file, { bytes, inputs }]): Figure[] => {
    const name = /([^/]+)\/index\.js$/.exec(file)?.[1];
    if (name === undefined) return [];
    const largest = contributorsOf(inputs)
      .slice(0, named)
      .map(([what, size]) => `${what} ${thousands(size).toFixed(0)}`);
    const value = thousands(bytes);
    const why = value > goal && reasons[name] !== undefined ? [`(${reasons[name]})`] : [];
    const note = [largest.join(', '), ...why].join(' ');
    return [{ id: `bundle.${name}`, what: name, value, unit: 'KB', goal, note }];
  });
  const faults = faultsOf(metafile);
  const guards =
    faults.length === 0 ? 'The guards of the bundles (budgets and unwanted inputs) find no fault.' : undefined;
  return {
    title: 'Bundles: thousands of bytes that a function loads before it answers, and the largest parts',
    notes: guards === undefined ? faults.map((fault) => `✗ ${fault}`) : [guards],
    figures: figures.sort((a, b) => b.value - a.value),
  };
}

/** What all bundles hold together, in thousands of bytes by contributor: where a saving saves most. */
export function heaviest(metafile: Metafile, count: number): string[] {
  const total = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [name, bytes] of contributorsOf(inputs)) total.set(name, (total.get(name) ?? 0) + bytes);
  }
  return [...total]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, bytes]) => `${name} ${thousands(bytes).toFixed(0)}`);
}
