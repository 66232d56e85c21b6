import { addSeconds } from '../domain/dates.ts';
import { holdOperator } from '../store/cases.ts';
import { freeLive, getLive } from '../store/citizens.ts';
import { settleCommand } from '../store/commands.ts';
import { transact } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import { clearWait, dropWait, postpone } from '../store/waits.ts';
import { type Answer, answer, type Desk, load, type Step } from './apply.ts';
import { stepHandler } from './handler.ts';

/** After so many failures for good a command is given up and a person is asked. */
const lastAttempt = 5;
const backOffSeconds = 60;

/**
 * Puts off a command whose transition failed for good: one more attempt, later each time; after five the command has
 * `failed` and an office task is opened. The case waits on in its status either way. A command that was settled all
 * the same, and a generation that was passed over, are left alone.
 */
export async function park(desk: Desk, step: Step): Promise<Answer> {
  const { wait, command, didCase } = await load(desk.table, step);
  const now = desk.now();
  const stands = didCase?.status ?? 'none';
  if (!wait || wait.generation !== step.generation) {
    return wait ? { outcome: 'superseded', next: 'superseded', rollOver: false } : answer(step, now, 'parked', stands);
  }
  const { pending } = wait;
  if (command?.state !== 'accepted' || pending?.commandId !== step.commandId) {
    return answer(step, now, 'parked', stands);
  }

  const tried = pending.attempts + 1;
  if (tried < lastAttempt) {
    const notBefore = addSeconds(now, backOffSeconds * 2 ** (tried - 1));
    held(await transact(desk.table, [postpone(desk.table, wait, { ...pending, attempts: tried, notBefore })]));
    return answer(step, now, 'parked', stands);
  }
  const lost = await transact(desk.table, [
    settleCommand(desk.table, step.commandId, { state: 'failed', next: stands, settledAt: now }),
    didCase
      ? clearWait(desk.table, wait, step.commandId, didCase.status)
      : dropWait(desk.table, step.declarationId, step.generation, step.commandId),
    // An application to INPS takes the guard at the door; nothing came of it, so another may have it.
    ...(!didCase && (await getLive(desk.table, command.citizenId)) === step.declarationId
      ? [freeLive(desk.table, command.citizenId, step.declarationId)]
      : []),
    ...(didCase ? [holdOperator(desk.table, didCase)] : []),
    ...openTask(desk.table, {
      kind: 'command-failed',
      about: step.commandId,
      declarationId: step.declarationId,
      operatorId: didCase?.operatorId,
      openedAt: now,
    }),
  ]);
  held(lost);
  return answer(step, now, 'failed', stands);
}

// The state machine tries again, and looks at the record anew.
function held(lost: ReadonlySet<string>): void {
  if (lost.size > 0) throw new Error('the record changed while the command was put off');
}

export const handler = stepHandler('park', park);
