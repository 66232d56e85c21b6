import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { transitions } from '../functions.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';
import { functionArn, ownService, tableArn } from '../permissions.ts';

const definitionFile = fileURLToPath(new URL('../../statemachines/did-lifecycle.asl.json', import.meta.url));

/** The state machine that is the lifecycle. It waits on WAIT items and calls the transitions; it may do nothing else. */
export class Lifecycle extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Lifecycle');
    const names = namesOf(config.stage);
    const role = new Role(this, 'Role', {
      assumedBy: ownService(this, 'states'),
      description: 'Waits on WAIT items and calls the transitions',
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['dynamodb:UpdateItem'],
              resources: [tableArn(this, config)],
              conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['WAIT#*'] } },
            }),
            new PolicyStatement({
              actions: ['lambda:InvokeFunction'],
              resources: transitions.map((name) => functionArn(this, config, name)),
            }),
          ],
        }),
      },
    });
    const local = config.stage === 'local';
    this.stateMachine = new StateMachine(this, 'Machine', {
      stateMachineName: names.stateMachine,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(JSON.parse(readFileSync(definitionFile, 'utf8')))),
      definitionSubstitutions: { Stage: config.stage, TableName: names.table },
      role,
      tracingEnabled: !local,
      // Execution data are ids, yet they stay out of the log: what a citizen did is told by the history alone.
      logs: {
        destination: new LogGroup(this, 'Log', {
          logGroupName: `/aws/vendedlogs/states/${names.stateMachine}`,
          retention: config.logRetentionDays,
          removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
      // Running executions keep the ARN for months: the machine outlives its stack.
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    accept(
      this.stateMachine,
      'SF1',
      "ERROR suffices: the table's history tells what happened, and logs stay free of personal data.",
    );
    accept(role, 'IAM5[Resource::*]', 'X-Ray and the delivery of logs take no resource.');
  }
}
