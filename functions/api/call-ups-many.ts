/** Many people called up to one room, and who of them came: row by row, each its own transaction. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import type { DeclarationId, OperatorId } from '../domain/ids.ts';
import type { ActId } from '../domain/proceedings.ts';
import type { Tools } from '../middleware/observed.ts';
import { type Room, takenSeats } from '../store/rooms.ts';
import { commandIdOf } from './accept.ts';
import { ManyAttendances, ManyCallUps, type RowDone } from './call-up-rows.ts';
import { type GiveSeat, makeCallUp, makeCallUpEdit } from './call-ups.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { macOf } from './officer.ts';
import { type Reply, requestProblem, worded } from './problem.ts';

/** Seconds after which no more rows are begun: the gateway waits for fifteen, the function has ten. */
const enough = 5;
/** So many rows at once: each is a transaction on a case of its own. */
const abreast = 10;

const Said = z.object({
  receiptNumber: z.optional(z.string()),
  code: z.optional(z.string()),
  detail: z.optional(z.string()),
  earliest: z.optional(Instant),
});

/** One row as a request of its own: named by the key of the whole and by its case, so that it is done once. */
interface Row {
  readonly declarationId: DeclarationId;
  readonly request: SignedRequest;
  readonly actId: ActId;
}

/** A row as a request of its own. `said`: what tells a repetition from another request under the same key. */
function rowOf(
  request: SignedRequest,
  action: 'call-up' | 'record-call-up',
  { declarationId, actId }: { readonly declarationId: DeclarationId; readonly actId?: ActId },
  { body, said }: { readonly body: unknown; readonly said: unknown },
): Row {
  const path = `/v1/declarations/${declarationId}/call-ups${actId === undefined ? '' : `/${actId}/attendance`}`;
  const own = {
    ...request,
    ...{ action, path, body, rawBody: JSON.stringify(said) },
    parameters: { id: declarationId, ...(actId !== undefined && { actId }) },
  };
  return { declarationId, request: own, actId: actId ?? commandIdOf(own) };
}

function told({ declarationId, actId }: Row, { status, body }: Reply): RowDone {
  const done = status === 201;
  const { receiptNumber, code, detail, earliest } = Said.parse(body);
  return {
    declarationId,
    outcome: done ? 'done' : 'refused',
    actId: done ? actId : null,
    receiptNumber: receiptNumber ?? null,
    code: done ? null : (code ?? null),
    detail: done ? null : (detail ?? null),
    earliest: earliest ?? null,
  };
}

/**
 * Does rows, some abreast, as long as there is time: what became of each, and which are left. The client asks for those
 * again with the same key, which does nothing twice. A row that meets a fault is left as well; throws if each of them did.
 */
async function inRows(rows: readonly Row[], run: (row: Row) => Promise<Reply>, { logger }: Tools): Promise<Reply> {
  const until = Date.now() + enough * 1000;
  const done: RowDone[] = [];
  const left: DeclarationId[] = [];
  const faults: unknown[] = [];
  for (let begin = 0; begin < rows.length; begin += abreast) {
    const some = rows.slice(begin, begin + abreast);
    if (Date.now() > until) {
      left.push(...some.map(({ declarationId }) => declarationId));
      continue;
    }
    const outcomes = await Promise.allSettled(some.map(async (row) => worded(await run(row))));
    for (const [index, outcome] of outcomes.entries()) {
      const row = some[index];
      if (!row) continue;
      if (outcome.status === 'fulfilled') done.push(told(row, outcome.value));
      else {
        const fault = outcome.reason instanceof Error ? outcome.reason.name : 'unknown';
        logger.error('row failed', { messageCode: 'REQUEST_FAULT', declarationId: row.declarationId, fault });
        left.push(row.declarationId);
        faults.push(outcome.reason);
      }
    }
  }
  if (done.length === 0 && faults.length > 0) throw faults[0];
  return { status: 200, body: { rows: done, left } };
}

/** Gives out the seats of a room; the transaction of a row decides who has it. */
async function seatsOf(room: Room, capacity: number) {
  const read = async () => new Set((await takenSeats(table, room)).map(({ seat }) => seat));
  const given = new Set<number>();
  let taken = await read();
  return () => {
    let own: number | undefined;
    const give: GiveSeat = async () => {
      // Asked again, the row was written by nobody: the seat may be another's, or the case had changed.
      if (own !== undefined) {
        taken = await read();
        if (!taken.has(own)) return own;
      }
      const gone = new Set([...taken, ...given]);
      const seats = gone.size < capacity ? Array.from({ length: capacity }, (_, index) => index + 1) : [];
      own = seats.find((seat) => !gone.has(seat));
      if (own !== undefined) given.add(own);
      return own;
    };
    const giveBack = () => own !== undefined && given.delete(own);
    return { give, giveBack };
  };
}

/** Who calls up many: an account of an office. */
const officeOf = ({ actor }: SignedRequest): OperatorId | undefined => actor.operatorId;

/** `POST /call-ups`: never more people than the room has seats, whoever calls up at the same time. */
export const callUpMany = signed(async (request, tools) => {
  const operatorId = officeOf(request);
  if (operatorId === undefined) return requestProblem('forbidden', request.language);
  const parsed = parseBody(ManyCallUps, request);
  if ('reply' in parsed) return parsed.reply;
  const { declarations, capacity, channel, ...call } = parsed.value;
  const body = { ...call, service: { channel, sentOn: request.today } };
  const seat = await seatsOf({ operatorId, startsAt: call.startsAt, place: call.place }, capacity);
  const rows = declarations.map((row) =>
    rowOf(request, 'call-up', row, { body, said: { ...call, channel, capacity } }),
  );
  // Asked for once, by the first row that is about a case of the office: who has no fiscal code is a party to none.
  let asked: Promise<string> | undefined;
  const mac = () => {
    asked ??= macOf(request);
    return asked;
  };
  return inRows(
    rows,
    async ({ request: own }) => {
      const opened = await openCase(table, own);
      if ('reply' in opened) return opened.reply;
      const { give, giveBack } = seat();
      const reply = await makeCallUp(own, opened, await mac(), give);
      if (reply.status !== 201) giveBack();
      return reply;
    },
    tools,
  );
});

/** `POST /call-ups/attendance`. */
export const recordMany = signed(async (request, tools) => {
  const parsed = parseBody(ManyAttendances, request);
  if ('reply' in parsed) return parsed.reply;
  const rows = parsed.value.rows.map(({ declarationId, actId, ...body }) =>
    rowOf(request, 'record-call-up', { declarationId, actId }, { body, said: body }),
  );
  return inRows(rows, ({ request: own }) => makeCallUpEdit('record-call-up', own), tools);
});
