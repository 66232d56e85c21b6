import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { entries } from '../functions.ts';
import { namesOf } from '../names.ts';
import { stateMachineArn } from '../permissions.ts';
import type { Api } from './api.ts';
import { readers, streamReaders } from './dead-letters.ts';

const fiveMinutes = Duration.minutes(5);

interface Watched {
  readonly name: string;
  readonly description: string;
  readonly metric: Metric;
  /** Alarms at this value and above. */
  readonly threshold: number;
  readonly periods?: number;
}

/** What the functions count themselves. */
const own = [
  { metricName: 'CommandFailed', description: 'A command was given up after five attempts', threshold: 1 },
  { metricName: 'MailFailed', description: 'A mail was given up after eight attempts', threshold: 1 },
  {
    metricName: 'MailToWrongMailbox',
    description: "A mail went elsewhere than to the citizen's mailbox",
    threshold: 1,
  },
  { metricName: 'RecordUnreadable', description: 'An item cannot be read and was passed over', threshold: 1 },
  { metricName: 'OldestCommandSeconds', description: 'A command has been under way for ten minutes', threshold: 600 },
  { metricName: 'OldestMailSeconds', description: 'A mail has been waiting for an hour', threshold: 3600 },
  { metricName: 'SweepLagSeconds', description: 'The sweep is half an hour behind what is due', threshold: 1800 },
] as const;

/** Alarms beside the functions: what must never happen, and what must not last. AWS only. */
export class Alarms extends Construct {
  constructor(scope: Construct, config: StageConfig, api: Api) {
    super(scope, 'Alarms');
    const names = namesOf(config.stage);
    const metric = (namespace: string, metricName: string, dimensionsMap: Record<string, string>, statistic = 'Sum') =>
      new Metric({ namespace, metricName, dimensionsMap, statistic, period: fiveMinutes });
    const functions = Object.keys(entries);
    const machine = { StateMachineArn: stateMachineArn(this, config) };

    const watched: Watched[] = [
      // PreSignUp refuses by throwing, as Cognito wants it: its errors are answers.
      ...functions
        .filter((name) => name !== 'pre-sign-up')
        .map((name) => ({
          name: `${name}-errors`,
          description: `${name} throws: a fault, for refusals are answers`,
          metric: metric('AWS/Lambda', 'Errors', { FunctionName: names.function(name) }),
          threshold: 1,
        })),
      ...functions.map((name) => ({
        name: `${name}-throttles`,
        description: `${name} finds no room to run`,
        metric: metric('AWS/Lambda', 'Throttles', { FunctionName: names.function(name) }),
        threshold: 1,
      })),
      ...streamReaders.map(
        (reader): Watched => ({
          name: `${reader}-lag`,
          description: `${reader} is ten minutes behind the stream`,
          metric: metric('AWS/Lambda', 'IteratorAge', { FunctionName: names.function(reader) }, 'Maximum'),
          threshold: 600_000,
        }),
      ),
      ...readers.map(
        (reader): Watched => ({
          name: `${reader}-dead-letters`,
          description: `${reader} gave up on something`,
          metric: metric(
            'AWS/SQS',
            'ApproximateNumberOfMessagesVisible',
            { QueueName: names.deadLetters(reader) },
            'Maximum',
          ),
          threshold: 1,
        }),
      ),
      ...own.map(({ metricName, description, threshold }) => ({
        name: metricName.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`),
        description,
        metric: metric('did', metricName, { service: 'did' }, 'Maximum'),
        threshold,
      })),
      {
        name: 'replies-not-taken',
        description: 'SES could not leave an answer to our mail in the bucket, or not call the inbox',
        metric: metric('AWS/SES', 'PublishFailure', { RuleSetName: names.receiptRuleSet }),
        threshold: 1,
      },
      {
        name: 'executions-failed',
        description: 'An execution cannot go on; the sweep starts its next generation',
        metric: metric('AWS/States', 'ExecutionsFailed', machine),
        threshold: 1,
      },
      {
        name: 'executions-timed-out',
        description: 'An execution ran out of time, which its own waits should prevent',
        metric: metric('AWS/States', 'ExecutionsTimedOut', machine),
        threshold: 1,
      },
      {
        name: 'api-faults',
        description: 'The API answers with faults of its own',
        metric: metric('AWS/ApiGateway', '5xx', { ApiId: api.api.ref }),
        threshold: 5,
        periods: 2,
      },
    ];
    const topic = Topic.fromTopicArn(
      this,
      'Topic',
      Stack.of(this).formatArn({ service: 'sns', resource: names.alarmTopic }),
    );
    for (const { name, description, metric: what, threshold, periods = 1 } of watched) {
      const alarm = what.createAlarm(this, name, {
        alarmName: names.function(name),
        alarmDescription: description,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
    }
  }
}
