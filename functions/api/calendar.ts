/** The calendar of an office: its free slots for everybody, who comes for the office itself. */
import * as z from 'zod/mini';
import { deskOf, firstBookable, lastBookableDay, slotsOf } from '../domain/appointments.ts';
import { addDays, dateInRome, Instant, PlainDate, startOfDay, timeInRome } from '../domain/dates.ts';
import { caseNumber, OperatorId } from '../domain/ids.ts';
import type { Operator } from '../domain/operators.ts';
import { freePlaces, type Slot } from '../domain/slots.ts';
import { readCalendar, type TakenPlace, takenPlaces } from '../store/appointments.ts';
import { getCase } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { getOperator } from '../store/operators.ts';
import { startOfPage } from '../store/table.ts';
import { noteLook } from './access-log.ts';
import { policy, table } from './desk.ts';
import { asking, PageQuery, type SignedRequest, signed } from './http.ts';
import { requestProblem } from './problem.ts';

/** Which free slots to list: from this day on, today if it is not told. */
export const SlotsQuery = z.extend(PageQuery, { from: z.optional(PlainDate) });

/** A time as people read it in Italy, beside its instants. */
const told = ({ startsAt, endsAt }: Slot) => ({
  startsAt,
  endsAt,
  date: dateInRome(startsAt),
  time: timeInRome(startsAt),
});

const cursorAfter = ({ startsAt }: Slot) => Buffer.from(JSON.stringify({ sk: { S: startsAt } })).toString('base64url');

/** Days of which the slots are looked for at once. */
const stride = 7;

/** A page of the slots of an operator with a free place that can be booked on the portal, from a day on. */
async function freeSlots(
  operator: Operator,
  now: Instant,
  { from, limit, after }: { readonly from: PlainDate; readonly limit: number; readonly after: string },
) {
  const desk = deskOf(operator, policy);
  const last = lastBookableDay(dateInRome(now), policy);
  const first = firstBookable(now, policy);
  const free: (Slot & { readonly free: number })[] = [];
  for (let day = from; day <= last && free.length <= limit; day = addDays(day, stride)) {
    const days = Array.from({ length: stride }, (_, count) => addDays(day, count)).filter((each) => each <= last);
    const offered = days
      .flatMap((each) => slotsOf(operator, policy, each))
      .filter(({ startsAt }) => startsAt >= first && startsAt > after);
    const [begin, end] = [offered[0], offered.at(-1)];
    if (!begin || !end) continue;
    const taken = await takenPlaces(table, operator.id, begin.startsAt, end.endsAt);
    const counted = offered.map((slot) => ({ ...slot, free: freePlaces(desk, slot, taken).length }));
    free.push(...counted.filter((slot) => slot.free > 0));
  }
  const items = free.slice(0, limit);
  const end = free.length > limit ? items.at(-1) : undefined;
  return { items: items.map((slot) => ({ ...told(slot), free: slot.free })), ...(end && { cursor: cursorAfter(end) }) };
}

/** The free slots of an operator, as a list. */
export const slots = asking(SlotsQuery, async ({ parameters, query, language, receivedAt, today }) => {
  const id = OperatorId.safeParse(parameters['id']);
  const operator = id.success ? await getOperator(table, id.data) : undefined;
  if (!operator) return requestProblem('not-found', language);
  const { from = today, limit, cursor } = query;
  const start = startOfPage(cursor, { sk: isInstant });
  const after = Instant.safeParse(start?.['sk']?.S).data;
  const day = [from, today, ...(after === undefined ? [] : [dateInRome(after)])].sort().at(-1) ?? today;
  return { status: 200, body: await freeSlots(operator, receivedAt, { from: day, limit, after: after ?? '' }) };
});

const isInstant = (text: string) => Instant.safeParse(text).success;

/** Which days of the own calendar to read, both included: seven from today if they are not told. */
export const CalendarQuery = z.extend(PageQuery, { from: z.optional(PlainDate), to: z.optional(PlainDate) });
type CalendarQuery = z.output<typeof CalendarQuery>;

/** Beyond these days nobody keeps a calendar. */
const [firstDay, lastDay] = ['2000-01-01', '2999-12-31'];

/** Who comes when to the office of the caller, in order of time; of a case that it follows no more, not who it is. */
const readOwn = signed<CalendarQuery>(async (request) => {
  const { actor, query, language, today } = request;
  const { operatorId } = actor;
  if (operatorId === undefined) return requestProblem('forbidden', language);
  const { from = today, limit, cursor } = query;
  if (query.to !== undefined && query.to < from) {
    return requestProblem('invalid', language, (words) => [words.fieldError('to', 'period-reversed', language)]);
  }
  if (from < firstDay || from > lastDay) return { status: 200, body: { items: [] } };
  const until = query.to ?? addDays(from, 6);
  const to = until > lastDay ? PlainDate.parse(lastDay) : until;
  if (to < from) return { status: 200, body: { items: [] } };
  const page = await readCalendar(table, operatorId, {
    from: startOfDay(from),
    to: startOfDay(addDays(to, 1)),
    limit,
    cursor,
  });
  const items = await Promise.all(page.items.map((row) => calendarLine(row, operatorId, request)));
  return { status: 200, body: { items, ...(page.cursor && { cursor: page.cursor }) } };
});
export const calendar = asking(CalendarQuery, readOwn);

async function calendarLine(row: TakenPlace, operatorId: OperatorId, request: SignedRequest) {
  const didCase = await getCase(table, row.declarationId);
  const citizen = didCase?.operatorId === operatorId ? await getCitizen(table, didCase.citizenId) : undefined;
  const { appointmentId, place, channel, outcome, declarationId } = row;
  if (citizen) await noteLook(table, request, { citizenId: citizen.citizenId, declarationId });
  const { givenName, familyName, phone } = citizen?.person ?? {};
  return {
    appointmentId,
    ...told(row),
    place,
    channel,
    outcome: outcome ?? null,
    declarationId,
    caseNumber: caseNumber(declarationId),
    ...(citizen && { person: { givenName, familyName, ...(phone && { phone }) } }),
  };
}
