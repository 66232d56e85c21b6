import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { namesOf } from '../names.ts';
import { stateMachineArn } from '../permissions.ts';
import type { ServiceFunction } from './service-function.ts';

/** Tells the sweep at once of an execution that ended badly, which it would find on its next round. AWS only. */
export class ExecutionWatch extends Construct {
  constructor(scope: Construct, config: StageConfig, sweep: ServiceFunction) {
    super(scope, 'ExecutionWatch');
    new Rule(this, 'Rule', {
      ruleName: namesOf(config.stage).function('execution-watch'),
      description: 'An execution of the lifecycle ended badly',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [stateMachineArn(this, config)],
        },
      },
      targets: [
        new LambdaFunction(sweep.function, {
          event: RuleTargetInput.fromObject({
            action: 'reconcile-execution',
            execution: EventField.fromPath('$.detail.name'),
            status: EventField.fromPath('$.detail.status'),
          }),
          retryAttempts: 2,
        }),
      ],
    });
  }
}
