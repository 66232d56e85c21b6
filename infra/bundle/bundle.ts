/**
 * Bundles every Lambda function with its SDK clients, minified, as CommonJS: the recipe with the quickest cold start
 * of those measured. The same sources give the same bytes, so that nothing is deployed that did not change.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { entries } from '../functions.ts';
import { leanFonts } from './fonts.ts';
import { fileOf, lazyFiles } from './lazy.ts';
import { leanSdk } from './lean-sdk.ts';
import { leanComposer, mailLayouts } from './mjml.ts';
import { namedErrors } from './named-errors.ts';
import { packedJson } from './packed.ts';

export interface BundleOptions {
  /** Folder that holds `functions/`; the project's root if not told. */
  readonly root?: string;
  /** Where `dist/` goes; the root if not told. */
  readonly target?: string;
}

/** Bundles, and what esbuild tells of them. Source maps and metafile stay outside the folders that are deployed. */
export interface Bundled {
  readonly folder: string;
  readonly metafile: Metafile;
}

/**
 * Writes `dist/functions/<name>/index.js` for every function and beside it what it loads when it first needs it, their
 * maps to `dist/maps/` and esbuild's account of all to `dist/bundles.json`.
 * @throws Error if an entry file is missing or a source does not compile; a test looks at what the bundles hold and weigh
 */
export async function bundle({ root = process.cwd(), target = root }: BundleOptions = {}): Promise<Bundled> {
  const missing = Object.values(entries).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`Nothing to bundle: no file ${missing.join(', no file ')}`);

  const dist = resolve(target, 'dist');
  const folder = join(dist, 'functions');
  const lazy = lazyFiles();
  const built = (sources: readonly (readonly [string, string])[]) =>
    build({
      entryPoints: Object.fromEntries(sources),
      absWorkingDir: resolve(root),
      outdir: folder,
      write: false,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node24',
      // What is loaded later is a plain `require`: it starts no loader of ES modules.
      supported: { 'dynamic-import': false },
      minify: true,
      mainFields: ['module', 'main'],
      legalComments: 'none',
      sourcemap: 'external',
      metafile: true,
      logLevel: 'error',
      plugins: [lazy.plugin, leanSdk, namedErrors, mailLayouts, leanComposer, leanFonts, packedJson],
    });
  const main = await built(Object.entries(entries).map(([name, entry]) => [`${name}/index`, entry]));
  const later = await built(lazy.of(main.metafile).map(({ name, source }) => [`${name}/${fileOf(source)}`, source]));
  if (lazy.of(later.metafile).length > 0) throw new Error('What is loaded when needed loads nothing in its turn');
  const outputFiles = [...main.outputFiles, ...later.outputFiles];
  const metafile = {
    inputs: { ...main.metafile.inputs, ...later.metafile.inputs },
    outputs: { ...main.metafile.outputs, ...later.metafile.outputs },
  };

  for (const file of outputFiles) {
    const map = relative(folder, file.path)
      .replace(/\/index(?=\.js\.map$)/, '')
      .replace('/', '.');
    await save(file.path.endsWith('.map') ? join(dist, 'maps', map) : file.path, file.contents);
  }
  await save(join(dist, 'bundles.json'), Buffer.from(JSON.stringify(metafile)));
  const made = new Set(outputFiles.flatMap(({ path }) => [path, dirname(path)]));
  const former = (await readdir(folder, { recursive: true })).map((file) => join(folder, file));
  await Promise.all(former.filter((file) => !made.has(file)).map((file) => rm(file, { recursive: true, force: true })));
  return { folder, metafile };
}

/** Writes a file only if it changed: another command may be reading the same bundle. */
async function save(path: string, contents: Uint8Array): Promise<void> {
  if (existsSync(path) && (await readFile(path)).equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
