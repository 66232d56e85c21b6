import type { Plugin } from 'esbuild';
import { patched, replaced } from './patches.ts';

/** Errors of AWS whose class the functions ask for. All others they know by `name`. */
export const errorClasses: readonly string[] = ['TransactionCanceledException'];

const registration = /^n0_registry\.registerError\((\w+)\$, \1\);$/gm;
const constant = /^const (_\w+) = ("[^"\n]*");$/gm;
const computedKey = /\[(_\w+)\]:/g;

/**
 * The descriptions of a client's data without the errors' classes but for those that are asked for, and with names in
 * place of computed keys: esbuild drops what nobody uses only where making it calls nothing.
 */
function withoutErrors(source: string): string {
  const names = new Map([...source.matchAll(constant)].map(([, name, text]) => [name, text]));
  const plain = replaced(source, computedKey, (all, name) => {
    const text = names.get(name);
    return text === undefined ? all : `${text}:`;
  });
  return replaced(plain, registration, (line, name) => (errorClasses.includes(name ?? '') ? line : ''));
}

/**
 * Leaves the classes of a client's errors out of a bundle, 10 to 20 KB a client. Without its class an error comes as
 * the client's base exception, with the same name and message.
 */
export const namedErrors: Plugin = patched('named-errors', [
  { library: /^@aws-sdk\/client-/, file: 'dist-es/schemas/schemas_0.js', change: withoutErrors },
]);
