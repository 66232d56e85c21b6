import { registerCommand } from '../domain/verbs/register.ts';
import { transition } from './handler.ts';

export const handler = transition(registerCommand);
