import { basename } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** A file of ours that a function loads only when it first needs it: the function, and the source. */
export interface Lazy {
  readonly name: string;
  readonly source: string;
}

/** The name of the file that a source becomes. */
export const fileOf = (source: string) => basename(source, '.ts');

/** Where it lies from the bundle that loads it: beside it. */
const besideOf = (source: string) => `./${fileOf(source)}.js`;

/**
 * Keeps out of a bundle what a source of ours imports by `import()`: it becomes a file beside `index.js`, read when it is
 * first needed. Of its own it must hold no state: what it shares with the bundle, it has a copy of.
 */
export function lazyFiles(): { readonly plugin: Plugin; readonly of: (metafile: Metafile) => readonly Lazy[] } {
  const sources = new Map<string, string>();
  const plugin: Plugin = {
    name: 'lazy-files',
    setup(build) {
      build.onResolve({ filter: /^\..*\.ts$/ }, async ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const { path: source, errors } = await build.resolve(path, { kind: 'import-statement', resolveDir });
        const beside = besideOf(source);
        const other = sources.get(beside) ?? source;
        if (other !== source) return { errors: [{ text: `${source} and ${other} would both be ${beside}` }] };
        sources.set(beside, source);
        return { path: beside, external: true, errors };
      });
    },
  };
  const of = ({ outputs }: Metafile) =>
    Object.entries(outputs).flatMap(([file, { imports }]) =>
      imports.flatMap(({ path }) => {
        const source = sources.get(path);
        return source === undefined ? [] : [{ name: file.split('/').at(-2) ?? '', source }];
      }),
    );
  return { plugin, of };
}
