import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { correspondents } from '../../functions/domain/protocol.ts';
import { entries } from '../../infra/functions.ts';
import { configFor, type Resource, resourcesOf, templatesOf, theResource } from './stacks.ts';

const stages = ['local', 'dev', 'prod'] as const;
/** What the stream, the bus and the clock call. */
const behind = /-(outbox|publish|feedback|inbox|sweep)$/;
const Environment = z.object({ Variables: z.record(z.string(), z.string()) });
const variablesOf = ({ Properties }: Resource) => Environment.parse(Properties['Environment']).Variables;

describe.each(stages)('the functions of stage %s', (stage) => {
  const { data, app } = templatesOf(stage);
  const functions = [
    ...resourcesOf(data, 'AWS::Lambda::Function'),
    ...resourcesOf(app, 'AWS::Lambda::Function'),
  ].filter(([, { Properties }]) => Properties['Runtime'] === 'nodejs24.x' && Properties['Environment'] !== undefined);

  it('are all there, under their names', () => {
    const names = functions.map(([, { Properties }]) => Properties['FunctionName']);
    expect(names.toSorted()).toEqual(
      Object.keys(entries)
        .map((name) => `did-${stage}-${name}`)
        .toSorted(),
    );
  });

  it.each(functions)('%s runs on Node 24 and ARM, traced on AWS, with a log that ends', (_, { Properties }) => {
    expect(Properties).toMatchObject({ Architectures: ['arm64'], MemorySize: 512, Handler: 'index.handler' });
    const Mode = stage === 'prod' && behind.test(String(Properties['FunctionName'])) ? 'PassThrough' : 'Active';
    expect(Properties['TracingConfig'] ?? null).toEqual(stage === 'local' ? null : { Mode });
    const logs = [...resourcesOf(data, 'AWS::Logs::LogGroup'), ...resourcesOf(app, 'AWS::Logs::LogGroup')];
    const log = logs.find(
      ([, group]) => group.Properties['LogGroupName'] === `/aws/lambda/${Properties['FunctionName']}`,
    );
    expect(log?.[1].Properties['RetentionInDays']).toBeGreaterThan(0);
  });

  it.each(functions)('%s is told table, stage and policy', (_, resource) => {
    expect(variablesOf(resource)).toMatchObject({
      TABLE_NAME: `did-${stage}`,
      STAGE: stage,
      PROCEDURE_POLICY: 'lombardia-2017',
      POWERTOOLS_SERVICE_NAME: 'did',
      POWERTOOLS_LOG_LEVEL: 'INFO',
    });
  });

  it('that drive executions or send mail are told what they need', () => {
    const machine = `arn:aws:states:eu-south-1:111122223333:stateMachine:did-${stage}-lifecycle`;
    const told = (name: string) =>
      variablesOf(theResource(app, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-${name}` }));
    for (const name of ['api-declarations', 'outbox', 'sweep']) {
      expect(told(name)['STATE_MACHINE_ARN']).toBe(machine);
    }
    const { mail, portalUrl } = configFor(stage);
    expect(told('outbox')).toMatchObject({
      CONFIGURATION_SET: `did-${stage}`,
      MAIL_FROM: mail.from,
      MAIL_REPLY_TO: mail.replyTo,
    });
    expect(JSON.parse(String(told('outbox')['MAIL_CONTEXT']))).toMatchObject({
      bodyName: mail.name,
      portalUrl: `${portalUrl}/`,
    });
    expect(told('api-me')['HMAC_KEY_ID']).toBe(`/did/${stage}/identity-key-arn`);
    expect(told('sweep')['USER_POOL_ID']).toBe(`/did/${stage}/user-pool-id`);
    for (const name of ['publish', 'sweep']) expect(told(name)['BUS_NAME']).toBe(`did-${stage}`);
  });

  it.each([
    [
      'outbox',
      [{ entity: { S: ['wait'] } }, { entity: { S: ['mail'] }, state: { S: ['queued'] } }],
      ['INSERT', 'MODIFY'],
      { MaximumRetryAttempts: 8, MaximumRecordAgeInSeconds: 21_600 },
    ],
    [
      'publish',
      [
        { entity: { S: ['history'] } },
        { entity: { S: ['edit'] }, party: { S: [...correspondents] } },
        { entity: { S: ['command'] }, state: { S: ['accepted'] }, party: { S: [...correspondents] } },
        { entity: { S: ['command'] }, state: { S: ['accepted'] }, verb: { S: ['withdraw'] } },
      ],
      ['INSERT', 'MODIFY'],
      { MaximumRetryAttempts: 1000, MaximumRecordAgeInSeconds: 82_800 },
    ],
  ])(
    '%s reads its kinds of item from the stream, and what it gives up on is kept',
    (reader, images, changes, patience) => {
      const { id } = theResource(app, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-${reader}` });
      const { Properties } = theResource(app, 'AWS::Lambda::EventSourceMapping', { FunctionName: id });
      expect(Properties).toMatchObject({
        EventSourceArn: `/did/${stage}/stream-arn`,
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: {
          OnFailure: { Destination: `arn:aws:sqs:eu-south-1:111122223333:did-${stage}-${reader}-dead-letters` },
        },
      });
      expect(Properties).toMatchObject(patience);
      const Filters = z.object({ Filters: z.array(z.object({ Pattern: z.string() })) });
      const patterns = Filters.parse(Properties['FilterCriteria']).Filters.map(({ Pattern }) => JSON.parse(Pattern));
      expect(patterns).toEqual(images.map((NewImage) => ({ eventName: changes, dynamodb: { NewImage } })));
      theResource(data, 'AWS::SQS::Queue', { QueueName: `did-${stage}-${reader}-dead-letters` });
    },
  );

  it('leave the stream to two readers', () => {
    expect(resourcesOf(app, 'AWS::Lambda::EventSourceMapping')).toHaveLength(2);
  });

  it('sweep every five minutes', () => {
    app.template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(5 minutes)',
      Target: { Input: '{"action":"sweep"}' },
    });
  });

  it('find stack Data by names and parameters, not by exports', () => {
    expect(JSON.stringify([data.template.toJSON(), app.template.toJSON()])).not.toMatch(/Fn::ImportValue|"Export"/);
  });
});

