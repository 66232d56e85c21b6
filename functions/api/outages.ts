/** The register of outages: what everybody may read, and what two administrators certify. */
import * as z from 'zod/mini';
import { CommandId } from '../domain/ids.ts';
import { confirmOutage, OutageBody, outageProblem, type StoredOutage } from '../domain/outages.ts';
import { refuse } from '../domain/refusals.ts';
import { confirmEntry, enterOutage, getOutage, readOutages } from '../store/outages.ts';
import { transact } from '../store/table.ts';
import { commandIdOf } from './accept.ts';
import { table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { macOf } from './officer.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** An entry of the register as the API shows it: who certified it is told by nobody's name. */
export function outageView({ id, from, to, reason, proposed, confirmed }: StoredOutage) {
  return {
    ...{ id, from, to, reason },
    state: confirmed ? ('confirmed' as const) : ('proposed' as const),
    proposedAt: proposed.at,
    confirmedAt: confirmed?.at ?? null,
  };
}

/** The register, the latest first; what only one administrator has certified is shown to administrators alone. */
export const listOutages = signed(async ({ actor }) => {
  const stored = await readOutages(table);
  const shown = stored.filter(({ confirmed }) => confirmed !== undefined || actor.role === 'admin');
  return { status: 200, body: { items: shown.toReversed().map(outageView) } };
});

/** Who certifies, where the session tells who that is. */
async function administrator(request: SignedRequest) {
  const { actor, receivedAt } = request;
  if (actor.fiscalCode === undefined) return { reply: requestProblem('forbidden', request.language) };
  return { subject: actor.subject, fiscalCodeMac: await macOf(request), at: receivedAt };
}

/** Enters an outage that is over; it shifts nothing until a second administrator confirms it. */
export const proposeOutage = signed(async (request) => {
  const { language, receivedAt } = request;
  const body = parseBody(OutageBody, request);
  if ('reply' in body) return body.reply;
  const problem = outageProblem(body.value, receivedAt);
  if (problem) return refusalReply(problem, language);
  const proposed = await administrator(request);
  if ('reply' in proposed) return proposed.reply;
  const outage: StoredOutage = { id: commandIdOf(request), ...body.value, proposed };
  const earlier = await getOutage(table, outage.id);
  if (!earlier) {
    const lost = await transact(table, [enterOutage(table, outage)]);
    if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
    return { status: 201, body: outageView(outage) };
  }
  const { from, to, reason } = body.value;
  if (earlier.from !== from || earlier.to !== to || earlier.reason !== reason) {
    return requestProblem('key-reused', language);
  }
  return { status: 201, body: outageView(earlier) };
});

/** Confirms what another administrator entered: from now on it shifts the terms that ended in it. */
export const certifyOutage = signed(async (request): Promise<Reply> => {
  const { language, parameters } = request;
  const body = parseBody(z.strictObject({}), request);
  if ('reply' in body) return body.reply;
  const id = CommandId.safeParse(parameters['id']);
  const outage = id.success ? await getOutage(table, id.data) : undefined;
  if (!outage) return requestProblem('not-found', language);
  const second = await administrator(request);
  if ('reply' in second) return second.reply;
  const confirmed = confirmOutage(outage, second);
  if ('kind' in confirmed) return refusalReply(confirmed, language);
  const lost = outage.confirmed ? new Set() : await transact(table, [confirmEntry(table, confirmed)]);
  if (lost.size === 0) return { status: 200, body: outageView(confirmed) };
  // Another confirmed it meanwhile.
  const now = await getOutage(table, outage.id);
  return now?.confirmed ? { status: 200, body: outageView(now) } : refusalReply(refuse('changed-meanwhile'), language);
});
