import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';

/** Readers of the table's stream. */
export const streamReaders = ['outbox', 'publish'] as const;

/** Those, and the readers of what SES tells: of our mail, of the answers to it. */
export const readers = [...streamReaders, 'feedback', 'inbox'] as const;

/** For each reader, where goes what it gave up on: positions in the stream (no data), events of SES. */
export class DeadLetters extends Construct {
  readonly queues: readonly Queue[];

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'DeadLetters');
    this.queues = readers.map((reader) => {
      const queue = new Queue(this, reader, {
        queueName: namesOf(config.stage).deadLetters(reader),
        encryption: QueueEncryption.SQS_MANAGED,
        enforceSSL: true,
        retentionPeriod: Duration.days(14),
      });
      accept(queue, 'SQS3', 'This queue is itself the end of the line, watched by an alarm.');
      if (reader === 'feedback') {
        queue.addToResourcePolicy(
          new PolicyStatement({
            principals: [new ServicePrincipal('events.amazonaws.com')],
            actions: ['sqs:SendMessage'],
            resources: [queue.queueArn],
            conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
          }),
        );
      }
      return queue;
    });
  }
}
