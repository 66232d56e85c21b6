/** What a run of Schemathesis came to. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const Check = z.object({
  name: z.string(),
  status: z.string(),
  failure_info: z.optional(z.object({ failure: z.object({ operation: z.nullable(z.string()), message: z.string() }) })),
});
const Recorder = z.object({
  label: z.string(),
  checks: z.record(z.string(), z.array(Check)),
  interactions: z.record(
    z.string(),
    z.object({
      request: z.object({ method: z.string(), uri: z.string(), body: z.nullish(z.unknown()) }),
      response: z.nullish(z.object({ status_code: z.int(), content: z.nullish(z.unknown()) })),
    }),
  ),
});
const Line = z.union([
  z.object({ ScenarioFinished: z.object({ phase: z.string(), recorder: Recorder }) }),
  z.object({ NonFatalError: z.looseObject({ label: z.string() }) }),
  z.object({ FatalError: z.looseObject({}) }),
  z.object({ EngineFinished: z.looseObject({}) }),
]);
const Bytes = z.object({ $base64: z.string() });

/** Something that a check found, with the request that shows it. */
export interface Finding {
  readonly check: string;
  readonly operation: string;
  readonly message: string;
  readonly request: string;
  readonly answer: string;
}

/** The run of one who asked. */
export interface Run {
  /** Requests that were answered, by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Operations that once were answered 2xx. */
  readonly reached: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** What Schemathesis itself could not do. */
  readonly errors: readonly string[];
}

function textOf(content: unknown): string {
  const bytes = Bytes.safeParse(content).data;
  return bytes ? Buffer.from(bytes.$base64, 'base64').toString('utf8').slice(0, 1500) : '';
}

/** Reads the events that a run wrote into a folder. */
export function readRun(folder: string): Run {
  const statuses = new Map<number, number>();
  const reached = new Set<string>();
  const findings = new Map<string, Finding>();
  const errors: string[] = [];
  let finished = false;
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.ndjson'));
  if (name === undefined) throw new Error(`Schemathesis left no report in ${folder}`);
  for (const text of readFileSync(path.join(folder, name), 'utf8').split('\n')) {
    const line = text === '' ? undefined : Line.safeParse(JSON.parse(text)).data;
    if (!line) continue;
    if ('NonFatalError' in line || 'FatalError' in line) {
      errors.push(JSON.stringify(line).slice(0, 600));
      continue;
    }
    if ('EngineFinished' in line) {
      finished = true;
      continue;
    }
    const { label, checks, interactions } = line.ScenarioFinished.recorder;
    for (const [id, { request, response }] of Object.entries(interactions)) {
      if (!response) {
        errors.push(`no answer: ${request.method} ${request.uri}`);
        continue;
      }
      const { status_code: status } = response;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const failed = (checks[id] ?? []).filter((check) => check.status === 'failure');
      if (status < 300) reached.add(label);
      for (const { name: check, failure_info: info } of failed) {
        const operation = info?.failure.operation ?? label;
        const message = (info?.failure.message ?? '').trim();
        const finding = {
          check,
          operation,
          message,
          request: `${request.method} ${request.uri} ${textOf(request.body)}`,
          answer: `${status} ${textOf(response.content)}`,
        };
        const key = `${check} ${operation} ${message}`;
        if (!findings.has(key)) findings.set(key, finding);
      }
    }
  }
  if (!finished) errors.push('Schemathesis did not come to its end');
  return { statuses, reached, findings: [...findings.values()], errors };
}
