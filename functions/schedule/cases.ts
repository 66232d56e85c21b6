import { v5 as uuidv5 } from 'uuid';
import { toBring } from '../domain/appointment-news.ts';
import { addSeconds, dateInRome, type Instant } from '../domain/dates.ts';
import { countedNotices, dueStep } from '../domain/deadlines.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CommandId, receiptNumber } from '../domain/ids.ts';
import { jobCentreOf } from '../domain/job-centre.ts';
import { waitsForGuard } from '../domain/live-guard.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import type { CallUp } from '../domain/proceedings.ts';
import {
  askAboutWork,
  askAttendance,
  askEntry,
  askOutcome,
  chaseOldDid,
  convene,
  doubt,
  remind,
  remindAppointment,
  remindInps,
  type TimedEdit,
  tellMeeting,
} from '../domain/reminders.ts';
import { takeStep } from '../domain/reminders-proceedings.ts';
import { isRestricted } from '../domain/restriction.ts';
import { erasureOf } from '../domain/retention.ts';
import { askFinal, freeGuard, guardFreed } from '../domain/sanction-reminders.ts';
import { listedFor } from '../domain/task-lists.ts';
import { type Due, setDue } from '../store/agenda.ts';
import { getCase, getCaseAt } from '../store/cases.ts';
import { asFacts, freeLive, getCitizen } from '../store/citizens.ts';
import { storeCommand } from '../store/commands.ts';
import { applyEdit } from '../store/edits.ts';
import { finishHandOver } from '../store/hand-over.ts';
import { mailIdOf, queueMail } from '../store/mails.ts';
import { giveUpGuard } from '../store/merging.ts';
import { getOperator } from '../store/operators.ts';
import { outagesFor } from '../store/outages.ts';
import { type Table, transact, type Write } from '../store/table.ts';
import { caseTasks, openTask, readCaseTasks } from '../store/tasks.ts';
import { makePending } from '../store/waits.ts';
import { schedule } from './actor.ts';
import { eraseDue } from './retention.ts';

const namespace = '0d3f7a2e-54c2-5f0e-9f5e-3f5c1b7d9a10';

/** Names what the sweep does to a case as it stands, so that doing it twice is doing it once. */
const stepId = ({ declarationId, version }: DidCase, step: string) =>
  CommandId.parse(uuidv5(`${declarationId}|${version}|${step}`, namespace));

