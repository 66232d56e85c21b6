import { verifyOldDidCommand } from '../domain/verbs/verify-old-did.ts';
import { transition } from './handler.ts';

export const handler = transition(verifyOldDidCommand);
