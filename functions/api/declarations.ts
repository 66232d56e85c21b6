import type { Command } from '../domain/command.ts';
import { refuse } from '../domain/refusals.ts';
import { changeRouteCommand } from '../domain/verbs/change-route.ts';
import { confirmCommand } from '../domain/verbs/confirm.ts';
import { registerCommand } from '../domain/verbs/register.ts';
import { releaseCommand } from '../domain/verbs/release.ts';
import { signPactCommand } from '../domain/verbs/sign-pact.ts';
import { withdrawCommand } from '../domain/verbs/withdraw.ts';
import { setting } from '../middleware/environment.ts';
import { listCases } from '../store/cases.ts';
import { getCitizen } from '../store/citizens.ts';
import { openMachine } from '../store/clients.ts';
import { readHistory } from '../store/history.ts';
import { listMails } from '../store/mails.ts';
import { loadOperators } from '../store/operators.ts';
import { outagesFor } from '../store/outages.ts';
import { numbersOf } from '../store/protocol.ts';
import { acceptCommand } from './accept.ts';
import { openCase, withCitizen } from './cases.ts';
import { setChannel } from './channel.ts';
import { policy, table } from './desk.ts';
import { edit } from './edit.ts';
import { asking, PageQuery, resource, signed } from './http.ts';
import { caseView } from './mandated-view.ts';
import { answerOldDid, readOldDid } from './old-did.ts';
import { refusalReply } from './problem.ts';
import { noteReading } from './reading.ts';
import { communicationView, declarationView, historyView } from './views.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));

const accept = (command: Command) =>
  signed(async (request, tools) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    return acceptCommand(table, machine, request, { command, ...opened }, tools);
  });

const register = signed(async (request, tools) => {
  const actor = await withCitizen(table, request.actor);
  const citizen = actor.citizenId && (await getCitizen(table, actor.citizenId));
  if (!citizen) return refusalReply(refuse('record-missing'), request.language);
  return acceptCommand(table, machine, request, { command: registerCommand, actor, party: 'citizen', citizen }, tools);
});

const read = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const outages = await outagesFor(table, opened.didCase);
  return { status: 200, body: caseView(opened.didCase, { ...opened, outages }, request, policy) };
});

const list = signed(async (request) => {
  const actor = await withCitizen(table, request.actor);
  const citizen = actor.citizenId && (await getCitizen(table, actor.citizenId));
  if (!citizen) return { status: 200, body: { items: [] } };
  const cases = await listCases(table, citizen.citizenId);
  const operators = await loadOperators(
    table,
    cases.map(({ operatorId }) => operatorId),
  );
  const outages = await outagesFor(table, ...cases);
  const onlooker = { citizen, actor, party: 'citizen', operators, outages } as const;
  const items = cases.map((didCase) => declarationView(didCase, onlooker, request, policy));
  return { status: 200, body: { items } };
});

const history = asking(
  PageQuery,
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const { declarationId } = opened.didCase;
    const [{ items, cursor }, numbers] = await Promise.all([
      readHistory(table, declarationId, request.query),
      numbersOf(table, declarationId),
    ]);
    const shown = items.map((entry) => historyView(entry, opened.party, numbers));
    return { status: 200, body: { items: shown, ...(cursor && { cursor }) } };
  }),
);

const communications = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const { declarationId } = opened.didCase;
  const [listed, numbers] = await Promise.all([listMails(table, declarationId), numbersOf(table, declarationId)]);
  const mails = await noteReading(opened, listed, request.receivedAt);
  return { status: 200, body: { items: mails.map((mail) => communicationView(mail, numbers)) } };
});

export const handler = resource('declarations', {
  'set-channel': setChannel,
  register,
  'list-declarations': list,
  'read-declaration': read,
  'write-data': edit('write-data'),
  'choose-operator': edit('choose-operator'),
  'read-history': history,
  'read-communications': communications,
  release: accept(releaseCommand),
  confirm: accept(confirmCommand),
  'sign-pact': accept(signPactCommand),
  withdraw: accept(withdrawCommand),
  'change-route': accept(changeRouteCommand),
  'state-inps': edit('state-inps'),
  'decide-inps-mismatch': edit('decide-inps-mismatch'),
  'read-old-did': readOldDid,
  'verify-old-did': answerOldDid(machine),
});