/** Does what time brings to a case that is due: a notice, a closing, a task for an office, or nothing yet. */
export async function lookAtCase(table: Table, policy: ProcedurePolicy, due: Due, now: Instant): Promise<void> {
  const didCase = await getCaseAt(table, due.key);
  const outages = didCase && (await outagesFor(table, didCase));
  const erasure = didCase && erasureOf(didCase, policy, outages);
  if (didCase && erasure && erasure.at <= now) return eraseDue(table, policy, didCase, { erasure, due }, now);
  if (didCase?.handingOver) {
    await finishHandOver(table, didCase);
    return setDue(table, due, now, { handingOver: undefined });
  }
  const citizen = didCase && (await getCitizen(table, didCase.citizenId));
  if (!didCase || !citizen || citizen.takenOverAt !== undefined) return setDue(table, due, erasure?.at);
  const { declarationId, operatorId } = didCase;
  const operator = await getOperator(table, operatorId);
  const { open } = await readCaseTasks(table, declarationId);
  // Nothing is closed by time while the person's data are restricted (GDPR art. 18).
  const facts = {
    ...asFacts(citizen),
    officeTaskOpen: open.length > 0 || isRestricted(citizen.restriction),
    outages,
  };
  const counted = countedNotices(didCase, facts.mailboxSince);
  const step = dueStep(didCase, facts, policy, now);
  const edit = (timed: TimedEdit, more: readonly Write[]) => writeEdit(table, policy, didCase, timed, now, more);
  const task = { about: declarationId, declarationId, operatorId, openedAt: now };

  switch (step.kind) {
    case 'wait':
      return setDue(table, due, step.until);
    case 'remind': {
      const mailId = mailIdOf(stepId(didCase, 'remind'), 'completion-reminder');
      const timed = remind(
        didCase,
        {
          ...{ number: step.notice, mailId, closesOn: step.closesOn, earlier: counted, operator },
          documents: toBring({ didCase, citizen: facts }),
        },
        policy,
        now,
      );
      return edit(timed, [
        queueMail(table, { mailId, citizenId: citizen.citizenId, declarationId, queuedAt: now }, timed.mail),
      ]);
    }
    case 'remind-inps': {
      const mailId = mailIdOf(stepId(didCase, 'remind-inps'), 'inps-reminder');
      const timed = remindInps(didCase, policy, now);
      return edit(timed, [
        queueMail(table, { mailId, citizenId: citizen.citizenId, declarationId, queuedAt: now }, timed.mail),
      ]);
    }
    case 'tell-meeting': {
      const timed = tellMeeting(step.untold, policy);
      const mailId = mailIdOf(stepId(didCase, 'tell-meeting'), timed.mail.kind);
      return edit(timed, [
        queueMail(table, { mailId, citizenId: citizen.citizenId, declarationId, queuedAt: now }, timed.mail),
      ]);
    }
    case 'chase-old-did':
      if (!didCase.oldDid) throw new Error('a question to chase that was never asked');
      return edit(
        chaseOldDid(didCase.oldDid, policy, now),
        openTask(table, { kind: 'old-did-overdue', ...task, operatorId: didCase.oldDid.askedOf }),
      );
    case 'convene':
      return edit(
        convene(didCase, policy, now),
        openTask(table, {
          kind: 'convene',
          ...task,
          operatorId: listedFor({ kind: 'convene' }, { ...didCase, convenedAt: now }),
        }),
      );
    case 'suspension-over':
      return edit(
        askAboutWork(didCase, policy, now),
        openTask(table, { kind: 'suspension-over', ...task, operatorId: jobCentreOf(didCase) }),
      );
    case 'ask-office':
      return edit(
        doubt(counted, policy),
        openTask(table, { kind: 'notice-not-received', ...task, about: counted.at(-1)?.mailId ?? declarationId }),
      );
    case 'remind-appointment': {
      const mailId = mailIdOf(stepId(didCase, 'remind-appointment'), 'appointment-reminder');
      const timed = remindAppointment(step.appointment, { didCase, citizen: facts }, operator, policy, now);
      return edit(timed, [
        queueMail(table, { mailId, citizenId: citizen.citizenId, declarationId, queuedAt: now }, timed.mail),
      ]);
    }
    case 'ask-outcome':
      return edit(
        askOutcome(step.appointment, policy),
        openTask(table, { kind: 'appointment-outcome', ...task, about: step.appointment.id }),
      );
    case 'ask-attendance':
      return edit(
        askAttendance(didCase, step.callUp),
        openTask(table, {
          kind: 'appointment-outcome',
          ...task,
          operatorId: callerOf(didCase, step.callUp),
          about: step.callUp.id,
        }),
      );
    case 'ask-entry':
      return edit(askEntry(didCase, step.meeting, policy), openTask(table, { kind: 'meeting-not-entered', ...task }));
    case 'remind-justification':
    case 'decision-overdue':
    case 'ask-service': {
      const { mail, task: asked, ...timed } = takeStep(didCase, step, operator, now);
      const about = { citizenId: citizen.citizenId, declarationId, queuedAt: now };
      const id = stepId(didCase, step.kind);
      return edit(timed, [
        ...(mail ? [queueMail(table, { mailId: mailIdOf(id, mail.kind), ...about }, mail)] : []),
        ...caseTasks(table, didCase, id, asked ? [asked] : [], now),
      ]);
    }
    case 'free-guard': {
      const beside = didCase.beside && (await getCase(table, didCase.beside));
      const by = { by: { party: 'schedule', actor: schedule }, receivedAt: now, appliedAt: now } as const;
      // Where one lives beside it no other may begin: nobody is told that one may.
      if (beside && waitsForGuard(beside)) {
        return edit(guardFreed(didCase, now), giveUpGuard(table, didCase, beside, by, policy));
      }
      const timed = freeGuard(didCase, operator, now, outages);
      const mailId = mailIdOf(stepId(didCase, step.kind), timed.mail.kind);
      return edit(timed, [
        freeLive(table, citizen.citizenId, declarationId),
        queueMail(table, { mailId, citizenId: citizen.citizenId, declarationId, queuedAt: now }, timed.mail),
      ]);
    }
    case 'ask-final':
      return edit(
        askFinal(didCase, step.decision, now),
        openTask(table, { kind: 'decision-final', ...task, operatorId: jobCentreOf(didCase) }),
      );
    case 'expire':
      return closeFile(table, didCase, due, now);
  }
}

/** Who is asked about a call-up: the office that called, if it still is a party to the case; otherwise the job centre. */
const callerOf = (didCase: DidCase, { by }: CallUp) =>
  by.operatorId === didCase.operatorId ? by.operatorId : jobCentreOf(didCase);

// If the case changed meanwhile nothing is written; it is due still and the next run looks at it anew.
async function writeEdit(
  table: Table,
  policy: ProcedurePolicy,
  didCase: DidCase,
  { event, changes, rules }: TimedEdit,
  now: Instant,
  more: readonly Write[],
): Promise<void> {
  const by = { party: 'schedule', actor: schedule } as const;
  await applyEdit(table, didCase, { event, changes, rules, by, receivedAt: now, appliedAt: now }, policy, more);
}

/** Gives the command to close an uncompleted file; the execution's transition decides on it. */
async function closeFile(table: Table, didCase: DidCase, due: Due, now: Instant): Promise<void> {
  const { declarationId, citizenId } = didCase;
  // The day is part of the name: what was refused or given up is decided anew on another day.
  const commandId = stepId(didCase, `expire|${dateInRome(now)}`);
  const lost = await transact(table, [
    storeCommand(table, {
      commandId,
      verb: 'expire',
      declarationId,
      citizenId,
      actor: schedule,
      party: 'schedule',
      body: {},
      bodyHash: '',
      receivedAt: now,
      receiptNumber: receiptNumber(commandId, dateInRome(now)),
      state: 'accepted',
    }),
    makePending(table, declarationId, didCase.status, { commandId, verb: 'expire', since: now, attempts: 0 }),
  ]);
  // Given today already: it is under way, or its facts no longer held.
  if (lost.has('command')) await setDue(table, due, addSeconds(now, 86_400));
}
