/** The list that goes with a dossier to another region, as a PDF. */
import { startOfDay } from '../../domain/dates.ts';
import { deadlinesOf } from '../../domain/deadline-views.ts';
import { caseHandedOver, dossierList } from '../../domain/dossier.ts';
import { outagesFor } from '../../store/outages.ts';
import { listPapers } from '../../store/papers.ts';
import { openCase } from '../cases.ts';
import { deadlineWords } from '../deadline-words.ts';
import { policy, table } from '../desk.ts';
import { signed } from '../http.ts';
import { refusalReply } from '../problem.ts';

/** `GET …/dossier.pdf`: whose DID, its days, the terms that run, the papers that were issued. */
export const readDossierList = (bodyName: string) =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const { didCase, citizen, party } = opened;
    const handed = caseHandedOver(didCase);
    if ('code' in handed) return refusalReply(handed, request.language);
    const outages = await outagesFor(table, handed);
    const paper = dossierList(didCase, {
      person: didCase.snapshot?.person ?? citizen.person,
      papers: await listPapers(table, didCase.declarationId),
      terms: deadlinesOf(handed, party, { policy, outages }).map(({ kind, endsOn }) => ({
        what: deadlineWords[kind].it,
        endsOn,
      })),
    });
    const { pdfOf } = await import('./pdf.ts');
    const body = await pdfOf(paper, { bodyName, at: startOfDay(didCase.endedOn ?? request.today) });
    return {
      status: 200,
      body,
      headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="dossier.pdf"' },
    };
  });
