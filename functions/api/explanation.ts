/** «Perché la mia pratica è così»: every step of a case in words, sentence by sentence, each with its source. */
import { deadlinesOf } from '../domain/deadline-views.ts';
import { answered, dueOf, isRight, isTold, type Sentence, standing, stepOf } from '../domain/explanation.ts';
import { caseNumber } from '../domain/ids.ts';
import { awaiting, statusLabel } from '../domain/view.ts';
import { readHistory } from '../store/history.ts';
import { outagesFor } from '../store/outages.ts';
import { openCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { asking, PageQuery, signed } from './http.ts';

/** Explains a case to who may read it; of the steps a page, oldest first. */
export const explanation = asking(
  PageQuery,
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const { didCase, party, actor, operators } = opened;
    const { language } = request;
    const [{ items, cursor }, outages] = await Promise.all([
      readHistory(table, didCase.declarationId, request.query),
      outagesFor(table, didCase),
    ]);
    const { nextIn, sentenceIn } = await import('./explanation-words.ts');
    const reader = { party, operatorId: actor.operatorId };
    const inWords = (sentences: readonly Sentence[]) => sentences.map((one) => sentenceIn(language, one));
    const next = awaiting(didCase, policy, outages);
    const due = deadlinesOf(didCase, party, { policy, outages });
    const dueIn = (dates: typeof due) => inWords(dates.map((one) => dueOf(one, didCase.version)));
    const steps = items
      .filter((entry) => isTold(entry, reader))
      .map((entry) => {
        const { sentences, receiptNumber, ...step } = stepOf(entry);
        return { ...step, receiptNumber: receiptNumber ?? null, sentences: inWords(sentences) };
      });
    return {
      status: 200,
      body: {
        caseNumber: caseNumber(didCase.declarationId),
        language,
        statusLabel: statusLabel(didCase, language, operators.get(didCase.operatorId ?? '')),
        now: inWords(standing(didCase, reader)),
        next: { ...next, text: nextIn(language, next) },
        deadlines: dueIn(due.filter((one) => !isRight(one))),
        rights: [...dueIn(due.filter(isRight)), sentenceIn(language, answered)],
        steps,
        ...(cursor && { cursor }),
      },
    };
  }),
);
