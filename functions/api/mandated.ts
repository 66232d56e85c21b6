/** The desk of a patronato, and of a delegate: the cases of the people who gave them a mandate. */
import type * as z from 'zod/mini';
import { caseNumber } from '../domain/ids.ts';
import { isLive } from '../domain/lifecycle.ts';
import { holds, type Mandate } from '../domain/mandates.ts';
import { refuse } from '../domain/refusals.ts';
import { awaiting, statusLabel } from '../domain/view.ts';
import { listCases } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { delegationsTo, mandatesTo } from '../store/mandates.ts';
import { loadOperators } from '../store/operators.ts';
import { withCitizen } from './cases.ts';
import { policy, table } from './desk.ts';
import { asking, PageQuery, type SignedRequest, signed } from './http.ts';
import { delegateMacOf } from './mandate-in-force.ts';
import { mandateView } from './mandate-views.ts';
import { ownRecord } from './own-record.ts';
import { refusalReply, requestProblem } from './problem.ts';

type Asked = SignedRequest<z.output<typeof PageQuery>>;

/** A mandate with where its person's DID stands: the live one, or the latest; numbers, and nothing of whose it is. */
async function lineOf(mandate: Mandate, { language, receivedAt }: Asked) {
  const citizen = await getCitizen(table, mandate.citizenId);
  if (!citizen || !holds(mandate, citizen, receivedAt)) return undefined;
  const cases = await listCases(table, mandate.citizenId);
  const didCase =
    cases.find(({ status }) => isLive(status)) ??
    cases.toSorted((one, other) => other.registeredAt.localeCompare(one.registeredAt))[0];
  const operators = await loadOperators(table, [didCase?.operatorId]);
  return {
    ...mandateView(mandate, receivedAt),
    declaration: didCase
      ? {
          id: didCase.declarationId,
          caseNumber: caseNumber(didCase.declarationId),
          status: didCase.status,
          statusLabel: statusLabel(didCase, language, operators.get(didCase.operatorId ?? '')),
          awaiting: awaiting(didCase, policy),
        }
      : null,
  };
}

const list = signed<z.output<typeof PageQuery>>(async (request) => {
  const { actor, language, query } = request;
  if (actor.patronatoId === undefined) return requestProblem('forbidden', language);
  const { items, cursor } = await mandatesTo(table, actor.patronatoId, query);
  const lines = await Promise.all(items.map((mandate) => lineOf(mandate, request)));
  return { status: 200, body: { items: lines.filter((line) => line !== undefined), ...(cursor && { cursor }) } };
});

/** The mandates that a patronato has now, page by page; a page may be short or empty though others follow. */
export const listMandates = asking(PageQuery, list);

const delegations = signed<z.output<typeof PageQuery>>(async (request) => {
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const mac = await delegateMacOf(table, await withCitizen(table, request.actor));
  if (mac === undefined) return refusalReply(refuse('identity-for-delegate'), request.language);
  const { items, cursor } = await delegationsTo(table, mac, request.query);
  const lines = await Promise.all(items.map((mandate) => lineOf(mandate, request)));
  return { status: 200, body: { items: lines.filter((line) => line !== undefined), ...(cursor && { cursor }) } };
});

/** The cases that somebody may act on as a delegate, by their numbers; a page may be short though others follow. */
export const listDelegations = asking(PageQuery, delegations);
