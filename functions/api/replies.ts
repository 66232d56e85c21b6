/** The answers to the mail of a case: read by who follows it and by the person, recognised by an office. */
import type { DeclarationId } from '../domain/ids.ts';
import { RecognitionBody, ReplyId, recognition } from '../domain/replies.ts';
import { decideReply, getReply, noteReply, readReplies } from '../store/replies.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { asking, PageQuery, parseBody, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { requestProblem } from './problem.ts';
import { replyView } from './views.ts';

/** The replies of a case, oldest first. */
export const replies = asking(
  PageQuery,
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const { items, cursor } = await readReplies(table, opened.didCase.declarationId, request.query);
    const shown = items.map((reply) => replyView(reply, opened.party));
    return { status: 200, body: { items: shown, ...(cursor && { cursor }) } };
  }),
);

const replyOf = (id: DeclarationId, text: string | undefined) => {
  const replyId = ReplyId.safeParse(text);
  return replyId.success ? getReply(table, id, replyId.data) : undefined;
};

/** Says of a reply in quarantine whether it is the person's, with a reason that stays with it. */
export const recognise = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const reply = await replyOf(opened.didCase.declarationId, request.parameters['replyId']);
  if (!reply) return requestProblem('not-found', request.language);
  const body = parseBody(RecognitionBody, request);
  if ('reply' in body) return body.reply;
  const decision = { ...body.value, at: request.receivedAt, by: request.actor.subject };
  const first = body.value.outcome === 'recognised' && !reply.noted;
  const more = [
    decideReply(table, reply, decision),
    ...(first ? [noteReply(table, reply, opened.didCase.citizenId)] : []),
  ];
  return makeEdit({ event: 'recognise-reply', rule: recognition(reply), more }, request, opened);
});
