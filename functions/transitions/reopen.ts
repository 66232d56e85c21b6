import { reopenCommand } from '../domain/verbs/reopen.ts';
import { transition } from './handler.ts';

export const handler = transition(reopenCommand);
