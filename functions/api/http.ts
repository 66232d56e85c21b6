import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { Actor, assurances, operatorKinds, roles } from '../domain/actor.ts';
import { type Action, type ActionName, type Api, actions, authorise, type Verdict } from '../domain/authorisation.ts';
import { dateInRome, type Instant, instantOf, type PlainDate } from '../domain/dates.ts';
import { OperatorId, PatronatoId, Subject } from '../domain/ids.ts';
import type { Language } from '../domain/person.ts';
import { unprintableFields } from '../domain/printed.ts';
import { observed, type Tools } from '../middleware/observed.ts';
import { NoSuchPage } from '../store/table.ts';
import { isThrottled } from '../store/throttling.ts';
import { nowhere } from './nowhere.ts';
import { type Reply, requestProblem, worded } from './problem.ts';

/** A request as a route sees it: who asks, when it was received, and what was sent. */
export interface Request<Query = unknown> {
  readonly action: ActionName;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** The query, as the contract of `asking` gives it. */
  readonly query: Query;
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
  /** What the user pool calls the session's account. */
  readonly username?: string | undefined;
}

/** A request of somebody who signed in. */
export interface SignedRequest<Query = unknown> extends Request<Query> {
  readonly actor: Actor;
}

/** The contract of a query: strict, so that a parameter which is not known is refused. */
export type QueryContract = z.ZodMiniObject<z.core.$ZodShape, z.core.$strict>;

/** A route. It takes no query but the one that it asks for (`asking`). */
export interface Route {
  (request: Request, tools: Tools): Promise<Reply>;
  readonly asks?: QueryContract;
}

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
  patronatoId: z.optional(PatronatoId),
  'cognito:username': z.optional(z.string()),
  email: z.optional(z.string()),
  email_verified: z.optional(z.union([z.boolean(), z.enum(['true', 'false'])])),
});
const Event = z.object({
  requestContext: z.object({
    authorizer: z.optional(z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) })),
  }),
});

/** Who is signed in, by the claims of the session's id token; `undefined` if it is none of ours. */
function signedIn(event: APIGatewayProxyEventV2): Pick<Request, 'actor' | 'provenEmail' | 'username'> {
  const claims = Claims.safeParse(Event.parse(event).requestContext.authorizer?.jwt.claims).data;
  if (!claims) return { actor: undefined, provenEmail: undefined };
  const { token_use: _, sub, email, email_verified: verified, 'cognito:username': username, ...rest } = claims;
  return {
    actor: Actor.parse({ subject: sub, ...rest }),
    provenEmail: String(verified) === 'true' ? email : undefined,
    username,
  };
}

/** The language to answer in: the first that the client names and we speak, Italian otherwise. */
export function languageOf(header: string | undefined): Language {
  const first = header?.split(',').find((tag) => /^\s*(it|en)\b/i.test(tag));
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'it';
}

type Body =
  | { readonly body: unknown; readonly rawBody: string }
  | { readonly fault: 'malformed' | 'too-large' | 'unsupported-media-type' };

// Half a surrogate pair is JSON but no text: the table could not hold it. U+FFFD is what a letter of another encoding
// than UTF-8 was read as: it would be kept in the letter's place.
function wholeCharacters(_: string, value: unknown): unknown {
  const whole = typeof value !== 'string' || (value.isWellFormed() && !value.includes('\uFFFD'));
  if (!whole) throw new SyntaxError('not well-formed text');
  return value;
}

