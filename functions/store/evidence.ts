import type { Instant } from '../domain/dates.ts';
import type { CommandId, DeclarationId } from '../domain/ids.ts';
import { put, type Table, type Write } from './table.ts';

/** What a command brought that outlives it: the documents shown at a meeting, a pact, a signed request. */
export interface Evidence {
  readonly declarationId: DeclarationId;
  readonly commandId: CommandId;
  readonly kind: 'meeting' | 'pact' | 'withdrawal';
  readonly content: object;
  readonly takenAt: Instant;
}

/** Keeps evidence beside its DID, apart from the case so that it can be restricted and deleted by itself. */
export function keepEvidence(table: Table, { declarationId, ...evidence }: Evidence): Write {
  const key = { pk: `DID#${declarationId}`, sk: `EVIDENCE#${evidence.commandId}` };
  return put(table, 'evidence', { ...key, entity: 'evidence', declarationId, ...evidence });
}
