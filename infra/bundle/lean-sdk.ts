import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import * as z from 'zod/mini';
import { type Patch, patched, replaced } from './patches.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const beside = (file: string) => ({ path: pathOf(file), sideEffects: false });
const clients = /^@aws-sdk\/client-/;
const Versioned = z.object({ version: z.string() });

/** The address of each service within a region: `https://<host>.<region>.amazonaws.com`. */
export const hosts: Readonly<Record<string, string>> = {
  'cognito-identity-provider': 'cognito-idp',
  dynamodb: 'dynamodb',
  eventbridge: 'events',
  kms: 'kms',
  s3: 's3',
  ses: 'email',
  sfn: 'states',
};

/** The rules by which a client finds its address, 8 to 14 KB a function: those for one region are one line. */
function endpointsOf(library: string): string {
  const host = hosts[library.replace(clients, '')];
  if (host === undefined) throw new Error(`${library}: say in infra/bundle/lean-sdk.ts what its host is called`);
  const resolver = host === hosts['s3'] ? 'bucketsAt' : 'endpointsAt';
  return `
    import { ${resolver} } from ${JSON.stringify(pathOf('./endpoints.ts'))};
    export const defaultEndpointResolver = ${resolver}('${host}');`;
}

/** A class of the SDK that nothing of ours reaches: its file, what it does, and the methods by which it does it. */
interface Unreached {
  readonly library: string;
  readonly file: string;
  readonly what: string;
  /** These throw in a bundle; `constructor`: the class is not even made. */
  readonly methods: readonly string[];
}

const unreached: readonly Unreached[] = [
  {
    library: '@smithy/core',
    file: 'dist-es/submodules/checksum/sha256/Sha256Js.js',
    what: 'SHA-256 without the crypto module of Node',
    methods: ['constructor'],
  },
  {
    library: '@smithy/core',
    file: 'dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
    what: 'the adaptive retry mode',
    methods: ['constructor'],
  },
  {
    library: '@smithy/signature-v4',
    file: 'dist-es/HeaderFormatter.js',
    what: 'the signing of event streams',
    methods: ['format'],
  },
  {
    library: '@aws-sdk/endpoint-cache',
    file: 'dist-es/EndpointCache.js',
    what: 'endpoint discovery',
    methods: ['get', 'getEndpoint', 'set', 'delete', 'has', 'clear'],
  },
];

const refusing = ({ library, file, what, methods }: Unreached): Patch => ({
  library,
  file,
  change: (source) => {
    const [, name] = /^export class (\w+)/m.exec(source) ?? [];
    if (name === undefined) throw new Error('no class in it any more: look at the patch anew');
    const refusal = `() { throw new Error('${what} is left out of the bundles'); }`;
    return `export class ${name} { ${methods.map((method) => method + refusal).join(' ')} }`;
  },
});

/** What a plain Lambda function has no use for: its environment says everything, and no file or machine beside it. */
const patches: readonly Patch[] = [
  ...unreached.map(refusing),
  { library: clients, file: 'dist-es/endpoint/endpointResolver.js', change: (_, library) => endpointsOf(library) },
  {
    // The version alone is told to AWS.
    library: clients,
    file: 'package.json',
    change: (source) => `export default ${JSON.stringify(Versioned.parse(JSON.parse(source)))};`,
  },
  {
    // The files ~/.aws/config and credentials.
    library: '@smithy/core',
    file: 'dist-es/submodules/config/node-config-provider/configLoader.js',
    change: (source) => replaced(source, 'fromSharedConfigFiles(configFileSelector, configuration), ', () => ''),
  },
  {
    // The metadata service of a virtual machine.
    library: '@smithy/core',
    file: 'dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
    change: () => 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  {
    // The modes of defaults: what stands without any being named.
    library: '@smithy/core',
    file: 'dist-es/submodules/config/defaults-mode/resolveDefaultsModeConfig.js',
    change: () => "export const resolveDefaultsModeConfig = () => async () => 'legacy';",
  },
  {
    // The list of all regions, which the user agent's name drags along.
    library: '@aws-sdk/core',
    file: 'dist-es/submodules/client/util-endpoints/lib/aws/partition.js',
    change: (source) => replaced(source, /^import .*$/gm, () => 'const partitionsInfo = { partitions: [] };'),
  },
  {
    library: '@smithy/core',
    file: 'dist-es/submodules/endpoints/middleware-endpoint/adaptors/getEndpointFromInstructions.js',
    change: (source) => replaced(source, 'await resolveParamsForS3(endpointParams);', () => ''),
  },
];

/**
 * Leaves out of a bundle what the SDK never needs in a plain Lambda function: the chain of credential providers (in
 * the environment they stand ready), the event-stream codec, and what the patches name. Fit for Lambda and its
 * emulator, not for a workstation.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => beside('./credentials.ts'));
    build.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, () => beside('./event-streams.ts'));
    return patched('lean-sdk', patches).setup(build);
  },
};
