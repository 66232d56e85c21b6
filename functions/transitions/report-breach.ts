import { reportBreachCommand } from '../domain/verbs/report-breach.ts';
import { transition } from './handler.ts';

export const handler = transition(reportBreachCommand);
