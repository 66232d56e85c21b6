/**
 * The record of one person in the simulated year, and what changes it: commands, edits and the sweep, decided by the
 * product's own law and folded as functions/transitions/apply.ts, functions/store/edits.ts and functions/schedule/cases.ts
 * fold it, but for the table.
 */
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../../functions/domain/actor.ts';
import { decide } from '../../functions/domain/commands.ts';
import { dateInRome, type Instant } from '../../functions/domain/dates.ts';
import { countedNotices, type DueStep, dueStep, nextLook } from '../../functions/domain/deadlines.ts';
import type { Citizen, Facts } from '../../functions/domain/decide.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { type EditName, edits } from '../../functions/domain/edits.ts';
import { CitizenId, CommandId, DeclarationId, MailId, Subject } from '../../functions/domain/ids.ts';
import type { Party, Verb } from '../../functions/domain/lifecycle.ts';
import type { Operator } from '../../functions/domain/operators.ts';
import type { ProcedurePolicy } from '../../functions/domain/policies.ts';
import type { Refusal } from '../../functions/domain/refusals.ts';
import { convene, doubt, noticeServed, remind } from '../../functions/domain/reminders.ts';
import { erasureOf, withoutEvidence, withoutPerson } from '../../functions/domain/retention.ts';
import { answer } from '../../functions/transitions/apply.ts';
import { directory } from '../unit/directory.ts';
import { mario } from '../unit/samples.ts';

const namespace = '5d0a1c8e-7f21-5b36-9c44-0e6d2b8f7a13';

/** What is known of one person. */
export interface File {
  readonly declarationId: DeclarationId;
  citizen: Citizen;
  didCase: DidCase | undefined;
  /** Kinds of tasks about the case that no office has settled. */
  readonly openTasks: Set<string>;
  /** Since when its present execution runs, and how many there were. */
  executionStartedAt: Instant;
  generation: number;
  /** When the sweep looks at the case. */
  due: Instant | undefined;
}

/** Who commands, and when. */
export interface Order {
  readonly actor: Actor;
  readonly party: Party;
  readonly receivedAt: Instant;
}

/** What became of a command: whether the person is written to, and whether the execution was old enough to roll over. */
export interface Applied {
  readonly kind: 'applied';
  readonly mail: boolean;
  readonly rolledOver: boolean;
}

const idOf = ({ declarationId, didCase }: File, what: string) =>
  uuidv5(`${declarationId}|${didCase?.version ?? 0}|${what}`, namespace);

const operatorOf = (didCase: DidCase | undefined) => directory.get(didCase?.operatorId ?? '');

/** What the directory tells of the places around a case. */
const around = (didCase: DidCase | undefined) => ({
  operator: operatorOf(didCase),
  operators: directory,
  domicileCpiId: undefined,
});

/** Decides a command as of its receipt and writes what it decides; a refusal changes nothing. */
export function command(
  file: File,
  verb: Verb,
  body: unknown,
  { actor, party, receivedAt }: Order,
  policy: ProcedurePolicy,
): Applied | Refusal {
  const { declarationId, citizen, didCase, generation, executionStartedAt } = file;
  const commandId = CommandId.parse(idOf(file, verb));
  const officeTaskOpen = file.openTasks.size > 0;
  const known = { commandId, declarationId, receivedAt, actor, party, citizen, didCase, officeTaskOpen, policy };
  const facts: Facts = { ...known, ...around(didCase) };
  const outcome = decide(verb, facts, body);
  if (outcome.kind === 'refusal') return outcome;
  if (didCase === undefined) file.executionStartedAt = receivedAt;
  file.didCase = { ...outcome.next, version: (didCase?.version ?? 0) + 1 };
  file.due = nextLook(file.didCase, policy);
  const step = { declarationId, generation, commandId, executionStartedAt: didCase ? executionStartedAt : receivedAt };
  const { rollOver } = answer(step, receivedAt, 'applied', file.didCase.status);
  if (rollOver) {
    file.generation += 1;
    file.executionStartedAt = receivedAt;
  }
  return { kind: 'applied', mail: outcome.mail !== undefined, rolledOver: rollOver };
}

function write(file: File, didCase: DidCase, changes: Partial<DidCase>, policy: ProcedurePolicy): void {
  file.didCase = { ...didCase, ...changes, version: didCase.version + 1 };
  file.due = nextLook(file.didCase, policy);
}

/** An edit of the citizen; throws where it is refused. */
export function edit(file: File, name: EditName, body: unknown, receivedAt: Instant, policy: ProcedurePolicy): void {
  const { didCase } = file;
  if (!didCase) throw new Error('there is no case to edit');
  const { declarationId, citizen } = file;
  const outcome = edits[name].decide(
    {
      commandId: CommandId.parse(idOf(file, name)),
      declarationId,
      receivedAt,
      actor: { subject: Subject.parse('citizen'), role: 'citizen', assurance: 'strong' },
      party: 'citizen',
      citizen,
      didCase,
      ...around(didCase),
      mailbox: 'mario.rossi@libero.it',
      policy,
    },
    body,
  );
  if (outcome.kind === 'refusal') throw new Error(`${name}: ${outcome.code}`);
  write(file, didCase, outcome.changes, policy);
}

