import { recordAppealOutcomeCommand } from '../domain/verbs/record-appeal-outcome.ts';
import { transition } from './handler.ts';

export const handler = transition(recordAppealOutcomeCommand);
