/** The handlers as Lambda would load them. */
import * as z from 'zod/mini';

/** Every Lambda function that the world can call, and its file. `coverage.test.ts` holds the list against what is deployed. */
export const files = {
  register: 'transitions/register',
  release: 'transitions/release',
  confirm: 'transitions/confirm',
  'sign-pact': 'transitions/sign-pact',
  withdraw: 'transitions/withdraw',
  close: 'transitions/close',
  expire: 'transitions/expire',
  park: 'transitions/park',
  'api-me': 'api/me',
  'api-declarations': 'api/declarations',
  'api-commands': 'api/commands',
  'api-queue': 'api/queue',
  outbox: 'outbox/handler',
  feedback: 'outbox/feedback',
  publish: 'publish/handler',
  sweep: 'schedule/handler',
} as const;
export type FunctionName = keyof typeof files;

/** Those that ask nothing of AWS, so that nothing of AWS can fail them. */
export const askNothing = ['api-system', 'api-operators', 'pre-sign-up', 'pre-token'] as const;

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
const Module = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });
const loaded = new Map<string, Handler>();

const isName = (name: string): name is FunctionName => name in files;

/** The handler of a function. Throws if the world does not know it. */
export async function handlerOf(name: string): Promise<Handler> {
  const known = loaded.get(name);
  if (known) return known;
  if (!isName(name)) throw new TypeError(`the world has no function ${name}`);
  const { handler } = Module.parse(await import(`../../functions/${files[name]}.ts`));
  loaded.set(name, handler);
  return handler;
}
