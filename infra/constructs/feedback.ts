import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { namesOf } from '../names.ts';
import { deadLettersArn, neverWritesStatus, ofCases, readsRecord, writesRecord } from '../permissions.ts';
import { type ServiceContext, ServiceFunction } from './service-function.ts';

/** Takes note of what became of each mail: SES tells the default bus, and the bus tells this function. */
export class Feedback extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, context: ServiceContext) {
    super(scope, 'Feedback');
    const { config } = context;
    this.function = new ServiceFunction(this, 'Reader', {
      ...context,
      name: 'feedback',
      description: 'Takes note of deliveries, bounces and complaints',
      statements: [
        readsRecord(this, config),
        writesRecord(this, config, [...ofCases, 'AUDIT']),
        neverWritesStatus(this, config),
      ],
      timeout: Duration.seconds(30),
    });
    // The emulator sends no events of SES: recorded ones are fed by hand.
    if (config.stage === 'local') return;
    new Rule(this, 'Rule', {
      ruleName: namesOf(config.stage).function('feedback'),
      description: 'What became of a mail',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [namesOf(config.stage).configurationSet] } } },
      },
      targets: [
        new LambdaFunction(this.function.function, {
          retryAttempts: 8,
          maxEventAge: Duration.hours(6),
          deadLetterQueue: Queue.fromQueueArn(this, 'DeadLetters', deadLettersArn(this, config, 'feedback')),
        }),
      ],
    });
  }
}
