import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { transitions } from '../functions.ts';
import { deletesItems, ofCases, readsRecord, writesRecord } from '../permissions.ts';
import { type ServiceContext, ServiceFunction } from './service-function.ts';

/** One function a transition: the only writers of a status. */
export class Transitions extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(scope: Construct, context: ServiceContext) {
    super(scope, 'Transitions');
    this.functions = transitions.map(
      (name) =>
        new ServiceFunction(this, name, {
          ...context,
          name,
          description: `Transition ${name} of the lifecycle`,
          statements: [
            readsRecord(this, context.config),
            writesRecord(this, context.config, [...ofCases, 'CF', 'CALENDAR']),
            deletesItems(this, context.config, ['WAIT', 'CITIZEN', 'CALENDAR']),
          ],
          timeout: Duration.seconds(30),
          retain: true,
        }),
    );
  }
}
