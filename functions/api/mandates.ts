/** The mandates of a person to patronati and to delegates, and what offices record of representatives: given, read, taken back. */

import { v5 as uuidv5 } from 'uuid';
import { delegateProblem, NameDelegate } from '../domain/delegates.ts';
import { CommandId, MandateId, receiptNumber } from '../domain/ids.ts';
import { GiveMandate, helperOf, type Mandate, mandateProblem } from '../domain/mandates.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { environment } from '../middleware/environment.ts';
import { madeBefore, noteMade } from '../store/edits.ts';
import { mailIdOf, queueMail } from '../store/mails.ts';
import { endMandate, getMandate, giveMandate, mandatesOf } from '../store/mandates.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact, type Write } from '../store/table.ts';
import { bodyHashOf, commandIdOf } from './accept.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { mandateView } from './mandate-views.ts';
import { listDelegations } from './mandated.ts';
import { ownRecord } from './own-record.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

/** Whether the invented patronato is one. */
const withDemo = environment.stage === 'local';

/** A mandate is taken back once, however often that is asked for. */
const endNamespace = '5b0c2f9e-2d43-5a17-9c55-8f1d7e6a3b20';

/** What the person is answered: the mandate, and the number of the receipt. */
const told = (status: number, mandate: Mandate, request: SignedRequest, receipt?: string): Reply => ({
  status,
  body: { ...mandateView(mandate, request.receivedAt), ...(receipt !== undefined && { receiptNumber: receipt }) },
});

/**
 * Gives a mandate; the person is told by mail. Refused for a patronato that is not on the list, an end that is past or too
 * far off, and while the same patronato has one that is not over.
 */
const give = signed(async (request) => {
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const body = parseBody(GiveMandate, request);
  if ('reply' in body) return body.reply;
  const { citizenId } = own.record;
  const problem = mandateProblem(body.value, { today: request.today, policy, withDemo });
  return keepMandate(request, { ...body.value, citizenId }, { problem, twice: 'mandate-exists' });
});

/** Names a delegate by fiscal code; it answers the same whether or not anybody of that code is known. */
const nameDelegate = signed(async (request) => {
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const { citizenId, person } = own.record;
  const body = parseBody(NameDelegate, request);
  if ('reply' in body) return body.reply;
  const { fiscalCode, until } = body.value;
  const about = { own: person.fiscalCode, actor: request.actor, today: request.today, policy };
  const delegateMac = await pseudonym(hmacKey, 'CF', fiscalCode);
  const problem = delegateProblem(body.value, about);
  return keepMandate(request, { delegateMac, until, scope: [], citizenId }, { problem, twice: 'delegate-exists' });
});

/** Keeps a new mandate that nothing stands against, and tells the person; the same request twice is one mandate. */
export async function keepMandate(
  request: SignedRequest,
  asked: Omit<Mandate, 'mandateId' | 'givenAt'>,
  {
    problem,
    twice,
    party = 'citizen',
    more = [],
  }: {
    readonly problem: Refusal | undefined;
    readonly twice: 'mandate-exists' | 'delegate-exists' | 'representative-exists';
    readonly party?: 'citizen' | 'cpi';
    readonly more?: readonly Write[];
  },
): Promise<Reply> {
  const { language, receivedAt, today } = request;
  const { citizenId, until, scope } = asked;
  const commandId = commandIdOf(request);
  const mandateId = MandateId.parse(commandId);
  const made = { bodyHash: bodyHashOf(request), receiptNumber: receiptNumber(commandId, today) };
  const [earlier, given] = await Promise.all([madeBefore(table, commandId), getMandate(table, citizenId, mandateId)]);
  if (earlier && given) {
    return earlier.bodyHash === made.bodyHash
      ? told(201, given, request, earlier.receiptNumber)
      : requestProblem('key-reused', language);
  }
  if (problem) return refusalReply(problem, language);
  const mandate: Mandate = { ...asked, mandateId, givenAt: receivedAt };
  const { patronato, representative } = helperOf(mandate);
  const lost = await transact(table, [
    ...giveMandate(table, mandate, today),
    ...more,
    queueMail(
      table,
      { mailId: mailIdOf(commandId, 'mandate-given'), citizenId, queuedAt: receivedAt },
      {
        ...{ kind: 'mandate-given', givenAt: receivedAt, until, scope },
        ...(patronato !== undefined && { patronato }),
        ...(asked.representation && { representative, represented: asked.representation.scope }),
        ...(asked.from !== undefined && { from: asked.from }),
      },
    ),
    noteMade(table, commandId, { ...made, what: request.action, party, citizenId, receivedAt }),
  ]);
  if (lost.size === 0) return told(201, mandate, request, made.receiptNumber);
  // The same request twice at once is one mandate.
  const twin = await getMandate(table, citizenId, mandateId);
  if (twin) return told(201, twin, request, made.receiptNumber);
  return refusalReply(refuse(lost.has('mandate-line') ? twice : 'changed-meanwhile'), language);
}

/** The person's mandates, those that are over included. */
const list = signed(async (request) => {
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const mandates = await mandatesOf(table, own.record.citizenId);
  return { status: 200, body: { items: mandates.map((mandate) => mandateView(mandate, request.receivedAt)) } };
});

/** Takes a mandate back, at once; the person is told by mail. One that is over stays as it is. */
const end = signed(async (request) => {
  const { language, parameters } = request;
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const { citizenId } = own.record;
  const id = MandateId.safeParse(parameters['mandateId']);
  const mandate = id.success ? await getMandate(table, citizenId, id.data) : undefined;
  if (!mandate) return requestProblem('not-found', language);
  // Who acts by law is not the person's to end.
  if (mandate.representation && mandate.endedAt === undefined) {
    return refusalReply(refuse('representation-by-office'), language);
  }
  return takeBack(request, mandate, { party: 'citizen' });
});

/** Ends a mandate at once and tells the person; one that is over stays as it is. */
export async function takeBack(
  request: SignedRequest,
  mandate: Mandate,
  { party, because }: { readonly party: 'citizen' | 'cpi'; readonly because?: string },
): Promise<Reply> {
  const { language, receivedAt, today } = request;
  const { citizenId } = mandate;
  const commandId = CommandId.parse(uuidv5(mandate.mandateId, endNamespace));
  if (mandate.endedAt !== undefined || mandate.until < today) {
    return told(200, mandate, request, (await madeBefore(table, commandId))?.receiptNumber);
  }
  const made = { bodyHash: bodyHashOf(request), receiptNumber: receiptNumber(commandId, today) };
  const lost = await transact(table, [
    ...endMandate(table, mandate, receivedAt, because),
    queueMail(
      table,
      { mailId: mailIdOf(commandId, 'mandate-ended'), citizenId, queuedAt: receivedAt },
      { kind: 'mandate-ended', endedAt: receivedAt, ...helperOf(mandate) },
    ),
    noteMade(table, commandId, { ...made, what: request.action, party, citizenId, receivedAt }),
  ]);
  if (lost.size === 0) return told(200, { ...mandate, endedAt: receivedAt }, request, made.receiptNumber);
  const twin = await getMandate(table, citizenId, mandate.mandateId);
  return twin?.endedAt === undefined
    ? refusalReply(refuse('changed-meanwhile'), language)
    : told(200, twin, request, made.receiptNumber);
}

/** The routes of a person's mandates, and of who is a delegate. */
export const mandates = {
  'give-mandate': give,
  'name-delegate': nameDelegate,
  'list-own-mandates': list,
  'end-mandate': end,
  'list-delegations': listDelegations,
} as const;
