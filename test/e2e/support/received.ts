/** Requests that the HTTP API received some time ago and hands to their function only now. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type ActionName, actions } from '../../../functions/domain/authorisation.ts';
import { epochOf, type Instant } from '../../../functions/domain/dates.ts';
import { invoke } from '../../../local/aws.ts';
import type { Answer } from './http.ts';
import { stack } from './stack.ts';

const Result = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });
const Claims = z.record(z.string(), z.unknown());

/** What a request that somebody made is: who, for what of which case, and what they sent. */
export interface Received {
  readonly token: string;
  readonly action: ActionName;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: object;
}

/**
 * Hands a request of a person who is signed in to the deployed function of its route, as the HTTP API does: with the
 * instant at which the API received it, and the claims that its authorizer read in the token.
 */
export async function receivedAt(instant: Instant, { token, action, parameters, body }: Received): Promise<Answer> {
  const { method, path, api } = actions[action];
  const rawPath = `/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '')}`;
  const [, claims = ''] = token.split('.');
  const event = {
    ...{ version: '2.0', routeKey: `${method} /v1${path}`, rawPath, rawQueryString: '', isBase64Encoded: false },
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    pathParameters: parameters,
    body: JSON.stringify(body),
    requestContext: {
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'trial' },
      requestId: randomUUID(),
      timeEpoch: epochOf(instant),
      authorizer: { jwt: { claims: Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))) } },
    },
  };
  const {
    statusCode,
    headers,
    body: answer,
  } = Result.parse(await invoke(stack().endpoint, `did-local-api-${api}`, event));
  return { status: statusCode, headers: new Headers(headers), body: JSON.parse(answer) };
}
