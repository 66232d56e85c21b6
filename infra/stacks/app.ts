import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ParameterValueType, StringListParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { correspondents } from '../../functions/domain/protocol.ts';
import { takesReplies } from '../config.ts';
import { Alarms } from '../constructs/alarms.ts';
import { Api } from '../constructs/api.ts';
import { ApiDomain } from '../constructs/api-domain.ts';
import { ApiFunctions } from '../constructs/api-functions.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import { ExecutionWatch } from '../constructs/execution-watch.ts';
import { Feedback } from '../constructs/feedback.ts';
import { Inbox } from '../constructs/inbox.ts';
import { Lifecycle } from '../constructs/lifecycle.ts';
import type { ServiceContext } from '../constructs/service-function.ts';
import { StreamReader } from '../constructs/stream-reader.ts';
import { Sweep } from '../constructs/sweep.ts';
import { TraceSampling } from '../constructs/trace-sampling.ts';
import { Transitions } from '../constructs/transitions.ts';
import { namesOf } from '../names.ts';
import {
  drivesExecutions,
  keepsRegister,
  neverWritesStatus,
  ofCases,
  readsRecord,
  sendsMail,
  stateMachineArn,
  writesRecord,
} from '../permissions.ts';

/** Everything that runs. It finds stack Data by fixed names and by the parameters that Data leaves. */
export class AppStack extends Stack {
  constructor(scope: Construct, context: ServiceContext) {
    const { config } = context;
    super(scope, `Did-${config.stage}-App`, {
      env: { region: config.region },
      description: `DID and PSP, stage ${config.stage}: functions, lifecycle, API`,
    });
    const names = namesOf(config.stage);
    const left = (name: string) => StringParameter.valueForStringParameter(this, names.parameter(name));
    const machineArn = stateMachineArn(this, config);
    const replyKeyArn = left('reply-key-arn');
    const mailEnvironment = {
      // Until somebody takes the answers in, cases have no mailbox.
      ...(takesReplies(config) && { REPLY_DOMAIN: config.mail.replies.domain, REPLY_KEY_ID: replyKeyArn }),
      STATE_MACHINE_ARN: machineArn,
      MAIL_FROM: config.mail.from,
      MAIL_REPLY_TO: config.mail.replyTo,
      CONFIGURATION_SET: names.configurationSet,
      MAIL_CONTEXT: JSON.stringify({
        bodyName: config.mail.name,
        portalUrl: `${config.portalUrl}/`,
        privacyUrl: `${config.portalUrl}/privacy`,
        ...config.office,
      }),
    };

    const transitions = new Transitions(this, context);
    const lifecycle = new Lifecycle(this, config);
    lifecycle.node.addDependency(transitions);

    const userPoolId = left('user-pool-id');
    const apiFunctions = new ApiFunctions(this, { ...context, identityKeyArn: left('identity-key-arn') });
    // A verb must not be asked for before the machine knows it.
    apiFunctions.node.addDependency(lifecycle);
    const api = new Api(this, {
      config,
      functions: apiFunctions,
      userPoolId,
      clientIds: StringListParameter.valueForTypedListParameter(
        this,
        names.parameter('client-ids'),
        ParameterValueType.STRING,
      ),
    });

    const bus = new EventBus(this, 'Bus', {
      eventBusName: names.bus,
      description: 'What became of each DID, for INPS, region and employers',
    });
    const tellsBus = new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
    const streamArn = left('stream-arn');
    new StreamReader(this, 'Outbox', {
      ...context,
      name: 'outbox',
      description: 'Starts and wakes executions, sends mail',
      environment: mailEnvironment,
      streamArn,
      // What it notes of a mail itself does not wake it.
      reads: [{ entity: 'wait' }, { entity: 'mail', state: ['queued'] }],
      changes: ['INSERT', 'MODIFY'],
      parallelism: 4,
      // The agenda holds what it gives up.
      retries: 8,
      recordAge: Duration.hours(6),
      statements: [
        readsRecord(this, config),
        writesRecord(this, config, ofCases),
        neverWritesStatus(this, config),
        ...keepsRegister(this, config),
        ...drivesExecutions(this, config),
        ...sendsMail(this, config),
        new PolicyStatement({ actions: ['kms:GenerateMac'], resources: [replyKeyArn] }),
      ],
      timeout: Duration.minutes(1),
    });
    new StreamReader(this, 'Publish', {
      ...context,
      name: 'publish',
      description: 'Tells the bus what the history records, enters what came in into the register',
      environment: { BUS_NAME: names.bus },
      streamArn,
      reads: [
        { entity: 'history' },
        { entity: 'edit', party: correspondents },
        { entity: 'command', state: ['accepted'], party: correspondents },
        // A withdrawal that an office types in from the citizen's signed paper.
        { entity: 'command', state: ['accepted'], verb: ['withdraw'] },
      ],
      // A request that was ignored is asked again under its key.
      changes: ['INSERT', 'MODIFY'],
      // Requests get their numbers one after the other.
      parallelism: 1,
      // Nothing else holds what it gives up: it goes on for as long as the stream keeps a record.
      retries: 1000,
      recordAge: Duration.hours(23),
      statements: [tellsBus, ...keepsRegister(this, config)],
      timeout: Duration.minutes(1),
    });
    new Feedback(this, context);
    new Inbox(this, { ...context, replyKeyArn });
    const sweep = new Sweep(this, {
      ...context,
      environment: { STATE_MACHINE_ARN: machineArn, BUS_NAME: names.bus },
      userPoolId,
      statements: [tellsBus],
    });

    if (config.stage !== 'local') {
      new ExecutionWatch(this, config, sweep.function);
      new Alarms(this, config, api);
      new Dashboard(this, config, api);
      new TraceSampling(this, config);
    }
    if (config.apiDomain) new ApiDomain(this, api, config.apiDomain);

    const tell = (key: string, value: string) => new CfnOutput(this, key, { value });
    tell('ApiId', api.api.ref);
    tell('ApiUrl', config.apiDomain ? `https://${config.apiDomain}/v1` : `${api.api.attrApiEndpoint}/v1`);
    tell('StateMachineArn', lifecycle.stateMachine.stateMachineArn);
    tell('BusName', bus.eventBusName);
    tell('SweepFunctionName', sweep.function.function.functionName);
  }
}
