/** Cases of routes B and C that the tests of their rules begin from. */

import { decide } from '../../../functions/domain/commands.ts';
import type { Decision, Facts } from '../../../functions/domain/decide.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { CommandId, OperatorId, Subject } from '../../../functions/domain/ids.ts';
import { hear, type InpsApplication, InpsNews } from '../../../functions/domain/inps.ts';
import { type Attached, attach } from '../../../functions/domain/inps-case.ts';
import type { Refusal } from '../../../functions/domain/refusals.ts';
import { at, cpi, day, decisionOf, factsOf, mario, officer, otherCpi, receivedAt, today } from '../samples.ts';

export const notice = { privacyNoticeVersion: '2026-1' };
export const protocol = 'INPS.4900.16/11/2026.0012345';
export const made = { state: 'made', kind: 'naspi', appliedOn: day('2026-11-16'), protocol } as const;
export const aboutTo = { state: 'about-to', kind: 'naspi' } as const;

/** Registers a citizen with a body; facts as the tests say. */
export function register(body: object, changes: Partial<Facts> = {}): Decision | Refusal {
  return decide('register', factsOf({ didCase: undefined, ...changes }), { ...notice, ...body });
}

/** The case that a decision makes. */
export const caseOf = (outcome: Decision | Refusal, version = 1): DidCase => ({ ...decisionOf(outcome).next, version });

export const onB = (inps: object = made, changes: Partial<Facts> = {}): DidCase =>
  caseOf(register({ route: 'B', inps }, changes));
export const onC = (oldDid: object = { cpiId: otherCpi, date: day('2025-03-10') }): DidCase =>
  caseOf(register({ route: 'C', oldDid }));

/** A piece of news of INPS. */
export const news = (changes: object = {}): InpsNews =>
  InpsNews.parse({
    fiscalCode: mario.fiscalCode,
    kind: 'naspi',
    appliedOn: '2026-11-16',
    protocol,
    filedBy: 'patronato',
    event: 'filed',
    ...changes,
  });

/** An application as INPS told it. */
export function application(changes: object = {}): InpsApplication {
  const { fiscalCode: _, ...told } = news(changes);
  return hear([], told, receivedAt).after;
}

/** What a live case becomes by news after news. */
export function told(
  didCase: DidCase,
  ...all: readonly object[]
): { readonly didCase: DidCase; readonly last: Attached } {
  let now = didCase;
  let last: Attached = { changes: {}, rules: [], tasks: [], settles: [] };
  for (const changes of all) {
    const { fiscalCode: _, ...told } = news(changes);
    const known = now.inps?.applications ?? [];
    const heard = hear(known, told, receivedAt);
    if (heard.change === 'unchanged') continue;
    last = attach(now, heard, receivedAt);
    now = { ...now, ...last.changes, version: now.version + 1 };
  }
  return { didCase: now, last };
}

/** Another command of somebody on a case. */
export function act(
  verb: Parameters<typeof decide>[0],
  didCase: DidCase,
  body: object,
  changes: Partial<Facts> = {},
): Decision | Refusal {
  return decide(verb, factsOf({ didCase, ...changes }), body);
}

/** The officer of the job centre that is asked about an earlier DID. */
export const asked = (operatorId = otherCpi): Partial<Facts> => ({ actor: officer(operatorId), party: 'other-cpi' });
export const manager: Partial<Facts> = {
  actor: { subject: Subject.parse('manager'), role: 'manager', assurance: 'basic' },
  party: 'manager',
};
export const chosen = (didCase: DidCase, operatorId = cpi): DidCase => ({
  ...didCase,
  operatorId,
  operatorChosenOn: today,
});
export const later = (text: string) => ({ receivedAt: at(text) });
export const anotherCommand = CommandId.parse('9a1b2c3d-3333-5c5c-8c5c-0000000000aa');
export const nowhere = OperatorId.parse('cpi-nowhere');
