/** Decisions on contested facts: one person dismisses or cuts, two take more. */
import { proposeForfeiture } from '../domain/propose-forfeiture.ts';
import { DecisionRequest, decideCommand } from '../domain/verbs/decide.ts';
import { setting } from '../middleware/environment.ts';
import { openMachine } from '../store/clients.ts';
import { acceptCommand } from './accept.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { macOf } from './officer.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));

/** `POST …/decision`. */
export const decideFact = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(DecisionRequest, request);
  if ('reply' in body) return body.reply;
  const order = { command: decideCommand, body: { ...body.value, officerMac: await macOf(request) }, ...opened };
  return acceptCommand(table, machine, request, order, tools);
});

/** `POST …/decision/proposal`. */
export const proposeDecision = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const order = { event: 'propose-forfeiture', rule: proposeForfeiture, fiscalCodeMac: await macOf(request) };
  return makeEdit(order, request, opened);
});
