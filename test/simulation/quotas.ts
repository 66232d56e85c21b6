/** The quotas of the service in Milan (eu-south-1), and those that the product's own settings make. */
import type { Service } from './loads.ts';
import type { Parameters } from './parameters.ts';

/** How much of something there is, and what follows when it is used up. */
export interface Quota {
  readonly id: string;
  readonly name: string;
  readonly limit: number;
  readonly unit: string;
  /** Units that may be used at once beyond the limit a second, where there is such a bucket. */
  readonly bucket?: number;
  /** What it is held against: the busiest second of this service; a quota without one has a need of its own. */
  readonly service?: Service;
  /** How much of the service's units falls on the quota, for so many inhabitants; all unless given. */
  readonly share?: (inhabitants: number) => number;
  /** What is too much waits for its turn. */
  readonly waits?: boolean;
  readonly source: string;
  readonly assumed: boolean;
  readonly beyond: string;
  readonly remedy: string;
}

/** Settings of the product that are limits, as the code has them; a test holds them to it. */
export const settings = {
  /** Requests a second and at once of stage `prod`: infra/config.ts. */
  apiRate: 1000,
  apiBurst: 1000,
  /** Batches of one shard of the stream that `outbox` and `publish` read side by side: infra/stacks/app.ts. */
  outboxParallelism: 4,
  publishParallelism: 1,
  /** Records of a batch: infra/constructs/stream-reader.ts. */
  batchSize: 25,
  /** Seconds of one run of the sweep, and those kept back for its end: infra/constructs/sweep.ts, functions/schedule. */
  sweepSeconds: 240,
  sweepReserveSeconds: 15,
  /** Partitions of the index `agenda`: functions/store. */
  agendaShards: 16,
} as const;

/** Items that one run of the sweep gets through, each after the other. */
export const itemsPerSweep = ({ sweepItemMilliseconds }: Parameters): number =>
  Math.floor(((settings.sweepSeconds - settings.sweepReserveSeconds) * 1000) / sweepItemMilliseconds.value);

const developerGuide = 'Step Functions developer guide, regions other than the three large ones';

