import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable, writeTable } from '../../functions/api/directory/csv.ts';
import { addDays, PlainDate } from '../../functions/domain/dates.ts';
import { operatorColumns, planOperators, rowsOf } from '../../functions/domain/operator-rows.ts';
import { Operator, provinces } from '../../functions/domain/operators.ts';
import { directory, operators } from './directory.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(PlainDate.parse('2000-01-01'), days));
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => Operator.shape.name.safeParse(text).data === text);
const phone = fc.constantFrom('+39 02 1234567', '0371 000000', '800.123.456');
const email = fc.constantFrom('sportello@ente.example', 'a.b@c.example');
const domain = fc.constantFrom('ente.example', 'cpi.ente.example', 'altro.example');
const hours = fc
  .constantFrom('08:00', '09:30')
  .chain((from) => fc.constantFrom('12:00', '16:30').map((to) => ({ from, to })));
const desk = fc.record({
  weekly: fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), hours), { selector: ([weekday]) => weekday, maxLength: 5 })
    .map((days) => days.map(([weekday, { from, to }]) => ({ day: weekday, from, to }))),
  slotMinutes: fc.integer({ min: 5, max: 240 }),
  places: fc.integer({ min: 1, max: 50 }),
  closedOn: fc.array(day, { maxLength: 3 }),
});
const seat = fc.record({
  town: line,
  province: fc.constantFrom(...provinces),
  address: nullable(line),
  phone: nullable(phone),
  email: nullable(email),
  openingHours: nullable(line),
});
const operator = fc
  .record({
    slug: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    kind: fc.constantFrom('cpi' as const, 'accredited' as const),
    name: line,
    managingBody: nullable(line),
    seats: fc.array(seat, { minLength: 1, maxLength: 4 }),
    contacts: fc.record({
      phone: nullable(phone),
      email: nullable(email),
      pec: nullable(email),
      website: nullable(fc.constantFrom('https://ente.example', 'http://ente.example/lavoro')),
    }),
    mailDomains: fc.uniqueArray(domain, { maxLength: 3 }),
    desk: fc.option(desk, { nil: undefined }),
    certainty: fc.constantFrom('stated' as const, 'assumed' as const),
    validFrom: nullable(day),
    validTo: nullable(day),
    successor: nullable(fc.constantFrom('cpi-milano', 'acc-demo-milano')),
    note: nullable(line),
    demo: fc.boolean(),
  })
  .map(({ slug, desk: own, ...rest }) =>
    Operator.parse({
      ...rest,
      ...(own && { desk: own }),
      id: `${rest.kind === 'cpi' ? 'cpi' : 'acc'}-x${slug}`,
      validTo: rest.validFrom !== null && rest.validTo !== null && rest.validTo < rest.validFrom ? null : rest.validTo,
    }),
  );
const some = fc.uniqueArray(operator, { selector: ({ id }) => id, minLength: 1, maxLength: 6 });

test('what is exported and imported again is the same, into an empty directory as into itself', () => {
  fc.assert(
    fc.property(some, (added) => {
      const read = readTable(writeTable(operatorColumns, added.flatMap(rowsOf)), operatorColumns, ['id']);
      const rows = 'rows' in read ? read.rows : [];
      const anew = planOperators(rows, directory);
      expect(anew.changes.map((change) => change.operator)).toEqual(added);
      const known = new Map([...operators, ...added].map((each) => [String(each.id), each]));
      expect(new Set(planOperators(rows, known).reports.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    }),
    { numRuns: 200 },
  );
});

test('whatever stands in the cells, every row gets one outcome, and only good operators come of it', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('cpi-lodi', '1', '2', 'LO', ''),
  );
  const row = fc.array(cell, { minLength: operatorColumns.length, maxLength: operatorColumns.length });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (table) => {
      const rows = table.map((cells, index) => ({
        line: index + 2,
        cells: Object.fromEntries(operatorColumns.map((column, at) => [column, (cells[at] ?? '').trim()])),
      }));
      const { reports, changes } = planOperators(rows, directory);
      expect(reports.map(({ line }) => line)).toEqual(rows.map(({ line }) => line));
      for (const change of changes) expect(Operator.parse(change.operator)).toEqual(change.operator);
      const refused = new Set(reports.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id));
      for (const { operator: made } of changes) expect(refused).not.toContain(made.id);
    }),
  );
});
