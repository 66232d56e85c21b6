import { type AppointmentEditName, appointmentEdits } from '../domain/appointments.ts';
import { addSeconds, daysBetween, type Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { longestSlot } from '../domain/desk-hours.ts';
import type { EditFacts } from '../domain/edit.ts';
import { AppointmentId } from '../domain/ids.ts';
import { refuse } from '../domain/refusals.ts';
import { takenPlaces } from '../store/appointments.ts';
import { calendar, slots } from './calendar.ts';
import { openCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { resource, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { requestProblem } from './problem.ts';

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
    const { body, asks, decide } = appointmentEdits[name];
    const rule = {
      body,
      names: () => [],
      decide: async (facts: EditFacts, asked: unknown) => {
        // Another appointment came meanwhile: the one that was meant is gone.
        if (id && facts.didCase.appointment?.id !== id.data) return refuse('changed-meanwhile');
        return decide({ ...facts, taken: await takenAround(facts.didCase, asks(asked), facts.receivedAt) }, asked);
      },
    };
    return makeEdit({ event: name, rule, attempts }, request, opened);
  });

/** The places that the chosen operator has given around a time, if anybody could book it. */
async function takenAround({ operatorId }: DidCase, startsAt: Instant | undefined, now: Instant) {
  if (operatorId === undefined || startsAt === undefined) return [];
  const away = daysBetween(now, startsAt);
  if (away < -1 || away > policy.bookingDays.value + 1) return [];
  return takenPlaces(table, operatorId, startsAt, addSeconds(startsAt, longestSlot));
}

export const handler = resource('appointments', {
  'list-slots': slots,
  'read-calendar': calendar,
  'book-appointment': change('book-appointment'),
  'move-appointment': change('move-appointment'),
  'cancel-appointment': change('cancel-appointment'),
  'record-attendance': change('record-attendance'),
});
