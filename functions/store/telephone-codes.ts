/** Which case a telephone code is of, and how often an account said a wrong one. */
import * as z from 'zod/mini';
import { epochOf, Instant } from '../domain/dates.ts';
import { DeclarationId, type Subject, type TelephoneCode } from '../domain/ids.ts';
import { encodeItem, encodeKey, get, type Key, put, type Table, transact, type Write } from './table.ts';

const codeKey = (code: TelephoneCode): Key => ({ pk: `TELEPHONE#${code}`, sk: 'CODE' });
const triesKey = (subject: Subject): Key => ({ pk: `TELEPHONE#TRIES#${subject}`, sk: 'TRIES' });

/** The writes by which a code leads to a case, in the place of an earlier one. */
export function leadTo(
  table: Table,
  declarationId: DeclarationId,
  code: TelephoneCode | undefined,
  earlier: TelephoneCode | undefined,
): Write[] {
  const own = { ':case': declarationId };
  return [
    ...(code === undefined
      ? []
      : [put(table, 'telephone-code', { ...codeKey(code), entity: 'telephone-code', declarationId })]),
    ...(earlier === undefined
      ? []
      : [
          {
            label: 'telephone-code',
            item: {
              Delete: {
                TableName: table.name,
                Key: encodeKey(codeKey(earlier)),
                ConditionExpression: 'attribute_not_exists(pk) OR declarationId = :case',
                ExpressionAttributeValues: encodeItem(own),
              },
            },
          },
        ]),
  ];
}

/** The case that a code leads to; whether it is still that case's code, the case tells. */
export async function caseOfCode(table: Table, code: TelephoneCode): Promise<DeclarationId | undefined> {
  return (await get(table, codeKey(code), z.object({ declarationId: DeclarationId })))?.declarationId;
}

/** The instants at which an account said a code that is not known to be right, as they are kept. */
export async function wrongTries(table: Table, subject: Subject): Promise<readonly Instant[]> {
  return (await get(table, triesKey(subject), z.object({ tries: z.array(Instant) })))?.tries ?? [];
}

const keptSeconds = 7200;

/** Keeps the tries that count in the place of those that were read; `false` if another was noted or taken back meanwhile. */
export async function keepTries(
  table: Table,
  subject: Subject,
  {
    before,
    after,
    at,
  }: { readonly before: readonly Instant[]; readonly after: readonly Instant[]; readonly at: Instant },
): Promise<boolean> {
  const ttl = Math.floor(epochOf(at) / 1000) + keptSeconds;
  const item = { ...triesKey(subject), entity: 'telephone-tries', tries: after, ttl };
  const values = { ':before': before };
  const expected =
    before.length === 0
      ? { expression: 'attribute_not_exists(pk) OR tries = :before', values }
      : { expression: 'tries = :before', values };
  return (await transact(table, [put(table, 'tries', item, expected)])).size === 0;
}
