/**
 * The directory as the rows of a table, as offices keep it in a spreadsheet: one row a seat, the first with all that is
 * known of the operator. Rows become operators here, and operators rows; reading the file itself is done elsewhere.
 */
import providers from './data/personal-providers.json' with { type: 'json' };
import type { DeskHours } from './desk-hours.ts';
import { OperatorId } from './ids.ts';
import { isUnder } from './mailbox.ts';
import { Operator, type Seat } from './operators.ts';
import { type Cells, Refused, type RowReport, refusedIssue, reportsOf, type TableRow } from './rows.ts';

const seatColumns = ['town', 'province', 'address', 'phone', 'email', 'openingHours'] as const;

/** Every column of the directory, in the order in which it is written. */
export const operatorColumns = [
  'id',
  'seat',
  'kind',
  'name',
  'managingBody',
  ...seatColumns,
  'centralPhone',
  'centralEmail',
  'pec',
  'website',
  'mailDomains',
  'deskHours',
  'slotMinutes',
  'places',
  'closedOn',
  'validFrom',
  'validTo',
  'successor',
  'certainty',
  'note',
  'demo',
] as const;
export type OperatorColumn = (typeof operatorColumns)[number];

/** Columns that only the first row of an operator fills. */
const ownColumns = operatorColumns.filter(
  (column) => column !== 'id' && column !== 'seat' && !seatColumns.some((own) => own === column),
);

/** An operator that the rows bring: new, or other than the record has it. */
export interface PlannedOperator {
  readonly operator: Operator;
  readonly before: Operator | undefined;
}

/** What an import would do: every row's outcome, and the operators that it makes or changes. */
export interface OperatorPlan {
  readonly reports: readonly RowReport[];
  readonly changes: readonly PlannedOperator[];
}

const words = (text: string | undefined) => (text ?? '').split(/[\s,;]+/).filter(Boolean);

/** A cell that the table has: its text, nothing for an empty one; what a table leaves out stays as it was. */
function cellOf<Value>(cells: Cells, column: OperatorColumn, before: Value): string | null | Value {
  const cell = cells[column];
  if (cell === undefined) return before;
  return cell === '' ? null : cell;
}

function seatOf(cells: Cells, before: Seat | undefined) {
  const of = (column: (typeof seatColumns)[number]) => cellOf(cells, column, before?.[column] ?? null);
  return Object.fromEntries(seatColumns.map((column) => [column, of(column)]));
}

const deskColumns = ['deskHours', 'slotMinutes', 'places', 'closedOn'] as const;
const deskDay = /^(?<day>[1-7]) (?<from>[0-9:]{5})-(?<to>[0-9:]{5})$/;

/** The hours by appointment, `1 09:00-12:30; 1 14:00-16:00; 2 …` with 1 for Monday; none if all their cells are empty. */
function deskOf(cells: Cells, before: DeskHours | undefined): unknown {
  if (!deskColumns.some((column) => column in cells)) return before;
  const texts = deskColumns.map((column) => cells[column] ?? before?.[column === 'deskHours' ? 'weekly' : column]);
  if (texts.every((text) => text === '' || text === undefined)) return undefined;
  const [weekly, slotMinutes, places, closedOn] = texts;
  const number = (value: unknown) => (typeof value === 'string' && /^[0-9]{1,4}$/.test(value) ? Number(value) : value);
  return {
    weekly: typeof weekly === 'string' ? weekly.split(/ *; */).filter(Boolean).map(dayOf) : (weekly ?? []),
    slotMinutes: number(slotMinutes),
    places: number(places),
    closedOn: typeof closedOn === 'string' ? words(closedOn) : (closedOn ?? []),
  };
}

/** One window of the desk; a text that is none is left as it is, for the schema to refuse. */
function dayOf(text: string): unknown {
  const { day, from, to } = deskDay.exec(text)?.groups ?? {};
  return day === undefined ? text : { day: Number(day), from, to };
}

const columnOfPath: Readonly<Record<string, OperatorColumn>> = {
  'contacts.phone': 'centralPhone',
  'contacts.email': 'centralEmail',
  'contacts.pec': 'pec',
  'contacts.website': 'website',
};

