import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod/mini';
import { type Instant, instantOf } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type EditName, edits } from '../domain/edits.ts';
import type { OperatorId } from '../domain/ids.ts';
import type { AvailableVerb } from '../domain/lifecycle.ts';
import { refuse } from '../domain/refusals.ts';
import { setting } from '../middleware/environment.ts';
import { getCase, listCases } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { openMachine } from '../store/clients.ts';
import { applyEdit } from '../store/edits.ts';
import { readHistory } from '../store/history.ts';
import { listMails } from '../store/mails.ts';
import { noneIsPending } from '../store/waits.ts';
import { acceptCommand } from './accept.ts';
import { openCase, withCitizen } from './cases.ts';
import { policy, table } from './desk.ts';
import { handOver } from './hand-over.ts';
import { PageQuery, parseBody, type Request, resource, signed } from './http.ts';
import { refusalReply } from './problem.ts';
import { noteReading } from './reading.ts';
import { communicationView, declarationView, historyView } from './views.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));
const editAttempts = 3;

const command = (verb: AvailableVerb) =>
  signed(async (request, tools) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    return acceptCommand(table, machine, request, { verb, ...opened }, tools);
  });

const register = signed(async (request, tools) => {
  const actor = await withCitizen(table, request.actor);
  const citizen = actor.citizenId && (await getCitizen(table, actor.citizenId));
  if (!citizen) return refusalReply(refuse('record-missing'), request.language);
  return acceptCommand(table, machine, request, { verb: 'register', actor, party: 'citizen', citizen }, tools);
});

const edit = (name: EditName) =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const body = parseBody(edits[name].body, request);
    if ('reply' in body) return body.reply;
    const { citizen, actor, party } = opened;
    for (let { didCase } = opened, attempt = 0; attempt < editAttempts; attempt += 1) {
      const outcome = edits[name].decide(
        { didCase, mailbox: citizen.mailbox, receivedAt: request.receivedAt, policy },
        body.value,
      );
      if (outcome.kind === 'refusal') return refusalReply(outcome, request.language);
      // Asked again because its answer was lost, an edit finds its change made: the history tells it once.
      if (isDeepStrictEqual({ ...didCase, ...outcome.changes }, didCase)) {
        return { status: 200, body: declarationView(didCase, opened, request, policy) };
      }
      const after = await applyEdit(
        table,
        didCase,
        {
          event: name,
          changes: outcome.changes,
          rules: outcome.rules,
          by: { party, actor },
          receivedAt: request.receivedAt,
          appliedAt: instantOf(Date.now()),
        },
        policy,
        await alongWith(name, didCase, outcome.changes.operatorId, request.receivedAt),
      );
      if (after) return { status: 200, body: declarationView(after, opened, request, policy) };
      const fresh = await getCase(table, didCase.declarationId);
      if (!fresh) break;
      didCase = fresh;
    }
    return refusalReply(refuse('changed-meanwhile'), request.language);
  });

/** What goes with an edit: what is being released must not change under the release; tasks follow the operator. */
async function alongWith(name: EditName, didCase: DidCase, operatorId: OperatorId | undefined, at: Instant) {
  if (name === 'write-data') return [noneIsPending(table, didCase.declarationId)];
  return operatorId === undefined ? [] : handOver(table, didCase, operatorId, at);
}

const read = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  return { status: 200, body: declarationView(opened.didCase, opened, request, policy) };
});

const list = signed(async (request) => {
  const actor = await withCitizen(table, request.actor);
  const citizen = actor.citizenId && (await getCitizen(table, actor.citizenId));
  if (!citizen) return { status: 200, body: { items: [] } };
  const cases = await listCases(table, citizen.citizenId);
  const items = cases.map((didCase) => declarationView(didCase, { citizen, actor, party: 'citizen' }, request, policy));
  return { status: 200, body: { items } };
});

const history = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const page = parseQuery(PageQuery, request);
  if ('reply' in page) return page.reply;
  const { items, cursor } = await readHistory(table, opened.didCase.declarationId, page.value);
  return {
    status: 200,
    body: { items: items.map((entry) => historyView(entry, opened.party)), ...(cursor && { cursor }) },
  };
});

const communications = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const listed = await listMails(table, opened.didCase.declarationId);
  const mails = await noteReading(opened, listed, request.receivedAt);
  return { status: 200, body: { items: mails.map(communicationView) } };
});

function parseQuery<Value>(schema: z.ZodMiniType<Value>, { query, language }: Request) {
  return parseBody(schema, { body: query, language });
}

export const handler = resource('declarations', {
  register,
  'list-declarations': list,
  'read-declaration': read,
  'write-data': edit('write-data'),
  'choose-operator': edit('choose-operator'),
  'read-history': history,
  'read-communications': communications,
  release: command('release'),
  confirm: command('confirm'),
  'sign-pact': command('sign-pact'),
  withdraw: command('withdraw'),
});
