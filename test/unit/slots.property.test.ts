import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateInRome, epochOf, PlainDate, timeInRome, weekdayOf } from '../../functions/domain/dates.ts';
import { DeskHours } from '../../functions/domain/desk-hours.ts';
import { freePlaces, type Slot, slotAt, slotsOn, type Taken } from '../../functions/domain/slots.ts';

const clock = fc.integer({ min: 0, max: 1439 }).map((minutes) => {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
});
const span = fc
  .tuple(fc.integer({ min: 1, max: 7 }), clock, clock)
  .map(([day, a, b]) => (a < b ? { day, from: a, to: b } : { day, from: b, to: a }));
const desks = fc
  .record({
    weekly: fc.array(span, { maxLength: 6 }),
    slotMinutes: fc.integer({ min: 5, max: 240 }),
    places: fc.integer({ min: 1, max: 4 }),
    closedOn: fc.constant([]),
  })
  .map((given) => DeskHours.safeParse(given).data)
  .filter((desk) => desk !== undefined);
/** Any day of two years, and often one on which clocks change. */
const days = fc.oneof(
  fc.integer({ min: 0, max: 730 }).map((count) => addDays(PlainDate.parse('2026-01-01'), count)),
  fc.constantFrom('2026-03-29', '2026-10-25', '2027-10-31', '2030-03-31').map((text) => PlainDate.parse(text)),
);

test('slots lie within the hours of their day, in order, of full length, and none overlaps another', () => {
  fc.assert(
    fc.property(desks, days, (desk, day) => {
      let before: Slot | undefined;
      for (const slot of slotsOn(desk, 'Monza', day)) {
        expect(epochOf(slot.endsAt) - epochOf(slot.startsAt)).toBe(desk.slotMinutes * 60_000);
        expect(dateInRome(slot.startsAt)).toBe(day);
        const shown = timeInRome(slot.startsAt);
        expect(desk.weekly.some(({ day: of, from, to }) => of === weekdayOf(day) && from <= shown && shown < to)).toBe(
          true,
        );
        if (before) expect(before.endsAt <= slot.startsAt).toBe(true);
        before = slot;
        expect(slotAt(desk, 'Monza', slot.startsAt)).toEqual(slot);
      }
    }),
  );
});

test('however places are given, under hours that change, no place is ever given to two at once', () => {
  const bookings = fc.array(fc.tuple(desks, fc.nat({ max: 40 }), fc.nat()), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(bookings, days, (asked, day) => {
      const taken: Taken[] = [];
      for (const [desk, which, pick] of asked) {
        const slots = slotsOn(desk, 'Monza', day);
        const slot = slots[which % Math.max(slots.length, 1)];
        if (!slot) continue;
        const free = freePlaces(desk, slot, taken);
        const place = free[pick % Math.max(free.length, 1)];
        if (place !== undefined) taken.push({ ...slot, place });
      }
      for (const one of taken) {
        const clashes = taken.filter(
          (other) =>
            other !== one && other.place === one.place && other.startsAt < one.endsAt && one.startsAt < other.endsAt,
        );
        expect(clashes).toEqual([]);
      }
    }),
  );
});
