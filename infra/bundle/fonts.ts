import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';
import { patched, replaced } from './patches.ts';

const require = createRequire(import.meta.url);
const mark = '\0font:';

/** For Vite, and so for vitest: fonts (`*.ttf`) as modules that give their bytes, as esbuild's `binary` loader does. */
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
      const bytes = (await readFile(id.slice(mark.length))).toString('base64');
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

/**
 * For esbuild: leaves out the decoder of compressed web fonts, half a megabyte, for ours are plain; and the standard
 * fonts and the colour profile of PDF/A. Whoever reaches them is told by an error.
 */
export const leanFonts: EsbuildPlugin = patched('lean-fonts', [
  {
    library: 'brotli',
    file: 'decompress.js',
    change: () => "module.exports = () => { throw new Error('compressed fonts are left out of the bundles'); };",
  },
  { library: 'pdfkit', file: 'js/pdfkit.node.mjs', change: withoutFiles },
]);
