/** What INPS tells: applications by which a DID exists (S0:43). It is never refused for a DID that is live. */
import { instantOf, type PlainDate } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { Edit } from '../domain/edit.ts';
import { type CommandId, receiptNumber } from '../domain/ids.ts';
import { type Heard, hear, InpsNews } from '../domain/inps.ts';
import { attaching, takesNews } from '../domain/inps-news.ts';
import { mayDeclareFrom, maySucceed } from '../domain/live-guard.ts';
import { refuse } from '../domain/refusals.ts';
import { setting } from '../middleware/environment.ts';
import type { Tools } from '../middleware/observed.ts';
import { getCase, listCases } from '../store/cases.ts';
import { type CitizenRecord, getCitizen, getCodeGuard, getLive } from '../store/citizens.ts';
import { openMachine } from '../store/clients.ts';
import { getCommand } from '../store/commands.ts';
import { applyEdit, madeBefore, noteMade } from '../store/edits.ts';
import { getLedger, type Ledger, newLedger, putLedger, waitingIn } from '../store/inps.ts';
import { getOperator } from '../store/operators.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact, type Write } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import { bodyHashOf, busy, commandIdOf, receipt, wake } from './accept.ts';
import { noteLook } from './access-log.ts';
import { communicate } from './communications.ts';
import { policy, table } from './desk.ts';
import { parseBody, resource, type SignedRequest, signed } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { registration } from './inps-registration.ts';
import { takeJobNews } from './job-news.ts';
import { type Reply, refusalReply, requestProblem } from './problem.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));
const attempts = 5;

/** What became of a piece of news. */
export const newsOutcomes = ['attached', 'kept', 'noted', 'unchanged'] as const;
type NewsOutcome = (typeof newsOutcomes)[number];

/** A piece of news with all that is known of whom it is about. */
interface Told {
  readonly request: SignedRequest;
  readonly commandId: CommandId;
  readonly bodyHash: string;
  /** Taken before under the same Idempotency-Key: the first answer is given again. */
  readonly repeated: boolean;
  readonly news: InpsNews;
  readonly heard: Heard;
  readonly ledger: Ledger;
  /** Who holds the code, if that is proved. */
  readonly citizen: CitizenRecord | undefined;
  readonly tools: Tools;
}

/**
 * Takes a piece of news, in any order and as often as it comes. To a live DID it attaches; a person with a proved code
 * and no DID gets one; what is about anybody else is kept under the code, and an office looks for the person.
 */
const take = signed(async (request, tools) => {
  const body = parseBody(InpsNews, request);
  if ('reply' in body) return body.reply;
  const news = body.value;
  if (news.appliedOn > request.today) return refusalReply(refuse('applied-in-future', 'appliedOn'), request.language);
  const commandId = commandIdOf(request);
  const [earlier, made] = await Promise.all([getCommand(table, commandId), madeBefore(table, commandId)]);
  const bodyHash = bodyHashOf(request);
  if ((earlier ?? made) && (earlier ?? made)?.bodyHash !== bodyHash)
    return requestProblem('key-reused', request.language);
  if (earlier) return receipt(earlier);

  const codeMac = await pseudonym(hmacKey, 'CF', news.fiscalCode);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [known, guard] = await Promise.all([getLedger(table, codeMac), getCodeGuard(table, codeMac)]);
    const ledger = known ?? newLedger(codeMac);
    const heard = hear(ledger.applications, news, request.receivedAt);
    // Who has not proved that the code is theirs reads nothing of whose it is.
    const holder = guard?.provisional === false ? await getCitizen(table, guard.citizenId) : undefined;
    // At an account that has ended nothing begins: an office looks for the person.
    const live = holder?.endedAt === undefined ? holder && (await getLive(table, holder.citizenId)) : undefined;
    const told = {
      request,
      commandId,
      bodyHash,
      repeated: made !== undefined,
      news,
      heard,
      ledger,
      citizen: holder,
      tools,
    };
    const didCase = live && (await getCase(table, live));
    // It gave the guard up between the two readings.
    if (didCase?.guardFreedAt !== undefined) continue;
    // A registration is under way, whose DID the news will find in a moment.
    if (live && !didCase) return busy(request);
    const isThere = holder !== undefined && (holder.deceasedAt ?? holder.endedAt) === undefined;
    // The answer tells that there is such a person.
    if (holder && (didCase || isThere)) {
      await noteLook(table, request, {
        citizenId: holder.citizenId,
        declarationId: didCase?.declarationId,
        party: 'inps',
      });
    }
    const done =
      didCase && takesNews(didCase, heard.after.protocol)
        ? await join(told, didCase)
        : await withoutDid(told, isThere, didCase);
    if (done) return done;
  }
  return refusalReply(refuse('changed-meanwhile'), request.language);
});

