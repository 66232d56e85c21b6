/** What the templates say of the functions, and how much there is of what costs by the month. */
import * as z from 'zod/mini';
import { entries, transitions } from '../../infra/functions.ts';
import { namesOf } from '../../infra/names.ts';
import { resourcesOf, templatesOf, theResource } from '../infra/stacks.ts';

const Configured = z.object({
  FunctionName: z.string(),
  MemorySize: z.number(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

const Traced = z.object({
  FunctionName: z.string(),
  TracingConfig: z.object({ Mode: z.enum(['Active', 'PassThrough']) }),
});
const Sampling = z.object({ SamplingRule: z.object({ FixedRate: z.number() }) });

/** A function as it is deployed. */
export interface Deployed {
  readonly name: string;
  /** Memory in MB. */
  readonly memory: number;
  /** Its environment; what the deployment alone can tell is a name that stands for it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Every function of the local stage, as its template configures it. Throws if the templates lack one. */
export function deployedFunctions(): Deployed[] {
  const { data, app } = templatesOf('local');
  const found = [data, app]
    .flatMap((stack) => resourcesOf(stack, 'AWS::Lambda::Function'))
    .flatMap(([, { Properties }]) => Configured.safeParse(Properties).data ?? []);
  return Object.keys(entries).map((name) => {
    const one = found.find(({ FunctionName }) => FunctionName === namesOf('local').function(name));
    if (!one) throw new Error(`the templates have no function ${name}`);
    const variables = Object.entries(one.Environment.Variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : `unknown-${key}`,
    ]);
    return { name, memory: one.MemorySize, environment: Object.fromEntries(variables) };
  });
}

/** How many resources of a type stage `prod` deploys. */
export function countOf(type: string): number {
  const { data, app } = templatesOf('prod');
  return [data, app].flatMap((stack) => resourcesOf(stack, type)).length;
}

/**
 * The share of each function's invocations that X-Ray records in stage prod: of a transition that of its execution, of
 * what begins its own traces Lambda's, of what only goes on with others' none.
 * @param own Lambda's share, 0 to 1
 */
export function tracedShares(own: number): (name: string) => number {
  const { data, app } = templatesOf('prod');
  const rule = Sampling.parse(theResource(app, 'AWS::XRay::SamplingRule').Properties);
  const active = [data, app]
    .flatMap((stack) => resourcesOf(stack, 'AWS::Lambda::Function'))
    .flatMap(([, { Properties }]) => Traced.safeParse(Properties).data ?? [])
    .filter(({ TracingConfig }) => TracingConfig.Mode === 'Active')
    .map(({ FunctionName }) => FunctionName);
  return (name) => {
    if (!active.includes(namesOf('prod').function(name))) return 0;
    return transitions.some((transition) => transition === name) ? rule.SamplingRule.FixedRate : own;
  };
}
