/** What Schemathesis is told: who asks, with which ids, and what it may hold against the API. */
import type { Knocker, Known } from './world.ts';

/** How hard to try. */
export interface Effort {
  /** Cases that are drawn for each operation, beside its examples and its edges. */
  readonly examples: number;
  readonly seed: number;
}

/**
 * The file `schemathesis.toml` of a run. A 422 may come of a rule that no schema can say (a day in the future, a check
 * character), so it is no fault to the check of positive data; the check `documented_contract` looks at its rules.
 */
export function settingsOf({ token, known }: Knocker, { examples, seed }: Effort): string {
  return [
    `seed = ${seed}`,
    'workers = 1',
    'continue-on-failure = true',
    'wait-for-schema = 60',
    'request-timeout = 30',
    'suppress-health-check = ["all"]',
    '[cache]',
    'enabled = false',
    '[generation]',
    `max-examples = ${examples}`,
    'no-shrink = true',
    'database = "none"',
    '[phases.stateful]',
    `generation.max-examples = ${examples * 10}`,
    '[checks]',
    'positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 422]',
    'negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 413, 422]',
    'missing_required_header.expected-statuses = [401, 403, 404, 422]',
    // JSON's texts and lists of them are TOML's too.
    ...(token === undefined ? [] : ['[auth.openapi.idToken]', `bearer = ${JSON.stringify(token)}`]),
    '[dictionaries.operators]',
    'values = ["cpi-milano", "acc-demo-milano", "cpi-lodi"]',
    '[dictionaries.fiscalCodes]',
    `values = ${JSON.stringify(known.fiscalCodes)}`,
    '[dictionaries.mailboxes]',
    'values = ["fuzz.nuova@libero.it", "ufficio@inca.it", "info@azienda.example", "lucia.verdi@pec.it"]',
    '[parameters]',
    '"body.fiscalCode" = { dictionary = "fiscalCodes", probability = 0.75 }',
    '"body.mailbox" = { dictionary = "mailboxes", probability = 0.5 }',
    '"body.operatorId" = { dictionary = "operators", probability = 0.75 }',
    '',
  ].join('\n');
}

/** The ids that exist, by the first step of the path and the parameter that names them: for the hooks. */
export function idsOf({ declarations, commands, appointments, tasks }: Known): string {
  return JSON.stringify({
    'declarations id': declarations,
    'declarations appointmentId': appointments,
    'commands id': commands,
    'tasks id': tasks,
    'operators id': ['cpi-milano', 'acc-demo-milano', 'cpi-lodi'],
  });
}
