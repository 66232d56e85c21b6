/** The counter: who walks in is taken in, and a manager looks at what counters looked up. */
import * as z from 'zod/mini';
import { addDays, PlainDate } from '../domain/dates.ts';
import type { CitizenId } from '../domain/ids.ts';
import { IntakeBody, intakeProblem, intakeRule, weekOf } from '../domain/intake.ts';
import { isLive } from '../domain/lifecycle.ts';
import { refuse } from '../domain/refusals.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCase } from '../store/cases.ts';
import { getCitizen, getCodeGuard, getLive } from '../store/citizens.ts';
import { noteIntake, readIntakes, reviewIntakes } from '../store/intakes.ts';
import { loadOperators } from '../store/operators.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { bodyHashOf, commandIdOf } from './accept.ts';
import { noteLook } from './access-log.ts';
import { conflictWith, type OpenedCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { PageQuery, parseBody, type SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { makeEdit } from './make-edit.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/**
 * Takes in a person who stands at the counter: their live DID is found by the fiscal code, which travels in the body
 * alone, and this operator becomes the chosen one. A code of nobody, of somebody without a DID, and a case that cannot be
 * taken in look alike. Every look-up is counted and noted; the managers review them week by week.
 */
export async function takeIn(request: SignedRequest, { logger, count }: Tools): Promise<Reply> {
  const { actor, language, receivedAt, today } = request;
  const { operatorId, operatorKind } = actor;
  if (operatorId === undefined || operatorKind === undefined) return requestProblem('forbidden', language);
  const body = parseBody(IntakeBody, request);
  if ('reply' in body) return body.reply;
  const { fiscalCode } = body.value;
  if (actor.fiscalCode === fiscalCode) return requestProblem('own-case', language);
  const problem = intakeProblem(body.value, today);
  if (problem) return refusalReply(problem, language);

  const commandId = commandIdOf(request);
  const { known, found } = await find(request, fiscalCode);
  const { declarationId } = found?.didCase ?? {};
  const line = {
    commandId,
    takenAt: receivedAt,
    subject: actor.subject,
    outcome: found ? 'found' : 'nobody',
    ...(declarationId !== undefined && { declarationId }),
    bodyHash: bodyHashOf(request),
  } as const;
  const noted = await noteIntake(table, operatorId, today, line, policy.intakeDailyLimit.value);
  if (noted === 'key-reused') return requestProblem('key-reused', language);
  if (noted === 'busy') return refusalReply(refuse('changed-meanwhile'), language);
  if (noted === 'limit') {
    logger.warn('too many look-ups at a counter', { messageCode: 'INTAKE_LIMIT', operatorId });
    count('IntakeLimit');
    return refusalReply(refuse('intake-limit'), language);
  }
  logger.info('a counter looked somebody up', { messageCode: 'INTAKE', operatorId, outcome: line.outcome });
  const conflict = known === undefined ? undefined : await conflictWith(table, actor, known, receivedAt);
  if (conflict === 'own-case') return requestProblem(conflict, language);
  if (known !== undefined) await noteLook(table, request, { citizenId: known, declarationId, party: operatorKind });
  if (!found) return refusalReply(refuse('intake-nobody'), language);
  const more = reviewIntakes(table, operatorId, today, receivedAt);
  const opened = {
    ...found,
    party: operatorKind,
    operators: await loadOperators(table, [operatorId], found.operators),
  };
  return makeEdit({ event: 'intake', rule: intakeRule, more }, request, opened);
}

/** Who is looked up, and what there is to take in. */
interface Found {
  /** Who holds the fiscal code. */
  readonly known?: CitizenId;
  readonly found?: Omit<OpenedCase, 'party'>;
}

/** Whose a fiscal code is, and their live DID, as far as there are such. */
async function find({ actor }: SignedRequest, fiscalCode: string): Promise<Found> {
  const guard = await getCodeGuard(table, await pseudonym(hmacKey, 'CF', fiscalCode));
  if (!guard) return {};
  const known = guard.citizenId;
  const [citizen, live] = await Promise.all([getCitizen(table, guard.citizenId), getLive(table, guard.citizenId)]);
  const didCase = live && (await getCase(table, live));
  if (!citizen || citizen.takenOverAt !== undefined || !didCase || !isLive(didCase.status)) return { known };
  return { known, found: { didCase, citizen, actor, operators: await loadOperators(table, [didCase.operatorId]) } };
}

/** What to list of a counter's look-ups: seven days from one on, this week's Monday unless told. */
export const IntakesQuery = z.extend(PageQuery, { from: z.optional(PlainDate) });

/** A page of what a counter looked up, for a manager's review. */
export async function intakes(request: SignedRequest<z.output<typeof IntakesQuery>>): Promise<Reply> {
  const { parameters, query, language, today } = request;
  const operator = (await loadOperators(table, [parameters['id']])).get(parameters['id'] ?? '');
  if (!operator) return requestProblem('not-found', language);
  const { from = weekOf(today), limit, cursor } = query;
  const page = await readIntakes(table, operator.id, { from, to: addDays(from, 6), limit, cursor });
  return { status: 200, body: { items: page.items, ...(page.cursor && { cursor: page.cursor }) } };
}
