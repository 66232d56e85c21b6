/** What each step of a case asks of each service, counted on the real functions. */
import * as z from 'zod/mini';
import { addSeconds, type Instant } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import type { StoredMail } from '../../functions/store/mails.ts';
import { taskIdOf } from '../../functions/store/tasks.ts';
import { at, cpi, data, day, identityDocument, mario, pact } from '../unit/samples.ts';
import { type Load, loadOf, minus, plus } from './loads.ts';
import { storedBytes } from './meter.ts';
import { type Claims, Trial } from './trial.ts';

/** What is counted, each the load of doing it once. */
export const steps = [
  'sign-in',
  'set-up',
  'read-operators',
  'register',
  'release-strong',
  'release-basic',
  'choose-operator',
  'confirm',
  'pact-after-reserve',
  'pact-after-strong',
  'withdraw',
  'expire',
  'refused',
  'read-command',
  'read-case',
  'look-at-desk',
  'read-queue',
  'finish-task',
  'repair-mailbox',
  'mail',
  'delivery',
  'notice-served',
  'bounce',
  'mail-held',
  'look-mail',
  'look-case',
  'remind',
  'ask-office',
  'convene',
  'roll-over',
  'sweep',
] as const;
export type StepName = (typeof steps)[number];

/** The costs, and what one signed case takes on disk. */
export interface Costs {
  readonly of: Readonly<Record<StepName, Load>>;
  readonly storedBytes: number;
  /** The cases of the trials at their ends: a strong one, one con riserva, one that lapsed. */
  readonly cases: { readonly strong: DidCase; readonly reserved: DidCase; readonly lapsed: DidCase };
}

const basic: Claims = {
  sub: '6f1d2c3b-0000-4000-8000-000000000001',
  role: 'citizen',
  assurance: 'basic',
  idp: 'PASSWORD',
};
const strong: Claims = { ...basic, assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };
const officer: Claims = {
  sub: '6f1d2c3b-0000-4000-8000-000000000002',
  role: 'operator',
  assurance: 'basic',
  idp: 'PASSWORD',
  operatorId: cpi,
  operatorKind: 'cpi',
  fiscalCode: 'BNCGLI80C52F205P',
};

/** The days of every trial: the draft, its release, and the meeting. */
export const draftedAt = at('2026-11-03T09:00:00.000Z');
export const releasedAt = at('2026-11-03T09:10:00.000Z');
export const chosenAt = at('2026-11-03T09:15:00.000Z');
export const metAt = at('2026-11-20T09:00:00.000Z');
const metOn = day('2026-11-20');
export const meetingBody = { metOn, identityDocument, paperDeclaration: { signedOn: metOn } };
export const pactBody = { ...pact, signedOn: metOn };
export const registration = { route: 'A', ...data };

/** A mailbox that is proved, and a record. */
async function setUp(trial: Trial, claims: Claims): Promise<void> {
  const first = addSeconds(draftedAt, -600);
  await trial.step('name-mailbox', first, () => proveMailbox(trial, claims, first, 'mario.rossi@libero.it'));
  await trial.post('sent', first);
  await trial.step('write-me', first, () => trial.ask('write-me', claims, 201, { at: first, body: mario }));
  const both = plus(found(trial.loads, 'name-mailbox'), found(trial.loads, 'write-me'));
  trial.loads.set('set-up', both);
  // A function that runs already has the directory in its memory.
  await trial.ask('list-operators', claims, 200, { at: addSeconds(first, -60) });
  await trial.step('read-operators', first, () => trial.ask('list-operators', claims, 200, { at: first }));
}

async function proveMailbox(trial: Trial, claims: Claims, now: Instant, mailbox: string): Promise<void> {
  await trial.ask('name-mailbox', claims, 202, { at: now, body: { mailbox } });
  const code = trial.memory.all('candidate')[0]?.['code'];
  await trial.ask('prove-mailbox', claims, 200, { at: now, body: { code } });
}

/** The mail that waits is sent, and arrives. */
async function post(trial: Trial, now: Instant): Promise<void> {
  let mail: StoredMail | undefined;
  await trial.step('mail', now, async () => {
    mail = await trial.post('sent', now);
  });
  await trial.step('delivery', now, async () => mail && trial.tell(mail, 'Delivery', now));
}

