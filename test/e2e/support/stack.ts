import { inject } from 'vitest';
import type { Stack } from '../../../local/instance.ts';

let own: Stack | undefined;

/** How to reach the instance under test: the shared one, unless a story has one of its own. */
export function stack(): Stack {
  return own ?? inject('stack');
}

/** From now on the stories of this file talk to an instance of their own. */
export function talkTo(instance: Stack): void {
  own = instance;
}
