/** Somebody who was called up in good time and did not come: no test waits for a notice. */
import { randomUUID } from 'node:crypto';
import { startOfDay } from '../../../functions/domain/dates.ts';
import { CommandId, DeclarationId } from '../../../functions/domain/ids.ts';
import { CallUp } from '../../../functions/domain/proceedings.ts';
import { editCase, getCase } from '../../../functions/store/cases.ts';
import { transact } from '../../../functions/store/table.ts';
import { table } from './late.ts';
import { inDays } from './people.ts';

/** The day of what was missed: the time to say why one did not come is over, whatever the holidays. */
export const missedOn = () => inDays(-5);

/**
 * The call-up that somebody missed, served in good time unless told otherwise, and the pact from before it; as the record
 * would hold them.
 */
export async function missedCallUp(id: string, purpose: CallUp['purpose'], changes: object = {}): Promise<CallUp> {
  const record = table();
  const didCase = await getCase(record, DeclarationId.parse(id));
  if (!didCase) throw new Error('no such case');
  const startsAt = startOfDay(missedOn());
  const callUp = CallUp.parse({
    ...{ id: CommandId.parse(randomUUID()), purpose, startsAt, place: 'Sala B', calledAt: startOfDay(inDays(-22)) },
    by: { subject: 'officer', fiscalCodeMac: 'mac', party: 'cpi', operatorId: 'cpi-milano' },
    service: { channel: 'registered-letter', sentOn: inDays(-22), servedOn: inDays(-20) },
    ...{ attendance: 'absent', justifications: [], ...changes },
  });
  const lost = await transact(record, [
    editCase(record, didCase, { callUps: [...(didCase.callUps ?? []), callUp], pactSignedOn: inDays(-6) }, undefined),
  ]);
  if (lost.size > 0) throw new Error('the case changed meanwhile');
  return callUp;
}
