import { expireCommand } from '../domain/verbs/expire.ts';
import { transition } from './handler.ts';

export const handler = transition(expireCommand);
