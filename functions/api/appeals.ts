/** Appeals: that a person appeals, and what the committee said of it. */
import { authorityOf } from '../domain/appeal.ts';
import { AppealOutcomeRequest, AppealRequest } from '../domain/appeals.ts';
import { conditionalityOn } from '../domain/conditionality.ts';
import { edits } from '../domain/edits.ts';
import { refuse } from '../domain/refusals.ts';
import { appealUntil } from '../domain/terms.ts';
import { outagesFor } from '../store/outages.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { macOf } from './officer.ts';
import { type Reply, refusalReply } from './problem.ts';

/** The number of the decision that the path names; nothing for what is none. */
function numberOf({ parameters }: SignedRequest): number | undefined {
  const text = parameters['number'] ?? '';
  return /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : undefined;
}

const unknown = ({ language }: SignedRequest): Reply => refusalReply(refuse('decision-unknown'), language);

/**
 * `POST …/decisions/{number}/appeal`: recorded at the instant of its receipt, and answered with where an appeal is sent. That
 * authority alone decides on it.
 */
export const fileAppeal = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const number = numberOf(request);
  if (number === undefined) return unknown(request);
  const body = parseBody(AppealRequest, request);
  if ('reply' in body) return body.reply;
  const order = { event: 'file-appeal', rule: edits['file-appeal'], body: { ...body.value, number } };
  const reply = await makeEdit(order, request, opened);
  if (reply.status !== 201) return reply;
  const decision = opened.didCase.decisions?.find((one) => one.number === number);
  const until = decision && appealUntil(decision, await outagesFor(table, opened.didCase));
  const { name, address, page, enclose } = authorityOf(
    (decision && conditionalityOn(decision.factOn)?.appealTo) ?? 'committee',
  );
  const appealTo = {
    name: name[request.language],
    ...(address !== undefined && { address }),
    ...(page !== undefined && { page }),
    ...(enclose && { enclose: enclose[request.language] }),
    until: until ?? null,
  };
  return { ...reply, body: { ...Object(reply.body), appealTo } };
});

/** `POST …/decisions/{number}/appeal-outcome`: what the committee said, for a second person to approve. */
export const proposeAppealOutcome = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const number = numberOf(request);
  if (number === undefined) return unknown(request);
  const body = parseBody(AppealOutcomeRequest, request);
  if ('reply' in body) return body.reply;
  const order = {
    event: 'propose-appeal-outcome',
    rule: edits['propose-appeal-outcome'],
    body: { ...body.value, number },
    fiscalCodeMac: await macOf(request),
  };
  return makeEdit(order, request, opened);
});
