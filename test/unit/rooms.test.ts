/** A seat in a room: how long it is remembered. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { CallUp } from '../../functions/domain/proceedings.ts';
import { retentionOn } from '../../functions/domain/retention.ts';
import { seatWrites } from '../../functions/store/rooms.ts';
import { MemoryTable } from './memory-table.ts';
import { at, caseIn, commandId, cpi, day, receivedAt } from './samples.ts';

test('a seat is forgotten 90 days after the meeting, by a term that everybody may read', () => {
  const called = CallUp.parse({
    ...{ id: commandId, purpose: 'meeting', startsAt: at('2026-12-02T09:00:00.000Z'), place: 'Sala B', seat: 7 },
    ...{ calledAt: receivedAt, by: { subject: 'one', fiscalCodeMac: 'a-mac', party: 'cpi', operatorId: cpi } },
    ...{ service: { channel: 'pec', sentOn: day('2026-11-23') }, justifications: [] },
  });
  const after = caseIn('confirmed', { operatorId: cpi, callUps: [called] });
  const [write] = seatWrites(new MemoryTable().table, undefined, after, receivedAt);
  const seat = unmarshall(Object(write?.item.Put).Item);
  expect(seat).toMatchObject({ entity: 'seat', seat: 7, ttl: Date.parse('2027-03-02T09:00:00.000Z') / 1000 });
  expect(retentionOn(day('2026-12-02')).seat).toMatchObject({ value: { days: 90 }, assumed: true });
});