function answer(told: Told, outcome: NewsOutcome, didCase?: DidCase, notBefore?: PlainDate): Reply {
  const { request, commandId, repeated, ledger } = told;
  const first = didCase ? 'attached' : ledger.sought ? 'kept' : 'noted';
  return {
    status: 200,
    body: {
      outcome: repeated && outcome === 'unchanged' ? first : outcome,
      receivedAt: request.receivedAt,
      receiptNumber: receiptNumber(commandId, request.today),
      ...(didCase && { declarationId: didCase.declarationId }),
      ...(notBefore !== undefined && { notBefore }),
    },
  };
}

/** Notes that this request was answered, so that its key serves for no other. */
const noted = ({ request, commandId, bodyHash }: Told, didCase?: DidCase): Write =>
  noteMade(table, commandId, {
    bodyHash,
    receiptNumber: receiptNumber(commandId, request.today),
    what: request.action,
    party: 'inps',
    ...(didCase && { citizenId: didCase.citizenId, declarationId: didCase.declarationId }),
    receivedAt: request.receivedAt,
  });

/** Attaches the news to a live DID, in one transaction with the ledger; `undefined` if either changed meanwhile. */
async function join(told: Told, didCase: DidCase): Promise<Reply | undefined> {
  const { request, commandId, heard, ledger } = told;
  const { declarationId } = didCase;
  const held = didCase.inps?.applications?.find(({ protocol }) => protocol === heard.after.protocol);
  const fresh = held === undefined && heard.after.state !== 'annulled';
  // An application is of one DID, and a later one does not take it over.
  const ofAnother = heard.after.declarationId !== undefined && heard.after.declarationId !== declarationId;
  if (heard.change === 'unchanged' && (ofAnother || !fresh)) return answer(told, 'unchanged', didCase);
  const doubtful = ofAnother || heard.change === 'contradicts';
  const after = ofAnother ? heard.after : { ...heard.after, declarationId };
  const operator = await getOperator(table, didCase.operatorId);
  const { receivedAt } = request;
  const edit = doubtful
    ? toBeLookedAt
    : attaching({ didCase, commandId, receivedAt, operator }, { before: held, after });
  const applications = heard.applications.map((one) => (one.protocol === after.protocol ? after : one));
  const applied = await applyEdit(
    table,
    didCase,
    {
      event: `inps-${doubtful ? 'contradiction' : heard.after.state}`,
      ...edit,
      by: { party: 'inps', actor: request.actor },
      receivedAt: request.receivedAt,
      appliedAt: instantOf(Date.now()),
      commandId,
      receipted: true,
    },
    policy,
    [putLedger(table, ledger, { applications }), noted(told, didCase)],
  );
  return applied && answer(told, 'attached', applied);
}

/** News that a person must look at before anything rests on it. */
const toBeLookedAt: Omit<Edit, 'kind'> = { changes: {}, rules: ['S0:43'], tasks: [{ kind: 'inps-application' }] };

