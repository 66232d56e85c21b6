import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Action, actions } from '../../functions/domain/authorisation.ts';
import { entries } from '../../infra/functions.ts';
import { configFor, resourcesOf, templatesOf, theResource } from './stacks.ts';

const stages = ['local', 'dev', 'prod'] as const;
const rows = Object.entries<Action>(actions);

describe.each(stages)('the API of stage %s', (stage) => {
  const { app } = templatesOf(stage);
  const Route = z.object({
    RouteKey: z.string(),
    Target: z.string(),
    AuthorizationType: z.string(),
    AuthorizerId: z.optional(z.string()),
  });
  const routes = resourcesOf(app, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Route.parse(Properties));
  const authorizer = theResource(app, 'AWS::ApiGatewayV2::Authorizer');

  it('has one route a row of the authorisation table and the default, and no other', () => {
    const expected = rows.map(([, { method, path }]) => `${method} /v1${path}`);
    expect(routes.map((route) => route.RouteKey).toSorted()).toEqual(['$default', ...expected].toSorted());
  });

  it.each(rows)(
    'serves %s by its function, with a token unless the row is public',
    (_, { method, path, api, access }) => {
      const route = routes.find(({ RouteKey }) => RouteKey === `${method} /v1${path}`);
      const integration = app.parsed.Resources[String(route?.Target).replace('integrations/', '')];
      const target = z.string().parse(integration?.Properties['IntegrationUri']).replace('.Arn', '');
      expect(app.parsed.Resources[target]?.Properties['FunctionName']).toBe(`did-${stage}-api-${api}`);
      expect([route?.AuthorizationType, route?.AuthorizerId]).toEqual(
        access.kind === 'public' ? ['NONE', undefined] : ['JWT', authorizer.id],
      );
    },
  );

  it("takes ID tokens of this stage's pool and clients", () => {
    expect(authorizer.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Issuer: `https://cognito-idp.eu-south-1.amazonaws.com//did/${stage}/user-pool-id`,
        Audience: `/did/${stage}/client-ids`,
      },
    });
  });

  it('logs neither who called nor about which case', () => {
    const Settings = z.object({ Format: z.string() });
    const { Format } = Settings.parse(theResource(app, 'AWS::ApiGatewayV2::Stage').Properties['AccessLogSettings']);
    const logged = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, variable]) => variable);
    expect(logged.toSorted()).toEqual([
      'authorizer.error',
      'integrationLatency',
      'integrationStatus',
      'requestId',
      'requestTime',
      'responseLatency',
      'routeKey',
      'status',
    ]);
  });

  it('is throttled', () => {
    expect(theResource(app, 'AWS::ApiGatewayV2::Stage').Properties['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: configFor(stage).throttling.ratePerSecond,
      ThrottlingBurstLimit: configFor(stage).throttling.burst,
    });
  });

  it('lets strangers who check papers use a part of it alone', () => {
    const { Properties, DependsOn } = theResource(app, 'AWS::ApiGatewayV2::Stage');
    const routes = resourcesOf(app, 'AWS::ApiGatewayV2::Route').map(([name, route]) => [
      name,
      route.Properties['RouteKey'],
    ]);
    const limited = Object.keys(Object(Properties['RouteSettings']));
    expect(limited).toEqual(stage === 'local' ? [] : ['GET /v1/verify/{code}']);
    const ids = routes.filter(([, key]) => limited.includes(String(key))).map(([name]) => name);
    expect([DependsOn ?? []].flat()).toEqual(expect.arrayContaining(ids));
  });

  it('answers by its own name only, but locally', () => {
    const { Properties } = theResource(app, 'AWS::ApiGatewayV2::Api');
    const names = resourcesOf(app, 'AWS::ApiGatewayV2::DomainName').map(([, name]) => name.Properties['DomainName']);
    expect([Properties['DisableExecuteApiEndpoint'] ?? false, names]).toEqual(
      stage === 'local' ? [false, []] : [true, [configFor(stage).apiDomain]],
    );
  });

  it('lets no other API call its functions', () => {
    const api = theResource(app, 'AWS::ApiGatewayV2::Api').id;
    const callers = resourcesOf(app, 'AWS::Lambda::Permission')
      .filter(([, { Properties }]) => Properties['Principal'] === 'apigateway.amazonaws.com')
      .map(([, { Properties }]) => Properties['SourceArn']);
    expect(new Set(callers)).toEqual(new Set([`arn:aws:execute-api:eu-south-1:111122223333:${api}/*`]));
  });
});

it('every API of the authorisation table has its function', () => {
  for (const [, { api }] of rows) expect(Object.keys(entries)).toContain(`api-${api}`);
});
