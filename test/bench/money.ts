/** What 1 000 DIDs cost in Milan, by service, and what is paid whether or not anybody declares anything. */
import type { Figure, Section } from './figures.ts';
import type { Journey } from './journeys.ts';
import { assumedOf, assumption, costOf, type PriceList, type Quantity } from './prices.ts';
import { invocationsOf, mixed, type Spent } from './spent.ts';
import type { IdleSweep } from './sweep.ts';

const goals = { all: 1.8, outsideMail: 0.9 } as const;
const thousand = 1000;
const gigabyte = 1024 ** 3;
const sweepsInMonth = (30 * 24 * 60) / 5;

/** What has a price in one DID, by the service that charges it. */
type Bill = readonly (readonly [service: string, quantities: readonly Quantity[]])[];

/** How functions run in stage prod. */
export interface Running {
  /** MB of a function. */
  readonly memory: number;
  /** The share of a function's invocations that X-Ray records, 0 to 1. */
  readonly traced: (name: string) => number;
}

/** What invocations of functions cost beside what they call: requests and time. */
function computing(count: number, memory: number, list: PriceList): Quantity[] {
  const milliseconds =
    assumption(list, 'warmMilliseconds') + assumption(list, 'coldShare') * assumption(list, 'coldMilliseconds');
  return [
    { price: 'lambda.request', amount: count },
    { price: 'lambda.gb-second', amount: (count * milliseconds * memory) / 1000 / 1024 },
  ];
}

/** What one DID uses of each service. */
export function billOf(spent: Spent, { memory, traced }: Running, list: PriceList): Bill {
  const traces = Object.entries(spent.invocations).reduce((sum, [name, count]) => sum + count * traced(name), 0);
  const months = assumption(list, 'monthsKept');
  const logBytes = spent.logBytes + spent.requests * assumption(list, 'accessLogBytes');
  return [
    ['Step Functions', [{ price: 'states.transition', amount: spent.states }]],
    [
      'DynamoDB',
      [
        { price: 'dynamodb.write-unit', amount: spent.writeUnits + spent.tokenUnits },
        { price: 'dynamodb.read-unit', amount: spent.readUnits },
        { price: 'dynamodb.gb-month', amount: (spent.storedBytes / gigabyte) * months },
        { price: 'dynamodb.backup-gb-month', amount: (spent.storedBytes / gigabyte) * months },
      ],
    ],
    ['Lambda', computing(invocationsOf(spent), memory, list)],
    ['X-Ray', [{ price: 'xray.trace', amount: traces }]],
    [
      'HTTP API and data out',
      [
        { price: 'api.request', amount: spent.requests },
        { price: 'internet.gb', amount: spent.answerBytes / gigabyte },
      ],
    ],
    [
      'CloudWatch Logs',
      [
        { price: 'logs.gb', amount: logBytes / gigabyte },
        { price: 'logs.gb-month', amount: (logBytes / gigabyte) * months },
      ],
    ],
    ['EventBridge', [{ price: 'events.event', amount: spent.events }]],
    ['KMS', [{ price: 'kms.request', amount: spent.macs }]],
    [
      'SES',
      [
        { price: 'ses.mail', amount: spent.mails },
        { price: 'ses.gb', amount: spent.mailBytes / gigabyte },
      ],
    ],
  ];
}

const totalOf = (bill: Bill, list: PriceList) =>
  bill.reduce((sum, [, quantities]) => sum + costOf(list, quantities), 0);

