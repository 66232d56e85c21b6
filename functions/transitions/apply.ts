import { type Command, decideBy, namedIn } from '../domain/command.ts';
import { epochOf, type Instant } from '../domain/dates.ts';
import { nextLook } from '../domain/deadlines.ts';
import type { Decision, Effect, Facts } from '../domain/decide.ts';
import { DidCase } from '../domain/declaration.ts';
import type { CommandId, DeclarationId } from '../domain/ids.ts';
import { isLive, type Status, type Verb } from '../domain/lifecycle.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import type { Refusal } from '../domain/refusals.ts';
import { isRestricted } from '../domain/restriction.ts';
import { placeWrites } from '../store/appointments.ts';
import { caseKey, createCase, getCase, replaceCase } from '../store/cases.ts';
import {
  asFacts,
  type CitizenRecord,
  changeCitizen,
  getCitizen,
  holdCitizen,
  takeLive,
  verifyCode,
} from '../store/citizens.ts';
import { commandKey, type Settlement, StoredCommand, settleCommand } from '../store/commands.ts';
import { broughtBy } from '../store/edits.ts';
import { appendHistory } from '../store/history.ts';
import { adopt, getLedger, type Ledger, waitingForOwner, waitingIn } from '../store/inps.ts';
import { absorb, getLiveFor, giveUpGuard, noteBeside, succeed } from '../store/merging.ts';
import { loadSurroundings } from '../store/surroundings.ts';
import { decode, getMany, type Table, transact, type Write } from '../store/table.ts';
import { type CaseTasks, holdTasks, obsoleteTask, readCaseTasks, taskIdOf } from '../store/tasks.ts';
import { clearWait, dropWait, Wait, waitKey } from '../store/waits.ts';

/** What a transition rests on: the table, the policy of the office, and the clock. */
export interface Desk {
  readonly table: Table;
  readonly policy: ProcedurePolicy;
  readonly now: () => Instant;
}

/** What the execution hands to a transition: ids only. */
export interface Step {
  readonly declarationId: DeclarationId;
  readonly generation: number;
  readonly commandId: CommandId;
  readonly executionStartedAt: Instant;
}

/** What a transition answers: how the command ended, where the case stands now, and whether to roll over. */
export interface Answer {
  readonly outcome: 'applied' | 'refused' | 'failed' | 'parked' | 'superseded';
  readonly next: Status | 'none' | 'superseded';
  readonly rollOver: boolean;
}

const thirtyDays = 30 * 86_400_000;
const attempts = 3;
/** Verbs by which a case may take up what INPS told of the person. */
const takesUp: readonly Verb[] = ['register', 'release', 'confirm', 'reopen', 'record-appeal-outcome'];
/** A release does so only if it proves the person's code. */
const mayTakeUp = ({ verb, actor }: StoredCommand) =>
  takesUp.includes(verb) && (verb !== 'release' || actor.assurance === 'strong');

const superseded: Answer = { outcome: 'superseded', next: 'superseded', rollOver: false };

/** The record as one consistent read finds it. */
export interface Loaded {
  readonly wait: Wait | undefined;
  readonly command: StoredCommand | undefined;
  readonly didCase: DidCase | undefined;
}

/** Reads wait, command and case at once. */
export async function load(table: Table, step: Step): Promise<Loaded> {
  const keys = [waitKey(step.declarationId), commandKey(step.commandId), caseKey(step.declarationId)];
  const found = await getMany(table, keys);
  const [wait, command, didCase] = keys.map(({ pk, sk }) => found.get(`${pk}|${sk}`));
  return {
    wait: wait && decode(Wait, wait),
    command: command && decode(StoredCommand, command),
    didCase: didCase && decode(DidCase, didCase),
  };
}

/** The answer of a step whose generation still holds the case; rolls over once the execution is older than 30 days. */
export function answer(step: Step, now: Instant, outcome: Answer['outcome'], next: Status | 'none'): Answer {
  const old = epochOf(now) - epochOf(step.executionStartedAt) > thirtyDays;
  return { outcome, next, rollOver: old && next !== 'none' && isLive(next) };
}

