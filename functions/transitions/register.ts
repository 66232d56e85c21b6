import { transition } from './handler.ts';

export const handler = transition('register');
