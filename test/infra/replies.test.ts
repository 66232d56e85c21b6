/** How answers to our mail come in: who may leave them where, who is called, and what that function may do. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { entries, transitions } from '../../infra/functions.ts';
import { permits, statementsOfFunction } from './policy.ts';
import { configFor, resourcesOf, templatesOf, templatesWith, theResource } from './stacks.ts';

const onAws = ['dev', 'prod'] as const;
const own = (service: string, resource: string) => `arn:aws:${service}:eu-south-1:111122223333:${resource}`;
const bucketOf = (stage: string) => `did-${stage}-messages-111122223333`;
const ruleOf = (stage: string) => own('ses', `receipt-rule-set/did-${stage}:receipt-rule/replies`);
const Variables = z.object({ Variables: z.record(z.string(), z.string()) });
const toldIn = (stack: Parameters<typeof theResource>[0], stage: string, name: string) =>
  Variables.parse(
    theResource(stack, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-${name}` }).Properties['Environment'],
  ).Variables;

describe.each(onAws)('the bucket of messages of stage %s', (stage) => {
  const { data } = templatesOf(stage);
  const { Properties, DeletionPolicy, id } = theResource(data, 'AWS::S3::Bucket');

  it('is encrypted, closed to the public, outlives its stack, and forgets', () => {
    expect(Properties).toMatchObject({
      BucketName: bucketOf(stage),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 396, Status: 'Enabled' }] },
    });
    expect(DeletionPolicy).toBe('Retain');
  });

  it('takes messages from SES by our rule alone, and nothing from anybody without encryption', () => {
    const policy = theResource(data, 'AWS::S3::BucketPolicy', { Bucket: id });
    const { Statement } = z
      .object({ Statement: z.array(z.record(z.string(), z.unknown())) })
      .parse(policy.Properties['PolicyDocument']);
    expect(Statement).toContainEqual({
      Action: 's3:PutObject',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnEquals: { 'aws:SourceArn': ruleOf(stage) },
      },
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Resource: `${id}.Arn/messages/*`,
    });
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toHaveLength(1);
    expect(JSON.stringify(Statement)).toContain('"aws:SecureTransport":"false"');
  });
});

describe.each(onAws)('SES of stage %s', (stage) => {
  const { app, data } = templatesOf(stage);

  it('takes in what goes to the domain of replies, checks it, leaves it in the bucket, then calls the inbox', () => {
    const { Properties } = theResource(app, 'AWS::SES::ReceiptRule');
    const { id } = theResource(app, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-inbox` });
    expect(Properties).toEqual({
      RuleSetName: `did-${stage}`,
      Rule: {
        Name: 'replies',
        Enabled: true,
        Recipients: [configFor(stage).mail.replies.domain],
        ScanEnabled: true,
        TlsPolicy: 'Optional',
        Actions: [
          { S3Action: { BucketName: bucketOf(stage), ObjectKeyPrefix: 'messages/' } },
          { LambdaAction: { FunctionArn: `${id}.Arn`, InvocationType: 'Event' } },
        ],
      },
    });
    theResource(app, 'AWS::SES::ReceiptRuleSet', { RuleSetName: `did-${stage}` });
    expect(theResource(app, 'AWS::Lambda::Permission', { Principal: 'ses.amazonaws.com' }).Properties).toMatchObject({
      SourceAccount: '111122223333',
      SourceArn: ruleOf(stage),
    });
  });

  it('uses these rules once they are there', () => {
    const { Properties, DependsOn } = theResource(app, 'Custom::ReceiptRules');
    expect(JSON.parse(String(Properties['Create']))).toMatchObject({
      action: 'SetActiveReceiptRuleSet',
      parameters: { RuleSetName: `did-${stage}` },
    });
    expect(JSON.stringify(DependsOn)).toContain(theResource(app, 'AWS::SES::ReceiptRule').id);
  });

  it('asks the DNS for what brings the mail here', () => {
    const { domain } = configFor(stage).mail.replies;
    expect(data.parsed.Outputs['RepliesDnsRecord']?.Value).toBe(
      `${domain} MX 10 inbound-smtp.eu-south-1.amazonaws.com`,
    );
  });

  it('what the inbox gives up on is kept, and somebody hears of what SES could not do', () => {
    const { id } = theResource(app, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-inbox` });
    expect(theResource(app, 'AWS::Lambda::EventInvokeConfig', { FunctionName: id }).Properties).toMatchObject({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: own('sqs', `did-${stage}-inbox-dead-letters`) } },
    });
    theResource(data, 'AWS::SQS::Queue', { QueueName: `did-${stage}-inbox-dead-letters` });
    const alarms = resourcesOf(app, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties['AlarmName']);
    expect(alarms).toEqual(
      expect.arrayContaining(
        ['inbox-errors', 'inbox-dead-letters', 'replies-not-taken'].map((name) => `did-${stage}-${name}`),
      ),
    );
  });
});

describe('where SES receives nothing', () => {
  const { mail } = configFor('dev');
  const closed = [
    [
      'because its region does not, or nobody has pointed the DNS there',
      { replies: { ...mail.replies, received: false } },
    ],
    ['because the domain is not proved yet', { verified: false }],
  ] as const;

  it.each(closed)('%s: no rule is made, and answers go to people', (_, changes) => {
    const { app } = templatesWith('dev', { mail: { ...mail, ...changes } });
    for (const type of ['AWS::SES::ReceiptRule', 'AWS::SES::ReceiptRuleSet', 'Custom::ReceiptRules']) {
      expect(resourcesOf(app, type)).toEqual([]);
    }
    expect(toldIn(app, 'dev', 'outbox')).toMatchObject({ MAIL_REPLY_TO: mail.replyTo });
    expect(toldIn(app, 'dev', 'outbox')).not.toHaveProperty('REPLY_DOMAIN');
  });

  it('locally, where whoever tries it hands answers over', () => {
    const { app } = templatesOf('local');
    for (const type of ['AWS::SES::ReceiptRule', 'AWS::SES::ReceiptRuleSet', 'Custom::ReceiptRules']) {
      expect(resourcesOf(app, type)).toEqual([]);
    }
    expect(toldIn(app, 'local', 'outbox')['REPLY_DOMAIN']).toBe('risposte.did.localhost.example');
    expect(toldIn(app, 'local', 'inbox')).toMatchObject({
      REPLY_DOMAIN: 'risposte.did.localhost.example',
      MESSAGE_PREFIX: 'messages/',
    });
  });
});

describe('the function that reads mail from everywhere', () => {
  const stage = 'prod';
  const { app } = templatesOf(stage);
  const table = own('dynamodb', `table/did-${stage}`);
  const may = (name: string, action: string, resource: string, keys: Record<string, string[]> = {}) =>
    permits(statementsOfFunction(app, `did-${stage}-${name}`), { action, resource, keys });
  const write = (pk: string, ...attributes: string[]) => ({
    'dynamodb:LeadingKeys': [pk],
    'dynamodb:Attributes': ['pk', 'sk', ...attributes],
  });
  const object = `arn:aws:s3:::${bucketOf(stage)}/messages/abc`;
  const inApp = Object.keys(entries).filter((name) => !['pre-sign-up', 'pre-token'].includes(name));

  it('edits cases, opens tasks, and touches neither a status nor a person, a mailbox, an execution', () => {
    const puts = (pk: string, ...attributes: string[]) =>
      may('inbox', 'dynamodb:PutItem', table, write(pk, ...attributes));
    const changes = (pk: string, ...attributes: string[]) =>
      may('inbox', 'dynamodb:UpdateItem', table, write(pk, ...attributes));
    expect([puts('DID#1', 'state'), puts('COMMAND#1'), changes('DID#1', 'version'), changes('TASK#x')]).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect([puts('DID#1', 'status'), changes('DID#1', 'status', 'version')]).toEqual([false, false]);
    for (const pk of [
      'CITIZEN#1',
      'WAIT#1',
      'SUB#1',
      'CF#1#x',
      'EMAIL#1#x',
      'OPERATOR#1',
      'LISTED#DOMAINS',
      'PROTOCOL#1',
    ]) {
      expect([pk, puts(pk), changes(pk)]).toEqual([pk, false, false]);
    }
    expect(changes('COMMAND#1', 'state')).toBe(false);
    for (const action of ['dynamodb:DeleteItem', 'dynamodb:Scan']) {
      expect(may('inbox', action, table, write('DID#1'))).toBe(false);
    }
    expect(may('inbox', 'states:SendTaskSuccess', own('states', `stateMachine:did-${stage}-lifecycle`))).toBe(false);
    expect(may('inbox', 'ses:SendRawEmail', own('ses', 'identity/did.regione.example'))).toBe(false);
  });

  it('alone reads messages, and neither writes nor deletes one', () => {
    expect([...transitions, ...inApp].filter((name) => may(name, 's3:GetObject', object))).toEqual(['inbox']);
    expect(may('inbox', 's3:GetObject', `arn:aws:s3:::${bucketOf(stage)}/other`)).toBe(false);
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:ListBucket']) {
      expect(may('inbox', action, object)).toBe(false);
    }
  });

  it('knows mailboxes of cases by a key of their own, and none of a person', () => {
    const users = (key: string) => inApp.filter((name) => may(name, 'kms:GenerateMac', `/did/${stage}/${key}`));
    expect(users('reply-key-arn')).toEqual(['outbox', 'inbox']);
    expect(users('identity-key-arn')).not.toContain('inbox');
    expect(may('inbox', 'kms:Decrypt', `/did/${stage}/reply-key-arn`)).toBe(false);
  });
});
