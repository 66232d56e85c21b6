import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { namesOf } from '../names.ts';

/**
 * How many executions X-Ray records; the transitions that they call follow them. AWS only. Functions that nobody called
 * with a choice made have a rate of Lambda's own, which no rule changes.
 */
export class TraceSampling extends Construct {
  constructor(scope: Construct, { stage, tracing }: StageConfig) {
    super(scope, 'TraceSampling');
    const { stateMachine } = namesOf(stage);
    new CfnSamplingRule(this, 'Executions', {
      samplingRule: {
        ruleName: stateMachine,
        serviceName: stateMachine,
        fixedRate: tracing.executions.share,
        reservoirSize: tracing.executions.perSecond,
        priority: 1000,
        version: 1,
        ...{ host: '*', httpMethod: '*', urlPath: '*', serviceType: '*', resourceArn: '*' },
      },
    });
  }
}
