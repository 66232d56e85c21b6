import type { Metafile } from 'esbuild';

/**
 * The most that a function may weigh, in bytes: what is loaded and compiled before it answers for the first time. Those of
 * the API that show a case weigh the most: they ask every edit whether it is offered now.
 */
const budgets: Readonly<Record<string, number>> = {
  outbox: 314_000,
  // The parser of mail with its table of HTML's entities, and S3; nobody waits for it.
  inbox: 484_000,
  'api-documents': 389_000,
  'api-system': 199_000,
  'api-life': 494_000,
  'api-proceedings': 507_000,
  // It edits cases, gives drafts up, and reads all that there is.
  'api-privacy': 479_000,
  'api-declarations': 473_000,
  'api-me': 412_000,
  'api-appointments': 439_000,
  'api-inps': 364_000,
  'api-commands': 308_000,
  'api-queue': 415_000,
  'api-admin': 338_000,
  // For its errands it reaches the bus and SES too; nobody waits for its answer either.
  sweep: 396_000,
  'api-operators': 248_000,
  feedback: 296_000,
  register: 331_000,
  confirm: 330_000,
  'change-route': 331_000,
  'sign-pact': 326_000,
  'void-pact': 322_000,
  'report-breach': 325_000,
  decide: 326_000,
  'record-appeal-outcome': 331_000,
  reopen: 326_000,
  release: 329_000,
  close: 325_000,
  expire: 323_000,
  'verify-old-did': 323_000,
  withdraw: 322_000,
  suspend: 321_000,
  resume: 322_000,
};
const budget = 275_000;

/** The same for what a function loads when it first needs it. */
const laterBudgets: Readonly<Record<string, number>> = {
  // Every refusal, every fault of a request and every warning, in both languages.
  'problem-words': 66_000,
  // Every step of a case in sentences.
  'explanation-words': 50_000,
  // What makes papers, and their fonts: a printer must find them in the papers.
  pdf: 763_000,
  // The texts of all mails in both languages.
  render: 318_000,
  compose: 76_000,
  calendar: 116_000,
};

/** What must not get into a bundle: a pattern of its inputs, and what to do about it. */
const unwanted: readonly (readonly [RegExp, string])[] = [
  [
    /@aws-sdk\/credential-provider-(ini|sso|process|login|web-identity|http)\//,
    'the credential chain: only environment credentials are used',
  ],
  [/@smithy\/core\/dist-es\/submodules\/event-streams\//, 'the codec of event streams: no call of ours streams'],
  [/@aws-sdk\/nested-clients\//, 'nested clients of the credential chain'],
  [/@aws-sdk\/client-[^/]+\/dist-cjs\//, 'the CommonJS build of an SDK client, which cannot be shaken'],
  [/@aws-sdk\/client-[^/]+\/dist-es\/endpoint\/bdd\.js/, "a client's rules for addresses in every region"],
  [/util-endpoints\/lib\/aws\/partitions\.js/, 'the list of all regions'],
  [/shared-ini-file-loader\/(parseIni|load\w+)\.js/, 'the files ~/.aws/config and credentials: no Lambda has any'],
  [/@aws-lambda-powertools\/metrics\//, 'the metrics of Powertools: functions/middleware/metrics.ts does'],
  [/node_modules\/mjml/, 'MJML, which belongs to the build'],
  [/handlebars\/.*\/compiler\//, "Handlebars' compiler, which belongs to the build"],
  [/date-holidays/, 'the calendar of all holidays, which belongs to the build: npm run holidays'],
  [/aws-xray-sdk/, 'the X-Ray SDK: active tracing needs none'],
  [/zod\/v4\/classic\//, "classic zod: write import * as z from 'zod/mini'"],
  [/zod\/v4\/locales\/(?!(it|en)\.)/, "zod's locales: write import * as z from 'zod/mini', never import { z }"],
];

/**
 * Looks through what esbuild says went into the bundles, and into what they load later.
 * @returns one sentence a fault, naming function and input; empty if all is well
 */
export function faultsOf(metafile: Metafile): string[] {
  return Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.js'))
    .flatMap(([file, output]) => {
      const [name = file, part = ''] = file.split('/').slice(-2);
      const later = part === 'index.js' ? undefined : part.replace(/\.js$/, '');
      const inputs = Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([input]) => input);
      const found = unwanted.flatMap(([pattern, why]) => {
        const input = inputs.find((candidate) => pattern.test(candidate));
        return input ? [`${name}: ${why} (${input})`] : [];
      });
      const most = later === undefined ? (budgets[name] ?? budget) : (laterBudgets[later] ?? 0);
      const what = later === undefined ? name : `${name}, ${later}`;
      const heavy = output.bytes > most ? [`${what}: ${output.bytes} bytes, the budget is ${most}`] : [];
      return [...found, ...heavy];
    });
}