/**
 * News about a person without a live DID, or whose live one was forfeited before it and holds the guard still: a DID begins
 * if the person is there and may declare anew, otherwise the news is kept.
 */
async function withoutDid(told: Told, isThere: boolean, forfeited?: DidCase): Promise<Reply | undefined> {
  const { request, commandId, heard, ledger, citizen } = told;
  const { receivedAt } = request;
  const asks = heard.after.state === 'filed' || heard.after.state === 'corrected';
  const spent = heard.after.declarationId !== undefined;
  const isKnown = heard.change === 'unchanged' && (spent || !asks || !isThere);
  if (isKnown && !told.repeated) return answer(told, 'unchanged');
  const put = putLedger(table, ledger, { applications: heard.applications });
  const written = async (writes: readonly Write[], outcome: NewsOutcome, from?: PlainDate) =>
    (await transact(table, [...writes, noted(told)])).size === 0 ? answer(told, outcome, undefined, from) : undefined;
  const stands = forfeited && !maySucceed(forfeited, receivedAt) ? forfeited : undefined;
  // It belongs to a DID that has ended, or comes too late for one: whether that changes is for a person to say.
  const ended = stands ?? (citizen && (await endedAfter(citizen, heard.after.appliedOn)));
  const from = ended && mayDeclareFrom(ended);
  const notBefore = from !== undefined && from > heard.after.appliedOn ? from : undefined;
  if (isKnown) return answer(told, 'unchanged', undefined, notBefore);
  // Who applied for a benefit is unemployed still, though a DID was withdrawn or never completed: none is released besides.
  const anew = asks && (ended?.status === 'withdrawn' || ended?.status === 'expired');
  if ((ended && !anew) || spent || heard.change === 'contradicts') {
    const about = ended?.declarationId ?? heard.after.declarationId;
    const task =
      about && openTask(table, { kind: 'inps-application', about, declarationId: about, openedAt: receivedAt });
    // It waits for no other DID.
    const applications = heard.applications.map((one) =>
      one === heard.after && about ? { ...one, declarationId: about } : one,
    );
    return written([putLedger(table, ledger, { applications }), ...(task || [])], 'noted', notBefore);
  }
  if (!asks) return written([put], 'noted');
  if (!isThere || !citizen) {
    const { fileId } = ledger;
    const seeks = openTask(table, {
      kind: 'inps-unknown-person',
      about: fileId,
      fiscalCode: told.news.fiscalCode,
      openedAt: receivedAt,
    });
    return written([putLedger(table, ledger, { applications: heard.applications, sought: true }), ...seeks], 'kept');
  }
  const applications = waitingIn({ ...ledger, applications: heard.applications });
  const { command, wait, writes } = registration(table, {
    citizenId: citizen.citizenId,
    applications,
    commandId,
    actor: request.actor,
    bodyHash: told.bodyHash,
    receivedAt,
    ...(forfeited && { succeeds: { forfeited, policy, appliedAt: instantOf(Date.now()) } }),
  });
  const lost = await transact(table, [...writes, put]);
  if (lost.size > 0) return undefined;
  await wake(table, machine, wait, request, told.tools);
  return receipt(command);
}

/**
 * The latest DID of a citizen that ended on a day or after it; or that was forfeited, if on that day none could be made anew
 * (D.Lgs. 150/2015 art. 21 c.9).
 */
async function endedAfter({ citizenId }: CitizenRecord, day: PlainDate): Promise<DidCase | undefined> {
  const cases = await listCases(table, citizenId);
  return cases.find((didCase) => {
    const { didDate, endedOn } = didCase;
    const from = mayDeclareFrom(didCase);
    if (didDate === undefined) return false;
    return (endedOn !== undefined && endedOn >= day) || (from !== undefined && from > day);
  });
}

export const handler = resource('inps', {
  'take-inps-news': take,
  'take-job-news': takeJobNews,
  'send-communication': communicate,
});
