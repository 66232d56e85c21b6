/** What a function may do, as IAM statements: one vocabulary for all roles. Names make the ARNs, so no stack exports. */
import { Stack } from 'aws-cdk-lib';
import { Effect, type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { StageConfig } from './config.ts';
import { fixedRecipients } from './listed-domains.ts';
import { accept, acceptWildcard } from './nag.ts';
import { mailDomain, namesOf } from './names.ts';

/** First part of a partition key. */
export type Partition =
  | 'ACCESS'
  | 'AUDIT'
  | 'CALENDAR'
  | 'CF'
  | 'CITIZEN'
  | 'COMMAND'
  | 'DID'
  | 'DIRECTORY'
  | 'OPERATOR'
  | 'OUTAGES'
  | 'PATRONATO'
  | 'EMAIL'
  | 'PROTOCOL'
  | 'SUB'
  | 'SWEEP'
  | 'TASK'
  | 'TELEPHONE'
  | 'VERIFY'
  | 'WAIT'
  | 'LISTED';

/** What an act of an office or of the machine may bring about: the case, its execution, its tasks, its citizen's list. */
export const ofCases = ['DID', 'WAIT', 'COMMAND', 'TASK', 'CITIZEN'] as const satisfies Partition[];

/** Partitions that are a whole key. */
const whole: readonly Partition[] = ['SWEEP', 'OUTAGES'];

const within = (partitions: readonly Partition[]) => ({
  'ForAllValues:StringLike': {
    'dynamodb:LeadingKeys': partitions.map((name) => (whole.includes(name) ? name : `${name}#*`)),
  },
});

function arn(scope: IConstruct, service: string, resource: string): string {
  return Stack.of(scope).formatArn({ service, resource });
}

/** A service of AWS that acts for this account, and for no other that names our role. */
export function ownService(scope: IConstruct, service: 'states' | 'scheduler'): IPrincipal {
  return new ServicePrincipal(`${service}.amazonaws.com`, {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
}

/** ARN of the table. */
export function tableArn(scope: IConstruct, config: StageConfig): string {
  return arn(scope, 'dynamodb', `table/${namesOf(config.stage).table}`);
}

/** ARN of the state machine. */
export function stateMachineArn(scope: IConstruct, config: StageConfig): string {
  return arn(scope, 'states', `stateMachine:${namesOf(config.stage).stateMachine}`);
}

/** ARN of a function, known by its name before it exists. */
export function functionArn(scope: IConstruct, config: StageConfig, name: string): string {
  return arn(scope, 'lambda', `function:${namesOf(config.stage).function(name)}`);
}

/** Writes the log of a function. */
export function writesLog(scope: IConstruct, functionName: string): PolicyStatement {
  const streams = `log-group:/aws/lambda/${functionName}:*`;
  acceptWildcard(scope, 'logs', streams, 'Lambda names the log streams of the function.');
  return new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [arn(scope, 'logs', streams)],
  });
}

/** ARN of the queue for what a reader of the stream gave up. */
export function deadLettersArn(scope: IConstruct, config: StageConfig, reader: string): string {
  return arn(scope, 'sqs', namesOf(config.stage).deadLetters(reader));
}

/** Reads items by key and by query of the table itself. */
export function readsRecord(scope: IConstruct, config: StageConfig): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
    resources: [tableArn(scope, config)],
  });
}

function readsItems(scope: IConstruct, config: StageConfig, partitions: readonly Partition[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [tableArn(scope, config)],
    conditions: within(partitions),
  });
}

/** Reads what is known of the directory of operators as a whole and the listed domains, and nothing of anybody. */
export function readsDirectory(scope: IConstruct, config: StageConfig): PolicyStatement {
  return readsItems(scope, config, ['DIRECTORY', 'LISTED']);
}

/** Enters things into the register of the protocol: adds lines, changes none. */
export function keepsRegister(scope: IConstruct, config: StageConfig): PolicyStatement[] {
  return [readsItems(scope, config, ['PROTOCOL']), putsItems(scope, config, ['PROTOCOL'])];
}

/** Queries one index. */
export function readsIndex(scope: IConstruct, config: StageConfig, index: 'queue' | 'agenda'): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: [`${tableArn(scope, config)}/index/${index}`],
  });
}

/** Reads the whole table: for reconciling after a loss. */
export function scansRecord(scope: IConstruct, config: StageConfig): PolicyStatement {
  return new PolicyStatement({ actions: ['dynamodb:Scan'], resources: [tableArn(scope, config)] });
}

/** Writes items of some partitions, alone or in a transaction. */
export function writesRecord(
  scope: IConstruct,
  config: StageConfig,
  partitions: readonly Exclude<Partition, 'PROTOCOL'>[],
): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
    resources: [tableArn(scope, config)],
    conditions: within(partitions),
  });
}

/** Holds a role to never changing a line of the register of the protocol, nor taking one out: every function bears it. */
export function neverChangesRegister(scope: IConstruct, config: StageConfig): PolicyStatement {
  return new PolicyStatement({
    sid: 'RegisterIsNeverChanged',
    effect: Effect.DENY,
    actions: [
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PartiQLDelete',
    ],
    resources: [tableArn(scope, config)],
    conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['PROTOCOL#*'] } },
  });
}

/** Settles tasks: the task itself, and of a case whether one is open; `doneAt` is named by the condition alone. */
export function settlesTasks(scope: IConstruct, config: StageConfig): PolicyStatement[] {
  return [
    changesItems(scope, config, ['TASK']),
    new PolicyStatement({
      actions: ['dynamodb:UpdateItem'],
      resources: [tableArn(scope, config)],
      conditions: {
        ...within(['DID']),
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'open', 'doneAt'] },
        // Without it a request that names no attribute would pass.
        Null: { 'dynamodb:Attributes': 'false' },
      },
    }),
  ];
}

