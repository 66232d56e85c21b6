import { changeRouteCommand } from '../domain/verbs/change-route.ts';
import { transition } from './handler.ts';

export const handler = transition(changeRouteCommand);
