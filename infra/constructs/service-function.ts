import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { CodeOf, FunctionName } from '../functions.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';
import { neverChangesRegister, writesLog } from '../permissions.ts';

/** What the stream, the bus and the clock call. */
const background: readonly FunctionName[] = ['outbox', 'publish', 'feedback', 'inbox', 'sweep'];

/** Whether a function begins traces, or goes on with those of who calls it. */
function tracingOf({ stage, tracing }: StageConfig, name: FunctionName): Tracing {
  if (stage === 'local') return Tracing.DISABLED;
  return tracing.background || !background.includes(name) ? Tracing.ACTIVE : Tracing.PASS_THROUGH;
}

/** What every construct with functions is given. */
export interface ServiceContext {
  readonly config: StageConfig;
  readonly codeOf: CodeOf;
}

export interface ServiceFunctionProps extends ServiceContext {
  readonly name: FunctionName;
  readonly description: string;
  readonly environment?: Record<string, string>;
  /** Everything the function may do beside writing its log. */
  readonly statements?: readonly PolicyStatement[];
  readonly timeout?: Duration;
  /** Kept when its stack goes: running executions hold on to its ARN. */
  readonly retain?: boolean;
}

/** One Lambda function with its own log group and a role that may do what is written here and nothing else. */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly name: FunctionName;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { config, name } = props;
    const names = namesOf(config.stage);
    this.name = name;

    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${names.function(name)}`,
      retention: config.logRetentionDays,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `May do what ${names.function(name)} does`,
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            writesLog(this, names.function(name)),
            neverChangesRegister(this, config),
            ...(props.statements ?? []),
          ],
        }),
      },
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName: names.function(name),
      description: props.description,
      code: props.codeOf(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: props.timeout ?? Duration.seconds(10),
      role: this.role,
      logGroup,
      tracing: tracingOf(config, name),
      environment: {
        TABLE_NAME: names.table,
        STAGE: config.stage,
        PROCEDURE_POLICY: config.procedurePolicy,
        POWERTOOLS_SERVICE_NAME: 'did',
        POWERTOOLS_LOG_LEVEL: config.logLevel,
        ...props.environment,
      },
    });
    if (props.retain && config.retainData) this.function.applyRemovalPolicy(RemovalPolicy.RETAIN);
    accept(this.role, 'IAM5[Resource::*]', 'X-Ray takes no resource for PutTraceSegments and PutTelemetryRecords.');
  }
}
