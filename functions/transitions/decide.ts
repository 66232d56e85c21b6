import { decideCommand } from '../domain/verbs/decide.ts';
import { transition } from './handler.ts';

export const handler = transition(decideCommand);
