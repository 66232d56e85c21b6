import { procedurePolicies } from '../domain/policies.ts';
import { directions, nextSteps, RouteQuery, routeOf } from '../domain/routes.ts';
import { environment } from '../middleware/environment.ts';
import { parseBody, type Route, signed } from './http.ts';

const policy = procedurePolicies[environment.procedurePolicy];

/** Which of the three ways is the person's, why, and where to go from here. Nothing is stored. */
export const findRoute: Route = signed(async ({ query, language, today }) => {
  const asked = parseBody(RouteQuery, { body: query, language });
  if ('reply' in asked) return asked.reply;
  const found = routeOf(asked.value, policy, today);
  return {
    status: 200,
    body: { ...found, goTo: { action: nextSteps[found.route], text: directions[found.reason][language] } },
  };
});
