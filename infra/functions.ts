import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** Every Lambda function and the file that exports its `handler`. */
export const entries = {
  register: 'functions/transitions/register.ts',
  release: 'functions/transitions/release.ts',
  confirm: 'functions/transitions/confirm.ts',
  'sign-pact': 'functions/transitions/sign-pact.ts',
  'void-pact': 'functions/transitions/void-pact.ts',
  'report-breach': 'functions/transitions/report-breach.ts',
  decide: 'functions/transitions/decide.ts',
  'record-appeal-outcome': 'functions/transitions/record-appeal-outcome.ts',
  withdraw: 'functions/transitions/withdraw.ts',
  close: 'functions/transitions/close.ts',
  expire: 'functions/transitions/expire.ts',
  'change-route': 'functions/transitions/change-route.ts',
  'verify-old-did': 'functions/transitions/verify-old-did.ts',
  suspend: 'functions/transitions/suspend.ts',
  resume: 'functions/transitions/resume.ts',
  reopen: 'functions/transitions/reopen.ts',
  park: 'functions/transitions/park.ts',
  'api-system': 'functions/api/system.ts',
  'api-operators': 'functions/api/operators.ts',
  'api-me': 'functions/api/me.ts',
  'api-declarations': 'functions/api/declarations.ts',
  'api-life': 'functions/api/life.ts',
  'api-proceedings': 'functions/api/proceedings.ts',
  'api-commands': 'functions/api/commands.ts',
  'api-queue': 'functions/api/queue.ts',
  'api-inps': 'functions/api/inps.ts',
  'api-appointments': 'functions/api/appointments.ts',
  'api-admin': 'functions/api/admin.ts',
  'api-documents': 'functions/api/documents.ts',
  'api-privacy': 'functions/api/privacy.ts',
  outbox: 'functions/outbox/handler.ts',
  feedback: 'functions/outbox/feedback.ts',
  inbox: 'functions/inbox/handler.ts',
  publish: 'functions/publish/handler.ts',
  sweep: 'functions/schedule/handler.ts',
  'pre-sign-up': 'functions/identity/pre-sign-up.ts',
  'pre-token': 'functions/identity/pre-token.ts',
} as const;
export type FunctionName = keyof typeof entries;

/** The functions that the state machine names, and the only writers of a status. */
export const transitions = [
  'register',
  'release',
  'confirm',
  'sign-pact',
  'void-pact',
  'report-breach',
  'decide',
  'record-appeal-outcome',
  'withdraw',
  'close',
  'expire',
  'change-route',
  'verify-old-did',
  'suspend',
  'resume',
  'reopen',
  'park',
] as const;

/** Where a function's code comes from: the bundles, or a stand-in when only the templates matter. */
export type CodeOf = (name: FunctionName) => Code;

/** The bundles that `bundle()` wrote below a folder. */
export function bundledCode(folder: string): CodeOf {
  return (name) => Code.fromAsset(join(folder, name));
}
