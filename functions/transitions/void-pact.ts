import { voidPactCommand } from '../domain/verbs/void-pact.ts';
import { transition } from './handler.ts';

export const handler = transition(voidPactCommand);