/** JSON, or a type that is made of it (RFC 6839), but an answer's own; who tells no type sends JSON. */
function isJson(type: string | undefined): boolean {
  const [essence = ''] = (type ?? '').split(';');
  const of = essence.trim().toLowerCase();
  if (of === 'application/problem+json') return false;
  return of === '' || of === 'application/json' || /^application\/[a-z0-9!#$&^_.+-]+\+json$/.test(of);
}

function readBody(event: APIGatewayProxyEventV2, { takes, method, saysWhy }: Action): Body {
  const { body, headers, isBase64Encoded } = event;
  // RFC 9110 §9.3.1 and §9.3.5 give it no meaning: it is read only where our table gives it one.
  if (method === 'GET' || (method === 'DELETE' && !saysWhy)) return { body: {}, rawBody: '' };
  const rawBody = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  if (Buffer.byteLength(rawBody) > (takes ? maximumFile : maximumBody)) return { fault: 'too-large' };
  if (takes) return { body: rawBody, rawBody };
  // A PUT replaces, and nothing sent is nothing to put there.
  if (rawBody === '') return { body: method === 'PUT' ? undefined : {}, rawBody };
  if (!isJson(headers['content-type'])) return { fault: 'unsupported-media-type' };
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
export function signed<Query>(route: (request: SignedRequest<Query>, tools: Tools) => Promise<Reply>) {
  return async (request: Request<Query>, tools: Tools): Promise<Reply> => {
    const { actor } = request;
    return actor ? route({ ...request, actor }, tools) : requestProblem('unauthenticated', request.language);
  };
}

/**
 * Parses a body by its contract: the value, or the answer that names each field and rule. What goes to a paper is
 * refused if no paper could print it.
 */
export function parseBody<Value>(
  schema: z.ZodMiniType<Value>,
  { body, language }: Pick<Request, 'body' | 'language'>,
): { readonly value: Value } | { readonly reply: Reply } {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    return { reply: requestProblem('invalid', language, (words) => words.fieldErrors(parsed.error, language)) };
  }
  const unprintable = unprintableFields(parsed.data);
  if (unprintable.length === 0) return { value: parsed.data };
  return { reply: requestProblem('invalid', language, (words) => words.unprintableErrors(unprintable, language)) };
}

/**
 * Makes a route of one that takes a query. What breaks the contract is answered 422, parameter by parameter, before
 * anything is read.
 */
export function asking<Contract extends QueryContract>(
  contract: Contract,
  route: (request: Request<z.output<Contract>>, tools: Tools) => Promise<Reply>,
): Route {
  const asked = async (request: Request, tools: Tools): Promise<Reply> => {
    const query = contract.safeParse(request.query);
    return query.success
      ? route({ ...request, query: query.data }, tools)
      : requestProblem('invalid', request.language, (words) => words.fieldErrors(query.error, request.language));
  };
  return Object.assign(asked, { asks: contract });
}

/** The query of a route that asks for none. */
const NoQuery = z.strictObject({});

/** How many rows a page has, in plain digits. */
export const rowsUpTo = (most: number, usual: number) =>
  z._default(
    z.pipe(
      z.transform((text) => (typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : text)),
      z.int().check(z.minimum(1), z.maximum(most)),
    ),
    usual,
  );

/** A page of at most 100 rows, 25 unless asked otherwise. A cursor of another list is refused where it is read. */
export const PageQuery = z.strictObject({ limit: rowsUpTo(100, 25), cursor: z.optional(z.string()) });

/** The parameters of a query that are named more than once; the gateway joins their values with a comma. */
function namedTwice({ rawQueryString }: APIGatewayProxyEventV2): string[] {
  const names = [...new URLSearchParams(rawQueryString).keys()];
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** What keeps a query from being read at all: a parameter given twice, or any where the route asks for none. */
function queryProblem(event: APIGatewayProxyEventV2, { asks }: Route, language: Language): Reply | undefined {
  const twice = namedTwice(event);
  if (twice.length > 0) {
    return requestProblem('invalid', language, (words) =>
      twice.map((name) => words.fieldError(name, 'query-twice', language)),
    );
  }
  const none = asks ? undefined : NoQuery.safeParse(event.queryStringParameters ?? {}).error;
  return none && requestProblem('invalid', language, (words) => words.fieldErrors(none, language));
}

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
      if (error instanceof NoSuchPage) {
        return requestProblem('invalid', language, (words) => [words.fieldError('cursor', 'cursor', language)]);
      }
      tools.logger.error('request failed', {
        messageCode: 'REQUEST_FAULT',
        route: event.routeKey,
        fault: error instanceof Error ? error.name : 'unknown',
        why: error instanceof Error ? error.message : '',
      });
      if (!isThrottled(error)) return requestProblem('fault', language);
      const busy = requestProblem('overloaded', language);
      return { ...busy, headers: { ...busy.headers, 'retry-after': '1' } };
    });
    tools.logger.info('answered', { messageCode: 'ANSWERED', route: event.routeKey, status: reply.status });
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...reply.headers };
    const { body, status: statusCode } = await worded(reply);
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
  if (!action || !route || actions[action].api !== api) {
    return nowhere(event.requestContext.http.method, event.rawPath, language);
  }
  tools.logger.appendKeys({ correlationId: event.requestContext.requestId });

  const session = signedIn(event);
  const of: Action = actions[action];
  const { access } = of;
  if (access.kind !== 'public' && !session.actor) return requestProblem('unauthenticated', language);
  const denied = access.kind === 'roles' ? denial(authorise(action, session.actor), language) : undefined;
  if (denied) return denied;
  const unasked = queryProblem(event, route, language);
  if (unasked) return unasked;
  const key = event.headers['idempotency-key'] ?? '';
  if (event.requestContext.http.method === 'POST' && !keyForm.test(key)) return requestProblem('key-missing', language);
  const body = readBody(event, of);
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
