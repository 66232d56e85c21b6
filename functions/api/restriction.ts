/** Restriction of processing (GDPR art. 18): the citizen asks, a manager or an administrator decides. */
import { randomUUID } from 'node:crypto';
import { addMonths } from '../domain/dates.ts';
import { CitizenId, MailId, receiptNumber } from '../domain/ids.ts';
import { refuse } from '../domain/refusals.ts';
import {
  AskRestriction,
  askRestriction,
  DecideRestriction,
  decideRestriction,
  isDecided,
} from '../domain/restriction.ts';
import { getCase, holdOperator } from '../store/cases.ts';
import { type CitizenRecord, changeCitizen, getCitizen, getLive } from '../store/citizens.ts';
import { madeBefore, noteMade } from '../store/edits.ts';
import { getMail, mailIdOf, mailKey, queueMail } from '../store/mails.ts';
import { transact, type Write } from '../store/table.ts';
import { finishTask, getTask, openTask, taskIdOf } from '../store/tasks.ts';
import { bodyHashOf, commandIdOf } from './accept.ts';
import { noteLook } from './access-log.ts';
import { conflictWith } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { ownRecord } from './own-record.ts';
import { restrictionView } from './privacy-views.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

const kind = 'restriction-asked';

/** Takes the request of a citizen: an office has a task, and while that is open no file is closed by time. */
export const ask = signed(async (request) => {
  const { language, receivedAt, today } = request;
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const body = parseBody(AskRestriction, request);
  if ('reply' in body) return body.reply;
  const { record } = own;
  const { citizenId } = record;
  const commandId = commandIdOf(request);
  const made = { bodyHash: bodyHashOf(request), receiptNumber: receiptNumber(commandId, today) };
  const told = (by: CitizenRecord, number: string): Reply =>
    by.restriction
      ? { status: 201, body: { ...restrictionView(by.restriction), receiptNumber: number } }
      : refusalReply(refuse('changed-meanwhile'), language);
  const earlier = await madeBefore(table, commandId);
  if (earlier) {
    return earlier.bodyHash === made.bodyHash
      ? told(record, earlier.receiptNumber)
      : requestProblem('key-reused', language);
  }
  const restriction = askRestriction(record.restriction, body.value.reason, receivedAt);
  if ('kind' in restriction) return refusalReply(restriction, language);
  const live = await getLive(table, citizenId);
  const didCase = live && (await getCase(table, live));
  const lost = await transact(table, [
    changeCitizen(table, record, { restriction }),
    ...(didCase ? [holdOperator(table, didCase)] : []),
    ...openTask(table, {
      kind,
      about: citizenId,
      ...(didCase && { declarationId: didCase.declarationId }),
      openedAt: receivedAt,
    }),
    queueMail(
      table,
      { mailId: mailIdOf(commandId, 'restriction'), citizenId, queuedAt: receivedAt },
      { kind: 'restriction', state: 'asked', at: receivedAt, answerBy: addMonths(today, 1) },
    ),
    noteMade(table, commandId, { ...made, what: request.action, party: 'citizen', citizenId, receivedAt }),
  ]);
  return lost.size > 0
    ? refusalReply(refuse('changed-meanwhile'), language)
    : told({ ...record, restriction }, made.receiptNumber);
});

/** The record that the path names, for who decides; every look at it is noted. */
async function open(request: SignedRequest): Promise<CitizenRecord | { readonly reply: Reply }> {
  const { actor, parameters, language } = request;
  const id = CitizenId.safeParse(parameters['id']);
  const record = id.success ? await getCitizen(table, id.data) : undefined;
  if (!record?.restriction) return { reply: requestProblem('not-found', language) };
  const conflict = await conflictWith(table, actor, record.citizenId, request.receivedAt);
  if (conflict) return { reply: requestProblem(conflict, language) };
  await noteLook(table, request, { citizenId: record.citizenId });
  return record;
}

const shown = ({ citizenId, restriction }: Pick<CitizenRecord, 'citizenId' | 'restriction'>): Reply => ({
  status: 200,
  body: { id: citizenId, ...(restriction && restrictionView(restriction)) },
});

/** What a citizen asked, for who decides on it. */
export const read = signed(async (request) => {
  const record = await open(request);
  return 'reply' in record ? record.reply : shown(record);
});

/** Decides; the citizen is told by mail, of an end before it comes (art. 18 par. 3). Asked again it is done already. */
export const decide = signed(async (request) => {
  const { actor, language, receivedAt } = request;
  const record = await open(request);
  if ('reply' in record) return record.reply;
  const body = parseBody(DecideRestriction, request);
  if ('reply' in body) return body.reply;
  const { citizenId, restriction: before } = record;
  if (isDecided(before, body.value, actor.subject)) return shown(record);
  const announced = MailId.safeParse(before?.mailId);
  const notice = announced.success ? await getMail(table, mailKey({ mailId: announced.data, citizenId })) : undefined;
  const told = notice?.sentAt !== undefined || notice?.state === 'letter';
  const after = decideRestriction(before, body.value, { subject: actor.subject, at: receivedAt, told });
  if ('kind' in after) return refusalReply(after, language);
  const { state } = after;
  const mailId = MailId.parse(randomUUID());
  const restriction = state === 'ending' ? { ...after, mailId } : after;
  const mail =
    state === 'restricted' || state === 'refused' || state === 'ending'
      ? [queueMail(table, { mailId, citizenId, queuedAt: receivedAt }, { kind: 'restriction', state, at: receivedAt })]
      : [];
  const lost = await transact(table, [
    changeCitizen(table, record, { restriction }),
    ...mail,
    ...(await settled(citizenId, request, body.value.decision)),
  ]);
  return lost.size > 0 ? refusalReply(refuse('changed-meanwhile'), language) : shown({ citizenId, restriction });
});

/** The task of who asked, settled by the decision. */
async function settled(citizenId: CitizenId, { actor, receivedAt }: SignedRequest, note: string): Promise<Write[]> {
  const task = await getTask(table, taskIdOf(kind, citizenId));
  if (!task || task.doneAt !== undefined) return [];
  return finishTask(table, task, { doneAt: receivedAt, doneBy: actor.subject, note });
}
