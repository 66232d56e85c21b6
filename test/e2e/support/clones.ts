/** Many people at once, cheaply: copies of one case in the record, each another person's. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { aws, Nothing } from './aws.ts';
import { stack } from './stack.ts';

type Item = Record<string, unknown>;
const Item = z.record(z.string(), z.unknown());
const Found = z.object({ Item: z.optional(Item) });

async function read(pk: string, sk: string): Promise<Item> {
  const input = { TableName: stack().tableName, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true };
  const { Item } = await aws('dynamodb', 'GetItem', input, Found);
  if (!Item) throw new Error(`no item ${sk}`);
  return Item;
}

/** Since when which mailbox is a citizen's: their mail is held against it. */
async function mailboxesOf(citizen: string): Promise<Item[]> {
  const input = {
    TableName: stack().tableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': { S: citizen }, ':sk': { S: 'MAILBOX#' } },
    ConsistentRead: true,
  };
  return (await aws('dynamodb', 'Query', input, z.object({ Items: z.array(Item) }))).Items;
}

/**
 * Copies a case with its citizen so many times: the same data under other ids, all followed by the same operator. Only
 * what an edit of an office looks at is copied, no account and no execution.
 * @returns the ids of the copies' declarations
 */
export async function clonesOf(declarationId: string, count: number): Promise<string[]> {
  const didCase = await read(`DID#${declarationId}`, 'CASE');
  const { S: citizenId } = z.object({ S: z.string() }).parse(didCase['citizenId']);
  const profile = await read(`CITIZEN#${citizenId}`, 'PROFILE');
  const mailboxes = await mailboxesOf(`CITIZEN#${citizenId}`);
  const copies = Array.from({ length: count }, () => ({ declaration: randomUUID(), citizen: randomUUID() }));
  const puts = copies.flatMap(({ declaration, citizen }) =>
    [
      { ...didCase, pk: { S: `DID#${declaration}` }, declarationId: { S: declaration }, citizenId: { S: citizen } },
      ...[profile, ...mailboxes].map((own) => ({
        ...own,
        pk: { S: `CITIZEN#${citizen}` },
        citizenId: { S: citizen },
      })),
    ].map((Item) => ({ PutRequest: { Item } })),
  );
  for (let from = 0; from < puts.length; from += 25) {
    const some = puts.slice(from, from + 25);
    await aws('dynamodb', 'BatchWriteItem', { RequestItems: { [stack().tableName]: some } }, Nothing);
  }
  return copies.map(({ declaration }) => declaration);
}
