import { expect } from 'vitest';
import { IssuedPaper } from '../../../functions/domain/papers.ts';
import { query } from '../../../functions/store/table.ts';
import { table } from './late.ts';

/** The code that stands on the one paper of a kind, as the record has it. */
export async function codeOf(id: string, kind: string): Promise<string> {
  const { items } = await query(
    table(),
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :paper)',
      ExpressionAttributeValues: { ':pk': { S: `DID#${id}` }, ':paper': { S: `PAPER#${kind}#` } },
    },
    IssuedPaper,
  );
  expect(items).toHaveLength(1);
  return items[0]?.code ?? '';
}
