import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod/mini';
import { assumedAdverseRules } from '../../functions/domain/conditionality.ts';
import { addStage } from '../../infra/app.ts';
import { checkConfig, configOf, type StageConfig, type StageName } from '../../infra/config.ts';

const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

/** A file with an invented office's decisions about the terms that are assumed now, so that `prod` can be looked at. */
export const officeDecisions = join(mkdtempSync(join(tmpdir(), 'did-office-')), 'decisions.json');
const act = { legalBasis: 'Decreto n. 1 del 2027, inventato per la prova' };
const decisions = Object.fromEntries(assumedAdverseRules('lombardia-2017').map((rule) => [rule, act]));
writeFileSync(officeDecisions, JSON.stringify(decisions));

/** A stage's configuration; `prod` with the invented decisions. */
export function configFor(stage: StageName): StageConfig {
  return configOf(stage, { adverseTermsFile: stage === 'prod' ? officeDecisions : undefined });
}

/** An app with a stage's stacks, no bundle in them. */
export function stage(config: StageConfig) {
  const app = new App({ context });
  const stacks = addStage(app, { config, codeOf: () => Code.fromInline('exports.handler = async () => undefined;') });
  return { root: app, data: stacks.data, app: stacks.app };
}

const Resource = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DependsOn: z.optional(z.array(z.string())),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
});
export type Resource = z.infer<typeof Resource>;

const Templated = z.object({
  Parameters: z._default(z.record(z.string(), z.object({ Type: z.string(), Default: z.optional(z.unknown()) })), {}),
  Resources: z.record(z.string(), Resource),
  Outputs: z._default(z.record(z.string(), z.object({ Value: z.unknown() })), {}),
});
export type Templated = z.infer<typeof Templated>;

/** A stack's template, intrinsic functions resolved as far as text allows. */
export interface Synthesised {
  readonly template: Template;
  readonly parsed: Templated;
}

const made = new Map<string, { data: Synthesised; app: Synthesised }>();

/** The templates of a stage. */
export function templatesOf(name: StageName): { data: Synthesised; app: Synthesised } {
  const known = made.get(name);
  if (known) return known;
  const templates = synthesise(configFor(name));
  made.set(name, templates);
  return templates;
}

/** The templates of a configuration that differs from a stage's own. */
export function templatesWith(name: StageName, changes: Partial<StageConfig>) {
  return synthesise(checkConfig({ ...configFor(name), ...changes }));
}

function synthesise(config: StageConfig): { data: Synthesised; app: Synthesised } {
  const { data, app } = stage(config);
  const read = (stack: Parameters<typeof Template.fromStack>[0]): Synthesised => {
    const template = Template.fromStack(stack);
    const raw = template.toJSON();
    return { template, parsed: Templated.parse(resolved(raw, Templated.parse(raw))) };
  };
  return { data: read(data), app: read(app) };
}

const account = '111122223333';

/** References and joins as text: an ARN can then be compared with one written out. */
function resolved(value: unknown, template: Templated): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, template));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, resolved(inner, template)]);
  const [only] = entries;
  if (entries.length !== 1 || !only) return Object.fromEntries(entries);
  const [key, inner] = only;
  if (key === 'Ref' && inner === 'AWS::AccountId') return account;
  if (key === 'Ref' && typeof inner === 'string') return template.Parameters[inner]?.Default ?? inner;
  if (key === 'Fn::GetAtt' && Array.isArray(inner)) return inner.join('.');
  if (key === 'Fn::Join' && Array.isArray(inner) && Array.isArray(inner[1])) return inner[1].join(String(inner[0]));
  return Object.fromEntries(entries);
}

/** Resources of a type, by logical id. */
export function resourcesOf({ parsed }: Synthesised, type: string): [string, Resource][] {
  return Object.entries(parsed.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type that has these properties at the top. Throws if there is none or more. */
export function theResource(stack: Synthesised, type: string, properties: Record<string, unknown> = {}) {
  const found = resourcesOf(stack, type).filter(([, resource]) =>
    Object.entries(properties).every(([name, value]) => resource.Properties[name] === value),
  );
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} of ${type} with ${JSON.stringify(properties)}`);
  return { id: first[0], ...first[1] };
}
