import { createHash, randomUUID } from 'node:crypto';
import type { Instant } from '../domain/dates.ts';
import { guardianProblem, RecordGuardian } from '../domain/guardians.ts';
import { MailId } from '../domain/ids.ts';
import { refuse } from '../domain/refusals.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCodeGuard } from '../store/citizens.ts';
import { getGuardian, recordGuardian } from '../store/guardians.ts';
import { queueMail } from '../store/mails.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact } from '../store/table.ts';
import { table } from './desk.ts';
import { parseBody, type SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { judge } from './mailbox.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/**
 * Records at a job centre's counter that a guardian, parent, administrator of support or trusted person may get
 * somebody's mail, on what was shown. The mailbox still has to be named and proved by its code; it may then serve
 * several persons. It answers the same whether or not the person is known, and the person is told.
 */
export async function addGuardian(request: SignedRequest, { logger }: Tools): Promise<Reply> {
  const { actor, language, receivedAt, today } = request;
  const { operatorId, operatorKind } = actor;
  if (operatorId === undefined || operatorKind !== 'cpi') return requestProblem('forbidden', language);
  const body = parseBody(RecordGuardian, request);
  if ('reply' in body) return body.reply;
  const { fiscalCode, mailbox, guardian, until } = body.value;
  if (actor.fiscalCode === fiscalCode) return requestProblem('own-case', language);
  const problem = guardianProblem(body.value, today);
  if (problem) return refusalReply(problem, language);
  // An office's mailbox is nobody's own; one that only looks like it is explained by who names it.
  const { refusal } = await judge(mailbox, 'mailbox', { reason: guardian.kind });
  if (refusal) return refusalReply(refusal, language);

  const [codeMac, mailboxGuard] = await Promise.all([
    pseudonym(hmacKey, 'CF', fiscalCode),
    pseudonym(hmacKey, 'EMAIL', mailbox),
  ]);
  const told = (recordedAt: Instant): Reply => ({
    status: 201,
    body: { kind: guardian.kind, recordedAt, ...(until !== undefined && { until }) },
  });
  const bodyHash = createHash('sha256').update(request.rawBody).digest('hex');
  const earlier = await getGuardian(table, codeMac);
  if (earlier?.key === request.key && earlier.recordedBy.subject === actor.subject) {
    return earlier.bodyHash === bodyHash ? told(earlier.recordedAt) : requestProblem('key-reused', language);
  }
  const holder = await getCodeGuard(table, codeMac);
  const lost = await transact(table, [
    recordGuardian(table, codeMac, {
      guardian,
      mailboxGuard,
      ...(until !== undefined && { until }),
      recordedAt: receivedAt,
      recordedBy: { subject: actor.subject, operatorId },
      key: request.key,
      bodyHash,
    }),
    ...(holder
      ? [
          queueMail(
            table,
            { mailId: MailId.parse(randomUUID()), citizenId: holder.citizenId, queuedAt: receivedAt },
            { kind: 'guardian-recorded', recordedAt: receivedAt },
          ),
        ]
      : []),
  ]);
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  logger.warn('a guardian was recorded', { messageCode: 'GUARDIAN_RECORDED', operatorId, kind: guardian.kind });
  return told(receivedAt);
}
