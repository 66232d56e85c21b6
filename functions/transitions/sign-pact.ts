import { signPactCommand } from '../domain/verbs/sign-pact.ts';
import { transition } from './handler.ts';

export const handler = transition(signPactCommand);
