import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { drawing, withDrawing } from '../../docs/draw-lifecycle.ts';
import { lifecycle, stateName, statuses, verbs } from '../../functions/domain/lifecycle.ts';
import { taskKinds } from '../../functions/domain/tasks.ts';
import { configOf } from '../../infra/config.ts';
import { AppStack } from '../../infra/stacks/app.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const documents = globSync(['*.md', 'docs/**/*.md']).sort();
const readme = read('README.md');

/** The blocks of commands of a document. */
const blocks = (text: string) =>
  [...text.matchAll(/```(?:sh|bash|console)\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** The part of a document that GitHub's anchor of a heading leads to. */
const anchors = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the drawing of the lifecycle', () => {
  test('in the README is up to date; otherwise: npm run drawing', () => {
    expect(readme).toBe(withDrawing(readme));
  });

  test('has every status, and every verb as an arrow', () => {
    for (const status of statuses) expect(drawing()).toContain(`${stateName(status)}(${status})`);
    for (const verb of verbs) expect(drawing()).toMatch(new RegExp(`[|>]${verb}[|<]`));
  });

  test.each(lifecycle)('draws $from $verb', ({ verb }) => {
    const arrows = drawing()
      .split('\n')
      .filter((line) => new RegExp(`[|>]${verb}[|<]`).test(line));
    expect(arrows.length).toBeGreaterThan(0);
    for (const arrow of arrows) expect(arrow).toContain(' -->|');
  });

  test('is refused a text without its marks', () => {
    expect(() => withDrawing('# Something else')).toThrow('no place for the drawing');
  });
});

describe.each(documents)('%s', (document) => {
  const text = read(document);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const relative = links.filter((link) => !/^[a-z]+:/.test(link));

  test.each(relative.length > 0 ? relative : ['.'])('leads to %s, which is there', (link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? document : path.join(path.dirname(document), file);
    expect(existsSync(target)).toBe(true);
    if (anchor !== undefined && statSync(target).isFile()) expect(anchors(read(target))).toContain(anchor);
  });

  test('shows no file of the project that is not there', () => {
    const named = [...text.matchAll(/`((?:docs|functions|infra|local|statemachines|test)\/[\w./*-]*)`/g)].map(
      ([, file = '']) => file,
    );
    for (const file of named.filter((name) => !name.includes('<'))) {
      expect([file, globSync(file.replace(/\/$/, '')).length > 0]).toEqual([file, true]);
    }
  });
});

describe('commands that the documents show', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
  const shown = documents.flatMap((document) => blocks(read(document)).flatMap((code) => code.split('\n')));
  const used = (pattern: RegExp) => [...new Set(shown.flatMap((line) => pattern.exec(line)?.[1] ?? []))];

  test('of npm are scripts of package.json', () => {
    const names = [...used(/^npm run (?:--silent )?([\w-]+)/), ...used(/^npm (start|test)\b/)];
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('of the local stack are in its help', () => {
    const help = execFileSync('node_modules/.bin/node', ['local/main.ts', 'help'], { encoding: 'utf8' });
    const commands = used(/^npm run local -- ([\w-]+)/);
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) expect(help).toMatch(new RegExp(`npm run local -- ${command}\\b`));
  });

  test('of the tests are projects of vitest', () => {
    const projects = [...read('CONTRIBUTING.md').matchAll(/--project ([\w-]+)/g)].map(([, name = '']) => name);
    expect(projects.sort()).toEqual(['browser', 'e2e', 'infra', 'statemachines', 'unit']);
  });
});

test("the office's decisions that the README shows let prod start once each names its act, and not as they were copied", () => {
  const [, decisions = ''] = /decisions\.json <<'END'\n([\s\S]*?)END\n/.exec(readme) ?? [];
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'did-readme-')), 'decisions.json');
  const start = () => configOf('prod', { adverseTermsFile: file }).stage;
  expect(() => configOf('prod')).toThrow('adverseTerms');
  writeFileSync(file, decisions);
  expect(start).toThrow('legalBasis: name the act in the place of <…>');
  writeFileSync(file, decisions.replaceAll('<act of the office>', 'Decreto n. 1 del 2027, inventato per la prova'));
  expect(start()).toBe('prod');
});

describe('the runbooks', () => {
  const index = read('docs/runbooks/README.md');

  test('have every alarm of the stack that runs', () => {
    const codeOf = () => Code.fromInline('exports.handler = async () => undefined;');
    const stack = new AppStack(new App(), { config: configOf('dev'), codeOf });
    const alarms = stack.node.findAll().flatMap((part) => (part instanceof CfnAlarm ? (part.alarmName ?? []) : []));
    const named = [...index.matchAll(/^\| `(did-<stage>-[^`]+)`/gm)].map(([, name = '']) => name);
    const patterns = named.map((name) => name.replace('<stage>', 'dev').replace('<function>', '[a-z-]+'));
    expect(alarms.length).toBeGreaterThan(20);
    expect(alarms.filter((alarm) => !patterns.some((pattern) => new RegExp(`^${pattern}$`).test(alarm)))).toEqual([]);
  });

  test.each(taskKinds)('have the task %s', (kind) => {
    expect(index).toMatch(new RegExp(`^\\|.*\`${kind}\`.*\\]\\(`, 'm'));
  });
});

test('every message code of the logs is explained, and no other', () => {
  const written = globSync('functions/**/*.ts').flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => line.includes('messageCode'))
      .flatMap((line) => line.match(/'[A-Z][A-Z_]+'/g) ?? []),
  );
  const [, section = ''] = read('docs/architecture.md').split('## Log messages');
  const explained = [...section.matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map(([, code = '']) => `'${code}'`);
  expect([...new Set(written)].sort()).toEqual(explained.sort());
});

test('every decision is in the list of decisions', () => {
  const list = read('docs/adr/README.md');
  for (const file of globSync('docs/adr/0*.md')) expect(list).toContain(`](${path.basename(file)})`);
});
