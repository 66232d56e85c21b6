import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import * as z from 'zod/mini';
import { call } from './aws.ts';
import { demoCredentials } from './identities.ts';
import { LocalProblem, root, type Say } from './settings.ts';

/** The two tables of the directory: operators, and the job centres of municipalities. */
export const tables = {
  operators: { path: '/v1/operators', shipped: 'operators.csv' },
  competence: { path: '/v1/competence', shipped: 'cpi-competence.csv' },
} as const;
export type TableName = keyof typeof tables;

/** A door to the API for an administrator. */
export interface Door {
  /** The API without `/v1`. */
  readonly url: string;
  /** Where it is not the address that tells APIs apart. */
  readonly host?: string;
  /** The id token of an administrator. */
  readonly token: string;
}

const Report = z.object({
  dryRun: z.boolean(),
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  rows: z.array(
    z.object({
      line: z.number(),
      id: z.string(),
      outcome: z.string(),
      field: z.optional(z.string()),
      message: z.optional(z.string()),
    }),
  ),
});
export type Report = z.infer<typeof Report>;

const Problem = z.object({
  detail: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
});

/** One request; `fetch` would not let the emulator's API be named by its host. */
function ask(door: Door, method: string, target: string, body?: string): Promise<{ status: number; text: string }> {
  const url = new URL(`${door.url}${target}`);
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? import('node:https') : Promise.resolve({ default: http });
    send.then(({ default: client }) => {
      const headers = {
        authorization: `Bearer ${door.token}`,
        'accept-language': 'en',
        ...(body !== undefined && {
          'content-type': 'text/csv; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        }),
        ...(door.host !== undefined && { host: door.host }),
      };
      const request = client.request(url, { method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
      });
      request.once('error', reject);
      request.end(body);
    }, reject);
  });
}

function refused(status: number, text: string): LocalProblem {
  const { data } = Problem.safeParse(text.startsWith('{') ? JSON.parse(text) : undefined);
  const errors = (data?.errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`).join('');
  return new LocalProblem(`The API answers ${status}${data ? `: ${data.detail}${errors}` : '.'}`);
}

/**
 * Imports a table from CSV through the API.
 * @throws LocalProblem if the API refuses the file as a whole, or the session
 */
export async function importTable(door: Door, table: TableName, csv: string, dryRun: boolean): Promise<Report> {
  const { status, text } = await ask(door, 'PUT', `${tables[table].path}${dryRun ? '?dryRun=true' : ''}`, csv);
  if (status !== 200) throw refused(status, text);
  return Report.parse(JSON.parse(text));
}

/**
 * Exports a table as CSV through the API.
 * @throws LocalProblem if the API refuses the session
 */
export async function exportTable(door: Door, table: TableName): Promise<string> {
  const { status, text } = await ask(door, 'GET', `${tables[table].path}/export`);
  if (status !== 200) throw refused(status, text);
  return text;
}

/** The text of a table as the project ships it. */
export function shippedTable(table: TableName): string {
  return readFileSync(path.join(root, 'functions', 'domain', 'data', tables[table].shipped), 'utf8');
}

/** Where the invented officers of a real office have their mailboxes: as any office's, no citizen's own. */
const demoDomains = 'id,mailDomains\ncpi-milano,afolmet.it cpi-milano.example\n';

const Session = z.object({ AuthenticationResult: z.object({ IdToken: z.string() }) });

/** Signs the demo administrator in, on the emulator. */
export async function adminToken(endpoint: string, clientId: string): Promise<string> {
  const { username, password } = demoCredentials().admin;
  const session = await call(endpoint, 'cognito-idp', 'InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  return Session.parse(session).AuthenticationResult.IdToken;
}

/**
 * Brings the shipped directory in, through the same import that an office uses, where there is none yet. What an
 * administrator has changed since stays.
 */
export async function seedDirectory(
  endpoint: string,
  { apiId, clientId }: { readonly apiId: string; readonly clientId: string },
  say: Say,
): Promise<void> {
  const door = {
    url: endpoint,
    host: `${apiId}.execute-api.localhost:${new URL(endpoint).port}`,
    token: await adminToken(endpoint, clientId),
  };
  const { status, text } = await ask(door, 'GET', '/v1/operators?limit=1');
  if (status !== 200) throw refused(status, text);
  if (z.object({ total: z.number() }).parse(JSON.parse(text)).total > 0) return;
  say('Importing the directory of Lombardy ...');
  for (const [table, csv] of [
    ['operators', shippedTable('operators')],
    ['operators', demoDomains],
    ['competence', shippedTable('competence')],
  ] as const) {
    const report = await importTable(door, table, csv, false);
    if (report.refused > 0)
      throw new LocalProblem(`The shipped table ${tables[table].shipped} has rows that are refused.`);
  }
}
