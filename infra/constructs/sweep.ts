import { Duration } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { namesOf } from '../names.ts';
import {
  deletesAccounts,
  deletesItems,
  drivesExecutions,
  keepsRegister,
  keepsThirdWall,
  listsExecutions,
  neverWritesStatus,
  ofCases,
  ownService,
  readsIndex,
  readsRecord,
  scansRecord,
  senderArn,
  writesRecord,
} from '../permissions.ts';
import { type ServiceContext, ServiceFunction } from './service-function.ts';

export interface SweepProps extends ServiceContext {
  readonly environment: Record<string, string>;
  readonly userPoolId: string;
  /** What it may do beside the record and the executions. */
  readonly statements: readonly PolicyStatement[];
}

/** The sweep: every five minutes it does what is due in the agenda. */
export class Sweep extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, { config, codeOf, environment, userPoolId, statements }: SweepProps) {
    super(scope, 'Sweep');
    this.function = new ServiceFunction(this, 'Worker', {
      config,
      codeOf,
      name: 'sweep',
      description: 'Does what is due: reminders, redelivery, lost executions',
      environment: {
        ...environment,
        USER_POOL_ID: userPoolId,
        // Without it there is no third wall to keep: locally SES holds nobody to it.
        ...(config.mail.verified && { SENDER_ARN: senderArn(this, config) }),
      },
      statements: [
        readsRecord(this, config),
        readsIndex(this, config, 'agenda'),
        // The people of an operator that has ended.
        readsIndex(this, config, 'queue'),
        scansRecord(this, config),
        writesRecord(this, config, [...ofCases, 'EMAIL', 'CF', 'CALENDAR', 'LISTED', 'OPERATOR', 'SUB', 'SWEEP']),
        neverWritesStatus(this, config),
        // What the stream did not bring to the register is entered by hand.
        ...keepsRegister(this, config),
        ...drivesExecutions(this, config),
        listsExecutions(this, config),
        deletesItems(this, config, ['EMAIL', 'LISTED', 'CALENDAR', 'CITIZEN', 'SUB', 'CF', 'TELEPHONE']),
        deletesAccounts(this, userPoolId),
        ...(config.mail.verified ? [keepsThirdWall(this, config)] : []),
        ...statements,
      ],
      timeout: Duration.minutes(4),
    });
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: ownService(this, 'scheduler'),
      description: 'Starts the sweep',
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['lambda:InvokeFunction'],
              resources: [this.function.function.functionArn],
            }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      name: namesOf(config.stage).function('sweep'),
      scheduleExpression: 'rate(5 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.function.function.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ action: 'sweep' }),
        // The next one comes in five minutes and finds all that this one left.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 300 },
      },
    });
  }
}
