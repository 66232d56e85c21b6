/** An act of a case as an office sends it or hands it over: to whom, and the act with its words. */
import { actPaper } from '../../domain/act-paper.ts';
import { dateInRome, startOfDay } from '../../domain/dates.ts';
import type { MailKind } from '../../domain/mail-kinds.ts';
import { mailSource } from '../../domain/protocol.ts';
import type { ServedAct } from '../../domain/service.ts';
import { officeOf } from '../../domain/verbs/meeting.ts';
import { mailIdOf } from '../../store/mails.ts';
import { getOperator } from '../../store/operators.ts';
import { registeredAs } from '../../store/protocol.ts';
import { actWords } from '../act-words.ts';
import { table } from '../desk.ts';
import { signed } from '../http.ts';
import { openAct } from '../open-act.ts';
import { requestProblem } from '../problem.ts';
import { addressOf } from './letter.ts';

/** The mail that goes with an act: both have one number of the register. */
const mailOf = {
  'call-up': 'call-up',
  contestation: 'breach-contested',
  decision: 'decision-taken',
} as const satisfies Record<ServedAct, MailKind>;

/** `GET …/acts/{actId}/letter`: a tagged PDF, for whoever may record the service of the act. */
export const readActLetter = (bodyName: string) =>
  signed(async (request) => {
    const found = await openAct(request);
    if ('reply' in found) return found.reply;
    const { act, opened } = found;
    const { didCase, citizen } = opened;
    const { declarationId } = didCase;
    const [words, to, operator, protocol] = await Promise.all([
      actWords(declarationId, act),
      addressOf(citizen.person),
      getOperator(table, didCase.operatorId),
      registeredAs(table, { source: mailSource(mailIdOf(act.id, mailOf[act.act])), declarationId }),
    ]);
    const paper = actPaper(didCase, act.id, words, {
      ...(operator ? { ...officeOf(operator), pec: operator.contacts.pec ?? undefined } : { name: bodyName }),
      responsible: didCase.responsibleOfficer ?? `responsabile di ${operator?.name ?? bodyName}`,
    });
    if (!paper) return requestProblem('not-found', request.language);
    const { pdfOf } = await import('./pdf.ts');
    const body = await pdfOf(
      { ...paper, to },
      {
        bodyName,
        at: startOfDay(protocol?.day ?? dateInRome(act.madeAt)),
        ...(protocol && { number: protocol.number }),
      },
    );
    return {
      status: 200,
      body,
      headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="act.pdf"' },
    };
  });