/** The rows of one operator, by their seats: the first row, then the others in the order of their numbers. */
function seatsInOrder(rows: readonly TableRow[]): readonly [TableRow, ...TableRow[]] {
  const numbered = rows.map((row) => ({ row, number: row.cells['seat'] || '1' }));
  const odd = numbered.find(({ number }) => !/^[1-9][0-9]?$/.test(number));
  if (odd) throw new Refused(odd.row.line, 'seat-number', 'seat');
  const twice = numbered.find(({ number }, index) => numbered.findIndex((other) => other.number === number) < index);
  if (twice) throw new Refused(twice.row.line, 'row-twice', 'seat');
  const [first, ...others] = numbered.sort((one, other) => Number(one.number) - Number(other.number));
  if (first?.number !== '1') throw new Refused(first?.row.line ?? 0, 'seat-main-missing', 'seat');
  for (const { row } of others) {
    const own = ownColumns.find((column) => row.cells[column]);
    if (own) throw new Refused(row.line, 'seat-row-column', own);
  }
  return [first.row, ...others.map(({ row }) => row)];
}

/** The operator that its rows describe; throws `Refused` with the row and the rule. */
function operatorOf(id: OperatorId, rows: readonly TableRow[], before: Operator | undefined): Operator {
  const seats = seatsInOrder(rows);
  const [{ cells, line }] = seats;
  const kind = id.startsWith('cpi-') ? 'cpi' : 'accredited';
  const kept = 'seat' in cells ? [] : (before?.seats.slice(1) ?? []);
  const parsed = Operator.safeParse({
    id,
    kind: cellOf(cells, 'kind', kind) ?? kind,
    name: cellOf(cells, 'name', before?.name),
    managingBody: cellOf(cells, 'managingBody', before?.managingBody ?? null),
    seats: [...seats.map((row, index) => seatOf(row.cells, before?.seats[index])), ...kept],
    contacts: {
      phone: cellOf(cells, 'centralPhone', before?.contacts.phone ?? null),
      email: cellOf(cells, 'centralEmail', before?.contacts.email ?? null),
      pec: cellOf(cells, 'pec', before?.contacts.pec ?? null),
      website: cellOf(cells, 'website', before?.contacts.website ?? null),
    },
    mailDomains: 'mailDomains' in cells ? words(cells['mailDomains']) : (before?.mailDomains ?? []),
    desk: deskOf(cells, before?.desk),
    certainty: cellOf(cells, 'certainty', before?.certainty) ?? 'stated',
    validFrom: cellOf(cells, 'validFrom', before?.validFrom ?? null),
    validTo: cellOf(cells, 'validTo', before?.validTo ?? null),
    successor: cellOf(cells, 'successor', before?.successor ?? null),
    note: cellOf(cells, 'note', before?.note ?? null),
    demo: yesNo(cells['demo'], before?.demo ?? false),
  });
  if (!parsed.success) {
    throw refusedIssue(parsed.error, (path) => {
      const [what = '', index, column] = path;
      if (what === 'seats' && column !== undefined) return { line: seats[Number(index)]?.line ?? line, field: column };
      if (what === 'desk') return { line, field: index === undefined || index === 'weekly' ? 'deskHours' : index };
      return { line, field: columnOfPath[path.join('.')] ?? what };
    });
  }
  const operator = parsed.data;
  const [rule, field] = inconsistency(operator, kind) ?? [];
  if (rule !== undefined && field !== undefined) throw new Refused(line, rule, field);
  return operator;
}

const yesNo = (cell: string | undefined, before: boolean) =>
  cell === undefined ? before : cell === 'true' ? true : cell === 'false' || cell === '' ? false : cell;

