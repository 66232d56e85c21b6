import { suspendCommand } from '../domain/verbs/suspend.ts';
import { transition } from './handler.ts';

export const handler = transition(suspendCommand);
