/**
 * Bundles every Lambda function with its SDK clients, minified, as CommonJS: the recipe with the quickest cold start
 * of those measured. The same sources give the same bytes, so that nothing is deployed that did not change.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { entries } from '../functions.ts';
import { leanFonts } from './fonts.ts';
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
 * Writes `dist/functions/<name>/index.js` for every function, their maps to `dist/maps/<name>.js.map` and esbuild's
 * account of all to `dist/bundles.json`.
 * @throws Error if an entry file is missing or a source does not compile; a test looks at what the bundles hold and weigh
 */
export async function bundle({ root = process.cwd(), target = root }: BundleOptions = {}): Promise<Bundled> {
  const missing = Object.values(entries).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`Nothing to bundle: no file ${missing.join(', no file ')}`);

  const dist = resolve(target, 'dist');
  const folder = join(dist, 'functions');
  const { outputFiles, metafile } = await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`${name}/index`, entry])),
    absWorkingDir: resolve(root),
    outdir: folder,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    minify: true,
    mainFields: ['module', 'main'],
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    logLevel: 'error',
    plugins: [leanSdk, namedErrors, mailLayouts, leanComposer, leanFonts, packedJson],
  });

  for (const file of outputFiles) {
    const name = basename(dirname(file.path));
    await save(file.path.endsWith('.map') ? join(dist, 'maps', `${name}.js.map`) : file.path, file.contents);
  }
  await save(join(dist, 'bundles.json'), Buffer.from(JSON.stringify(metafile)));
  const former = (await readdir(folder)).filter((name) => !Object.hasOwn(entries, name));
  await Promise.all(former.map((name) => rm(join(folder, name), { recursive: true })));
  return { folder, metafile };
}

/** Writes a file only if it changed: another command may be reading the same bundle. */
async function save(path: string, contents: Uint8Array): Promise<void> {
  if (existsSync(path) && (await readFile(path)).equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
