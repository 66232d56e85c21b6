import * as z from 'zod/mini';
import type { Command } from '../domain/command.ts';
import { instantOf } from '../domain/dates.ts';
import { CommandId, DeclarationId } from '../domain/ids.ts';
import { procedurePolicies } from '../domain/policies.ts';
import { environment } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { waitTurn } from '../middleware/turns.ts';
import { openTable } from '../store/clients.ts';
import { type Answer, apply, type Desk, type Step } from './apply.ts';

const outcomeMetrics: Record<Answer['outcome'], string> = {
  applied: 'CommandApplied',
  refused: 'CommandRefused',
  failed: 'CommandFailed',
  parked: 'CommandParked',
  superseded: 'ExecutionSuperseded',
};

const StepEvent = z.object({
  declarationId: DeclarationId,
  generation: z.int(),
  commandId: CommandId,
  executionStartedAt: z.iso.datetime(),
});

/**
 * The Lambda handler of a transition: parses what the execution hands over, does the step, logs ids and outcome. Throws
 * on faults, for the state machine to retry and to park.
 */
export function stepHandler(name: string, run: (desk: Desk, step: Step) => Promise<Answer>) {
  const desk: Desk = {
    table: openTable(environment.tableName, waitTurn),
    policy: procedurePolicies[environment.procedurePolicy],
    now: () => instantOf(Date.now()),
  };
  return observed(async (event: unknown, { logger, count }) => {
    const { executionStartedAt, ...ids } = StepEvent.parse(event);
    logger.appendKeys({ ...ids, transition: name });
    const answer = await run(desk, { ...ids, executionStartedAt: instantOf(Date.parse(executionStartedAt)) });
    logger.info('transition done', { messageCode: 'TRANSITION_DONE', ...answer });
    count(outcomeMetrics[answer.outcome]);
    return answer;
  });
}

/** The Lambda handler that applies commands of one verb. */
export function transition(command: Command) {
  return stepHandler(command.verb, (desk, step) => apply(desk, command, step));
}
