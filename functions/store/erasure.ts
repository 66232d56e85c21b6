/** What time, or the end of an account, takes out of the record. Ids, dates and rules stay; nothing of a DID is deleted. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { PlainDate } from '../domain/dates.ts';
import type { CitizenId, DeclarationId } from '../domain/ids.ts';
import { type CitizenRecord, getCodeGuard, getMailboxGuard } from './citizens.ts';
import { getLedger, waitingIn } from './inps.ts';
import { dropKept } from './mailbox-review.ts';
import {
  type Condition,
  encode,
  encodeItem,
  encodeKey,
  type Key,
  queryAll,
  type Table,
  transact,
  updateOf,
  type Write,
} from './table.ts';

const Keyed = z.object({ pk: z.string(), sk: z.string() });

/** The keys of the items of a partition whose sort keys begin so; all of them if no beginning is named. */
function keysUnder(table: Table, pk: string, prefix = ''): Promise<Key[]> {
  const within = prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)';
  return queryAll(
    table,
    {
      KeyConditionExpression: within,
      ExpressionAttributeValues: { ':pk': encode(pk), ...(prefix !== '' && { ':prefix': encode(prefix) }) },
      ConsistentRead: true,
    },
    Keyed,
  );
}

/** Changes an item if its condition holds; done twice it is done once. */
async function change(table: Table, key: Key, fields: Record<string, unknown>, condition: Condition): Promise<void> {
  try {
    await table.client.send(
      new UpdateItemCommand({ TableName: table.name, Key: encodeKey(key), ...updateOf(fields, condition) }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}

const isThere = { expression: 'attribute_exists(pk)' };

/** What a reply says, and from whom. */
const wordless = { from: undefined, subject: undefined, text: '', attachments: [] };

/** Takes the content out of all evidence of a DID and of the replies to its mail: what it was and when it came stays. */
export async function eraseEvidence(table: Table, id: DeclarationId, erasedOn: PlainDate): Promise<void> {
  for (const key of await keysUnder(table, `DID#${id}`, 'EVIDENCE#')) {
    await change(table, key, { content: undefined, erasedOn }, isThere);
  }
  for (const key of await keysUnder(table, `DID#${id}`, 'REPLY#')) {
    await change(table, key, { ...wordless, erasedOn }, isThere);
  }
}

/** What a task says in words, and what puts it on a work list. */
const spokenOf = { note: undefined, letter: undefined, fiscalCode: undefined };
const unlisted = { queueOperator: undefined, queueKey: undefined };

const failed = 'TASK#command-failed.';

/**
 * Takes out what was noted of the tasks of a DID, and what commands said that failed and were not taken up. Its mails are
 * kinds, dates and offices: they stay, as its history.
 */
export async function eraseNotes(table: Table, id: DeclarationId): Promise<void> {
  for (const { sk } of await keysUnder(table, `DID#${id}`, 'TASK#')) {
    await change(table, { pk: sk, sk: 'TASK' }, { ...spokenOf, ...unlisted }, isThere);
    const command = { pk: `COMMAND#${sk.slice(failed.length)}`, sk: 'COMMAND' };
    if (sk.startsWith(failed)) await change(table, command, { body: undefined }, isThere);
  }
}

const drop = (table: Table, { pk, sk }: Key, condition?: Condition): Write => ({
  label: `${pk.split('#')[0]}/${sk.split('#')[0]}`,
  item: {
    Delete: {
      TableName: table.name,
      Key: encodeKey({ pk, sk }),
      ...(condition && {
        ConditionExpression: condition.expression,
        ...(condition.values && { ExpressionAttributeValues: encodeItem(condition.values) }),
      }),
    },
  },
});

const atOnce = 90;

/**
 * Deletes a citizen's record with all that hangs on it: mailboxes, accounts, guards, guardians, what INPS told. Which
 * mails there were stays, and so does what others hold, such as a code that went to its owner. The record itself goes
 * last, if it still is as it was read: whoever stops half-way goes on from there.
 */
export async function eraseCitizen(table: Table, record: CitizenRecord): Promise<void> {
  const { citizenId, fiscalCodeGuard, formerCodes = [], mailboxGuard, mailboxChange, subjects, version } = record;
  const [mailbox, asked] = await Promise.all([
    getMailboxGuard(table, mailboxGuard),
    mailboxChange && getMailboxGuard(table, mailboxChange.mailboxGuard),
  ]);
  const own = { expression: 'citizenId = :citizen', values: { ':citizen': citizenId } };
  const guard = (held: boolean, mac: string) => (held ? [drop(table, { pk: `EMAIL#1#${mac}`, sk: 'GUARD' }, own)] : []);
  const codes = [fiscalCodeGuard, ...formerCodes.map(({ guard }) => guard)];
  const ofCode = (await Promise.all(codes.map((mac) => keysOfCode(table, mac, citizenId)))).flat();
  const under = await keysUnder(table, `CITIZEN#${citizenId}`);
  const writes = [
    ...under.filter(({ sk }) => sk !== 'PROFILE' && !sk.startsWith('MAIL#')).map((key) => drop(table, key)),
    ...ofCode.filter(({ sk }) => sk !== 'GUARD').map((key) => drop(table, key)),
    ...subjects.map((subject) => drop(table, { pk: `SUB#${subject}`, sk: 'SUB' }, gone(own))),
    ...guard(mailbox === citizenId, mailboxGuard),
    ...(mailboxChange && mailboxChange.mailboxGuard !== mailboxGuard
      ? guard(asked === citizenId, mailboxChange.mailboxGuard)
      : []),
    dropKept(table, citizenId),
  ];
  for (let from = 0; from < writes.length; from += atOnce) await whole(table, writes.slice(from, from + atOnce));
  await whole(table, [
    ...ofCode.filter(({ sk }) => sk === 'GUARD').map((key) => drop(table, key, own)),
    drop(
      table,
      { pk: `CITIZEN#${citizenId}`, sk: 'PROFILE' },
      { expression: 'version = :from', values: { ':from': version } },
    ),
  ]);
}

/**
 * What goes of what is kept under a fiscal code that a citizen holds. Of a code that nobody has proved only the claim is
 * the citizen's; what INPS told and no DID took up waits for the person.
 */
async function keysOfCode(table: Table, mac: string, citizenId: CitizenId): Promise<Key[]> {
  const [guard, ledger] = await Promise.all([getCodeGuard(table, mac), getLedger(table, mac)]);
  if (guard?.citizenId !== citizenId) return [];
  const keys = await keysUnder(table, `CF#1#${mac}`);
  if (guard.provisional) return keys.filter(({ sk }) => sk === 'GUARD');
  return waitingIn(ledger).length > 0 ? keys.filter(({ sk }) => sk !== 'INPS') : keys;
}

/** An account that was tied to nobody by now is fine as well. */
const gone = ({ expression, values }: Condition): Condition => ({
  expression: `attribute_not_exists(pk) OR ${expression}`,
  ...(values && { values }),
});

async function whole(table: Table, writes: readonly Write[]): Promise<void> {
  const lost = await transact(table, writes);
  if (lost.size > 0) throw new Error('the record changed under its erasure');
}
