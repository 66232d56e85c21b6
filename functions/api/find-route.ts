import { procedurePolicies } from '../domain/policies.ts';
import { directions, nextSteps, RouteQuery, routeOf } from '../domain/routes.ts';
import { environment } from '../middleware/environment.ts';
import { asking, signed } from './http.ts';

const policy = procedurePolicies[environment.procedurePolicy];

/** Which of the three ways is the person's, why, and where to go from here. Nothing is stored. */
export const findRoute = asking(
  RouteQuery,
  signed(async ({ query, language, today }) => {
    const found = routeOf(query, policy, today);
    return {
      status: 200,
      body: { ...found, goTo: { action: nextSteps[found.route], text: directions[found.reason][language] } },
    };
  }),
);
