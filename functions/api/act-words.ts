import * as z from 'zod/mini';
import type { TheAct } from '../domain/acts.ts';
import type { DeclarationId } from '../domain/ids.ts';
import { readEvidence } from '../store/evidence.ts';
import { table } from './desk.ts';

const Reported = z.object({ facts: z.string() });
const Decided = z.object({ reasons: z.string() });

/** What is contested, or why it was decided so, in words; null once they are deleted, and for a call-up. */
export async function actWords(declarationId: DeclarationId, { act, id }: TheAct): Promise<string | null> {
  if (act === 'call-up') return null;
  const kept = await readEvidence(table, declarationId, act === 'contestation' ? 'breach' : 'decision');
  const content = kept.find(({ commandId }) => commandId === id)?.content;
  if (act === 'contestation') return Reported.safeParse(content).data?.facts ?? null;
  return Decided.safeParse(content).data?.reasons ?? null;
}
