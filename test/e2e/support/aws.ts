import * as z from 'zod/mini';
import { stack } from './stack.ts';

const protocols = {
  'cognito-idp': { target: 'AWSCognitoIdentityProviderService', version: '1.1' },
  dynamodb: { target: 'DynamoDB_20120810', version: '1.0' },
  events: { target: 'AWSEvents', version: '1.1' },
  logs: { target: 'Logs_20140328', version: '1.1' },
  sqs: { target: 'AmazonSQS', version: '1.0' },
  states: { target: 'AWSStepFunctions', version: '1.0' },
} as const;

/**
 * Calls an action of the local AWS and reads its answer.
 * @throws Error named as AWS names the refusal
 */
export async function aws<Value>(
  service: keyof typeof protocols,
  action: string,
  input: object,
  schema: z.ZodMiniType<Value>,
  attemptsLeft = 3,
): Promise<Value> {
  const { endpoint, region } = stack();
  const { target, version } = protocols[service];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  if (response.ok) return schema.parse(answer);
  const { __type = `${response.status}`, message = '' } = z
    .object({ __type: z.optional(z.string()), message: z.optional(z.string()) })
    .parse(answer);
  // The emulator stumbles over requests at once, before it has done anything.
  if (message.includes('dictionary changed size') && attemptsLeft > 0) {
    return aws(service, action, input, schema, attemptsLeft - 1);
  }
  throw Object.assign(new Error(`${action}: ${__type} ${message}`), { name: __type.split('#').at(-1) ?? __type });
}

/** An answer of which nothing is looked at. */
export const Nothing = z.unknown();
