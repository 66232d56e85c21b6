import { releaseCommand } from '../domain/verbs/release.ts';
import { transition } from './handler.ts';

export const handler = transition(releaseCommand);