async function released(trial: Trial, claims: Claims, name: StepName): Promise<void> {
  await setUp(trial, claims);
  await trial.step('register', draftedAt, () =>
    trial.command('register', claims, { at: draftedAt, body: registration }),
  );
  await post(trial, draftedAt);
  const { declarationId: id } = trial.didCase;
  await trial.step(name, releasedAt, () => trial.command('release', claims, { id, at: releasedAt, body: {} }));
  await post(trial, releasedAt);
}

async function chosen(trial: Trial, claims: Claims, name: StepName): Promise<string> {
  await released(trial, claims, name);
  const { declarationId: id } = trial.didCase;
  const body = { operatorId: cpi };
  await trial.step('choose-operator', chosenAt, () =>
    trial.ask('choose-operator', claims, 200, { id, at: chosenAt, body }),
  );
  return id;
}

/** A strong DID up to its pact, the reads about it, a roll-over, and its withdrawal. */
async function strongStory(trial: Trial): Promise<{ didCase: DidCase; bytes: number }> {
  const id = await chosen(trial, strong, 'release-strong');
  await trial.step('read-case', metAt, () => trial.ask('read-declaration', strong, 200, { id, at: metAt }));
  await trial.step('look-at-desk', metAt, () => trial.ask('read-declaration', officer, 200, { id, at: metAt }));
  const commandId = String(trial.memory.all('command')[0]?.['commandId']);
  await trial.step('read-command', metAt, () => trial.ask('read-command', strong, 200, { id: commandId, at: metAt }));
  const sign = { id, at: metAt, body: pactBody };
  await trial.step('pact-after-strong', metAt, () => trial.command('sign-pact', officer, sign));
  await post(trial, metAt);
  const result = { didCase: trial.didCase, bytes: storedBytes(trial.memory.items.values()) };

  const evening = at('2026-11-23T20:00:00.000Z');
  await trial.step('sweep', evening, () => trial.sweep(evening));
  await trial.step('roll-over', evening, async () => {
    await trial.rollOver();
    await trial.sweep(evening);
  });
  await trial.step('withdraw', evening, () => trial.command('withdraw', strong, { id, at: evening, body: {} }));
  return result;
}

/** A DID con riserva up to its pact, with a work list of 25 such cases and a meeting that failed for an expired card. */
async function reservedStory(trial: Trial): Promise<DidCase> {
  const id = await chosen(trial, basic, 'release-basic');
  const row = trial.memory.all('case')[0];
  for (let other = 10; other < 34; other += 1) {
    trial.memory.set(
      { pk: `DID#other-${other}`, sk: 'CASE' },
      { ...row, pk: `DID#other-${other}`, agendaShard: undefined },
    );
  }
  await trial.step('read-queue', metAt, () =>
    trial.ask('read-queue', officer, 200, { at: metAt, query: { limit: '25' } }),
  );
  for (let other = 10; other < 34; other += 1) trial.memory.items.delete(`DID#other-${other}|CASE`);
  const expired = { ...meetingBody, identityDocument: { ...identityDocument, expiresOn: '2026-01-01' } };
  await trial.step('refused', metAt, () => trial.ask('confirm', officer, 422, { id, at: metAt, body: expired }));
  const confirm = { id, at: metAt, body: meetingBody };
  await trial.step('confirm', metAt, () => trial.command('confirm', officer, confirm));
  await post(trial, metAt);
  const sign = { id, at: metAt, body: pactBody };
  await trial.step('pact-after-reserve', metAt, () => trial.command('sign-pact', officer, sign));
  return trial.didCase;
}

/** The instant that the agenda holds for the case of a trial. */
const dueOf = (trial: Trial): Instant => at(String(trial.memory.all('case')[0]?.['agendaDue']));

