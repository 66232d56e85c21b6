import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import * as z from 'zod/mini';

const beside = (file: string) => ({ path: fileURLToPath(new URL(file, import.meta.url)), sideEffects: false });
const Versioned = z.object({ version: z.string() });

/** The regions of one partition of AWS, with their descriptions: the partition has a pattern that finds them too. */
const regions = /"regions": \{(?:[^{}]|\{[^{}]*\})*\}/g;

/** A class of the SDK that nothing of ours reaches: its file, what it does, and the methods by which it does it. */
interface Unreached {
  readonly file: string;
  readonly name: string;
  readonly what: string;
  /** These throw in a bundle; `constructor`: the class is not even made. */
  readonly methods: readonly string[];
}

const unreached: readonly Unreached[] = [
  {
    file: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
    name: 'Sha256Js',
    what: 'SHA-256 without the crypto module of Node',
    methods: ['constructor'],
  },
  {
    file: '@smithy/core/dist-es/submodules/retry/util-retry/DefaultRateLimiter.js',
    name: 'DefaultRateLimiter',
    what: 'the adaptive retry mode',
    methods: ['constructor'],
  },
  {
    file: '@smithy/signature-v4/dist-es/HeaderFormatter.js',
    name: 'HeaderFormatter',
    what: 'the signing of event streams',
    methods: ['format'],
  },
  {
    file: '@aws-sdk/endpoint-cache/dist-es/EndpointCache.js',
    name: 'EndpointCache',
    what: 'endpoint discovery',
    methods: ['get', 'getEndpoint', 'set', 'delete', 'has', 'clear'],
  },
];

/**
 * Leaves out of a bundle what the SDK never needs in a plain Lambda function: the chain of credential providers (in
 * the environment they stand ready), the event-stream codec, the classes above, the list of regions, and all of a
 * client's package.json but the version that it tells AWS. Fit for Lambda and its emulator, not for a workstation.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => beside('./credentials.ts'));
    build.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? beside('./event-streams.ts') : undefined,
    );
    for (const { file, name, what, methods } of unreached) {
      const refusal = `() { throw new Error('${what} is left out of the bundles'); }`;
      build.onLoad({ filter: new RegExp(`${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`) }, () => ({
        contents: `export class ${name} { ${methods.map((method) => `${method}${refusal}`).join(' ')} }`,
      }));
    }
    build.onLoad({ filter: /[\\/]util-endpoints[\\/]lib[\\/]aws[\\/]partitions\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(regions, '"regions": {}'),
    }));
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(Versioned.parse(JSON.parse(await readFile(path, 'utf8')))),
      loader: 'json',
    }));
  },
};