/** Every quota that a year is held against. */
export function quotasOf(parameters: Parameters): Quota[] {
  const { milliseconds, streamShards, strongShare, largestOfficeInhabitants } = parameters;
  const perSecond = (shards: number, parallel: number, records: number) =>
    Math.floor((shards * parallel * records * 1000) / milliseconds.value);
  return [
    {
      id: 'open-executions',
      name: 'Step Functions: open executions',
      limit: 1_000_000,
      unit: 'at once',
      source: 'Step Functions quotas',
      assumed: false,
      beyond:
        'StartExecution fails: new registrations wait on their WAIT items and the sweep tries them again and again',
      remedy:
        'a quota request (it can be raised to millions), before half of it is used; then executions that end after the pact',
    },
    {
      id: 'start-execution',
      name: 'Step Functions: StartExecution',
      service: 'startExecutions',
      waits: true,
      limit: 150,
      bucket: 800,
      unit: 'a second',
      source: developerGuide,
      assumed: false,
      beyond: 'the API leaves it to the stream, the stream tries again, the sweep after a minute',
      remedy: 'a quota request; start each first execution once, not twice',
    },
    {
      id: 'callbacks',
      name: 'Step Functions: SendTaskSuccess',
      service: 'callbacks',
      waits: true,
      limit: 300,
      bucket: 1500,
      unit: 'a second',
      source: developerGuide,
      assumed: false,
      beyond: 'a command is delivered later',
      remedy: 'a quota request',
    },
    {
      id: 'state-transitions',
      name: 'Step Functions: state transitions',
      service: 'stateTransitions',
      waits: true,
      limit: 500,
      bucket: 800,
      unit: 'a second',
      source: `${developerGuide}; a new account starts lower`,
      assumed: false,
      beyond: 'executions go on more slowly',
      remedy: 'a quota request',
    },
    {
      id: 'describes',
      name: 'Step Functions: DescribeExecution',
      service: 'describes',
      limit: 10,
      bucket: 250,
      unit: 'a second',
      source: developerGuide,
      assumed: false,
      beyond: 'commands that nobody delivered stay due a little longer',
      remedy: 'a quota request',
    },
    {
      id: 'api-stage',
      name: 'HTTP API: throttling of stage `prod`',
      service: 'apiRequests',
      limit: settings.apiRate,
      bucket: settings.apiBurst,
      unit: 'a second',
      source: '`infra/config.ts`',
      assumed: false,
      beyond: '429, the person tries again',
      remedy: 'raise it in `infra/config.ts`, at most to the account’s quota',
    },
    {
      id: 'api-account',
      name: 'API Gateway: requests of the account',
      service: 'apiRequests',
      limit: 2500,
      bucket: 1250,
      unit: 'a second',
      source: 'API Gateway quotas, Milan',
      assumed: false,
      beyond: '429, the person tries again',
      remedy: 'a quota request; answer public reads from the content network',
    },
    {
      id: 'concurrency',
      name: 'Lambda: concurrent executions',
      service: 'invocations',
      share: () => milliseconds.value / 1000,
      limit: 1000,
      unit: 'at once',
      source: 'Lambda quotas; a new account may start at 10',
      assumed: false,
      beyond: 'requests fail with 5xx; stream, machine and bus try again',
      remedy: 'a quota request; reserve some for the API',
    },
    {
      id: 'sign-ins',
      name: 'Cognito: federated sign-ins',
      service: 'signIns',
      share: () => strongShare.value,
      limit: 25,
      unit: 'a second',
      source: 'Cognito quotas, from memory',
      assumed: true,
      beyond: 'sign-in fails, the person tries again: nobody gets in faster than that',
      remedy: 'a quota request (rates can be bought)',
    },
    {
      id: 'table-writes',
      name: 'DynamoDB: write units of a new table',
      service: 'tableUnits',
      limit: 4000,
      unit: 'a second',
      source: 'DynamoDB developer guide, on-demand tables; doubles within half an hour',
      assumed: false,
      beyond: 'throttled writes, which the SDK tries again',
      remedy: 'warm the table up before a day that is known to be large',
    },
    {
      id: 'table-reads',
      name: 'DynamoDB: read units of a new table',
      service: 'readUnits',
      limit: 12_000,
      unit: 'a second',
      source: 'DynamoDB developer guide, on-demand tables',
      assumed: false,
      beyond: 'throttled reads, which the SDK tries again',
      remedy: 'warm the table up',
    },
    {
      id: 'agenda-shard',
      name: 'DynamoDB: write units of one of the 16 shards of index `agenda`',
      service: 'agendaUnits',
      share: () => 1 / settings.agendaShards,
      limit: 1000,
      unit: 'a second',
      source: 'DynamoDB developer guide, one partition; a key that only grows is not split',
      assumed: false,
      beyond: 'writes of the table itself are throttled',
      remedy:
        'more shards: the rule in `functions/store/table.ts`, the list in `functions/store/agenda.ts`; what is due keeps its old one',
    },
    {
      id: 'queue-partition',
      name: 'DynamoDB: write units of the largest office on index `queue`',
      service: 'queueUnits',
      share: (inhabitants) => Math.min(1, largestOfficeInhabitants.value / inhabitants),
      limit: 1000,
      unit: 'a second',
      source: 'DynamoDB developer guide, one partition',
      assumed: false,
      beyond: 'writes of that office’s cases are throttled',
      remedy: 'project what the list shows, not the whole case',
    },
    {
      id: 'outbox',
      name: 'Stream: records that `outbox` gets through',
      service: 'outboxRecords',
      waits: true,
      limit: perSecond(streamShards.value, settings.outboxParallelism, 1),
      unit: 'a second',
      source: 'parallelism of `infra/stacks/app.ts`, shards and duration as given below',
      assumed: true,
      beyond: 'mails and first executions come later; commands do not, the API wakes them itself',
      remedy: 'parallelism 10',
    },
    {
      id: 'publish',
      name: 'Stream: records that `publish` gets through',
      service: 'publishRecords',
      waits: true,
      limit: perSecond(streamShards.value, settings.publishParallelism, settings.batchSize) / 3,
      unit: 'a second',
      source: 'full batches, three calls each; shards and duration as given below',
      assumed: true,
      beyond: 'others learn of it later',
      remedy: 'parallelism',
    },
    {
      id: 'register',
      name: 'Register of the protocol: lines one after the other',
      service: 'registerLines',
      waits: true,
      limit: 50,
      unit: 'a second',
      source: 'two calls of DynamoDB a line, 10 ms each',
      assumed: true,
      beyond: 'numbers come later, and with them the mails that bear them',
      remedy: 'a register for each organisational area (D.P.R. 445/2000 art. 50 c.4)',
    },
    {
      id: 'mail-events',
      name: 'EventBridge: invocations',
      service: 'mailEvents',
      waits: true,
      limit: 750,
      unit: 'a second',
      source: 'EventBridge quotas, Milan',
      assumed: false,
      beyond: 'delayed, not lost',
      remedy: 'a quota request',
    },
    {
      id: 'ses-rate',
      name: 'SES: mails a second',
      service: 'mails',
      waits: true,
      limit: 14,
      unit: 'a second',
      source: 'the usual start of an account outside the sandbox; AWS states none',
      assumed: true,
      beyond: 'mails are put off by 1, 2, 4 … minutes, by an hour at most; after three days of it a person is asked',
      remedy: 'a quota request with the expected peak; a limit of the outbox’s own',
    },
    {
      id: 'ses-day',
      name: 'SES: mails in 24 hours',
      limit: 50_000,
      unit: 'a day',
      source: 'the usual start of an account outside the sandbox; AWS states none',
      assumed: true,
      beyond: 'mails wait until the next day',
      remedy: 'a quota request',
    },
    {
      id: 'sweep',
      name: 'Sweep: items due in one run',
      limit: itemsPerSweep(parameters),
      unit: 'a run',
      source: '225 seconds of `infra/constructs/sweep.ts`, an item as given below',
      assumed: true,
      beyond:
        'the rest stays due and comes five minutes later; shards are read in order, so the last ones wait longest',
      remedy: 'items side by side; one function a group of shards',
    },
  ];
}
