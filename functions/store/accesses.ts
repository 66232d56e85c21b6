/** The log of who looked at a person's data: appended to, never changed, gone by itself when its term is over. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { Access, spanOf } from '../domain/access.ts';
import type { CitizenId } from '../domain/ids.ts';
import { expiryOf } from '../domain/retention.ts';
import { encodeKey, type Key, type Page, type PageAsked, readPage, type Table, updateOf } from './table.ts';

const partition = (id: CitizenId) => `ACCESS#${id}`;

// The same look within its span has the same key: it is noted once, however often it comes and at once.
function keyOf(access: Access): Key {
  const { citizenId, declarationId = '', what, by } = access;
  return { pk: partition(citizenId), sk: `AT#${spanOf(access)}#${declarationId}#${by.subject}#${what}` };
}

/**
 * Notes a look, or finds that it is noted. Throws if it cannot: then nothing may be shown, since no look goes unlogged.
 */
export async function noteAccess(table: Table, access: Access): Promise<void> {
  const ttl = expiryOf('access', access.at);
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: encodeKey(keyOf(access)),
        ...updateOf({ entity: 'access', ...access, ttl }, { expression: 'attribute_not_exists(pk)' }),
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}

/**
 * A page of the looks at a person's data: the newest span of minutes first, and on a page the newest look first. Looks
 * of one span that two pages share are in no order between the pages.
 */
export async function readAccesses(table: Table, id: CitizenId, asked: PageAsked): Promise<Page<Access>> {
  const page = await readPage(table, { pk: partition(id), prefix: 'AT#' }, { ...asked, newestFirst: true }, Access);
  return { ...page, items: page.items.toSorted((a, b) => b.at.localeCompare(a.at)) };
}
