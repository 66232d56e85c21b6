import type { Actor } from '../domain/actor.ts';
import { Subject } from '../domain/ids.ts';

/** The sweep, as the history names it. */
export const schedule: Actor = { subject: Subject.parse('schedule'), role: 'system', assurance: 'strong' };
