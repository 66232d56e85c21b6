/**
 * What a sweep reads with the same number of cases due among few and among many. The deployed function runs on a table
 * of the bench's own, which has the record's keys and indexes and no stream, so that nothing else happens to its cases.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { addDays, addSeconds, dateInRome, type Instant, instantOf } from '../../functions/domain/dates.ts';
import { CitizenId, DeclarationId } from '../../functions/domain/ids.ts';
import { createCase } from '../../functions/store/cases.ts';
import { createCitizen } from '../../functions/store/citizens.ts';
import type { Table, Write } from '../../functions/store/table.ts';
import { openWait } from '../../functions/store/waits.ts';
import { record } from '../unit/record-samples.ts';
import { caseIn, cpi } from '../unit/samples.ts';
import type { Section } from './figures.ts';
import type { Call } from './recorder.ts';
import type { Bench } from './stack.ts';

const name = 'did-bench-sweep';
const due = 50;
const few = 1_000;
const many = 20_000;
const goal = 1.1;

const Described = z.object({
  Table: z.object({
    KeySchema: z.array(z.unknown()),
    AttributeDefinitions: z.array(z.unknown()),
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() })),
  }),
});
const Swept = z.looseObject({ done: z.number(), failed: z.number() });
const Unprocessed = z.object({ UnprocessedItems: z.optional(z.record(z.string(), z.array(z.unknown()))) });

// Only the shape of its writes is used: nothing is sent by this client.
const table = { name } as Table;

/** The items that writes of whole items hold. */
function itemsIn(writes: readonly Write[]): unknown[] {
  return writes.flatMap(({ item }) => (item.Put ? [item.Put.Item] : []));
}

/** A confirmed case, with its citizen if it is due, to be looked at from an instant on. */
function caseDue(from: Instant, isDue: boolean, now: Instant): unknown[] {
  const declarationId = DeclarationId.parse(randomUUID());
  const citizenId = CitizenId.parse(randomUUID());
  const didDate = addDays(dateInRome(now), isDue ? -200 : -1);
  const didCase = caseIn('confirmed', { declarationId, citizenId, didDate, operatorId: cpi });
  const writes = [
    ...createCase(table, didCase, from),
    openWait(table, { declarationId, citizenId, generation: 1, status: 'confirmed', taskToken: 'a-token' }),
    ...(isDue ? [createCitizen(table, { ...record, citizenId })] : []),
  ];
  return itemsIn(writes);
}