/** What a look of the sweep came to: what was due, and the notice that is to be sent. */
export interface Look {
  readonly step: Extract<DueStep['kind'], 'wait' | 'remind' | 'convene' | 'ask-office' | 'expire'>;
  readonly notice?: MailId;
}

/** Does what time brings to a case that is due; the closing itself is a command, which the caller gives. */
export function look(file: File, now: Instant, policy: ProcedurePolicy): Look {
  const { didCase, citizen } = file;
  if (!didCase) throw new Error('there is no case to look at');
  const erasure = erasureOf(didCase, policy);
  if (erasure && erasure.at <= now) {
    // What it costs to erase is not told here: a few writes, years later.
    const changes =
      erasure.kind === 'evidence' ? withoutEvidence(dateInRome(now)) : withoutPerson(didCase, dateInRome(now));
    write(file, didCase, { ...changes, erasing: undefined }, policy);
    return { step: 'wait' };
  }
  const counted = countedNotices(didCase, citizen.mailboxSince);
  const step = dueStep(didCase, { ...citizen, officeTaskOpen: file.openTasks.size > 0 }, policy, now);
  switch (step.kind) {
    case 'wait':
      file.due = step.until;
      return { step: step.kind };
    case 'remind': {
      const mailId = MailId.parse(idOf(file, 'remind'));
      const notice = {
        number: step.notice,
        mailId,
        closesOn: step.closesOn,
        earlier: counted,
        operator: operatorOf(didCase),
      };
      write(file, didCase, remind(didCase, notice, policy, now).changes, policy);
      return { step: step.kind, notice: mailId };
    }
    case 'convene':
      file.openTasks.add('convene');
      write(file, didCase, convene(didCase, policy, now).changes, policy);
      return { step: step.kind };
    case 'ask-office':
      file.openTasks.add('notice-not-received');
      write(file, didCase, doubt(counted, policy).changes, policy);
      return { step: step.kind };
    case 'expire':
      return { step: step.kind };
    default:
      throw new Error(`${step.kind} is not simulated`);
  }
}

/** A notice arrived: its term runs. Tells whether that was news. */
export function served(file: File, mailId: MailId, at: Instant, policy: ProcedurePolicy): boolean {
  const { didCase } = file;
  const noted = didCase && noticeServed(didCase, mailId, at, policy);
  if (!didCase || !noted) return false;
  write(file, didCase, noted.changes, policy);
  return true;
}

/** What no command may ever do to a case, and did: breaches of the law or of the record, in words. */
export function breachesOf(before: DidCase | undefined, after: DidCase, mailboxHealthy: boolean): string[] {
  const { status, unemployedSince, withReserve, releasedAt, notices = [], version } = after;
  const expired = status === 'expired';
  const breaches: [boolean, string][] = [
    [version !== (before?.version ?? 0) + 1, 'a version was left out'],
    [
      before?.unemployedSince !== undefined && before.unemployedSince !== unemployedSince,
      'unemployed since another day',
    ],
    [expired && releasedAt !== undefined && !withReserve, 'a strong DID expired'],
    [
      expired && (notices.length !== 2 || notices.some(({ servedAt }) => !servedAt)),
      'closed without two served notices',
    ],
    [expired && !mailboxHealthy, 'closed with a broken mailbox'],
  ];
  return breaches.filter(([breach]) => breach).map(([, what]) => what);
}

/** The file of a person who comes to the portal, with a mailbox that takes mail. */
export function newFile(index: number, now: Instant): File {
  const citizenId = CitizenId.parse(uuidv5(`${index}|citizen`, namespace));
  return {
    declarationId: DeclarationId.parse(uuidv5(`${index}|declaration`, namespace)),
    citizen: { citizenId, person: mario, mailboxHealthy: true, mailboxSince: now },
    didCase: undefined,
    openTasks: new Set(),
    executionStartedAt: now,
    generation: 1,
    due: undefined,
  };
}

/** The person of a file, signed in. */
export function citizenActor({ citizen }: File, strong: boolean): Actor {
  const subject = Subject.parse('account-of-the-person');
  const { citizenId, person } = citizen;
  return strong
    ? { subject, role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: person.fiscalCode, citizenId }
    : { subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD', citizenId };
}

/** Staff of an operator. */
export function officerActor({ id, kind }: Operator): Actor {
  const subject = Subject.parse('account-of-the-officer');
  return { subject, role: 'operator', assurance: 'basic', operatorId: id, operatorKind: kind };
}

/** The sweep, the only actor that is no person. */
export const schedule: Actor = { subject: Subject.parse('schedule'), role: 'system', assurance: 'strong' };
