/** The handlers as Lambda would load them. */
import * as z from 'zod/mini';

/** Every Lambda function that asks something of AWS. `coverage.test.ts` holds the list against what is deployed. */
const modules = {
  register: () => import('../../functions/transitions/register.ts'),
  release: () => import('../../functions/transitions/release.ts'),
  confirm: () => import('../../functions/transitions/confirm.ts'),
  'sign-pact': () => import('../../functions/transitions/sign-pact.ts'),
  withdraw: () => import('../../functions/transitions/withdraw.ts'),
  close: () => import('../../functions/transitions/close.ts'),
  expire: () => import('../../functions/transitions/expire.ts'),
  'change-route': () => import('../../functions/transitions/change-route.ts'),
  'verify-old-did': () => import('../../functions/transitions/verify-old-did.ts'),
  suspend: () => import('../../functions/transitions/suspend.ts'),
  resume: () => import('../../functions/transitions/resume.ts'),
  'void-pact': () => import('../../functions/transitions/void-pact.ts'),
  'report-breach': () => import('../../functions/transitions/report-breach.ts'),
  decide: () => import('../../functions/transitions/decide.ts'),
  'record-appeal-outcome': () => import('../../functions/transitions/record-appeal-outcome.ts'),
  reopen: () => import('../../functions/transitions/reopen.ts'),
  park: () => import('../../functions/transitions/park.ts'),
  'api-me': () => import('../../functions/api/me.ts'),
  'api-declarations': () => import('../../functions/api/declarations.ts'),
  'api-life': () => import('../../functions/api/life.ts'),
  'api-proceedings': () => import('../../functions/api/proceedings.ts'),
  'api-commands': () => import('../../functions/api/commands.ts'),
  'api-queue': () => import('../../functions/api/queue.ts'),
  'api-inps': () => import('../../functions/api/inps.ts'),
  'api-appointments': () => import('../../functions/api/appointments.ts'),
  'api-documents': () => import('../../functions/api/documents.ts'),
  'api-privacy': () => import('../../functions/api/privacy.ts'),
  'api-admin': () => import('../../functions/api/admin.ts'),
  outbox: () => import('../../functions/outbox/handler.ts'),
  feedback: () => import('../../functions/outbox/feedback.ts'),
  inbox: () => import('../../functions/inbox/handler.ts'),
  publish: () => import('../../functions/publish/handler.ts'),
  sweep: () => import('../../functions/schedule/handler.ts'),
} as const;
export type FunctionName = keyof typeof modules;

/** Whether the world knows a function of this name. */
export const isFunctionName = (name: string): name is FunctionName => name in modules;

/** Names of the functions that ask something of AWS. */
export const functionNames: readonly string[] = Object.keys(modules);

/** Those that ask nothing of AWS, so that nothing of AWS can fail them. */
export const askNothing: readonly string[] = ['api-system', 'pre-token'];

/** Those that read the directory of operators alone: what fails is their answer, which is asked for again. */
export const readDirectory: readonly string[] = ['api-operators', 'pre-sign-up'];

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
const Module = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });
const loaded = new Map<string, Handler>();

/** Loads every handler, so that none is loaded while a test measures or interleaves. */
export async function loadHandlers(): Promise<void> {
  for (const [name, module] of Object.entries(modules)) loaded.set(name, Module.parse(await module()).handler);
}

/** The handler of a function. Throws if the world does not know it. */
export function handlerOf(name: string): Handler {
  const known = loaded.get(name);
  if (!known) throw new TypeError(`the world has not loaded ${name}`);
  return known;
}
