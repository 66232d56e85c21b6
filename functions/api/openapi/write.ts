/** Writes `functions/api/openapi.json`. Run it after any change to the API: `node functions/api/openapi/write.ts`. */
import { writeFileSync } from 'node:fs';
import { buildDocument } from './document.ts';

writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(buildDocument(), null, 2)}\n`);
