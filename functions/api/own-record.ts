import { refuse } from '../domain/refusals.ts';
import { type CitizenRecord, type CodeGuard, citizenOf, getCitizen, getCodeGuard } from '../store/citizens.ts';
import type { Table } from '../store/table.ts';
import type { SignedRequest } from './http.ts';
import { type Reply, refusalReply } from './problem.ts';

/** The record of a citizen who asks. */
export interface OwnRecord {
  readonly record: CitizenRecord;
  readonly guard: CodeGuard | undefined;
  /**
   * Whether it is proved whose the fiscal code is: until then what others entered under the code may be about somebody
   * else, and is not shown.
   */
  readonly proved: boolean;
}

/** The record of who asks, with whether it is proved to be theirs; the refusal if there is none. */
export async function ownRecord(
  table: Table,
  { actor, language }: SignedRequest,
): Promise<OwnRecord | { readonly reply: Reply }> {
  const citizenId = await citizenOf(table, actor.subject);
  const record = citizenId && (await getCitizen(table, citizenId));
  if (!record) return { reply: refusalReply(refuse('record-missing'), language) };
  const guard = await getCodeGuard(table, record.fiscalCodeGuard);
  const strong = actor.assurance === 'strong' && actor.fiscalCode === record.person.fiscalCode;
  return { record, guard, proved: strong || guard?.provisional === false };
}
