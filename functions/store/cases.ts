import * as z from 'zod/mini';
import { dateInRome, type Instant } from '../domain/dates.ts';
import { DidCase } from '../domain/declaration.ts';
import { type CaseNumber, type CitizenId, caseNumber, DeclarationId, type OperatorId } from '../domain/ids.ts';
import { isLive, type Status } from '../domain/lifecycle.ts';
import {
  agenda,
  decode,
  encode,
  get,
  getMany,
  hold,
  type Key,
  type Page,
  put,
  query,
  queryAll,
  startOfPage,
  type Table,
  update,
  type Write,
} from './table.ts';

/** The key of a DID. */
export const caseKey = (id: DeclarationId): Key => ({ pk: `DID#${id}`, sk: 'CASE' });
const listKey = (citizenId: CitizenId, id: DeclarationId): Key => ({ pk: `CITIZEN#${citizenId}`, sk: `DID#${id}` });

/** Where a case that ended stands on the index of the work lists: by its number, on nobody's list. */
const endedUnder = (number: string) => `number#${number}`;

/**
 * The keys of the work list of the chosen operator: status, then the day from which the case waits. A DID that ended is
 * on no list, and found by its number until what is personal of it is erased.
 */
function queueKeys(didCase: Omit<DidCase, 'version'>) {
  const { operatorId, status, didDate, registeredAt, declarationId, erasedOn } = didCase;
  if (!isLive(status)) {
    const found = didDate !== undefined && erasedOn === undefined;
    return {
      queueOperator: found ? endedUnder(caseNumber(declarationId)) : undefined,
      queueKey: found ? declarationId : undefined,
    };
  }
  const listed = operatorId !== undefined;
  return {
    queueOperator: listed ? operatorId : undefined,
    queueKey: listed ? `${status}#${didDate ?? dateInRome(registeredAt)}#${declarationId}` : undefined,
  };
}

/** The DIDs that ended under a number: one, but for a chance in 2^48. */
export async function endedCases(table: Table, number: CaseNumber): Promise<DidCase[]> {
  const { items } = await query(
    table,
    {
      IndexName: 'queue',
      KeyConditionExpression: 'queueOperator = :number',
      ExpressionAttributeValues: { ':number': encode(endedUnder(number)) },
      Limit: 10,
    },
    DidCase,
  );
  return items;
}

/** Reads a DID; `undefined` if there is none. */
export function getCase(table: Table, id: DeclarationId): Promise<DidCase | undefined> {
  return get(table, caseKey(id), DidCase);
}

/** Reads a DID by its key. */
export function getCaseAt(table: Table, key: Key): Promise<DidCase | undefined> {
  return get(table, key, DidCase);
}

/** First write of a DID and of its line in the citizen's list; `due`: when time has something to do with it. */
export function createCase(table: Table, didCase: DidCase, due: Instant | undefined): Write[] {
  const { citizenId, declarationId, registeredAt } = didCase;
  return [
    put(table, 'case', {
      ...caseKey(declarationId),
      entity: 'case',
      ...didCase,
      ...queueKeys(didCase),
      ...agenda(didCase.declarationId, due),
    }),
    put(table, 'list', { ...listKey(citizenId, declarationId), entity: 'case-line', declarationId, registeredAt }),
  ];
}

/** Writes a DID anew, status included, if its version still is `from`. Transitions alone may. */
export function replaceCase(table: Table, didCase: DidCase, from: number, due: Instant | undefined): Write {
  return put(
    table,
    'case',
    {
      ...caseKey(didCase.declarationId),
      entity: 'case',
      ...didCase,
      ...queueKeys(didCase),
      ...agenda(didCase.declarationId, due),
    },
    { expression: 'version = :from', values: { ':from': from } },
  );
}

/** Writes the fields that an edit changes (never the status), if the version still is that of `before`. */
export function editCase(
  table: Table,
  before: DidCase,
  changes: Omit<Partial<DidCase>, 'status' | 'version'>,
  due: Instant | undefined,
): Write {
  const after = { ...before, ...changes };
  return update(
    table,
    'case',
    caseKey(before.declarationId),
    { ...changes, ...queueKeys(after), ...agenda(before.declarationId, due), version: before.version + 1 },
    { expression: 'version = :from', values: { ':from': before.version } },
  );
}

/** Holds a transaction to a DID that the same operator and job centre follow as when it was read. */
export function holdOperator(table: Table, { declarationId, operatorId, competentCpiId }: DidCase): Write {
  const followed = Object.entries({ operatorId, competentCpiId });
  const expression = followed
    .map(([name, id]) => (id === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}`))
    .join(' AND ');
  const known = followed.flatMap(([name, id]) => (id === undefined ? [] : [[`:${name}`, id]]));
  return hold(table, 'case', caseKey(declarationId), {
    expression,
    ...(known.length > 0 && { values: Object.fromEntries(known) }),
  });
}

/** Every DID of a citizen, newest first; but for one that is known already. */
export async function listCases(table: Table, citizenId: CitizenId, known?: DeclarationId): Promise<DidCase[]> {
  const items = await queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :did)',
      ExpressionAttributeValues: { ':pk': encode(`CITIZEN#${citizenId}`), ':did': encode('DID#') },
      ConsistentRead: true,
    },
    z.object({ declarationId: DeclarationId }),
  );
  const found = await getMany(
    table,
    items.flatMap(({ declarationId }) => (declarationId === known ? [] : caseKey(declarationId))),
  );
  return [...found.values()]
    .map((item) => decode(DidCase, item))
    .sort((a, b) => b.registeredAt.localeCompare(a.registeredAt));
}

/** What to read of an operator's work list. */
export interface QueueQuery {
  readonly operatorId: OperatorId;
  readonly status: Status;
  /** Only cases waiting since before this day. */
  readonly before?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One status of an operator's work list, the longest waiting first. Throws `NoSuchPage` for a cursor from elsewhere. */
export function readQueue(
  table: Table,
  { operatorId, status, before, limit, cursor }: QueueQuery,
): Promise<Page<DidCase>> {
  const from = `${status}#`;
  const to = before === undefined ? `${status}#~` : `${status}#${before}`;
  const start = startOfPage(cursor, {
    pk: () => true,
    sk: () => true,
    queueOperator: (operator) => operator === operatorId,
    queueKey: (key) => from <= key && key <= to,
  });
  return query(
    table,
    {
      IndexName: 'queue',
      KeyConditionExpression: 'queueOperator = :operator AND queueKey BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':operator': encode(operatorId), ':from': encode(from), ':to': encode(to) },
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    },
    DidCase,
  );
}
