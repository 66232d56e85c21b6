/** What time erases: of cases that ended, and of accounts that ended. Each step done twice is done once. */
import { addSeconds, dateInRome, type Instant } from '../domain/dates.ts';
import { nextLook } from '../domain/deadlines.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { CitizenId } from '../domain/ids.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { isRestricted } from '../domain/restriction.ts';
import { type Erasure, isErased, retentionOn, withoutEvidence, withoutPerson } from '../domain/retention.ts';
import { farewellOf, forgetMailboxes, forgotten } from '../store/account.ts';
import { type Due, setDue } from '../store/agenda.ts';
import { caseKey, listCases } from '../store/cases.ts';
import { type CitizenRecord, getCitizen, getLive } from '../store/citizens.ts';
import { applyEdit } from '../store/edits.ts';
import { eraseCitizen, eraseEvidence, eraseNotes } from '../store/erasure.ts';
import { mailboxPeriods } from '../store/mailbox-periods.ts';
import { getMail, mailKey } from '../store/mails.ts';
import { type Table, transact } from '../store/table.ts';
import { leadTo } from '../store/telephone-codes.ts';
import { schedule } from './actor.ts';

const daySeconds = 86_400;
/** For so many days the last mail of an account may be on its way. */
const farewellDays = 7;

/** After so many days it is looked anew whether something may be erased that the person may need. */
const patienceDays = 30;

/** What an erasure does to a case, as the history tells it. */
const events = { evidence: 'erase-evidence', case: 'erase' } as const;

/**
 * Erases what is due of a case that ended; with the last of a citizen's cases the record goes too. First the case is marked,
 * by its version: a hold or a proposal that comes meanwhile wins. Then what stands around it goes, and at last the mark:
 * what stops half-way stays due.
 */
export async function eraseDue(
  table: Table,
  policy: ProcedurePolicy,
  didCase: DidCase,
  { erasure: { kind }, due: found }: { readonly erasure: Erasure; readonly due: Due },
  now: Instant,
): Promise<void> {
  const citizen = await getCitizen(table, didCase.citizenId);
  if (didCase.erasing === undefined && citizen && isNeeded(citizen, kind)) {
    return setDue(table, found, addSeconds(now, patienceDays * daySeconds));
  }
  const marked = didCase.erasing === undefined ? await mark(table, policy, didCase, kind, now) : didCase;
  if (!marked) return;
  const { declarationId, citizenId, evidenceErasedOn = dateInRome(now) } = marked;
  await eraseEvidence(table, declarationId, evidenceErasedOn);
  if (kind === 'case') {
    await eraseNotes(table, declarationId);
    await eraseWithLast(table, citizenId);
  }
  const { erasing: _, ...done } = marked;
  const due = { key: caseKey(declarationId), entity: 'case', agendaDue: nextLook(marked, policy) ?? now } as const;
  await setDue(table, due, nextLook(done, policy), { erasing: undefined });
}

/**
 * Whether the person may need still what time would erase: they asked that it be kept (GDPR art. 18 par. 1 c), or could not
 * be told of the end and may contest it.
 */
function isNeeded({ restriction, mailboxBrokenAt }: CitizenRecord, kind: Erasure['kind']): boolean {
  if (restriction?.state === 'asked' || isRestricted(restriction)) return true;
  return kind === 'evidence' && mailboxBrokenAt !== undefined;
}

/** Marks a case as being erased; `undefined` if it changed meanwhile. */
async function mark(table: Table, policy: ProcedurePolicy, didCase: DidCase, kind: Erasure['kind'], now: Instant) {
  const on = dateInRome(now);
  const { endedOn = on, didDate } = didCase;
  const { draft, evidence, case: whole } = retentionOn(endedOn);
  const { rule } = kind === 'evidence' ? evidence : didDate === undefined ? draft : whole;
  const changes = kind === 'evidence' ? withoutEvidence(on) : withoutPerson(didCase, on);
  const by = { party: 'schedule', actor: schedule } as const;
  const edit = { event: events[kind], changes, rules: [rule], by, receivedAt: now, appliedAt: now };
  // The code for the telephone is on the case alone: with it goes what leads here.
  const more = kind === 'case' ? leadTo(table, didCase.declarationId, undefined, didCase.telephoneCode) : [];
  return applyEdit(table, didCase, edit, policy, more);
}

/** Erases the record of a citizen none of whose cases is left, and who begins none. */
async function eraseWithLast(table: Table, citizenId: CitizenId): Promise<void> {
  const record = await getCitizen(table, citizenId);
  // An account that ended goes by its own term, once its last mail has left.
  if (!record || (record.endedAt !== undefined && record.mailbox !== forgotten)) return;
  const [cases, live] = await Promise.all([listCases(table, citizenId), getLive(table, citizenId)]);
  const begins = live !== undefined && String(live) !== String(citizenId);
  if (!begins && cases.every(isErased)) await eraseCitizen(table, record);
}

/**
 * Forgets the mailboxes of an account that ended, a day after, once its last mail has left or could not for a week. Where
 * no DID asks anything to be kept, the record goes whole.
 */
export async function lookAtEnded(table: Table, due: Due, record: CitizenRecord, now: Instant): Promise<void> {
  const { citizenId, endedAt = now } = record;
  const farewell = await getMail(table, mailKey({ mailId: farewellOf(citizenId, endedAt), citizenId }));
  const onItsWay = farewell && ['queued', 'sending', 'held'].includes(farewell.state);
  if (onItsWay && addSeconds(endedAt, farewellDays * daySeconds) > now) {
    return setDue(table, due, addSeconds(now, daySeconds));
  }
  const cases = await listCases(table, citizenId);
  if (cases.every(isErased)) return eraseCitizen(table, record);
  // If something changed meanwhile nothing is written, and the next run looks at it anew.
  await transact(table, forgetMailboxes(table, record, await mailboxPeriods(table, citizenId)));
}
