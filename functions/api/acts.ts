/** The acts of a case: a fact is contested, the person answers, and how each act reached the person. */
import * as z from 'zod/mini';
import type { TheAct } from '../domain/acts.ts';
import { dateInRome } from '../domain/dates.ts';
import { edits } from '../domain/edits.ts';
import { receiptNumber } from '../domain/ids.ts';
import { JustificationBody } from '../domain/justify.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { Justification } from '../domain/proceedings.ts';
import { ServiceRequest } from '../domain/serve-act.ts';
import { ReportBreachRequest, reportBreachCommand } from '../domain/verbs/report-breach.ts';
import { setting } from '../middleware/environment.ts';
import { openMachine } from '../store/clients.ts';
import { readEvidence } from '../store/evidence.ts';
import { acceptCommand } from './accept.ts';
import { actWords } from './act-words.ts';
import { type OpenedCase, openCase } from './cases.ts';
import { table } from './desk.ts';
import { parseBody, signed } from './http.ts';
import { makeEdit } from './make-edit.ts';
import { macOf } from './officer.ts';
import { openAct } from './open-act.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));

/** `POST …/breaches`. */
export const reportBreach = signed(async (request, tools) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const body = parseBody(ReportBreachRequest, request);
  if ('reply' in body) return body.reply;
  const order = {
    command: reportBreachCommand,
    body: { ...body.value, officerMac: await macOf(request) },
    ...opened,
  };
  return acceptCommand(table, machine, request, order, tools);
});

const aboutAct = <Contract extends z.ZodMiniType<object>>(event: 'serve-act' | 'read-act', contract: Contract) =>
  signed(async (request) => {
    const found = await openAct(request);
    if ('reply' in found) return found.reply;
    const body = parseBody(contract, request);
    if ('reply' in body) return body.reply;
    return makeEdit({ event, rule: edits[event], body: { ...body.value, actId: found.act.id } }, request, found.opened);
  });

/** `POST …/acts/{actId}/service`. */
export const serveAct = aboutAct('serve-act', ServiceRequest);

/** `POST …/acts/{actId}/reading`. */
export const readAct = aboutAct('read-act', z.strictObject({}));

/** `GET …/acts/{actId}`. */
export const showAct = signed(async (request) => {
  const found = await openAct(request);
  return 'reply' in found ? found.reply : { status: 200, body: await actView(found.opened, found.act) };
});

const { note, evidenceRef, impededUntil, paper } = JustificationBody.shape;
const Told = z.object({ note, evidenceRef, impededUntil, paper });

/** An act with its words, as long as they are kept; what the person answered is not for an accredited operator. */
async function actView({ didCase: { declarationId }, party }: OpenedCase, found: TheAct) {
  const { act, id, madeAt, service, justifications } = found;
  const answers = hearsReasons(party) ? await readEvidence(table, declarationId, 'justification') : [];
  return {
    ...{ id, act, madeAt },
    service: { channel: service.channel, sentOn: service.sentOn, servedOn: service.servedOn ?? null },
    words: await actWords(declarationId, found),
    ...(hearsReasons(party) && {
      justifications: justifications.map((one) => {
        const told = Told.safeParse(answers.find(({ commandId }) => commandId === one.evidenceOf)?.content).data;
        return justificationView(one, told);
      }),
    }),
  };
}

/** Who reads what a person answered: the person, and the job centre or body that decides. */
const hearsReasons = (party: Party) => party !== 'accredited';

function justificationView({ at, reason, inTime, evidenceOf }: Justification, told: z.infer<typeof Told> | undefined) {
  return {
    receivedAt: at,
    receiptNumber: receiptNumber(evidenceOf, dateInRome(at)),
    reason,
    inTime,
    note: told?.note ?? null,
    evidenceRef: told?.evidenceRef ?? null,
    impededUntil: told?.impededUntil ?? null,
    paper: told?.paper ?? null,
  };
}
