/** Legal representatives: a job centre's counter records who acts for a person on what was shown, and ends it. */
import type { CitizenId } from '../domain/ids.ts';
import type { Mandate } from '../domain/mandates.ts';
import { isInForce } from '../domain/mandates.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import {
  EndRepresentative,
  lastDay,
  RecordRepresentative,
  representativeProblem,
  scopeOf,
} from '../domain/representatives.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCitizen, getCodeGuard } from '../store/citizens.ts';
import { noteIntake, reviewIntakes } from '../store/intakes.ts';
import { latestDelegation } from '../store/mandates.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { bodyHashOf, commandIdOf } from './accept.ts';
import { noteLook } from './access-log.ts';
import { conflictWith } from './cases.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { keepMandate, takeBack } from './mandates.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** Whose code an officer names and what may not be done about it; the look is counted, limited and shown to the person. */
async function lookUp(
  request: SignedRequest,
  { fiscalCode, representative }: { readonly fiscalCode: string; readonly representative: string },
): Promise<{ readonly citizenId: CitizenId; readonly mac: string } | { readonly reply: Reply }> {
  const { actor, language, today, receivedAt } = request;
  const { operatorId } = actor;
  if (operatorId === undefined || actor.operatorKind !== 'cpi' || actor.fiscalCode === undefined) {
    return { reply: requestProblem('forbidden', language) };
  }
  const no = (refusal: Refusal) => ({ reply: refusalReply(refusal, language) });
  if ([fiscalCode, representative].includes(actor.fiscalCode)) return { reply: requestProblem('own-case', language) };
  const [personMac, mac] = await Promise.all([
    pseudonym(hmacKey, 'CF', fiscalCode),
    pseudonym(hmacKey, 'CF', representative),
  ]);
  const citizenId = (await getCodeGuard(table, personMac))?.citizenId;
  const line = {
    commandId: commandIdOf(request),
    takenAt: receivedAt,
    subject: actor.subject,
    outcome: citizenId === undefined ? 'nobody' : 'found',
    bodyHash: bodyHashOf(request),
  } as const;
  const noted = await noteIntake(table, operatorId, today, line, policy.intakeDailyLimit.value);
  if (noted === 'key-reused') return { reply: requestProblem('key-reused', language) };
  if (noted === 'busy') return no(refuse('changed-meanwhile'));
  if (noted === 'limit') return no(refuse('intake-limit'));
  if (citizenId === undefined) return no(refuse('person-without-record'));
  await noteLook(table, request, { citizenId, party: 'cpi' });
  const conflict = await conflictWith(table, actor, citizenId, receivedAt);
  return conflict ? { reply: requestProblem(conflict, language) } : { citizenId, mac };
}

/** Records a legal representative; the person is told by mail. One at a time for the same two people. */
export async function recordRepresentative(request: SignedRequest, { logger }: Tools): Promise<Reply> {
  const { actor, today, language } = request;
  const body = parseBody(RecordRepresentative, request);
  if ('reply' in body) return body.reply;
  const found = await lookUp(request, body.value);
  if ('reply' in found) return found.reply;
  const { citizenId, mac } = found;
  const citizen = await getCitizen(table, citizenId);
  const { operatorId, subject } = actor;
  if (!citizen || operatorId === undefined) return refusalReply(refuse('person-without-record'), language);
  const { basis, representative, from } = body.value;
  const about = { person: citizen.person, today, policy };
  const reply = await keepMandate(
    request,
    {
      citizenId,
      delegateMac: mac,
      scope: [],
      representation: {
        kind: basis.kind,
        scope: [...scopeOf(basis, policy)],
        fiscalCode: representative,
        evidence: basis.evidence,
        recordedBy: { subject, operatorId },
      },
      ...(from !== undefined && { from }),
      until: lastDay(body.value, about),
    },
    {
      problem: representativeProblem(body.value, about),
      ...{ twice: 'representative-exists', party: 'cpi' },
      more: reviewIntakes(table, operatorId, today, request.receivedAt),
    },
  );
  const line = { messageCode: 'REPRESENTATIVE_RECORDED', operatorId, kind: basis.kind };
  if (reply.status === 201) logger.warn('a legal representative was recorded', line);
  return reply;
}

/** Ends what a legal representative may do, at once; the person is told by mail. One that is over stays as it is. */
export async function endRepresentative(request: SignedRequest): Promise<Reply> {
  const body = parseBody(EndRepresentative, request);
  if ('reply' in body) return body.reply;
  const found = await lookUp(request, body.value);
  if ('reply' in found) return found.reply;
  const mandate: Mandate | undefined = await latestDelegation(table, found.mac, found.citizenId);
  const wasThere = mandate?.representation && (mandate.endedAt !== undefined || isInForce(mandate, request.receivedAt));
  // One that is to begin is ended as well.
  const isToCome = mandate?.representation && mandate.until >= request.today;
  if (!mandate || !(wasThere || isToCome)) return refusalReply(refuse('representative-none'), request.language);
  return takeBack(request, mandate, { party: 'cpi', because: body.value.reason });
}
