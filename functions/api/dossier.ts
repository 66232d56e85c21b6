/** What an office hands to another region with a DID whose person moved there: the case as JSON. */
import { caseHandedOver, dossierSchema } from '../domain/dossier.ts';
import { readHistory } from '../store/history.ts';
import { outagesFor } from '../store/outages.ts';
import { listPapers } from '../store/papers.ts';
import { numbersOf } from '../store/protocol.ts';
import { openCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { signed } from './http.ts';
import { refusalReply } from './problem.ts';
import { declarationView, historyView } from './views.ts';

/** More than a case ever has. */
const wholeHistory = 1000;

/** `GET …/dossier`: the case as it stood, with terms, history and papers; the person's data as they were declared. */
export const readDossier = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const { didCase, citizen, party } = opened;
  const handed = caseHandedOver(didCase);
  if ('code' in handed) return refusalReply(handed, request.language);
  const [history, papers, numbers, outages] = await Promise.all([
    readHistory(table, didCase.declarationId, { limit: wholeHistory }),
    listPapers(table, didCase.declarationId),
    numbersOf(table, didCase.declarationId),
    outagesFor(table, handed),
  ]);
  const { allowedActions: _, ...declaration } = declarationView(handed, { ...opened, outages }, request, policy);
  return {
    status: 200,
    body: {
      schema: dossierSchema,
      madeAt: request.receivedAt,
      movedOn: didCase.endedOn ?? null,
      toRegion: didCase.closure?.toRegion ?? null,
      declaration: { ...declaration, allowedActions: [] },
      person: didCase.snapshot?.person ?? citizen.person,
      history: history.items.map((entry) => historyView(entry, party, numbers)),
      papers: papers.map(({ kind, number, issuedOn }) => ({ kind, number, issuedOn })),
    },
  };
});
