import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import subsetFont from 'subset-font';
import type { Plugin as VitePlugin } from 'vite';
import { printedRanges } from '../../functions/domain/printed.ts';
import { patched, replaced } from './patches.ts';

const require = createRequire(import.meta.url);
const mark = '\0font:';

type Range = readonly [first: number, last: number];

/** Latin with what Italian and other languages of Europe write, punctuation, the euro, the dash and the empty box. */
const latin: readonly Range[] = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x20ac, 0x20ac],
  [0x25a1, 0x25a1],
];
/** All that a paper may have to print: what is refused at the door is not here. */
const printed = printedRanges.split(' ').map((range): Range => {
  const [first = '', last = first] = range.split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
});

/** What each font of the papers is asked to write: names and texts in the one, titles and headings of ours in the other. */
const written: Readonly<Record<string, readonly Range[]>> = {
  'DejaVuSans.ttf': printed,
  'DejaVuSans-Bold.ttf': latin,
};

const textOf = (ranges: readonly Range[]) =>
  ranges
    .map(([first, last]) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, at) => first + at)))
    .join('');

/**
 * The bytes of a font with what the papers write alone: a fifth of it. Hints for screens of old are left out, and what
 * the font says of itself but its name.
 * @throws Error for a font that no paper uses
 */
export async function leanFont(path: string): Promise<Buffer> {
  const ranges = written[basename(path)];
  if (!ranges) throw new Error(`${path}: no paper is known to use this font`);
  return subsetFont(await readFile(path), textOf(ranges), { targetFormat: 'sfnt', noHinting: true });
}

/** For Vite, and so for vitest: fonts (`*.ttf`) as modules that give their bytes, as they are in the bundles. */
export function viteFonts(): VitePlugin {
  return {
    name: 'fonts',
    enforce: 'pre',
    resolveId(source) {
      // The cache of modules asks again with what was answered before.
      if (source.startsWith(mark)) return source;
      return source.endsWith('.ttf') ? mark + require.resolve(source) : null;
    },
    async load(id) {
      if (!id.startsWith(mark)) return null;
      const bytes = (await leanFont(id.slice(mark.length))).toString('base64');
      return { code: `export default new Uint8Array(Buffer.from('${bytes}', 'base64'));`, map: null };
    },
  };
}

/** What the maker of PDFs would read from beside its own file, which a bundle has not: no paper of ours asks for it. */
function withoutFiles(source: string): string {
  const profile = "new URL('./data/sRGB_IEC61966_2_1.icc', import.meta.url).href";
  const withoutProfile = replaced(source, profile, () => "'the colour profile is left out of the bundles'");
  const refused = "() => { throw new Error('standard fonts are left out of the bundles'); }";
  return replaced(withoutProfile, 'createRequire(import.meta.url)', () => refused);
}

const withoutUnused: EsbuildPlugin = patched('lean-fonts', [
  {
    library: 'brotli',
    file: 'decompress.js',
    change: () => "module.exports = () => { throw new Error('compressed fonts are left out of the bundles'); };",
  },
  // What is known of every character is unpacked as the function starts: by Node, ten times as quick as in JavaScript.
  {
    library: 'tiny-inflate',
    file: 'index.js',
    change: () =>
      "const zlib = require('node:zlib'); module.exports = (from, to) => (to.set(zlib.inflateRawSync(from)), to);",
  },
  { library: 'pdfkit', file: 'js/pdfkit.node.mjs', change: withoutFiles },
]);

/**
 * For esbuild: fonts with what the papers write alone; without the decoder of compressed web fonts, half a megabyte, for
 * ours are plain; and without the standard fonts and the colour profile of PDF/A. Whoever reaches them is told by an
 * error. What is packed is unpacked by Node.
 */
export const leanFonts: EsbuildPlugin = {
  name: 'lean-fonts',
  async setup(build) {
    build.onLoad({ filter: /\.ttf$/ }, async ({ path }) => ({ contents: await leanFont(path), loader: 'binary' }));
    await withoutUnused.setup(build);
  },
};
