/**
 * Validates papers of every kind with veraPDF, the reference validator of PDF/UA: `node test/papers/verapdf.ts`. Wants
 * Java 17 and Maven on the machine, which `npm test` does not; what a machine can look at by itself is in `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { leanFonts } from '../../infra/bundle/fonts.ts';

const room = resolve('.local/papers');
const jars = resolve('.local/verapdf');

function run(program: string, ...args: string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error) throw new Error(`${program} is not on this machine: veraPDF needs Java 17 and Maven`);
  if (status !== 0) process.exit(status ?? 1);
}

mkdirSync(room, { recursive: true });
// Bundled as the function is, for Node reads no fonts.
await build({
  stdin: {
    contents: "export { pdfOf } from './functions/api/documents/pdf.ts'; export * from './test/papers/samples.ts';",
    resolveDir: process.cwd(),
  },
  outfile: resolve(room, 'make.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  metafile: true,
  logLevel: 'error',
  plugins: [leanFonts],
});
const made: typeof import('./samples.ts') & typeof import('../../functions/api/documents/pdf.ts') = await import(
  pathToFileURL(resolve(room, 'make.cjs')).href
);
const files: string[] = [];
for (const [name, paper] of made.papers) {
  const file = resolve(room, `${name.replace(/\W+/g, '-')}.pdf`);
  writeFileSync(file, await made.pdfOf(paper, made.imprint));
  files.push(file);
}
if (!existsSync(jars)) {
  run('mvn', '-q', '-B', '-f', 'test/papers/pom.xml', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`);
}
run('java', '-cp', `${jars}/*`, 'test/papers/Validate.java', ...files);
