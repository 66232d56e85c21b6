import * as z from 'zod/mini';
import { region } from './settings.ts';

/** A refusal of the emulator, with the error type that AWS would name. */
export class AwsRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

const Refusal = z.object({
  __type: z.optional(z.string()),
  message: z.optional(z.string()),
  Message: z.optional(z.string()),
});

const services = {
  'cognito-idp': { target: 'AWSCognitoIdentityProviderService', version: '1.1' },
  dynamodb: { target: 'DynamoDB_20120810', version: '1.0' },
  ssm: { target: 'AmazonSSM', version: '1.1' },
  states: { target: 'AWSStepFunctions', version: '1.0' },
} as const;

/** The services called with JSON; no client library is needed for the few calls made here. */
export type JsonService = keyof typeof services;

function authorization(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/**
 * Calls an action of a JSON service of the emulator, with the dummy signature that it takes.
 * @param endpoint the emulator's address
 * @returns the answer, not yet parsed by a schema
 * @throws AwsRefusal if the service refuses; TypeError if the emulator cannot be reached
 */
export async function call(endpoint: string, service: JsonService, action: string, body: object): Promise<unknown> {
  const { target, version } = services[service];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${action}`,
      authorization: authorization(service),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.ok) return text === '' ? {} : JSON.parse(text);
  const refusal = Refusal.safeParse(text.startsWith('{') ? JSON.parse(text) : {});
  const { __type = `${response.status}`, message, Message } = refusal.success ? refusal.data : {};
  throw new AwsRefusal(__type.split('#').at(-1) ?? __type, message ?? Message ?? `${action} was refused`);
}

/** Whether the emulator knows an HTTP API. */
export async function apiExists(endpoint: string, apiId: string): Promise<boolean> {
  const response = await fetch(`${endpoint}/v2/apis/${apiId}`, {
    headers: { authorization: authorization('apigateway') },
  });
  await response.arrayBuffer();
  return response.ok;
}

/** Puts an object into a bucket of the emulator. Throws AwsRefusal if there is no such bucket. */
export async function putObject(
  endpoint: string,
  bucket: string,
  key: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const response = await fetch(`${endpoint}/${bucket}/${key}`, {
    method: 'PUT',
    headers: { authorization: authorization('s3') },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new AwsRefusal(`${response.status}`, `${bucket} took no object: ${text.slice(0, 300)}`);
}

/**
 * Invokes a Lambda function and waits for its answer.
 * @throws Error with the function's error if it failed; AwsRefusal if there is no such function
 */
export async function invoke(endpoint: string, functionName: string, payload: object): Promise<unknown> {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${functionName}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization('lambda') },
    body: JSON.stringify(payload),
  });
  const text = await response.text();
  if (!response.ok)
    throw new AwsRefusal(`${response.status}`, `${functionName} could not be invoked: ${text.slice(0, 300)}`);
  if (response.headers.has('x-amz-function-error')) throw new Error(`${functionName} failed: ${text.slice(0, 2000)}`);
  return text === '' ? null : JSON.parse(text);
}
