import { environment } from '../middleware/environment.ts';
import { findRoute } from './find-route.ts';
import { type Route, resource } from './http.ts';
import { patronatiView } from './mandate-views.ts';
import { retentionView } from './privacy-views.ts';

/** What is kept of a person for how long, as the terms of today say. */
const readRetention: Route = async ({ today, language }) => ({
  status: 200,
  body: { items: retentionView(today, language) },
});

/** The patronati that a person can give a mandate to today. */
const listPatronati: Route = async ({ today }) => ({
  status: 200,
  body: { items: patronatiView(today, environment.stage === 'local') },
});

export const handler = resource('system', {
  health: async () => ({ status: 200, body: { status: 'ok', stage: environment.stage } }),
  // Read when it is asked for: it is larger than all the rest.
  openapi: async () => ({ status: 200, body: (await import('./openapi.json', { with: { type: 'json' } })).default }),
  'find-route': findRoute,
  'read-retention': readRetention,
  'list-patronati': listPatronati,
});
