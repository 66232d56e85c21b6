/** What waits for an execution in a table in memory. */
import * as z from 'zod/mini';
import { CommandId, DeclarationId } from '../../functions/domain/ids.ts';
import { verbs } from '../../functions/domain/lifecycle.ts';
import type { MemoryTable } from './memory-table.ts';

export const AvailableVerbs = z.enum(verbs);
const Waiting = z.object({
  declarationId: DeclarationId,
  generation: z.int(),
  pending: z.object({ commandId: CommandId, verb: AvailableVerbs }),
});

/** Every command that is under way, with its case and generation. */
export function commandsIn(memory: MemoryTable) {
  return memory.all('wait').flatMap((item) => {
    const waiting = Waiting.safeParse(item);
    if (!waiting.success) return [];
    const { declarationId, generation, pending } = waiting.data;
    return [{ declarationId, generation, ...pending }];
  });
}