/** A DID con riserva that is never completed: two notices, the first of them late to arrive, and its closing. */
async function lapsedStory(trial: Trial): Promise<DidCase> {
  await chosen(trial, basic, 'release-basic');
  const first = dueOf(trial);
  await trial.step('remind', first, () => trial.sweep(first));
  let notice = await trial.post('sent', first);
  const doubted = dueOf(trial);
  await trial.step('ask-office', doubted, () => trial.sweep(doubted));
  const body = { note: 'Telefonato: ha ricevuto la lettera.' };
  const task = taskIdOf('notice-not-received', notice.mailId);
  await trial.step('finish-task', doubted, () =>
    trial.ask('finish-task', officer, 200, { id: task, at: doubted, body }),
  );
  await trial.step('notice-served', doubted, () => trial.tell(notice, 'Delivery', doubted));
  const second = dueOf(trial);
  await trial.step('remind', second, () => trial.sweep(second));
  notice = await trial.post('sent', second);
  await trial.tell(notice, 'Delivery', second);
  const end = dueOf(trial);
  await trial.step('expire', end, () => trial.sweep(end));
  return trial.didCase;
}

/** A strong DID without a pact, whose mailbox breaks. */
async function brokenStory(trial: Trial): Promise<void> {
  await released(trial, strong, 'release-strong');
  const { declarationId } = trial.didCase;
  const convened = dueOf(trial);
  await trial.step('convene', convened, () => trial.sweep(convened));

  const body = { operatorId: cpi };
  const now = addSeconds(convened, 3600);
  await trial.ask('choose-operator', strong, 200, { id: declarationId, at: now, body });
  const sign = { id: declarationId, at: now, body: { ...pactBody, signedOn: day(now.slice(0, 10)) } };
  await trial.step('pact-after-strong', now, () => trial.command('sign-pact', officer, sign));
  const mail = await trial.post('sent', now);
  await trial.step('bounce', now, () => trial.tell(mail, 'Bounce', now));
  await trial.step('withdraw', now, () => trial.command('withdraw', strong, { id: declarationId, at: now, body: {} }));
  await trial.step('mail-held', now, () => trial.post('held', now));
  const tomorrow = addSeconds(now, 90_000);
  await trial.step('look-mail', tomorrow, () => trial.sweep(tomorrow));
  await trial.step('repair-mailbox', tomorrow, () => proveMailbox(trial, strong, tomorrow, 'm.rossi@gmail.com'));
}

/** A DID con riserva whose mailbox broke: the sweep looks at it, and does nothing. */
async function waitingStory(trial: Trial): Promise<void> {
  await released(trial, basic, 'release-basic');
  trial.memory.set({ pk: `CITIZEN#${trial.didCase.citizenId}`, sk: 'PROFILE' }, { mailboxBrokenAt: releasedAt });
  const due = dueOf(trial);
  await trial.step('look-case', due, () => trial.sweep(due));
}

async function told<Result>(story: (trial: Trial) => Promise<Result>) {
  const trial = new Trial();
  try {
    const result = await story(trial);
    return { result, loads: trial.loads };
  } finally {
    trial.close();
  }
}

/** Counts every step. Takes some seconds; the same each time, but for the ids. */
export async function countCosts(): Promise<Costs> {
  const strongOne = await told(strongStory);
  const reserved = await told(reservedStory);
  const lapsed = await told(lapsedStory);
  const broken = await told(brokenStory);
  const waiting = await told(waitingStory);
  const loads = new Map([waiting, broken, lapsed, reserved, strongOne].flatMap((told) => [...told.loads]));
  // A run of the sweep reads its index and is invoked however much is due.
  const idle = found(loads, 'sweep');
  const swept: readonly string[] = ['look-mail', 'look-case', 'remind', 'ask-office', 'convene', 'expire', 'roll-over'];
  // Nothing but the trigger that writes the claims of the token.
  loads.set('sign-in', loadOf({ signIns: 1, invocations: 1 }));
  const load = (name: StepName) => minus(found(loads, name), swept.includes(name) ? idle : loadOf({}));
  return {
    of: z.record(z.enum(steps), z.custom<Load>()).parse(Object.fromEntries(steps.map((name) => [name, load(name)]))),
    storedBytes: strongOne.result.bytes,
    cases: { strong: strongOne.result.didCase, reserved: reserved.result, lapsed: lapsed.result },
  };
}

function found(loads: ReadonlyMap<string, Load>, name: string): Load {
  const load = loads.get(name);
  if (!load) throw new Error(`${name} was not counted`);
  return load;
}
