/** What INPS and the region have a person written: it goes the way of every mail, and nobody can name an address. */
import { MailParameters } from '../domain/communications.ts';
import type { DidCase } from '../domain/declaration.ts';
import { caseNumber, receiptNumber } from '../domain/ids.ts';
import { CommunicationBody, communicationProblem, templateOwners } from '../domain/outside-mail.ts';
import { refuse } from '../domain/refusals.ts';
import { officeOf } from '../domain/verbs/meeting.ts';
import { getCase, listCases } from '../store/cases.ts';
import { getLive } from '../store/citizens.ts';
import { type Body, countOne, readCount } from '../store/day-counts.ts';
import { madeBefore, noteMade } from '../store/made.ts';
import { mailIdOf, queueMail } from '../store/mails.ts';
import { getOperator } from '../store/operators.ts';
import { transact } from '../store/table.ts';
import { bodyHashOf, commandIdOf } from './accept.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

const attempts = 4;

/** The DID that a communication belongs to: the one that is named, or the person's live one, or the last they had. */
async function caseOf({ declarationId, citizenId }: CommunicationBody): Promise<DidCase | undefined> {
  if (declarationId !== undefined) return getCase(table, declarationId);
  if (citizenId === undefined) return undefined;
  const live = await getLive(table, citizenId);
  const found = live && (await getCase(table, live));
  if (found) return found;
  const cases = await listCases(table, citizenId);
  return cases.toSorted((one, other) => (one.registeredAt < other.registeredAt ? -1 : 1)).at(-1);
}

const answer = ({ receivedAt }: SignedRequest, communicationId: string, receipt: string): Reply => ({
  status: 202,
  body: { communicationId, receiptNumber: receipt, receivedAt },
});

/**
 * Queues a communication of a closed list for a citizen: the text is ours, its facts are strict, where it goes the record
 * knows. Whether it arrives is told to nobody but the citizen's office. Refuses another body's text, a person without a
 * case here, terms that do not fit, and more than the policy lets a body send to one person on a day.
 */
export const communicate = signed(async (request) => {
  const { actor, language, receivedAt, today } = request;
  const body = parseBody(CommunicationBody, request);
  if ('reply' in body) return body.reply;
  const problem = communicationProblem(body.value, actor.role, receivedAt);
  if (problem) return refusalReply(problem, language);

  const commandId = commandIdOf(request);
  const bodyHash = bodyHashOf(request);
  const { template, parameters } = body.value;
  const mailId = mailIdOf(commandId, template);
  const receipt = receiptNumber(commandId, today);
  const sender: Body = templateOwners[template];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const earlier = await madeBefore(table, commandId);
    if (earlier && earlier.bodyHash !== bodyHash) return requestProblem('key-reused', language);
    if (earlier) return answer(request, mailId, earlier.receiptNumber);
    const didCase = await caseOf(body.value);
    if (!didCase) return refusalReply(refuse('communication-nobody'), language);
    const { declarationId, citizenId, operatorId } = didCase;
    const count = await readCount(table, citizenId, sender, today);
    if (count >= policy.communicationDailyLimit.value) return refusalReply(refuse('communication-limit'), language);
    const office = await getOperator(table, operatorId);
    const facts = {
      caseNumber: caseNumber(declarationId),
      receiptNumber: receipt,
      receivedAt,
      ...(office && { office: officeOf(office) }),
    };
    const told = { kind: template, ...facts, ...parameters };
    const lost = await transact(table, [
      queueMail(table, { mailId, citizenId, declarationId, queuedAt: receivedAt }, MailParameters.parse(told)),
      countOne(table, citizenId, sender, { day: today, count }),
      noteMade(table, commandId, {
        bodyHash,
        receiptNumber: receipt,
        what: request.action,
        party: sender,
        citizenId,
        declarationId,
        receivedAt,
      }),
    ]);
    if (lost.size === 0) return answer(request, mailId, receipt);
  }
  return refusalReply(refuse('changed-meanwhile'), language);
});
