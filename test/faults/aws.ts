/** Every client of the SDK, led to the world of the test: what each call is named, and who made it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { AdminDeleteUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/** Whose call it is: a function, and what it was called for. */
export interface Frame {
  readonly fn: string;
  readonly on: string;
  /** The function was killed: nothing of it goes on. */
  dead: boolean;
  readonly kill?: () => void;
}

export const frames = new AsyncLocalStorage<Frame>();

/** What a function may ask of AWS. A command of another kind is unknown to the world and fails its test. */
export const commandKinds = [
  GetItemCommand,
  BatchGetItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  TransactWriteItemsCommand,
  StartExecutionCommand,
  SendTaskSuccessCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendRawEmailCommand,
  PutEventsCommand,
  GenerateMacCommand,
  GetObjectCommand,
  AdminDeleteUserCommand,
] as const;
export type Command = InstanceType<(typeof commandKinds)[number]>;

/** `attempts`: how often the client makes a call whose answer does not come. */
type Answers = (command: Command, attempts: number) => Promise<object>;
let answers: Answers | undefined;

/** From now on this answers whatever the handlers ask of AWS. */
export function answerAws(by: Answers): void {
  answers = by;
}

for (const client of [
  DynamoDBClient,
  SFNClient,
  SESClient,
  EventBridgeClient,
  KMSClient,
  S3Client,
  CognitoIdentityProviderClient,
]) {
  Object.defineProperty(client.prototype, 'send', {
    configurable: true,
    value: async function (this: InstanceType<typeof client>, command: unknown) {
      const known = commandKinds.find((kind) => command instanceof kind);
      if (!known || !answers) throw new Error(`nobody answers ${Object(command).constructor.name}`);
      return answers(Object(command), await this.config.maxAttempts());
    },
  });
}

const part = (
  key: { readonly pk?: { S?: string | undefined }; readonly sk?: { S?: string | undefined } } | undefined,
) => {
  const [pk = '', sk = ''] = [key?.pk?.S, key?.sk?.S].map((text) => text?.split('#')[0]);
  return sk === pk ? pk : `${pk}/${sk}`;
};

/** What a call is, without ids: `GetItem DID/CASE`, `SendTaskSuccess`. */
export function nameOf(command: Command): string {
  const operation = command.constructor.name.replace(/Command$/, '');
  if (command instanceof GetItemCommand || command instanceof UpdateItemCommand) {
    return `${operation} ${part(Object(command.input.Key))}`;
  }
  if (command instanceof QueryCommand) return `${operation} ${command.input.IndexName ?? queried(command)}`;
  if (command instanceof TransactWriteItemsCommand) {
    const parts = (command.input.TransactItems ?? []).map(({ Put, Update, Delete }) =>
      part(Object(Put?.Item ?? Update?.Key ?? Delete?.Key)),
    );
    return `${operation} ${[...new Set(parts)].sort().join(' ')}`;
  }
  return operation;
}

function queried({ input }: QueryCommand): string {
  const texts = Object.values(input.ExpressionAttributeValues ?? {}).map((value) => value.S?.split('#')[0] ?? '');
  return [...new Set(texts)].join('/');
}
