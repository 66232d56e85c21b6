import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Action } from '../../functions/domain/authorisation.ts';
import {
  changesItems,
  deletesItems,
  drivesExecutions,
  neverWritesStatus,
  readsIndex,
  readsRecord,
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
    const edits = [reads, writesRecord(this, config)];
    const signs = new PolicyStatement({ actions: ['kms:GenerateMac'], resources: [props.identityKeyArn] });

    const needs: Record<ApiName, { statements: PolicyStatement[]; environment?: Record<string, string> }> = {
      system: { statements: [] },
      operators: { statements: [] },
      me: {
        statements: [...edits, deletesItems(this, config, ['SUB', 'EMAIL']), signs],
        environment: { HMAC_KEY_ID: props.identityKeyArn },
      },
      declarations: {
        statements: [...edits, ...drivesExecutions(this, config)],
        environment: { STATE_MACHINE_ARN: stateMachineArn(this, config) },
      },
      commands: { statements: [reads, changesItems(this, config, ['COMMAND', 'WAIT'])] },
      queue: {
        statements: [reads, readsIndex(this, config, 'queue'), changesItems(this, config, ['TASK', 'DID'])],
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
        timeout: Duration.seconds(10),
      });
    const names = ['system', 'operators', 'me', 'declarations', 'commands', 'queue'] as const satisfies ApiName[];
    this.byApi = new Map(names.map((name) => [name, make(name)]));
  }
}
