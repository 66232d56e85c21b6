import {
  DescribeExecutionCommand,
  ExecutionStatus,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Instant } from '../domain/dates.ts';
import { isLive } from '../domain/lifecycle.ts';
import type { Table } from './table.ts';
import { hasEnded, supersede, type Wait } from './waits.ts';

/** The state machine, and the client that reaches it. */
export interface Machine {
  readonly client: SFNClient;
  readonly arn: string;
}

const named = (error: unknown, ...names: readonly string[]) => error instanceof Error && names.includes(error.name);

const executionName = ({ declarationId, generation }: Wait) => `${declarationId}-${generation}`;

/** What became of the execution of a wait's generation. */
export async function stateOfExecution(machine: Machine, wait: Wait): Promise<'running' | 'closed' | 'missing'> {
  const executionArn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${executionName(wait)}`;
  try {
    const { status } = await machine.client.send(new DescribeExecutionCommand({ executionArn }));
    return status === ExecutionStatus.RUNNING ? 'running' : 'closed';
  } catch (error) {
    if (named(error, 'ExecutionDoesNotExist')) return 'missing';
    throw error;
  }
}

/**
 * Starts the execution of a wait's generation. If that name is taken by a running execution nothing is to be done; if
 * by a closed one, the wait moves on to the next generation, which the stream starts.
 */
export async function start(table: Table, machine: Machine, wait: Wait, now: Instant): Promise<void> {
  if (hasEnded(wait)) return;
  const { declarationId, generation, status, pending } = wait;
  // Nothing waits before a registration and after an end: the execution begins with the command itself.
  const first = (status === undefined || !isLive(status)) && pending ? { commandId: pending.commandId } : {};
  try {
    await machine.client.send(
      new StartExecutionCommand({
        stateMachineArn: machine.arn,
        name: executionName(wait),
        input: JSON.stringify({ declarationId, generation, from: status ?? 'none', ...first }),
      }),
    );
  } catch (error) {
    if (!named(error, 'ExecutionAlreadyExists')) throw error;
    if ((await stateOfExecution(machine, wait)) === 'closed') await supersede(table, wait, now);
  }
}

/**
 * Hands a pending command to the execution that waits for it. Best effort: a token that is no longer open means
 * "delivered, or lost", and only the transition tells which.
 */
export async function deliver(
  machine: Machine,
  wait: Wait,
  now: Instant,
): Promise<'delivered' | 'not-now' | 'token-closed'> {
  const { taskToken, pending } = wait;
  if (taskToken === undefined || !pending) return 'not-now';
  if (pending.notBefore !== undefined && pending.notBefore > now) return 'not-now';
  const { commandId, verb } = pending;
  try {
    await machine.client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ commandId, verb }) }));
    return 'delivered';
  } catch (error) {
    if (named(error, 'TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken')) return 'token-closed';
    throw error;
  }
}
