/** The end of an account (GDPR art. 17), as far as the law lets what a DID brought be forgotten. */

import * as z from 'zod/mini';
import { dateInRome, instantOf } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { caseNumber } from '../domain/ids.ts';
import { isLive } from '../domain/lifecycle.ts';
import { refuse } from '../domain/refusals.ts';
import { isErased, retentionOn, withoutPerson } from '../domain/retention.ts';
import { withdrawCommand } from '../domain/verbs/withdraw.ts';
import { setting } from '../middleware/environment.ts';
import { endAccount } from '../store/account.ts';
import { listCases } from '../store/cases.ts';
import { getLive } from '../store/citizens.ts';
import { openMachine } from '../store/clients.ts';
import { applyEdit } from '../store/edits.ts';
import { mailboxPeriods } from '../store/mailbox-periods.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { transact } from '../store/table.ts';
import { acceptCommand, busy } from './accept.ts';
import { policy, table } from './desk.ts';
import { parseBody, type SignedRequest, signed } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { ownRecord } from './own-record.ts';
import { type Reply, refusalReply } from './problem.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));

/** Body of `DELETE /me/account`: it cannot be taken back. */
export const EndAccount = z.strictObject({ confirm: z.literal(true) });

const isDraft = ({ status, didDate }: DidCase) => status === 'registered' && didDate === undefined;

/** A draft that ended and holds nothing back. */
const mayGo = (didCase: DidCase) =>
  didCase.didDate === undefined && !isErased(didCase) && !didCase.holds?.length && didCase.proposal === undefined;

/**
 * Ends the account. While a DID is live it is refused, with which one and how it ends. A draft is given up first: 202,
 * and the request is repeated once that is done. What a released DID asks is kept as long as the terms say.
 */
export const end = signed(async (request, tools) => {
  const { language, receivedAt, actor } = request;
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const body = parseBody(EndAccount, request);
  if ('reply' in body) return body.reply;
  const { record, guard } = own;
  const { citizenId } = record;
  const cases = await listCases(table, citizenId);
  const open = cases.filter(({ status }) => isLive(status));
  // A draft may stand beside a DID that was forfeited and is open still.
  const live = open.find((one) => !isDraft(one)) ?? open[0];
  if (live && !isDraft(live)) return stillLive(live, request);
  if (live) {
    // Its own name, so that it is one command however often the end is asked for.
    const named = { ...request, key: live.declarationId, rawBody: '' };
    const who = { actor: { ...actor, citizenId }, party: 'citizen', citizen: record } as const;
    return acceptCommand(
      table,
      machine,
      named,
      { command: withdrawCommand, ...who, didCase: live, body: { lossConfirmed: true } },
      tools,
    );
  }
  // A registration is under way.
  if ((await getLive(table, citizenId)) !== undefined) return busy(request);

  for (const draft of cases.filter(mayGo)) {
    const on = dateInRome(receivedAt);
    const by = { party: 'citizen', actor: { ...actor, citizenId } } as const;
    const edit = { changes: withoutPerson(draft, on), rules: ['GDPR art. 17', retentionOn(on).draft.rule], by };
    const appliedAt = instantOf(Date.now());
    if (!(await applyEdit(table, draft, { event: 'erase', ...edit, receivedAt, appliedAt }, policy))) {
      return refusalReply(refuse('changed-meanwhile'), language);
    }
  }
  const kept = cases.filter((one) => !mayGo(one) && !isErased(one));
  const periods = await Promise.all(
    (await mailboxPeriods(table, citizenId)).map(async (period) => ({
      ...period,
      hash: period.mailbox === undefined ? record.mailboxGuard : await pseudonym(hmacKey, 'EMAIL', period.mailbox),
    })),
  );
  const session = { subject: actor.subject, username: request.username };
  const lost = await transact(
    table,
    endAccount(table, { record, guard, periods, endedAt: receivedAt, session, kept: kept.length > 0 }),
  );
  if (lost.size > 0) return refusalReply(refuse('changed-meanwhile'), language);
  tools.logger.info('an account ended', { messageCode: 'ACCOUNT_ENDED', citizenId });
  return { status: 200, body: { endedAt: receivedAt, kept: kept.map(keptView) } };
});

const keptView = ({ declarationId, status, endedOn }: DidCase) => ({
  declarationId,
  caseNumber: caseNumber(declarationId),
  status,
  endedOn: endedOn ?? null,
});

function stillLive({ declarationId }: DidCase, { language }: SignedRequest): Reply {
  return refusalReply(refuse('account-live-did'), language, { declarationId });
}
