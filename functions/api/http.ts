import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { Actor, assurances, operatorKinds, roles } from '../domain/actor.ts';
import { type Action, type ActionName, type Api, actions, authorise, type Verdict } from '../domain/authorisation.ts';
import { dateInRome, type Instant, instantOf, type PlainDate } from '../domain/dates.ts';
import { OperatorId, Subject } from '../domain/ids.ts';
import type { Language } from '../domain/person.ts';
import { observed, type Tools } from '../middleware/observed.ts';
import { readCursor } from '../store/table.ts';
import { fieldErrors, type Reply, requestProblem } from './problem.ts';

/** A request as a route sees it: who asks, when it was received, and what was sent. */
export interface Request {
  readonly action: ActionName;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The Idempotency-Key, which every POST carries. */
  readonly key: string;
  readonly body: unknown;
  /** The body as it came, to tell whether a repeated request is the same. */
  readonly rawBody: string;
  /** When the API received the request: the legal instant. */
  readonly receivedAt: Instant;
  /** The day of receipt in Rome. */
  readonly today: PlainDate;
  readonly language: Language;
  readonly actor: Actor | undefined;
  /** The session's mailbox, if the user pool proved it. */
  readonly provenEmail: string | undefined;
}

/** A request of somebody who signed in. */
export interface SignedRequest extends Request {
  readonly actor: Actor;
}

export type Route = (request: Request, tools: Tools) => Promise<Reply>;
export type SignedRoute = (request: SignedRequest, tools: Tools) => Promise<Reply>;

const maximumBody = 64 * 1024;
/** A file of rows: the directory of a region with room to spare. */
const maximumFile = 2 * 1024 * 1024;
/** What an Idempotency-Key looks like. */
export const keyForm = /^[A-Za-z0-9-]{8,64}$/;

const Claims = z.object({
  token_use: z.literal('id'),
  sub: Subject,
  role: z.enum(roles),
  assurance: z.enum(assurances),
  idp: z.optional(z.string()),
  fiscalCode: z.optional(z.string()),
  operatorId: z.optional(OperatorId),
  operatorKind: z.optional(z.enum(operatorKinds)),
  email: z.optional(z.string()),
  email_verified: z.optional(z.union([z.boolean(), z.enum(['true', 'false'])])),
});
const Event = z.object({
  requestContext: z.object({
    authorizer: z.optional(z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) })),
  }),
});

/** Who is signed in, by the claims of the session's id token; `undefined` if it is none of ours. */
function signedIn(event: APIGatewayProxyEventV2): Pick<Request, 'actor' | 'provenEmail'> {
  const claims = Claims.safeParse(Event.parse(event).requestContext.authorizer?.jwt.claims).data;
  if (!claims) return { actor: undefined, provenEmail: undefined };
  const { token_use: _, sub, email, email_verified: verified, ...rest } = claims;
  return {
    actor: Actor.parse({ subject: sub, ...rest }),
    provenEmail: String(verified) === 'true' ? email : undefined,
  };
}

/** The language to answer in: the first that the client names and we speak, Italian otherwise. */
export function languageOf(header: string | undefined): Language {
  const first = header?.split(',').find((tag) => /^\s*(it|en)\b/i.test(tag));
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'it';
}

type Body = { readonly body: unknown; readonly rawBody: string } | { readonly fault: 'malformed' | 'too-large' };

// Half a surrogate pair is JSON but no text: the table could not hold it.
function wholeCharacters(_: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('not well-formed text');
  return value;
}

function readBody({ body, isBase64Encoded }: APIGatewayProxyEventV2, takes: Action['takes']): Body {
  const rawBody = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  if (Buffer.byteLength(rawBody) > (takes ? maximumFile : maximumBody)) return { fault: 'too-large' };
  if (takes) return { body: rawBody, rawBody };
  if (rawBody === '') return { body: {}, rawBody };
  try {
    return { body: JSON.parse(rawBody, wholeCharacters), rawBody };
  } catch {
    return { fault: 'malformed' };
  }
}

