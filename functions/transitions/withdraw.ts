import { withdrawCommand } from '../domain/verbs/withdraw.ts';
import { transition } from './handler.ts';

export const handler = transition(withdrawCommand);
