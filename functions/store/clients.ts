import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Bus } from './bus.ts';
import type { Machine } from './executions.ts';
import type { HmacKey } from './pseudonym.ts';
import type { Table } from './table.ts';

/** The table of this name, reached with the credentials of the environment. */
export function openTable(name: string): Table {
  return { client: new DynamoDBClient({}), name };
}

/** The state machine of this ARN. */
export function openMachine(arn: string): Machine {
  return { client: new SFNClient({}), arn };
}

/** The HMAC key of this id. */
export function openHmacKey(id: string): HmacKey {
  return { client: new KMSClient({}), id };
}

/** The bus of this name. */
export function openBus(name: string): Bus {
  return { client: new EventBridgeClient({}), name };
}
