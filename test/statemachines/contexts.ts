/** What AWS puts into `$states`, as recorded, with ids that belong to nobody. */

export const declarationId = '0b6f1c52-5a0e-4c7e-9a3e-6f1f0a4f2d11';
export const commandId = 'a1b9a3de-93cf-5a55-8f0c-0d4c3a1f7e02';

/** The context object of a state, as AWS fills it. `Task` is there for a token wait only. */
export function context(state: string, input: Readonly<Record<string, unknown>>, token?: string) {
  const name = `${input.declarationId}-${input.generation}`;
  return {
    Execution: {
      Id: `arn:aws:states:eu-south-1:123456789012:execution:did-dev-lifecycle:${name}`,
      Input: input,
      Name: name,
      RoleArn: 'arn:aws:iam::123456789012:role/did-dev-lifecycle',
      StartTime: '2026-11-23T09:41:07.214Z',
      RedriveCount: 0,
    },
    StateMachine: {
      Id: 'arn:aws:states:eu-south-1:123456789012:stateMachine:did-dev-lifecycle',
      Name: 'did-dev-lifecycle',
    },
    State: { Name: state, EnteredTime: '2026-11-23T09:41:08.530Z', RetryCount: 0 },
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
}

/** The input of the execution of a case that stands in a status or is reopened, or of a first registration (`none`). */
export function executionInput(from: string, generation = 3): Readonly<Record<string, unknown>> {
  return { declarationId, generation, from, ...(beginsWithCommand(from) ? { commandId } : {}) };
}

/** Nothing waits before a registration and after an end: the execution begins with the command itself. */
export const beginsWithCommand = (from: string) => ['none', 'expired', 'withdrawn', 'closed'].includes(from);

/** What `lambda:invoke` gives back around the answer of a function. */
export function invoked(payload: unknown) {
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: {
      AllHttpHeaders: { 'Content-Type': ['application/json'], 'X-Amz-Executed-Version': ['$LATEST'] },
      HttpHeaders: { 'Content-Type': 'application/json', 'X-Amz-Executed-Version': '$LATEST' },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: '3f2a1c0d-7a1b-4d55-9a66-0f6b4d3b9c10' },
    StatusCode: 200,
  };
}
