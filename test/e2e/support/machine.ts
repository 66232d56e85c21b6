import * as z from 'zod/mini';
import { aws, Nothing } from './aws.ts';
import { stack } from './stack.ts';
import { until } from './until.ts';

const Executions = z.object({
  executions: z.array(z.object({ executionArn: z.string(), name: z.string(), status: z.string() })),
  nextToken: z.nullish(z.string()),
});
const Events = z.object({
  events: z.array(z.looseObject({ stateEnteredEventDetails: z.optional(z.object({ name: z.string() })) })),
  nextToken: z.nullish(z.string()),
});
export type ExecutionEvent = z.infer<typeof Events>['events'][number];

/** Every execution of the lifecycle so far. */
export async function executions(): Promise<z.infer<typeof Executions>['executions']> {
  const { stateMachineArn } = stack();
  const all = [];
  let nextToken: string | null | undefined;
  do {
    const input = { stateMachineArn, maxResults: 1000, ...(nextToken && { nextToken }) };
    const page = await aws('states', 'ListExecutions', input, Executions);
    all.push(...page.executions);
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}

/** The events of an execution, oldest first. */
export async function eventsOf(executionArn: string): Promise<ExecutionEvent[]> {
  const all = [];
  let nextToken: string | null | undefined;
  do {
    const input = { executionArn, maxResults: 1000, ...(nextToken && { nextToken }) };
    const page = await aws('states', 'GetExecutionHistory', input, Events);
    all.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}

const executionArn = (name: string) => `${stack().stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** Stops the execution of a case's generation. */
export const stopExecution = (declarationId: string, generation: number): Promise<unknown> =>
  aws('states', 'StopExecution', { executionArn: executionArn(`${declarationId}-${generation}`) }, Nothing);

/** An execution of this name, once it has ended. */
export const ended = (name: string) =>
  until(`execution ${name} to end`, async () =>
    (await executions()).find((one) => one.name === name && one.status !== 'RUNNING'),
  );

const Machine = z.object({ name: z.string(), definition: z.string(), roleArn: z.string() });

/** The state machine as it is deployed. */
export const machine = (): Promise<z.infer<typeof Machine>> =>
  aws('states', 'DescribeStateMachine', { stateMachineArn: stack().stateMachineArn }, Machine);

/** Deploys another definition; executions that run keep the one with which they began. */
export const deployDefinition = (definition: string): Promise<unknown> =>
  aws('states', 'UpdateStateMachine', { stateMachineArn: stack().stateMachineArn, definition }, Nothing);

/** The states that the execution of a case's generation has entered, in order. */
export async function statesEntered(declarationId: string, generation = 1): Promise<string[]> {
  const events = await eventsOf(executionArn(`${declarationId}-${generation}`));
  return events.flatMap(({ stateEnteredEventDetails: entered }) => (entered ? [entered.name] : []));
}
