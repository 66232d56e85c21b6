import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Action, actions } from '../../functions/domain/authorisation.ts';
import type { StageConfig } from '../config.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';
import type { ApiFunctions } from './api-functions.ts';

/** Who called, by what address or program, and which case it was about stay out of the access log. */
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  authorizerError: '$context.authorizer.error',
};

/**
 * Whoever checks papers cannot take the API from those who come for their own: a route of its own limit. Codes are beyond
 * guessing, however many are tried.
 */
const ofStrangers = { 'verify-paper': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 } } as const;

export interface ApiProps {
  readonly config: StageConfig;
  readonly functions: ApiFunctions;
  readonly userPoolId: string;
  readonly clientIds: string[];
}

/** The HTTP API: one route a row of the authorisation table, a JWT wherever the row is not public. */
export class Api extends Construct {
  readonly api: CfnApi;
  readonly stage: CfnStage;

  constructor(scope: Construct, { config, functions, userPoolId, clientIds }: ApiProps) {
    super(scope, 'Api');
    const names = namesOf(config.stage);
    this.api = new CfnApi(this, 'Http', {
      name: names.function('api'),
      protocolType: 'HTTP',
      description: `DID and PSP, stage ${config.stage}`,
      ...(config.stage === 'local' ? {} : { disableExecuteApiEndpoint: true }),
    });
    const authorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId: this.api.ref,
      name: names.function('accounts'),
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {
        issuer: `https://cognito-idp.${config.region}.amazonaws.com/${userPoolId}`,
        audience: clientIds,
      },
    });

    const targets = new Map<Action['api'], string>();
    for (const [name, { function: handler }] of functions.byApi) {
      const integration = new CfnIntegration(this, `Integration-${name}`, {
        apiId: this.api.ref,
        integrationType: 'AWS_PROXY',
        integrationUri: handler.functionArn,
        payloadFormatVersion: '2.0',
        timeoutInMillis: 15_000,
      });
      handler.addPermission(`Api-${name}`, {
        principal: new ServicePrincipal('apigateway.amazonaws.com'),
        sourceArn: Stack.of(this).formatArn({
          service: 'execute-api',
          resource: this.api.ref,
          resourceName: '*',
        }),
      });
      targets.set(name, `integrations/${integration.ref}`);
    }

    const limits: Record<string, object> = {};
    const limited: CfnRoute[] = [];
    for (const [id, action] of Object.entries<Action>(actions)) {
      const open = action.access.kind === 'public';
      const route = new CfnRoute(this, `Route-${id}`, {
        apiId: this.api.ref,
        routeKey: `${action.method} /v1${action.path}`,
        target: targets.get(action.api) ?? '',
        authorizationType: open ? 'NONE' : 'JWT',
        ...(open ? {} : { authorizerId: authorizer.ref }),
      });
      if (open) accept(route, 'APIG4', 'Public by the authorisation table: it tells nothing about anyone.');
      const limit = Object.entries(ofStrangers).find(([name]) => name === id)?.[1];
      if (!limit) continue;
      limits[route.routeKey] = limit;
      limited.push(route);
    }
    const otherwise = new CfnRoute(this, 'Route-default', {
      apiId: this.api.ref,
      routeKey: '$default',
      target: targets.get('system') ?? '',
      authorizationType: 'NONE',
    });
    accept(otherwise, 'APIG4', 'Answers 404 as problem+json to whatever has no route.');

    const log = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/apis/${names.function('api')}`,
      retention: config.accessLogRetentionDays,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.stage = new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(accessLog) },
      defaultRouteSettings: {
        throttlingRateLimit: config.throttling.ratePerSecond,
        throttlingBurstLimit: config.throttling.burst,
        detailedMetricsEnabled: config.stage !== 'local',
      },
      // The local AWS knows no limits.
      ...(config.stage === 'local' ? {} : { routeSettings: limits }),
    });
    // A stage may only name routes that are there.
    for (const route of limited) this.stage.addDependency(route);
  }
}
