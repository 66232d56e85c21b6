import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Bus } from './bus.ts';
import type { Machine } from './executions.ts';
import type { HmacKey } from './pseudonym.ts';
import type { Table } from './table.ts';
import type { UserPool } from './user-pool.ts';

/**
 * How long a call may take. A connection that died while the function was frozen would else hang until the function's own
 * time is over; given up, the call is made again on another.
 * @param seconds until the answer begins
 */
export const within = (seconds: number) => ({
  requestHandler: { connectionTimeout: 1000, requestTimeout: seconds * 1000, throwOnRequestTimeout: true },
});

const usual = within(3);

/**
 * The table of this name, reached with the credentials of the environment.
 * @param pause waits before what DynamoDB left undone is asked for again
 */
export function openTable(name: string, pause?: Table['pause']): Table {
  return { client: new DynamoDBClient(usual), name, pause };
}

/** The state machine of this ARN. */
export function openMachine(arn: string): Machine {
  return { client: new SFNClient(usual), arn };
}

/** The HMAC key of this id. */
export function openHmacKey(id: string): HmacKey {
  return { client: new KMSClient(usual), id };
}

/** The user pool of this id. */
export function openUserPool(id: string): UserPool {
  return { client: new CognitoIdentityProviderClient(usual), id };
}

/** The bus of this name. */
export function openBus(name: string): Bus {
  return { client: new EventBridgeClient(usual), name };
}
