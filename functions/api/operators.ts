import * as z from 'zod/mini';
import { operatorKinds } from '../domain/actor.ts';
import { findOperators, operatorById, provinces } from '../domain/operators.ts';
import { parseBody, resource } from './http.ts';
import { requestProblem } from './problem.ts';
import { operatorView } from './views.ts';

/** What to look for in the directory. */
export const OperatorsQuery = z.object({
  province: z.optional(z.enum(provinces)),
  kind: z.optional(z.enum(operatorKinds)),
  text: z.optional(z.string().check(z.maxLength(100))),
});

export const handler = resource('operators', {
  'list-operators': async ({ query, language, today }) => {
    const asked = parseBody(OperatorsQuery, { body: query, language });
    return 'reply' in asked
      ? asked.reply
      : { status: 200, body: { items: findOperators({ ...asked.value, on: today }).map(operatorView) } };
  },
  'read-operator': async ({ parameters, language }) => {
    const operator = operatorById(parameters['id'] ?? '');
    return operator ? { status: 200, body: operatorView(operator) } : requestProblem('not-found', language);
  },
});
