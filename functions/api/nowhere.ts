import { actions } from '../domain/authorisation.ts';
import type { Language } from '../domain/person.ts';
import { type Reply, requestProblem } from './problem.ts';

const templates = Object.values(actions).map(({ method, path }) => ({ method, steps: `/v1${path}`.split('/') }));

/** Whether a path is one of a template, whose steps in braces take anything but nothing. */
function fits(template: readonly string[], steps: readonly string[]): boolean {
  const same = (step: string, index: number) =>
    step.startsWith('{') ? (steps[index] ?? '') !== '' : step === steps[index];
  return template.length === steps.length && template.every(same);
}

/**
 * The answer where no route takes a request: 405 with the methods that the path has (RFC 9110 §15.5.6), 404 where it has
 * none.
 */
export function nowhere(method: string, path: string, language: Language): Reply {
  const steps = path.split('/');
  const methods = [...new Set(templates.filter((one) => fits(one.steps, steps)).map((one) => String(one.method)))];
  if (methods.length === 0 || methods.includes(method)) return requestProblem('not-found', language);
  const { headers, ...reply } = requestProblem('method-not-allowed', language);
  return { ...reply, headers: { ...headers, allow: methods.toSorted().join(', ') } };
}
