/** What a person may ask of their data: all of it, who looked, restriction, the end of the account; and what holds a case. */

import { accesses } from './accesses.ts';
import { end } from './account.ts';
import { exportMe } from './export.ts';
import { holds } from './holds.ts';
import { resource } from './http.ts';
import { ask, decide, read } from './restriction.ts';

export const handler = resource('privacy', {
  'export-me': exportMe,
  'read-accesses': accesses,
  'ask-restriction': ask,
  'end-account': end,
  'read-restriction': read,
  'decide-restriction': decide,
  ...holds,
});
