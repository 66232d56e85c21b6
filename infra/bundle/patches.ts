import { readFile } from 'node:fs/promises';
import type { Metafile, Plugin } from 'esbuild';

/** A file of a library that goes into the bundles in another form than it has. */
export interface Patch {
  /** The package, or a pattern of several. */
  readonly library: string | RegExp;
  /** The file in the package. */
  readonly file: string;
  /** Its new form, as JavaScript. Throws if the file is not what the patch was made for. */
  readonly change: (source: string, library: string) => string;
}

/** The package that a file belongs to, and its path there; nothing for a file of ours. */
function placeOf(path: string): { readonly library: string; readonly file: string } | undefined {
  const [, library, file] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(path.replaceAll('\\', '/')) ?? [];
  return library !== undefined && file !== undefined ? { library, file } : undefined;
}

const concerns = (patch: Patch, library: string) =>
  typeof patch.library === 'string' ? patch.library === library : patch.library.test(library);

/** The patches whose library is in the bundles and whose file is not: one sentence each. */
function unmet(patches: readonly Patch[], { inputs }: Metafile): string[] {
  const places = Object.keys(inputs).flatMap((input) => placeOf(input) ?? []);
  const libraries = [...new Set(places.map(({ library }) => library))];
  return patches.flatMap((patch) =>
    libraries
      .filter((library) => concerns(patch, library))
      .filter((library) => !places.some((place) => place.library === library && place.file === patch.file))
      .map((library) => `${library} does not load ${patch.file} any more: look at the patch of it anew`),
  );
}

/**
 * Makes a plugin of esbuild that patches libraries. The build fails if a library that it bundles has changed so much
 * that a patch finds no file, or not the text it changes.
 */
export function patched(name: string, patches: readonly Patch[]): Plugin {
  return {
    name,
    setup(build) {
      build.onLoad({ filter: /node_modules/ }, async ({ path }) => {
        const place = placeOf(path);
        const patch = place && patches.find((one) => one.file === place.file && concerns(one, place.library));
        if (!place || !patch) return undefined;
        return { contents: patch.change(await readFile(path, 'utf8'), place.library), loader: 'js' };
      });
      build.onEnd(({ metafile }) => ({ errors: metafile ? unmet(patches, metafile).map((text) => ({ text })) : [] }));
    },
  };
}

/** The text with every match replaced. Throws if there is none: then the library has changed. */
export function replaced(source: string, found: RegExp | string, by: (...match: string[]) => string): string {
  const changed = source.replaceAll(found, by);
  if (changed === source) throw new Error(`no ${found} in it any more: look at the patch anew`);
  return changed;
}
