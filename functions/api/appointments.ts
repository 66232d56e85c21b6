import { randomUUID } from 'node:crypto';
import { type AppointmentEditName, appointmentEdits } from '../domain/appointments.ts';
import { addSeconds, dateInRome, daysBetween, type Instant, instantOf } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { longestSlot } from '../domain/desk-hours.ts';
import { AppointmentId, CommandId, receiptNumber } from '../domain/ids.ts';
import { refuse } from '../domain/refusals.ts';
import { takenPlaces } from '../store/appointments.ts';
import { getCase } from '../store/cases.ts';
import { asFacts } from '../store/citizens.ts';
import { applyEdit, type Made, madeBefore, noteMade } from '../store/edits.ts';
import { loadSurroundings } from '../store/surroundings.ts';
import { bodyHashOf, commandIdOf } from './accept.ts';
import { calendar, slots } from './calendar.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { parseBody, resource, type SignedRequest, signed } from './http.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';
import { declarationView } from './views.ts';

/** So often a change is decided anew: others take places at the same time. */
const attempts = 6;

const change = (name: AppointmentEditName) =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const asked = request.parameters['appointmentId'];
    const id = asked === undefined ? undefined : AppointmentId.safeParse(asked);
    if (id && !(id.success && id.data === opened.didCase.appointment?.id)) {
      return requestProblem('not-found', request.language);
    }
    return makeChange(name, request, opened, id?.data);
  });

/** Makes an edit of an appointment; the same key and body get the same answer. Of those who race for a place one wins. */
async function makeChange(
  name: AppointmentEditName,
  request: SignedRequest,
  opened: OpenedCase,
  id: AppointmentId | undefined,
): Promise<Reply> {
  const { language, receivedAt, actor } = request;
  const keyed = request.method === 'POST';
  const commandId = keyed ? commandIdOf(request) : CommandId.parse(randomUUID());
  const made: Made = {
    bodyHash: bodyHashOf(request),
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
  };
  const earlier = keyed ? await madeBefore(table, commandId) : undefined;
  if (earlier) return again(earlier, made, request, opened);
  const { body, asks, decide } = appointmentEdits[name];
  const parsed = parseBody(body, request);
  if ('reply' in parsed) return parsed.reply;

  const { citizen, party } = opened;
  for (let { didCase } = opened, attempt = 0; attempt < attempts; attempt += 1) {
    if (id !== undefined && didCase.appointment?.id !== id) return requestProblem('not-found', language);
    const [surroundings, taken] = await Promise.all([
      loadSurroundings(table, { didCase, person: citizen.person, receivedAt, named: [], loaded: opened.operators }),
      takenAround(didCase, asks(parsed.value), receivedAt),
    ]);
    const facts = {
      ...surroundings,
      commandId,
      declarationId: didCase.declarationId,
      receivedAt,
      actor: opened.actor,
      party,
      citizen: asFacts(citizen),
      didCase,
      policy,
      taken,
    };
    const outcome = decide(facts, parsed.value);
    if (outcome.kind === 'refusal') return refusalReply(outcome, language);
    // Asked again because its answer was lost, a move finds its change made: the history tells it once.
    if (!keyed && Object.keys(outcome.changes).length === 0) return answer(didCase, request, opened);
    const after = await applyEdit(
      table,
      didCase,
      {
        event: name,
        ...outcome,
        by: { party, actor },
        receivedAt,
        appliedAt: instantOf(Date.now()),
        commandId,
        receipted: keyed,
      },
      policy,
      keyed ? [noteMade(table, commandId, made, receivedAt)] : [],
    );
    if (after) return answer(after, request, opened, keyed ? made : undefined);
    const [fresh, twin] = await Promise.all([
      getCase(table, didCase.declarationId),
      keyed ? madeBefore(table, commandId) : undefined,
    ]);
    if (!fresh) break;
    if (twin) return again(twin, made, request, { ...opened, didCase: fresh });
    didCase = fresh;
  }
  return refusalReply(refuse('changed-meanwhile'), language);
}

/** The places that the chosen operator has given around a time, if anybody could book it. */
async function takenAround({ operatorId }: DidCase, startsAt: Instant | undefined, now: Instant) {
  if (operatorId === undefined || startsAt === undefined) return [];
  const away = daysBetween(now, startsAt);
  if (away < -1 || away > policy.bookingDays.value + 1) return [];
  return takenPlaces(table, operatorId, startsAt, addSeconds(startsAt, longestSlot));
}

function again(earlier: Made, { bodyHash }: Made, request: SignedRequest, opened: OpenedCase): Reply {
  if (earlier.bodyHash !== bodyHash) return requestProblem('key-reused', request.language);
  return answer(opened.didCase, request, opened, earlier);
}

function answer(didCase: DidCase, request: SignedRequest, opened: OpenedCase, made?: Made): Reply {
  const shown = declarationView(didCase, opened, request, policy);
  if (!made) return { status: 200, body: shown };
  return { status: 201, body: { ...shown, receiptNumber: made.receiptNumber } };
}

export const handler = resource('appointments', {
  'list-slots': slots,
  'read-calendar': calendar,
  'book-appointment': change('book-appointment'),
  'move-appointment': change('move-appointment'),
  'cancel-appointment': change('cancel-appointment'),
  'record-attendance': change('record-attendance'),
});
