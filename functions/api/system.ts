import { environment } from '../middleware/environment.ts';
import { findRoute } from './find-route.ts';
import { resource } from './http.ts';
import document from './openapi.json' with { type: 'json' };

export const handler = resource('system', {
  health: async () => ({ status: 200, body: { status: 'ok', stage: environment.stage } }),
  openapi: async () => ({ status: 200, body: document }),
  'find-route': findRoute,
});
