import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { accept } from '../nag.ts';
import { deadLettersArn } from '../permissions.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

/** Attributes of an item by name, and the texts that each may be. */
export type Read = { readonly entity: string } & Readonly<
  Partial<Record<'state' | 'party' | 'verb', readonly string[]>>
>;

export interface StreamReaderProps extends ServiceFunctionProps {
  readonly name: 'outbox' | 'publish';
  readonly streamArn: string;
  /** Kinds of item whose changes are read; where attributes are named, only while each is one of these. */
  readonly reads: readonly Read[];
  readonly changes: readonly ('INSERT' | 'MODIFY')[];
  readonly parallelism: number;
  /** Times that a batch is tried again before its records are given up. */
  readonly retries: number;
  /** A record older than this is given up; the stream itself keeps 24 hours. */
  readonly recordAge: Duration;
}

/** A function that reads the table's stream, some kinds of item only. What it gives up on is counted, not lost: the agenda holds it. */
export class StreamReader extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: StreamReaderProps) {
    super(scope, id);
    const { streamArn, reads, changes, parallelism, retries, recordAge, ...own } = props;
    const deadLetters = deadLettersArn(this, props.config, props.name);
    this.function = new ServiceFunction(this, 'Reader', {
      ...own,
      statements: [
        ...(own.statements ?? []),
        new PolicyStatement({
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [streamArn],
        }),
        new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters] }),
      ],
    });
    accept(this.function, 'IAM5[Resource::*]', 'ListStreams takes no resource, nor does X-Ray.');
    new EventSourceMapping(this, 'Stream', {
      target: this.function.function,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      parallelizationFactor: parallelism,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: retries,
      maxRecordAge: recordAge,
      onFailure: new SqsDlq(Queue.fromQueueArn(this, 'DeadLetters', deadLetters)),
      filters: reads.map(({ entity, ...attributes }) => {
        const image = Object.entries({ entity: [entity], ...attributes }).map(
          ([name, texts]) => [name, { S: FilterRule.or(...texts) }] as const,
        );
        return FilterCriteria.filter({
          eventName: FilterRule.or(...changes),
          dynamodb: { NewImage: Object.fromEntries(image) },
        });
      }),
    });
  }
}
