import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRun } from '../fuzz/report.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'did-fuzz-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const $base64 = Buffer.from('{"code":"fault"}').toString('base64');
const asked = (method: string, status: number) => ({
  request: { method, uri: 'http://localhost/v1/me', headers: {}, body: { $base64 } },
  response: { status_code: status, headers: {}, content: { $base64 } },
});
const failure = { operation: 'GET /me', message: 'Server error' };
const scenario = {
  ScenarioFinished: {
    phase: 'coverage',
    recorder: {
      label: 'GET /me',
      checks: {
        a: [{ name: 'not_a_server_error', status: 'success' }],
        b: [{ name: 'not_a_server_error', status: 'failure', failure_info: { failure } }],
        c: [{ name: 'not_a_server_error', status: 'failure', failure_info: { failure } }],
      },
      interactions: {
        a: asked('GET', 200),
        b: asked('GET', 500),
        c: asked('GET', 500),
        d: { ...asked('GET', 0), response: null },
      },
    },
  },
};
const end = { EngineFinished: { running_time: 1 } };

function read(...events: object[]) {
  writeFileSync(path.join(folder, 'run.ndjson'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return readRun(folder);
}

test('a run is told by its answers, each finding once with the request that shows it', () => {
  const run = read({ Initialize: {} }, scenario, end);
  expect([...run.statuses]).toEqual([
    [200, 1],
    [500, 2],
  ]);
  expect([...run.reached]).toEqual(['GET /me']);
  expect(run.findings).toEqual([
    {
      check: 'not_a_server_error',
      operation: 'GET /me',
      message: 'Server error',
      request: 'GET http://localhost/v1/me {"code":"fault"}',
      answer: '500 {"code":"fault"}',
    },
  ]);
  expect(run.errors).toEqual(['no answer: GET http://localhost/v1/me']);
});

test('what could not be tried, and a run that broke off, are told too', () => {
  const untried = { NonFatalError: { label: 'PUT /me', value: { type: 'UnsupportedRegexPattern' } } };
  expect(read(untried, end).errors).toEqual([JSON.stringify(untried)]);
  expect(read({ FatalError: { message: 'no schema' } }).errors).toHaveLength(2);
});