/** Writes whole items of some partitions. */
export function putsItems(scope: IConstruct, config: StageConfig, partitions: readonly Partition[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:PutItem'],
    resources: [tableArn(scope, config)],
    conditions: within(partitions),
  });
}

/** Changes items of some partitions. */
export function changesItems(
  scope: IConstruct,
  config: StageConfig,
  partitions: readonly Partition[],
): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:UpdateItem'],
    resources: [tableArn(scope, config)],
    conditions: within(partitions),
  });
}

/** Deletes items of some partitions. Nobody deletes what is kept under a DID. */
export function deletesItems(
  scope: IConstruct,
  config: StageConfig,
  partitions: readonly Partition[],
): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:DeleteItem'],
    resources: [tableArn(scope, config)],
    conditions: within(partitions),
  });
}

/**
 * Holds a role to never writing the status of a DID: only transitions do. `dynamodb:Attributes` lists the attributes
 * that a write or its condition names, so edits condition on the version instead.
 */
export function neverWritesStatus(scope: IConstruct, config: StageConfig): PolicyStatement {
  return new PolicyStatement({
    sid: 'StatusIsWrittenByTransitionsOnly',
    effect: Effect.DENY,
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [tableArn(scope, config)],
    conditions: {
      'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['DID#*'] },
      'ForAnyValue:StringEquals': { 'dynamodb:Attributes': ['status'] },
    },
  });
}

/** Deletes accounts of the user pool, and does nothing else with them: those that their owners ended. */
export function deletesAccounts(scope: IConstruct, userPoolId: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['cognito-idp:AdminDeleteUser'],
    resources: [arn(scope, 'cognito-idp', `userpool/${userPoolId}`)],
  });
}

/** Starts executions, hands them their commands, and looks at the one of a name that is taken. */
export function drivesExecutions(scope: IConstruct, config: StageConfig): PolicyStatement[] {
  const executions = `execution:${namesOf(config.stage).stateMachine}:*`;
  acceptWildcard(scope, 'states', executions, 'An execution is named by its case and generation.');
  return [
    new PolicyStatement({
      // A token is its state machine's, whatever the policy simulator says of resources.
      actions: ['states:StartExecution', 'states:SendTaskSuccess'],
      resources: [stateMachineArn(scope, config)],
    }),
    new PolicyStatement({ actions: ['states:DescribeExecution'], resources: [arn(scope, 'states', executions)] }),
  ];
}

/** Lists the executions of the machine, to find those that were lost. */
export function listsExecutions(scope: IConstruct, config: StageConfig): PolicyStatement {
  return new PolicyStatement({ actions: ['states:ListExecutions'], resources: [stateMachineArn(scope, config)] });
}

/** ARN of the rule by which SES takes in the answers to our mail. */
export function receiptRuleArn(scope: IConstruct, config: StageConfig): string {
  const { receiptRuleSet, receiptRule } = namesOf(config.stage);
  return arn(scope, 'ses', `receipt-rule-set/${receiptRuleSet}:receipt-rule/${receiptRule}`);
}

/** Reads the messages that came in. */
export function readsMessages(scope: IConstruct, config: StageConfig): PolicyStatement {
  const { messageBucket, messagePrefix } = namesOf(config.stage);
  const objects = `arn:aws:s3:::${messageBucket(Stack.of(scope).account)}/${messagePrefix}*`;
  accept(
    scope,
    `IAM5[Resource::${objects.replace(Stack.of(scope).account, '<AWS::AccountId>')}]`,
    'SES names a message.',
  );
  return new PolicyStatement({ actions: ['s3:GetObject'], resources: [objects] });
}

/** Holds a transaction to what items are as they were read. */
export function holdsItems(scope: IConstruct, config: StageConfig, partitions: readonly Partition[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:ConditionCheckItem'],
    resources: [tableArn(scope, config)],
    conditions: within(partitions),
  });
}

/** ARN of the SES identity that mail is sent from. */
export function senderArn(scope: IConstruct, config: StageConfig): string {
  return arn(scope, 'ses', `identity/${mailDomain(config)}`);
}

/** Keeps the policies of the SES identity, which deny mail to listed domains, as the list is edited. */
export function keepsThirdWall(scope: IConstruct, config: StageConfig): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'ses:ListIdentityPolicies',
      'ses:GetIdentityPolicies',
      'ses:PutIdentityPolicy',
      'ses:DeleteIdentityPolicy',
    ],
    resources: [senderArn(scope, config)],
  });
}

/** Sends mail from the one sender, and never to a domain that is listed for good: the third wall of the own-mailbox rule. */
export function sendsMail(scope: IConstruct, config: StageConfig): PolicyStatement[] {
  const identity = senderArn(scope, config);
  const configurationSet = arn(scope, 'ses', `configuration-set/${namesOf(config.stage).configurationSet}`);
  return [
    new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [identity, configurationSet],
      conditions: { StringEquals: { 'ses:FromAddress': config.mail.from } },
    }),
    new PolicyStatement({
      sid: 'NeverToAListedDomain',
      effect: Effect.DENY,
      actions: ['ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail', 'ses:SendBulkTemplatedEmail'],
      resources: ['*'],
      conditions: { 'ForAnyValue:StringLike': { 'ses:Recipients': fixedRecipients() } },
    }),
  ];
}
