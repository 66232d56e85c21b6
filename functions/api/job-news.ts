/** News of work that employers must tell: the person is asked, an office is told, and nothing is done by itself. */
import { instantOf } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CommandId, receiptNumber } from '../domain/ids.ts';
import { JobNews, KnownJob, tellJob } from '../domain/job-news.ts';
import { refuse } from '../domain/refusals.ts';
import { getCase } from '../store/cases.ts';
import { asFacts, type CitizenRecord, getCitizen, getCodeGuard, getLive } from '../store/citizens.ts';
import { getCommand } from '../store/commands.ts';
import { applyEdit, madeBefore, noteMade } from '../store/edits.ts';
import { readEvidence } from '../store/evidence.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { loadSurroundings } from '../store/surroundings.ts';
import { transact, type Write } from '../store/table.ts';
import { bodyHashOf, busy, commandIdOf } from './accept.ts';
import { noteLook } from './access-log.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

const attempts = 5;

/** What became of news of work. `unchanged`: it was known, or overtaken. */
export const jobOutcomes = ['attached', 'noted', 'unchanged'] as const;

interface Told {
  readonly request: SignedRequest;
  readonly commandId: CommandId;
  readonly bodyHash: string;
  readonly news: JobNews;
}

/**
 * Takes news of work, in any order and as often as it comes, once for each protocol. At a live DID of who has proved the
 * fiscal code it is kept beside it; of anybody else nothing is kept, and the answer tells no more than that it was received.
 */
export const takeJobNews = signed(async (request) => {
  const body = parseBody(JobNews, request);
  if ('reply' in body) return body.reply;
  const commandId = commandIdOf(request);
  const bodyHash = bodyHashOf(request);
  const [earlier, made] = await Promise.all([getCommand(table, commandId), madeBefore(table, commandId)]);
  if (earlier || (made && made.bodyHash !== bodyHash)) return requestProblem('key-reused', request.language);
  const told: Told = { request, commandId, bodyHash, news: body.value };

  const codeMac = await pseudonym(hmacKey, 'CF', body.value.fiscalCode);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const guard = await getCodeGuard(table, codeMac);
    const holder = guard && (await getCitizen(table, guard.citizenId));
    const isThere = holder !== undefined && (holder.endedAt ?? holder.deceasedAt) === undefined;
    const live = isThere ? await getLive(table, holder.citizenId) : undefined;
    const didCase = live && (await getCase(table, live));
    // A registration is under way: there is no DID to hold it against yet.
    if (live && !didCase) return busy(request);
    const repeated = made !== undefined;
    // Who has not proved that the code is theirs reads nothing of whose it is.
    const proved = guard?.provisional === false;
    const done =
      proved && holder && didCase?.didDate !== undefined
        ? await join(told, holder, didCase, repeated)
        : await noted(told, repeated);
    if (done) return done;
  }
  return refusalReply(refuse('changed-meanwhile'), request.language);
});

function answer({ request, commandId }: Told, outcome: (typeof jobOutcomes)[number], didCase?: DidCase): Reply {
  return {
    status: 200,
    body: {
      outcome,
      receivedAt: request.receivedAt,
      receiptNumber: receiptNumber(commandId, request.today),
      ...(didCase && { declarationId: didCase.declarationId }),
    },
  };
}

/** Notes that this request was answered, so that its key serves for no other. */
const asked = ({ request, commandId, bodyHash }: Told, didCase?: DidCase): Write =>
  noteMade(table, commandId, {
    bodyHash,
    receiptNumber: receiptNumber(commandId, request.today),
    what: request.action,
    party: 'inps',
    ...(didCase && { citizenId: didCase.citizenId, declarationId: didCase.declarationId }),
    receivedAt: request.receivedAt,
  });

/** News of who has no DID: only that it was answered is kept. `undefined` if another request did so meanwhile. */
async function noted(told: Told, repeated: boolean): Promise<Reply | undefined> {
  if (repeated) return answer(told, 'noted');
  return (await transact(table, [asked(told)])).size === 0 ? answer(told, 'noted') : undefined;
}

/** Keeps the news beside a live DID, with the task and the mail that it brings; `undefined` if something changed meanwhile. */
async function join(
  told: Told,
  citizen: CitizenRecord,
  didCase: DidCase,
  repeated: boolean,
): Promise<Reply | undefined> {
  const { request, commandId, news } = told;
  const { receivedAt, actor } = request;
  const { declarationId, citizenId } = didCase;
  // The answer tells that there is such a person.
  await noteLook(table, request, { citizenId, declarationId, party: 'inps' });
  const kept = await readEvidence(table, declarationId, 'job-news');
  if (kept.some((one) => one.commandId === commandId)) return answer(told, 'attached', didCase);
  // Of what was erased only that it came is left.
  const known = kept.flatMap(({ content }) => KnownJob.safeParse(content).data ?? []);
  // Answered before without being kept: it was known already, or there was no DID yet.
  if (repeated) {
    return known.some(({ protocol }) => protocol === news.protocol)
      ? answer(told, 'unchanged', didCase)
      : answer(told, 'noted');
  }
  const surroundings = await loadSurroundings(table, { didCase, person: citizen.person, receivedAt, named: [] });
  const facts = {
    ...({ commandId, declarationId, receivedAt, actor, party: 'inps', didCase, policy } as const),
    ...{ citizen: asFacts(citizen), mailbox: citizen.mailbox, ...surroundings },
  };
  const edit = tellJob(facts, news, known);
  if (!edit) {
    return (await transact(table, [asked(told, didCase)])).size === 0 ? answer(told, 'unchanged', didCase) : undefined;
  }
  const { kind: _, ...brought } = edit;
  const recorded = {
    ...{ event: `job-news-${news.event}`, ...brought, by: { party: 'inps', actor } as const },
    ...{ receivedAt, appliedAt: instantOf(Date.now()), commandId, receipted: true },
  };
  const after = await applyEdit(table, didCase, recorded, policy, [asked(told, didCase)]);
  return after && answer(told, 'attached', after);
}
