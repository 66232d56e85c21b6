import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Errors of AWS whose class the functions ask for. All others they know by `name`. */
export const errorClasses: readonly string[] = ['TransactionCanceledException'];

const registration = /^n0_registry\.registerError\((\w+)\$, \1\);$/gm;

/**
 * Leaves the classes of a client's errors out of a bundle, 10 KB a client, but for those that are asked for. Without
 * its class an error comes as the client's base exception, with the same name and message.
 */
export const namedErrors: Plugin = {
  name: 'named-errors',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        return { contents: source.replace(registration, (line, name) => (errorClasses.includes(name) ? line : '')) };
      },
    );
  },
};
