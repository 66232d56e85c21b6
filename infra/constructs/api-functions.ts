import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Action } from '../../functions/domain/authorisation.ts';
import {
  changesItems,
  deletesItems,
  drivesExecutions,
  holdsItems,
  keepsRegister,
  neverWritesStatus,
  ofCases,
  type Partition,
  putsItems,
  readsDirectory,
  readsIndex,
  readsRecord,
  settlesTasks,
  stateMachineArn,
  writesRecord,
} from '../permissions.ts';
import { type ServiceContext, ServiceFunction } from './service-function.ts';

type ApiName = Action['api'];

export interface ApiFunctionsProps extends ServiceContext {
  readonly identityKeyArn: string;
}

/** One function a resource of the API. All of them are held to never writing a status. */
export class ApiFunctions extends Construct {
  readonly byApi: ReadonlyMap<ApiName, ServiceFunction>;

  constructor(scope: Construct, props: ApiFunctionsProps) {
    super(scope, 'ApiFunctions');
    const { config } = props;
    const reads = readsRecord(this, config);
    const edits = (...more: readonly Exclude<Partition, 'PROTOCOL'>[]) => [
      reads,
      writesRecord(this, config, [...ofCases, ...more]),
    ];
    const signs = new PolicyStatement({ actions: ['kms:GenerateMac'], resources: [props.identityKeyArn] });

    const needs: Record<
      ApiName,
      { statements: PolicyStatement[]; environment?: Record<string, string>; timeout?: Duration }
    > = {
      system: { statements: [] },
      operators: { statements: [readsDirectory(this, config)] },
      me: {
        statements: [
          // The look-ups of a counter are kept with the operator.
          ...edits('CF', 'EMAIL', 'SUB', 'PATRONATO', 'OPERATOR', 'ACCESS'),
          deletesItems(this, config, ['SUB', 'EMAIL', 'CITIZEN']),
          ...drivesExecutions(this, config),
          signs,
        ],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config), HMAC_KEY_ID: props.identityKeyArn },
      },
      declarations: {
        statements: [
          ...edits('CF', 'CALENDAR', 'ACCESS'),
          holdsItems(this, config, ['PATRONATO']),
          deletesItems(this, config, ['CALENDAR']),
          ...drivesExecutions(this, config),
        ],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config) },
      },
      life: {
        // The look-ups of a counter are kept with the operator.
        statements: [
          ...edits('CF', 'CALENDAR', 'ACCESS', 'OPERATOR', 'TELEPHONE'),
          deletesItems(this, config, ['CALENDAR', 'TELEPHONE']),
          ...drivesExecutions(this, config),
          signs,
        ],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config), HMAC_KEY_ID: props.identityKeyArn },
      },
      proceedings: {
        statements: [
          ...edits('CALENDAR', 'ACCESS', 'OUTAGES'),
          holdsItems(this, config, ['CF']),
          deletesItems(this, config, ['CALENDAR']),
          ...drivesExecutions(this, config),
          signs,
        ],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config), HMAC_KEY_ID: props.identityKeyArn },
      },
      commands: { statements: [reads, changesItems(this, config, ['COMMAND', 'WAIT', 'ACCESS'])] },
      inps: {
        statements: [...edits('CF', 'ACCESS'), ...drivesExecutions(this, config), signs],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config), HMAC_KEY_ID: props.identityKeyArn },
      },
      appointments: {
        statements: [
          ...edits('CALENDAR', 'ACCESS'),
          holdsItems(this, config, ['CF']),
          deletesItems(this, config, ['CALENDAR']),
        ],
      },
      privacy: {
        statements: [
          ...edits('ACCESS', 'SUB'),
          deletesItems(this, config, ['EMAIL', 'CITIZEN', 'CF']),
          ...drivesExecutions(this, config),
          signs,
        ],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config), HMAC_KEY_ID: props.identityKeyArn },
      },
      admin: {
        statements: [reads, putsItems(this, config, ['LISTED', 'OPERATOR', 'DIRECTORY'])],
        // A directory of thousands of rows, in one request.
        timeout: Duration.seconds(29),
      },
      queue: {
        statements: [
          reads,
          readsIndex(this, config, 'queue'),
          ...settlesTasks(this, config),
          changesItems(this, config, ['ACCESS']),
        ],
      },
      documents: {
        statements: [
          reads,
          putsItems(this, config, ['DID', 'VERIFY']),
          changesItems(this, config, ['ACCESS']),
          ...keepsRegister(this, config),
        ],
        environment: { BODY_NAME: config.mail.name, PORTAL_URL: config.portalUrl },
      },
    };
    const make = (name: ApiName) =>
      new ServiceFunction(this, name, {
        config,
        codeOf: props.codeOf,
        name: `api-${name}`,
        description: `API: ${name}`,
        ...needs[name],
        statements: [...needs[name].statements, neverWritesStatus(this, config)],
        timeout: needs[name].timeout ?? Duration.seconds(10),
      });
    const names = [
      'system',
      'operators',
      'me',
      'declarations',
      'life',
      'proceedings',
      'commands',
      'queue',
      'inps',
      'appointments',
      'documents',
      'privacy',
      'admin',
    ] as const satisfies ApiName[];
    this.byApi = new Map(names.map((name) => [name, make(name)]));
  }
}