const problemOf: Record<Exclude<Verdict, 'allowed'>, 'unauthenticated' | 'forbidden' | 'not-found' | 'own-case'> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  'own-case': 'own-case',
};

/** The answer to a verdict that does not allow; `undefined` if it allows. */
export function denial(verdict: Verdict, language: Language): Reply | undefined {
  return verdict === 'allowed' ? undefined : requestProblem(problemOf[verdict], language);
}

/** Makes a route of one for people who signed in; the table of access has sent others away. */
export function signed(route: SignedRoute): Route {
  return async (request, tools) => {
    const { actor } = request;
    return actor ? route({ ...request, actor }, tools) : requestProblem('unauthenticated', request.language);
  };
}

/** Parses a body by its contract: the value, or the answer that names each field and rule. */
export function parseBody<Value>(
  schema: z.ZodMiniType<Value>,
  { body, language }: Pick<Request, 'body' | 'language'>,
): { readonly value: Value } | { readonly reply: Reply } {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? { value: parsed.data }
    : { reply: requestProblem('invalid', language, fieldErrors(parsed.error, language)) };
}

/** A page of at most 100 rows, 25 unless asked otherwise. */
export const PageQuery = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 25),
  cursor: z.optional(z.string().check(z.refine((text) => readCursor(text) !== undefined, { error: 'cursor' }))),
});

function isAction(name: string): name is ActionName {
  return name in actions;
}

const byRouteKey = new Map<string, ActionName>(
  Object.entries(actions).flatMap(([name, { method, path }]) =>
    isAction(name) ? [[`${method} /v1${path}`, name] as const] : [],
  ),
);

/**
 * The handler of one resource of the API: finds the route, reads body and session, lets the table of access decide on
 * what needs no case, and answers every fault with problem+json that tells nothing of its inside.
 */
export function resource(api: Api, routes: Partial<Record<ActionName, Route>>) {
  return observed(async (event: APIGatewayProxyEventV2, tools): Promise<APIGatewayProxyStructuredResultV2> => {
    const language = languageOf(event.headers['accept-language']);
    const reply = await answer(api, routes, event, language, tools).catch((error: unknown) => {
      tools.logger.error('request failed', {
        messageCode: 'REQUEST_FAULT',
        route: event.routeKey,
        fault: error instanceof Error ? error.name : 'unknown',
        why: error instanceof Error ? error.message : '',
      });
      return requestProblem('fault', language);
    });
    tools.logger.info('answered', { messageCode: 'ANSWERED', route: event.routeKey, status: reply.status });
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...reply.headers };
    const { body, status: statusCode } = reply;
    if (!(body instanceof Uint8Array)) return { statusCode, headers, body: JSON.stringify(body) };
    return { statusCode, headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  });
}

async function answer(
  api: Api,
  routes: Partial<Record<ActionName, Route>>,
  event: APIGatewayProxyEventV2,
  language: Language,
  tools: Tools,
): Promise<Reply> {
  const action = byRouteKey.get(event.routeKey);
  const route = action && routes[action];
  if (!action || !route || actions[action].api !== api) return requestProblem('not-found', language);
  tools.logger.appendKeys({ correlationId: event.requestContext.requestId });

  const session = signedIn(event);
  const of: Action = actions[action];
  const { access } = of;
  if (access.kind !== 'public' && !session.actor) return requestProblem('unauthenticated', language);
  const denied = access.kind === 'roles' ? denial(authorise(action, session.actor), language) : undefined;
  if (denied) return denied;
  const key = event.headers['idempotency-key'] ?? '';
  if (event.requestContext.http.method === 'POST' && !keyForm.test(key)) return requestProblem('key-missing', language);
  const body = readBody(event, of.takes);
  if ('fault' in body) return requestProblem(body.fault, language);

  const receivedAt = instantOf(event.requestContext.timeEpoch);
  return route(
    {
      action,
      method: event.requestContext.http.method,
      path: event.rawPath,
      parameters: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      headers: event.headers,
      key,
      receivedAt,
      today: dateInRome(receivedAt),
      language,
      ...body,
      ...session,
    },
    tools,
  );
}
