import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Source {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

// Static imports, re-exports and dynamic imports alike.
const specifiers = /(?:^\s*(?:import|export)\b[^'";]*?\bfrom\s*|^\s*import\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm;

function read(folder: string): Source[] {
  const below = join(root, folder);
  if (!existsSync(below)) return [];
  return readdirSync(below, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => {
      const path = posix.join(folder, file.replaceAll('\\', '/'));
      const text = readFileSync(join(root, path), 'utf8');
      const imports = [...text.matchAll(specifiers)].flatMap(([, specifier]) => specifier ?? []);
      return { path, text, imports };
    });
}

const functions = read('functions');
/** What writes the description of the API into the repository runs on a developer's machine only. */
const isTool = ({ path }: Source) => path.startsWith('functions/api/openapi/');
const deployed = functions.filter((source) => !isTool(source));
const elsewhere = ['infra', 'portal', 'local'].flatMap(read);

/** The file of this repository that an import names, from the root; `undefined` for a package. */
function fileOf({ path }: Source, specifier: string): string | undefined {
  return specifier.startsWith('.') ? relative(root, join(root, dirname(path), specifier)) : undefined;
}

/** The folder of `functions/` that a file lies in; `undefined` if it lies elsewhere. */
const partOf = (path: string) => /^functions\/([^/]+)\//.exec(path)?.[1];

// Middleware serves handlers: parts that hold them, never the law or the record.
const mayImport: Record<string, readonly string[]> = {
  domain: [],
  store: ['domain'],
  middleware: [],
  transitions: ['domain', 'store', 'middleware'],
  api: ['domain', 'store', 'middleware'],
  outbox: ['domain', 'store', 'middleware'],
  inbox: ['domain', 'store', 'middleware'],
  publish: ['domain', 'store', 'middleware'],
  schedule: ['domain', 'store', 'middleware'],
  identity: ['domain', 'store', 'middleware'],
};

describe('imports go one way', () => {
  test('there are sources to look at, with imports to find', () => {
    expect(functions.length).toBeGreaterThan(50);
    expect(functions.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
    const apply = functions.find(({ path }) => path === 'functions/transitions/apply.ts');
    expect(apply?.imports).toContain('../domain/command.ts');
  });

  test('every folder of functions/ has its place', () => {
    const parts = new Set(functions.map(({ path }) => partOf(path)));
    expect([...parts].sort()).toEqual(Object.keys(mayImport).sort());
  });

  test.each(Object.entries(mayImport))('%s imports of this repository only itself and %j', (part, allowed) => {
    const wrong = functions
      .filter(({ path }) => partOf(path) === part)
      .flatMap((source) => source.imports.map((specifier) => [source.path, fileOf(source, specifier)] as const))
      .filter(([, file]) => file !== undefined)
      .filter(([, file = '']) => ![part, ...allowed].includes(partOf(file) ?? file));
    expect(wrong).toEqual([]);
  });

  test('the law rests on two packages', () => {
    const packages = functions
      .filter(({ path }) => partOf(path) === 'domain')
      .flatMap(({ imports }) => imports.filter((specifier) => !specifier.startsWith('.')));
    const whole = packages.map((specifier) => (specifier === 'zod/mini' ? specifier : specifier.split('/')[0]));
    expect([...new Set(whole)].sort()).toEqual(['temporal-polyfill', 'zod/mini']);
  });

  test('infra, portal and local take of functions/ the law alone', () => {
    const wrong = elsewhere
      .flatMap((source) => source.imports.map((specifier) => [source.path, fileOf(source, specifier) ?? ''] as const))
      .filter(([, file]) => file.startsWith('functions/') && partOf(file) !== 'domain');
    expect(wrong).toEqual([]);
  });

  test('nothing is imported from a test, nor from outside the repository', () => {
    const wrong = [...functions, ...elsewhere]
      .flatMap((source) => source.imports.map((specifier) => [source.path, fileOf(source, specifier) ?? ''] as const))
      .filter(([, file]) => file.startsWith('test/') || file.startsWith('..'));
    expect(wrong).toEqual([]);
  });

  test('a file is named with its ending', () => {
    const wrong = [...functions, ...elsewhere].flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('.') && !/\.(ts|tsx|json|mjml|hbs|mjs|css)$/.test(specifier))
        .map((specifier) => [path, specifier]),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a bundle stays small', () => {
  test('zod comes whole by name of module, never as `{ z }` with its locales', () => {
    const wrong = functions
      .filter(({ text }) => /import\s+(type\s+)?\{[^}]*\bz\b[^}]*\}\s+from\s+'zod/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
    expect(deployed.filter(({ imports }) => imports.includes('zod')).map(({ path }) => path)).toEqual([]);
  });

  test('what writes the description of the API is in none', () => {
    const wrong = deployed.filter(({ imports }) => imports.some((specifier) => specifier.includes('/openapi/')));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('a file fits a few screens', () => {
  test.each(['functions', 'infra', 'local'])('in %s', (folder) => {
    const long = read(folder)
      .map(({ path, text }) => [path, text.split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 350);
    expect(long).toEqual([]);
  });

  test('and is named in kebab case', () => {
    const wrong = [...functions, ...elsewhere]
      .filter(({ path }) => !/^[a-z0-9./-]+$/.test(path))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});

describe('what a function rests on is passed in', () => {
  test('the environment is read in one file', () => {
    const readers = deployed.filter(({ text }) => /\b(process|import\.meta)\.env\b/.test(text)).map(({ path }) => path);
    expect(readers).toEqual(['functions/middleware/environment.ts']);
  });

  test('the law and the record look at no clock and draw no lots', () => {
    const wrong = functions
      .filter(({ path }) => ['domain', 'store'].includes(partOf(path) ?? ''))
      .filter(({ text }) => /\bDate\.now\(|\bnew Date\(\)|Temporal\.Now|Math\.random|randomUUID|randomInt/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test('nothing is printed: logs are structured', () => {
    expect(deployed.filter(({ text }) => /\bconsole\./.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

/** Exported functions: declarations, and constants that hold an arrow function. */
const exported =
  /^export (?:default )?(?:async )?function\*? (\w+)|^export const (\w+)(?:: [^=]+)? = (?:async )?(?:<[^>]*>)?\([^)]*\)(?:: [^=]+)? =>/gm;

describe('every exported function says what it does', () => {
  test.each(functions.filter(({ text }) => text.search(exported) >= 0))('$path', ({ text }) => {
    const silent = [...text.matchAll(exported)]
      .filter((found) => !text.slice(0, found.index).trimEnd().endsWith('*/'))
      .map(([, declared, constant]) => declared ?? constant);
    expect(silent).toEqual([]);
  });
});
