import { confirmCommand } from '../domain/verbs/confirm.ts';
import { transition } from './handler.ts';

export const handler = transition(confirmCommand);
