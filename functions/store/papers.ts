import * as z from 'zod/mini';
import type { DeclarationId } from '../domain/ids.ts';
import { IssuedPaper, type PaperKind, type VerificationCode } from '../domain/papers.ts';
import { encode, get, type Key, put, queryAll, type Table, transact } from './table.ts';

const paperKey = (id: DeclarationId, kind: PaperKind, basis: string): Key => ({
  pk: `DID#${id}`,
  sk: `PAPER#${kind}#${basis}`,
});
const codeKey = (code: VerificationCode): Key => ({ pk: `VERIFY#${code}`, sk: 'PAPER' });

/** The paper of a kind that was issued for a basis; `undefined` if none was. */
export function getPaper(
  table: Table,
  { declarationId, kind, basis }: Pick<IssuedPaper, 'declarationId' | 'kind' | 'basis'>,
): Promise<IssuedPaper | undefined> {
  return get(table, paperKey(declarationId, kind, basis), IssuedPaper);
}

/** All papers of a DID that were issued, by kind. */
export function listPapers(table: Table, id: DeclarationId): Promise<IssuedPaper[]> {
  return queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :paper)',
      ExpressionAttributeValues: { ':pk': encode(`DID#${id}`), ':paper': encode('PAPER#') },
      ConsistentRead: true,
    },
    z.object(IssuedPaper.shape),
  );
}

/** Notes a paper and its code; gives the one that is there if it was issued meanwhile. */
export async function keepPaper(table: Table, paper: IssuedPaper): Promise<IssuedPaper> {
  const { declarationId, kind, basis, code } = paper;
  const lost = await transact(table, [
    put(table, 'paper', { ...paperKey(declarationId, kind, basis), entity: 'paper', ...paper }),
    put(table, 'code', { ...codeKey(code), entity: 'paper-code', ...paper }),
  ]);
  if (lost.size === 0) return paper;
  const issued = await getPaper(table, paper);
  if (!issued) throw new Error('a paper could not be kept');
  return issued;
}

/** The paper that carries a verification code; `undefined` if none does. */
export function paperByCode(table: Table, code: VerificationCode): Promise<IssuedPaper | undefined> {
  return get(table, codeKey(code), z.object(IssuedPaper.shape));
}
