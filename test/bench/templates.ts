/** What the templates say of the functions, and how much there is of what costs by the month. */
import * as z from 'zod/mini';
import { entries } from '../../infra/functions.ts';
import { namesOf } from '../../infra/names.ts';
import { resourcesOf, templatesOf } from '../infra/stacks.ts';

const Configured = z.object({
  FunctionName: z.string(),
  MemorySize: z.number(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

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