/** What makes no sense of an operator, though each of its fields does: the rule and the column. */
function inconsistency(operator: Operator, kind: Operator['kind']): readonly [string, OperatorColumn] | undefined {
  const { id, validFrom, validTo, successor, mailDomains } = operator;
  if (operator.kind !== kind) return ['kind-of-id', 'kind'];
  if (validFrom !== null && validTo !== null && validTo < validFrom) return ['validity-order', 'validTo'];
  if (successor === id) return ['successor-itself', 'successor'];
  // By mistake it would shut out everybody who has a mailbox there.
  const shared = mailDomains.find((domain) => providers.some((provider) => isUnder(provider, domain)));
  return shared === undefined ? undefined : ['mail-domain-of-citizens', 'mailDomains'];
}

/**
 * What rows bring to a directory. All rows of an operator stand or fall together; operators that no row names stay as
 * they are, and so does what the table has no column for. Refused: a row that its schema refuses, a kind that the id
 * denies, an end before the beginning, a mail domain that people have their own mailboxes at, a successor that neither
 * the directory nor another good row knows.
 */
export function planOperators(rows: readonly TableRow[], directory: ReadonlyMap<string, Operator>): OperatorPlan {
  const refused: Refused[] = [];
  const groups = new Map<OperatorId, TableRow[]>();
  for (const row of rows) {
    const id = OperatorId.safeParse(row.cells['id']);
    if (!id.success) refused.push(new Refused(row.line, 'operator-id', 'id'));
    else groups.set(id.data, [...(groups.get(id.data) ?? []), row]);
  }
  const good = new Map<string, Operator>();
  const refuse = (id: OperatorId, why: Refused) => {
    good.delete(id);
    refused.push(why);
  };
  for (const [id, own] of groups) {
    try {
      good.set(id, operatorOf(id, own, directory.get(id)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(id, error);
    }
  }
  // A row that falls may have been another one's successor.
  for (let before = -1; before !== good.size; ) {
    before = good.size;
    for (const { id, successor } of good.values()) {
      if (successor === null || directory.has(successor) || good.has(successor)) continue;
      refuse(id, new Refused(groups.get(id)?.[0]?.line ?? 0, 'successor-unknown', 'successor'));
    }
  }

  const planned = [...good.values()].map((operator) => ({ operator, before: directory.get(operator.id) }));
  const changes = planned.filter(({ operator, before }) => !isSame(operator, before));
  const outcomes = new Map(
    planned.map(({ operator, before }) => [
      String(operator.id),
      before === undefined
        ? ('created' as const)
        : isSame(operator, before)
          ? ('unchanged' as const)
          : ('changed' as const),
    ]),
  );
  return { reports: reportsOf(rows, 'id', outcomes, refused), changes };
}

// Both were made by the same schema, so that their fields stand in the same order.
const isSame = (one: Operator, other: Operator | undefined) => JSON.stringify(one) === JSON.stringify(other);

const deskText = ({ weekly }: DeskHours) => weekly.map(({ day, from, to }) => `${day} ${from}-${to}`).join('; ');

/** The rows that describe an operator, by their columns: what `planOperators` makes the same operator of. */
export function rowsOf(operator: Operator): Readonly<Record<string, string>>[] {
  const { contacts, desk, mailDomains } = operator;
  const own: Partial<Record<OperatorColumn, string | null>> = {
    kind: operator.kind,
    name: operator.name,
    managingBody: operator.managingBody,
    centralPhone: contacts.phone,
    centralEmail: contacts.email,
    pec: contacts.pec,
    website: contacts.website,
    mailDomains: mailDomains.join(' '),
    ...(desk && {
      deskHours: deskText(desk),
      slotMinutes: String(desk.slotMinutes),
      places: String(desk.places),
      closedOn: desk.closedOn.join(' '),
    }),
    validFrom: operator.validFrom,
    validTo: operator.validTo,
    successor: operator.successor,
    certainty: operator.certainty,
    note: operator.note,
    demo: operator.demo ? 'true' : '',
  };
  return operator.seats.map((seat, index) => {
    const cells: Partial<Record<OperatorColumn, string | null>> = {
      ...(index === 0 && own),
      ...seat,
      id: operator.id,
      seat: String(index + 1),
    };
    return Object.fromEntries(operatorColumns.map((column) => [column, cells[column] ?? '']));
  });
}
