import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { stack } from './stack.ts';

/** What the API answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What goes with a request; `raw` is sent as it is, `body` as JSON. */
export interface Sent {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly raw?: string;
  /** What a raw body is; JSON if left out. */
  readonly type?: string;
  /** The Idempotency-Key of a POST; a fresh one if left out, none if null. */
  readonly key?: string | null;
  /** The language of the answer. */
  readonly language?: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Calls the API as a client does. The path is below `/v1`. */
export async function api(method: Method, path: string, sent: Sent = {}): Promise<Answer> {
  const { token, key, language, type = 'application/json' } = sent;
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const response = await fetch(`${stack().apiUrl}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': type }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && key !== null && { 'idempotency-key': key ?? randomUUID() }),
      ...(language !== undefined && { 'accept-language': language }),
    },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
}

/** The body of an answer, read by its contract; throws with what came if it has another status or another form. */
export function bodyOf<Value>(answer: Answer, status: number, schema: z.ZodMiniType<Value>): Value {
  const read = answer.status === status ? schema.safeParse(answer.body) : undefined;
  if (read?.success) return read.data;
  throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  rule: z.optional(z.string()),
  earliest: z.optional(z.string()),
  commandId: z.optional(z.string()),
  declarationId: z.optional(z.string()),
  notBefore: z.optional(z.string()),
  notAfter: z.optional(z.string()),
  hours: z.optional(z.strictObject({ from: z.string(), to: z.string() })),
  channels: z.optional(z.array(z.string())),
  errors: z.optional(z.array(z.strictObject({ field: z.string(), rule: z.string(), message: z.string() }))),
});
export type Problem = z.infer<typeof Problem>;

/** The problem that the API answered with this status (RFC 9457); throws if it answered anything else. */
export function problemOf(answer: Answer, status: number): Problem {
  const problem = bodyOf(answer, status, Problem);
  const type = answer.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json') || problem.status !== status) {
    throw new Error(`no problem of status ${status}: ${type} ${JSON.stringify(problem)}`);
  }
  return problem;
}
