import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { takesReplies } from '../config.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';
import {
  changesItems,
  deadLettersArn,
  holdsItems,
  neverWritesStatus,
  putsItems,
  readsMessages,
  readsRecord,
  receiptRuleArn,
  writesLog,
} from '../permissions.ts';
import { type ServiceContext, ServiceFunction } from './service-function.ts';

export interface InboxProps extends ServiceContext {
  readonly replyKeyArn: string;
}

/** Takes in the answers to our mail: SES leaves the message in the bucket of stack Data, then calls the function. */
export class Inbox extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, { replyKeyArn, ...context }: InboxProps) {
    super(scope, 'Inbox');
    const { config } = context;
    const names = namesOf(config.stage);
    const { account } = Stack.of(this);
    const deadLetters = deadLettersArn(this, config, 'inbox');
    this.function = new ServiceFunction(this, 'Reader', {
      ...context,
      name: 'inbox',
      description: 'Takes in the answers to our mail',
      environment: {
        MESSAGE_BUCKET: names.messageBucket(account),
        MESSAGE_PREFIX: names.messagePrefix,
        REPLY_DOMAIN: config.mail.replies.domain,
        REPLY_KEY_ID: replyKeyArn,
      },
      statements: [
        readsMessages(this, config),
        readsRecord(this, config),
        putsItems(this, config, ['DID', 'COMMAND']),
        changesItems(this, config, ['DID', 'TASK']),
        holdsItems(this, config, ['DID']),
        neverWritesStatus(this, config),
        new PolicyStatement({ actions: ['kms:GenerateMac'], resources: [replyKeyArn] }),
        ...(config.stage === 'local'
          ? []
          : [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters] })]),
      ],
      timeout: Duration.minutes(1),
    });
    if (config.stage === 'local') return;
    this.function.function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(Queue.fromQueueArn(this, 'DeadLetters', deadLetters)),
    });
    if (takesReplies(config)) this.#receive(context);
  }

  /** The rule by which SES takes mail in: into the bucket, then to the function. */
  #receive({ config }: ServiceContext): void {
    const names = namesOf(config.stage);
    const { account } = Stack.of(this);
    const permission = new CfnPermission(this, 'CalledBySes', {
      action: 'lambda:InvokeFunction',
      functionName: this.function.function.functionName,
      principal: 'ses.amazonaws.com',
      sourceAccount: account,
      sourceArn: receiptRuleArn(this, config),
    });
    const set = new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName: names.receiptRuleSet });
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: names.receiptRuleSet,
      rule: {
        name: names.receiptRule,
        enabled: true,
        recipients: [config.mail.replies.domain],
        // Mail of whoever sends without encryption counts as well.
        tlsPolicy: 'Optional',
        scanEnabled: true,
        actions: [
          { s3Action: { bucketName: names.messageBucket(account), objectKeyPrefix: names.messagePrefix } },
          { lambdaAction: { functionArn: this.function.function.functionArn, invocationType: 'Event' } },
        ],
      },
    });
    rule.addResourceDependency(set);
    rule.addResourceDependency(permission);
    this.#activate(config).node.addDependency(rule);
  }

  /** An account has one set of rules in use in a region, and CloudFormation cannot say which. */
  #activate(config: ServiceContext['config']): AwsCustomResource {
    const names = namesOf(config.stage);
    const functionName = names.function('receipt-rules');
    const role = new Role(this, 'ActivatorRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Says which receipt rules SES uses',
      inlinePolicies: { own: new PolicyDocument({ statements: [writesLog(this, functionName)] }) },
    });
    const logGroup = new LogGroup(this, 'ActivatorLog', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: config.logRetentionDays,
    });
    const use = {
      service: 'SES',
      action: 'SetActiveReceiptRuleSet',
      parameters: { RuleSetName: names.receiptRuleSet },
      physicalResourceId: PhysicalResourceId.of(names.receiptRuleSet),
    };
    const activated = new AwsCustomResource(this, 'InUse', {
      resourceType: 'Custom::ReceiptRules',
      functionName,
      role,
      logGroup,
      onCreate: use,
      onUpdate: use,
      onDelete: { service: 'SES', action: 'SetActiveReceiptRuleSet', parameters: {} },
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['ses:SetActiveReceiptRuleSet'], resources: ['*'] }),
      ]),
    });
    accept(activated, 'IAM5[Resource::*]', 'SetActiveReceiptRuleSet takes no resource.');
    return activated;
  }
}