function ruleOf(stage: 'dev' | 'prod', name: string) {
  const rules = resourcesOf(templatesOf(stage).app, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);
  const rule = rules.find((found) => found['Name'] === `did-${stage}-${name}`);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule;
}

describe('what only AWS can hold', () => {
  const awsOnly = [
    'AWS::Events::Rule',
    'AWS::CloudWatch::Alarm',
    'AWS::CertificateManager::Certificate',
    'Custom::ListedDomains',
  ];

  it.each(awsOnly)('is left out locally: %s', (type) => {
    const { data, app } = templatesOf('local');
    expect([...resourcesOf(data, type), ...resourcesOf(app, type)]).toEqual([]);
  });

  it.each(['dev', 'prod'] as const)('tells the sweep of stage %s of an execution that ended badly', (stage) => {
    const Properties = ruleOf(stage, 'execution-watch');
    expect(Properties['EventPattern']).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: {
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: [`arn:aws:states:eu-south-1:111122223333:stateMachine:did-${stage}-lifecycle`],
      },
    });
    expect(JSON.stringify(Properties['Targets'])).toContain('reconcile-execution');
  });

  it.each(['dev', 'prod'] as const)(
    'tells the feedback function of stage %s what became of our mails only',
    (stage) => {
      expect(ruleOf(stage, 'feedback')['EventPattern']).toEqual({
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [`did-${stage}`] } } },
      });
    },
  );

  it.each(['dev', 'prod'] as const)('shows stage %s on one page: requests, commands, what waits, mail', (stage) => {
    const { Properties } = theResource(templatesOf(stage).app, 'AWS::CloudWatch::Dashboard');
    expect(Properties['DashboardName']).toBe(`did-${stage}-lifecycle`);
    const body = JSON.stringify(Properties['DashboardBody']);
    for (const metric of ['5xx', 'CommandApplied', 'OldestCommandSeconds', 'MailBounce', 'ExecutionsFailed']) {
      expect(body).toContain(metric);
    }
  });

  it.each(['dev', 'prod'] as const)('watches stage %s: functions, stream, dead letters, executions, API', (stage) => {
    const alarms = resourcesOf(templatesOf(stage).app, 'AWS::CloudWatch::Alarm');
    const names = alarms.map(([, { Properties }]) => String(Properties['AlarmName']).replace(`did-${stage}-`, ''));
    const throwing = Object.keys(entries).filter((name) => name !== 'pre-sign-up');
    expect(names).toEqual(
      expect.arrayContaining([
        ...throwing.map((name) => `${name}-errors`),
        ...Object.keys(entries).map((name) => `${name}-throttles`),
        ...['outbox', 'publish'].flatMap((reader) => [`${reader}-lag`, `${reader}-dead-letters`]),
        'executions-failed',
        'executions-timed-out',
        'api-faults',
      ]),
    );
    const topic = JSON.stringify(theResource(templatesOf(stage).data, 'AWS::SNS::TopicPolicy').Properties);
    expect(topic).toMatch(/"Effect":"Allow","Principal":\{"Service":"cloudwatch.amazonaws.com"\}/);
    for (const [, { Properties }] of alarms) {
      expect(Properties['AlarmActions']).toEqual([`arn:aws:sns:eu-south-1:111122223333:did-${stage}-alarms`]);
    }
  });
});