/** The marginal cost of 1 000 DIDs by service. */
export function marginalCost(journeys: readonly Journey[], running: Running, list: PriceList): Section {
  const [strong, reserve] = ['strong', 'con riserva'].map(
    (name) => journeys.find((journey) => journey.name === name)?.total,
  );
  if (!strong || !reserve) throw new Error('the cost needs both journeys');
  const share = assumption(list, 'strongShare');
  const bill = billOf(mixed(strong, reserve, share), running, list);
  const quantities = bill.flatMap(([, some]) => some);
  const cost = (some: Bill) => thousand * totalOf(some, list);
  const figures: Figure[] = [
    ...bill.map(([service, some]) => ({
      id: `cost.${service}`,
      what: service,
      value: thousand * costOf(list, some),
      unit: 'USD',
    })),
    { id: 'cost.all', what: '1 000 DIDs', value: cost(bill), unit: 'USD', goal: goals.all },
    {
      id: 'cost.outside-mail',
      what: '1 000 DIDs outside SES',
      value: cost(bill.filter(([service]) => service !== 'SES')),
      unit: 'USD',
      goal: goals.outsideMail,
    },
    { id: 'cost.strong', what: '1 000 strong DIDs', value: cost(billOf(strong, running, list)), unit: 'USD' },
    { id: 'cost.reserve', what: '1 000 DIDs con riserva', value: cost(billOf(reserve, running, list)), unit: 'USD' },
  ];
  const assumed = assumedOf(list, quantities);
  return {
    title: `Marginal cost of 1 000 DIDs in Milan (prices of ${list.date})`,
    notes: [
      `Mix: ${share * 100} % strong, the rest con riserva. From the mailbox to the signed pact, without free tiers.`,
      `Prices from memory, to be checked: ${assumed.join(', ')}.`,
      ...Object.values(list.assumptions).map(({ value, what }) => `Assumed: ${value}, ${what}.`),
    ],
    figures,
  };
}

/** The identity of 1 000 citizens: paid by the month in which they sign in, whatever they do. */
export function identityCost(list: PriceList): Section {
  const share = assumption(list, 'strongShare');
  const months = assumption(list, 'monthsSignedIn');
  const of = (price: string, part: number) => costOf(list, [{ price, amount: thousand * part * months }]);
  const [federated, password] = [
    of('cognito.federated-user-month', share),
    of('cognito.password-user-month', 1 - share),
  ];
  return {
    title: 'Identity of 1 000 citizens (Cognito), on a line of its own',
    notes: ['Without the free users: 50 of a provider and 10 000 with a password a month.'],
    figures: [
      { id: 'identity.federated', what: 'by SPID, CIE or CNS', value: federated, unit: 'USD' },
      { id: 'identity.password', what: 'by password', value: password, unit: 'USD' },
    ],
  };
}

/** How much there is of what costs by the month. */
export interface Fixed extends Running {
  readonly count: (type: string) => number;
  /** Names of the metrics that the functions count. */
  readonly metrics: number;
  readonly idle: IdleSweep | undefined;
}

const monthly = [
  ['KMS keys', 'AWS::KMS::Key', 'kms.key-month'],
  ['alarms', 'AWS::CloudWatch::Alarm', 'cloudwatch.alarm-month'],
  ['dashboards', 'AWS::CloudWatch::Dashboard', 'cloudwatch.dashboard-month'],
  ['secrets', 'AWS::SecretsManager::Secret', 'secrets.secret-month'],
  ['web access control lists', 'AWS::WAFv2::WebACL', 'waf.acl-month'],
] as const;

/** What a month costs when nobody declares anything. */
export function fixedCost({ count, metrics, idle, memory, traced }: Fixed, list: PriceList): Section {
  const line = (id: string, what: string, quantities: readonly Quantity[]): Figure => ({
    id: `fixed.${id}`,
    what,
    value: costOf(list, quantities),
    unit: 'USD',
  });
  const sweep = [
    ...computing(sweepsInMonth, memory, list),
    { price: 'xray.trace', amount: sweepsInMonth * traced('sweep') },
    { price: 'dynamodb.read-unit', amount: sweepsInMonth * (idle?.readUnits ?? 0) },
  ];
  const lines = [
    ...monthly.flatMap(([what, type, price]) => {
      const amount = count(type);
      return amount === 0 ? [] : [line(type, `${what}: ${amount}`, [{ price, amount }])];
    }),
    line('metrics', `metrics that the functions counted: ${metrics}`, [
      { price: 'cloudwatch.metric-month', amount: metrics },
    ]),
    ...(idle ? [line('sweep', 'the sweep, every five minutes', sweep)] : []),
  ];
  const total = lines.reduce((sum, { value }) => sum + value, 0);
  return {
    title: 'Fixed cost of a month of stage prod',
    notes: ['From the resources of its templates and the metrics that were counted on the way.'],
    figures: [...lines, { id: 'fixed.all', what: 'a month', value: total, unit: 'USD' }],
  };
}
