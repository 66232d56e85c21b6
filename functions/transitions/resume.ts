import { resumeCommand } from '../domain/verbs/resume.ts';
import { transition } from './handler.ts';

export const handler = transition(resumeCommand);