/**
 * Applies a command by the law of its verb: loads, decides anew as of its receipt, and writes everything in one transaction, or nothing.
 * A settled command gives its stored outcome; a generation that was passed over gives `superseded`. When an edit came
 * in between it loads and decides again, three times. Throws on faults, which the state machine retries.
 */
export async function apply(desk: Desk, law: Command, step: Step): Promise<Answer> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { wait, command, didCase } = await load(desk.table, step);
    if (wait && wait.generation !== step.generation) return superseded;
    if (command?.verb !== law.verb) throw new Error('the record holds no such command of this verb');
    if (command.state !== 'accepted') {
      const outcome = command.state === 'ignored' ? 'refused' : command.state;
      return answer(step, desk.now(), outcome, command.next ?? didCase?.status ?? 'none');
    }
    if (!wait) throw new Error('the wait is not in the record');

    const citizen = await getCitizen(desk.table, command.citizenId);
    if (!citizen) throw new Error('the citizen is not in the record');
    const [ledger, tasks] = await Promise.all([
      mayTakeUp(command) ? getLedger(desk.table, citizen.fiscalCodeGuard) : undefined,
      law.verb === 'expire' ? readCaseTasks(desk.table, step.declarationId) : undefined,
    ]);
    const beside = didCase?.beside && (await getCase(desk.table, didCase.beside));
    const around: Around = { citizen, ledger, tasks, beside: beside || undefined };
    const facts = await factsOf(desk, law, command, didCase, around);
    const outcome = decideBy(law, facts, command.body);
    const next = outcome.kind === 'decision' ? outcome.next.status : (didCase?.status ?? 'none');
    const settledAt = desk.now();
    const writes =
      outcome.kind === 'decision'
        ? accepted(desk, wait, command, around, didCase, outcome, settledAt)
        : refused(desk, wait, command, didCase, outcome, settledAt);
    const lost = await transact(desk.table, writes);
    if (lost.size === 0) return answer(step, settledAt, outcome.kind === 'decision' ? 'applied' : 'refused', next);
  }
  throw new Error(`the record changed ${attempts} times under the transition`);
}

async function factsOf(
  desk: Desk,
  law: Command,
  command: StoredCommand,
  didCase: DidCase | undefined,
  { citizen, ledger, tasks }: Around,
): Promise<Facts> {
  const { verb, citizenId, declarationId } = command;
  const { liveDeclarationId, liveCase, mayDeclareFrom } = await getLiveFor(desk.table, verb, citizenId, declarationId);
  // A registration proves nobody's code; what proves one takes up what waited for that.
  const applications = verb === 'register' ? await waitingForOwner(desk.table, ledger) : waitingIn(ledger);
  return {
    commandId: command.commandId,
    declarationId: command.declarationId,
    receivedAt: command.receivedAt,
    actor: command.actor,
    party: command.party,
    onMandate: command.onMandate,
    citizen: { ...asFacts(citizen), liveDeclarationId, mayDeclareFrom, applications },
    didCase,
    liveCase,
    ...(await loadSurroundings(desk.table, {
      didCase,
      person: citizen.person,
      receivedAt: command.receivedAt,
      named: namedIn(law, command.body),
      verb,
    })),
    ...(tasks && { officeTaskOpen: tasks.open.length > 0 || isRestricted(citizen.restriction) }),
    policy: desk.policy,
  };
}

/** What stands around a case, as a decision saw it. */
interface Around {
  readonly citizen: CitizenRecord;
  /** What INPS told of the person; where a case begins, or takes another in. */
  readonly ledger: Ledger | undefined;
  readonly tasks: CaseTasks | undefined;
  /** The DID that takes the guard when this one gives it up. */
  readonly beside: DidCase | undefined;
}

