import { setting } from '../middleware/environment.ts';
import { openHmacKey } from '../store/clients.ts';

/** The key by which fiscal codes and mailboxes are looked up. */
export const hmacKey = openHmacKey(setting('HMAC_KEY_ID'));
