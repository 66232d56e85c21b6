/** What the person has told; what is put right, and the answer of the office to who asked for it. */

import { ToldChange } from '../domain/changes.ts';
import { AnswerCorrectionBody, answerCorrection, CorrectionAnswer } from '../domain/corrections.ts';
import { dateInRome } from '../domain/dates.ts';
import type { EditFacts } from '../domain/edit.ts';
import { edits } from '../domain/edits.ts';
import { CommandId } from '../domain/ids.ts';
import { RectifyRequest } from '../domain/proposals.ts';
import { refuse } from '../domain/refusals.ts';
import { readEvidence } from '../store/evidence.ts';
import { getOutage } from '../store/outages.ts';
import { isTaskOpen } from '../store/tasks.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, signed } from './http.ts';
import { jobView } from './job-view.ts';
import { makeEdit } from './make-edit.ts';
import { macOf } from './officer.ts';
import { refusalReply } from './problem.ts';
import { changeView } from './views.ts';

/** What the person has told, oldest first, with the answer to each correction; nobody else sees it than who follows the case. */
export const changes = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const { party, didCase } = opened;
  const kept = await readEvidence(table, didCase.declarationId, 'change', 'job-news', 'correction-answer');
  const of = (kind: string) => kept.filter((one) => one.kind === kind);
  const answers = new Map(
    of('correction-answer').flatMap(({ content, takenAt }) => {
      const answer = CorrectionAnswer.safeParse(content).data;
      return answer ? [[String(answer.changeId), { ...answer, takenAt }] as const] : [];
    }),
  );
  return {
    status: 200,
    body: {
      items: of('change').flatMap((one) => changeView(one, answers.get(one.commandId), party)),
      jobNews: of('job-news').flatMap(jobView),
    },
  };
});

/** Proposes to put a DID right; an outage in which it was brought on paper counts once two administrators certified it. */
export const proposeRectification = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(RectifyRequest, request);
  if ('reply' in body) return body.reply;
  const { presented } = body.value;
  const named = presented && (await getOutage(table, presented.outageId));
  const outage = named?.confirmed && { from: named.from, to: named.to };
  const order = {
    event: 'propose-rectification',
    rule: edits['propose-rectification'],
    body: { ...body.value, ...(outage && { outage }) },
    fiscalCodeMac: await macOf(request),
  };
  return makeEdit(order, request, opened);
});

/** Answers a request to correct, once: who is late finds it answered (`task-done`). */
export const answer = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const { language, parameters } = request;
  const body = parseBody(AnswerCorrectionBody, request);
  if ('reply' in body) return body.reply;
  const { declarationId } = opened.didCase;
  const id = CommandId.safeParse(parameters['changeId']).data;
  const kept = await readEvidence(table, declarationId, 'change', 'rectification');
  const asked = kept.find(({ kind, commandId }) => kind === 'change' && commandId === id);
  if (!asked || ToldChange.safeParse(asked.content).data?.kind !== 'correction') {
    return refusalReply(refuse('correction-unknown'), language);
  }
  const { commandId: changeId, takenAt } = asked;
  const given = {
    changeId,
    askedOn: dateInRome(takenAt),
    correctedSince: kept.some((one) => one.kind === 'rectification' && one.takenAt > takenAt),
    answer: body.value,
  };
  // Decided anew, it may have been answered meanwhile.
  const decide = async (facts: EditFacts, told: unknown) =>
    (await isTaskOpen(table, 'correction-asked', changeId))
      ? answerCorrection.decide(facts, told)
      : refuse('task-done');
  const rule = { ...answerCorrection, decide };
  return makeEdit({ event: 'answer-correction', rule, body: given }, request, opened);
});
