import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import type { EvidenceKind } from '../domain/evidence.ts';
import { CommandId, type DeclarationId } from '../domain/ids.ts';
import { encode, put, queryAll, type Table, type Write } from './table.ts';

/** What a command or an edit brought that outlives it: the documents shown at a meeting, a pact, a signed request. */
export interface Evidence {
  readonly declarationId: DeclarationId;
  readonly commandId: CommandId;
  readonly kind: EvidenceKind;
  readonly content: object;
  readonly takenAt: Instant;
}

/** Keeps evidence beside its DID, apart from the case so that it can be restricted and deleted by itself. */
export function keepEvidence(table: Table, { declarationId, ...evidence }: Evidence): Write {
  const key = { pk: `DID#${declarationId}`, sk: `EVIDENCE#${evidence.commandId}` };
  return put(table, 'evidence', { ...key, entity: 'evidence', declarationId, ...evidence });
}

/** What was erased has no content any more. */
const Kept = z.object({
  kind: z.string(),
  content: z.optional(z.unknown()),
  takenAt: Instant,
  commandId: CommandId,
});

/** The content of the latest evidence of a kind of a DID, as it came; `undefined` if there is none. */
export async function lastEvidence(table: Table, id: DeclarationId, kind: Evidence['kind']): Promise<unknown> {
  const items = await evidenceOf(table, id);
  return items.filter((one) => one.kind === kind).sort((a, b) => b.takenAt.localeCompare(a.takenAt))[0]?.content;
}

/** Every evidence of some kinds of a DID, oldest first; one without content was erased. */
export async function readEvidence(
  table: Table,
  id: DeclarationId,
  ...kinds: readonly EvidenceKind[]
): Promise<
  { readonly kind: string; readonly content?: unknown; readonly takenAt: Instant; readonly commandId: CommandId }[]
> {
  const items = await evidenceOf(table, id);
  return items
    .filter(({ kind }) => kinds.some((one) => one === kind))
    .sort((a, b) => a.takenAt.localeCompare(b.takenAt));
}

const evidenceOf = (table: Table, id: DeclarationId) =>
  queryAll(
    table,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :evidence)',
      ExpressionAttributeValues: { ':pk': encode(`DID#${id}`), ':evidence': encode('EVIDENCE#') },
      ConsistentRead: true,
    },
    Kept,
  );
