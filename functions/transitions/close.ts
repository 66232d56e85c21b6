import { closeCommand } from '../domain/verbs/close.ts';
import { transition } from './handler.ts';

export const handler = transition(closeCommand);
