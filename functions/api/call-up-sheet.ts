/** Who is called up to a room, as a list that they sign. */
import { caseNumber, type OperatorId } from '../domain/ids.ts';
import { getCase } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { type Seat, takenSeats } from '../store/rooms.ts';
import { noteLook } from './access-log.ts';
import { SheetQuery } from './call-up-rows.ts';
import { table } from './desk.ts';
import { writeTable } from './directory/csv.ts';
import { asking, type SignedRequest, signed } from './http.ts';
import { requestProblem } from './problem.ts';

const columns = ['seat', 'case_number', 'family_name', 'given_name', 'declaration_id', 'act_id', 'signature'] as const;
/** So many cases are read at once. */
const abreast = 25;

/** The line of a seat; none where the call-up was settled, or is not this office's. */
async function lineOf(seat: Seat, operatorId: OperatorId, request: SignedRequest<SheetQuery>) {
  const didCase = await getCase(table, seat.declarationId);
  const called = didCase?.callUps?.find(({ id }) => id === seat.callUpId);
  const citizen =
    didCase && called?.by.operatorId === operatorId ? await getCitizen(table, didCase.citizenId) : undefined;
  if (!citizen) return [];
  const { citizenId, person } = citizen;
  await noteLook(table, request, { citizenId, declarationId: seat.declarationId });
  return [
    {
      seat: String(seat.seat),
      case_number: caseNumber(seat.declarationId),
      family_name: person.familyName,
      given_name: person.givenName,
      declaration_id: seat.declarationId,
      act_id: seat.callUpId,
      signature: '',
    },
  ];
}

const sheet = signed<SheetQuery>(async (request) => {
  const { operatorId } = request.actor;
  if (operatorId === undefined) return requestProblem('forbidden', request.language);
  const seats = await takenSeats(table, { operatorId, ...request.query });
  const lines: Record<(typeof columns)[number], string>[] = [];
  for (let begin = 0; begin < seats.length; begin += abreast) {
    const some = seats.slice(begin, begin + abreast);
    lines.push(...(await Promise.all(some.map((seat) => lineOf(seat, operatorId, request)))).flat());
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/csv; charset=utf-8' },
    body: new TextEncoder().encode(writeTable(columns, lines)),
  };
});

/** `GET /call-ups/sheet`: every look at a person is noted. */
export const callUpSheet = asking(SheetQuery, sheet);
