import { readFile } from 'node:fs/promises';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import Handlebars from 'handlebars';
import mjml2html from 'mjml';
import type { Plugin as VitePlugin } from 'vite';
import { patched } from './patches.ts';

const layouts = /\.(mjml|hbs)$/;

/** MJML to one line of HTML. No web fonts: a mail that fetches anything tells who opened it. */
async function htmlOf(source: string): Promise<string> {
  const { html } = await mjml2html(source, {
    validationLevel: 'strict',
    fonts: {},
    keepComments: false,
    minify: true,
    minifyOptions: { minifyCss: false },
  });
  return html.replace(/\s*\n\s*/g, ' ');
}

/** Places in the source would be a third of the compiled layout; they serve error messages only. */
function withoutPlaces(program: hbs.AST.Program): unknown {
  return JSON.parse(JSON.stringify(program, (key, value) => (key === 'loc' ? undefined : value)));
}

/**
 * Compiles a mail layout to the source of a JavaScript module whose default export renders it: `.mjml` to escaped HTML,
 * `.hbs` to plain text. Only Handlebars' runtime is left in the bundle. A field missing from the view throws when
 * rendering; a fault in the layout throws here.
 */
export async function compileMail(path: string): Promise<string> {
  const source = await readFile(path, 'utf8');
  const isHtml = path.endsWith('.mjml');
  const template = Handlebars.precompile(withoutPlaces(Handlebars.parse(isHtml ? await htmlOf(source) : source)), {
    noEscape: !isHtml,
    strict: true,
    data: false,
    knownHelpersOnly: true,
  });
  return `import Handlebars from 'handlebars/runtime.js';\nexport default Handlebars.template(${template});\n`;
}

/** For esbuild: mail layouts (`*.mjml`, `*.hbs`) as modules. */
export const mailLayouts: EsbuildPlugin = {
  name: 'mail-layouts',
  setup(build) {
    build.onLoad({ filter: layouts }, async ({ path }) => ({ contents: await compileMail(path), loader: 'js' }));
  },
};

/** The same for Vite, and so for vitest. */
export function viteMailLayouts(): VitePlugin {
  return {
    name: 'mail-layouts',
    enforce: 'pre',
    async load(id) {
      return layouts.test(id) ? { code: await compileMail(id), map: null } : null;
    },
  };
}

/** Parts of nodemailer's composer that no mail here uses, and what stands in their place. */
const unused: Readonly<Record<string, string>> = {
  'mime-funcs/mime-types': `
    const refuse = () => { throw new Error('give the content type of an attachment'); };
    export { refuse as detectMimeType, refuse as detectExtension };`,
  'fetch/index': `export default function refuse() { throw new Error('mail content is never fetched'); }`,
  'addressparser/index': `export default function refuse() { throw new Error('give addresses as objects'); }`,
};

/**
 * For esbuild: leaves out of nodemailer's composer two thirds that no mail here uses: the table that guesses content
 * types from file names, fetching content from the network, and reading lists of addresses. Each throws if it is ever
 * reached.
 */
export const leanComposer: EsbuildPlugin = patched(
  'lean-composer',
  Object.entries(unused).map(([part, contents]) => ({
    library: 'nodemailer',
    file: `dist/esm/${part}.js`,
    change: () => contents,
  })),
);