function accepted(
  desk: Desk,
  wait: Wait,
  command: StoredCommand,
  around: Around,
  before: DidCase | undefined,
  decision: Decision,
  settledAt: Instant,
): Write[] {
  const { table } = desk;
  const { commandId, declarationId, receivedAt } = command;
  const after: DidCase = { ...decision.next, version: (before?.version ?? 0) + 1 };
  const act = { by: { party: command.party, actor: command.actor }, receivedAt, appliedAt: settledAt };
  const due = nextLook(after, desk.policy);
  const settlement: Settlement = { state: 'applied', next: after.status, warnings: decision.warnings, settledAt };
  return [
    ...(before ? [replaceCase(table, after, before.version, due)] : createCase(table, after, due)),
    appendHistory(table, {
      declarationId,
      sequence: after.version,
      event: command.verb,
      from: before?.status ?? 'none',
      to: after.status,
      by: {
        party: command.party,
        subject: command.actor.subject,
        assurance: command.actor.assurance,
        ...(command.actor.idp !== undefined && { idp: command.actor.idp }),
        ...(command.actor.operatorId !== undefined && { operatorId: command.actor.operatorId }),
      },
      commandId,
      receiptNumber: command.receiptNumber,
      receivedAt,
      appliedAt: settledAt,
      rules: [...decision.rules],
      policy: desk.policy.id,
      ...(decision.reason !== undefined && { reason: decision.reason }),
      ...(decision.sanction && { sanction: decision.sanction }),
      ...(decision.warnings.length > 0 && { warnings: [...decision.warnings] }),
    }),
    ...placeWrites(table, before, after, receivedAt),
    ...broughtBy(table, after, commandId, { ...decision, receivedAt, appliedAt: settledAt }),
    // Whom an office was to convene has come, or is gone.
    ...(before?.convenedAt !== undefined && after.status !== before.status
      ? obsoleteTask(table, taskIdOf('convene', declarationId), declarationId, settledAt)
      : []),
    ...decision.effects.flatMap((effect) =>
      effect === 'free-live-guard'
        ? giveUpGuard(table, after, around.beside, act, desk.policy)
        : effectOf(table, effect, after, around, receivedAt),
    ),
    ...(decision.besides ? noteBeside(table, decision.besides, declarationId, act, desk.policy) : []),
    ...(decision.absorbs ? absorb(table, decision.absorbs, declarationId, command) : []),
    ...(decision.succeeds ? succeed(table, decision.succeeds, declarationId, command, desk.policy, settledAt) : []),
    settleCommand(table, commandId, settlement),
    clearWait(table, wait, commandId, after.status),
  ];
}

function refused(
  { table }: Desk,
  wait: Wait,
  { commandId, declarationId }: StoredCommand,
  didCase: DidCase | undefined,
  { code, field, rule }: Refusal,
  settledAt: Instant,
): Write[] {
  return [
    settleCommand(table, commandId, {
      state: 'refused',
      next: didCase?.status ?? 'none',
      refusal: { code, rule, ...(field !== undefined && { field }) },
      settledAt,
    }),
    didCase
      ? clearWait(table, wait, commandId, didCase.status)
      : dropWait(table, declarationId, wait.generation, commandId),
  ];
}

function effectOf(
  table: Table,
  effect: Exclude<Effect, 'free-live-guard'>,
  didCase: DidCase,
  { citizen, ledger, tasks }: Around,
  receivedAt: Instant,
): Write | Write[] {
  switch (effect) {
    case 'take-live-guard':
      return takeLive(table, didCase.citizenId, didCase.declarationId);
    case 'verify-fiscal-code':
      return verifyCode(table, citizen.fiscalCodeGuard, citizen.citizenId);
    case 'mark-deceased':
      return changeCitizen(table, citizen, { deceasedAt: receivedAt, deathProposedAt: undefined });
    case 'mark-living':
      return changeCitizen(table, citizen, { deceasedAt: undefined });
    case 'adopt-applications':
      return ledger ? adopt(table, ledger, didCase, receivedAt) : [];
    case 'hold-citizen':
      return holdCitizen(table, citizen);
    case 'hold-tasks':
      return holdTasks(table, didCase.declarationId, tasks?.mark);
  }
}
