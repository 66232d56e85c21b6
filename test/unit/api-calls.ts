/** Calls of the API's handlers as the HTTP API makes them. */
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { type ActionName, actions } from '../../functions/domain/authorisation.ts';
import { receivedAt } from './samples.ts';

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

export interface Call {
  /** The claims of the id token, flat as the HTTP API gives them; none: nobody is signed in. */
  readonly claims?: Record<string, string> | undefined;
  readonly id?: string;
  /** Further parameters of the path. */
  readonly parameters?: Record<string, string>;
  readonly body?: unknown;
  /** The body as it comes, instead of `body`. */
  readonly raw?: string;
  /** Set where `raw` is bytes in base 64. */
  readonly base64?: true;
  readonly query?: Record<string, string>;
  /** The query as it came, where it is not that of `query`. */
  readonly rawQuery?: string;
  /** A POST carries a key of its own unless one is given. */
  readonly headers?: Record<string, string>;
  readonly at?: string;
}

export interface Answered {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'did-test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-south-1:000000000000:function:did-test',
  memoryLimitInMB: '256',
  awsRequestId: 'request-1',
  logGroupName: '/aws/lambda/did-test',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Calls a handler for an action of the table of access. */
export async function call(handler: Handler, action: ActionName, asked: Call = {}): Promise<Answered> {
  const { method, path } = actions[action];
  return callRoute(handler, `${method} /v1${path}`, asked);
}

/** Calls a handler by a route key, known or not. */
export async function callRoute(handler: Handler, routeKey: string, asked: Call = {}): Promise<Answered> {
  const {
    claims,
    id = '',
    parameters = {},
    body,
    raw,
    base64 = false,
    query,
    rawQuery,
    headers,
    at = receivedAt,
  } = asked;
  const [method = '', path = ''] = routeKey.split(' ');
  const requestContext = {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'request-1',
    routeKey,
    stage: '$default',
    time: '23/Nov/2026:09:30:00 +0000',
    timeEpoch: Date.parse(at),
    ...(claims && { authorizer: { jwt: { claims: { token_use: 'id', ...claims }, scopes: null } } }),
  };
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey,
    rawPath: path.replace(/\{(\w+)\}/g, (_, name: string) => ({ id, ...parameters })[name] ?? ''),
    rawQueryString: rawQuery ?? new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    requestContext,
    pathParameters: { ...(id !== '' && { id }), ...parameters },
    ...(query && { queryStringParameters: query }),
    ...(sent !== undefined && { body: sent }),
    isBase64Encoded: base64,
  };
  const answer = await handler(event, context);
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    body: z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body ?? '{}')),
  };
}
