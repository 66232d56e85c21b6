/** What a step asks of each service. */

export const services = [
  'apiRequests',
  'signIns',
  'invocations',
  'stateTransitions',
  'startExecutions',
  'callbacks',
  'describes',
  'readUnits',
  'tableUnits',
  'agendaUnits',
  'queueUnits',
  'streamRecords',
  'outboxRecords',
  'publishRecords',
  'registerLines',
  'mails',
  'mailEvents',
  'sweptItems',
] as const;
export type Service = (typeof services)[number];

/** Amounts of one step, or of many together. Units are DynamoDB's request units; the other amounts are counts. */
export type Load = Readonly<Record<Service, number>>;

/** What each service is called in a table. */
export const serviceNames: Readonly<Record<Service, string>> = {
  apiRequests: 'API requests',
  signIns: 'sign-ins',
  invocations: 'Lambda invocations',
  stateTransitions: 'state transitions',
  startExecutions: 'StartExecution',
  callbacks: 'SendTaskSuccess',
  describes: 'DescribeExecution',
  readUnits: 'DynamoDB read units',
  tableUnits: 'DynamoDB write units, table',
  agendaUnits: 'DynamoDB write units, index `agenda`',
  queueUnits: 'DynamoDB write units, index `queue`',
  streamRecords: 'stream records',
  outboxRecords: 'of them read by `outbox`',
  publishRecords: 'of them read by `publish`',
  registerLines: 'lines of the register',
  mails: 'mails',
  mailEvents: 'SES events',
  sweptItems: 'items the sweep looks at',
};

function each(amount: (service: Service) => number): Load {
  return {
    apiRequests: amount('apiRequests'),
    signIns: amount('signIns'),
    invocations: amount('invocations'),
    stateTransitions: amount('stateTransitions'),
    startExecutions: amount('startExecutions'),
    callbacks: amount('callbacks'),
    describes: amount('describes'),
    readUnits: amount('readUnits'),
    tableUnits: amount('tableUnits'),
    agendaUnits: amount('agendaUnits'),
    queueUnits: amount('queueUnits'),
    streamRecords: amount('streamRecords'),
    outboxRecords: amount('outboxRecords'),
    publishRecords: amount('publishRecords'),
    registerLines: amount('registerLines'),
    mails: amount('mails'),
    mailEvents: amount('mailEvents'),
    sweptItems: amount('sweptItems'),
  };
}

/** A load of which only some amounts are not zero. */
export const loadOf = (amounts: Partial<Load>): Load => each((service) => amounts[service] ?? 0);
/** One load and another. */
export const plus = (one: Load, other: Load): Load => each((service) => one[service] + other[service]);
/** One load without another. */
export const minus = (one: Load, other: Load): Load => each((service) => one[service] - other[service]);
