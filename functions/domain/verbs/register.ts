import * as z from 'zod/mini';
import { tooEarly } from '../after-decision.ts';
import type { Command } from '../command.ts';
import { dateInRome } from '../dates.ts';
import type { Decision, Facts } from '../decide.ts';
import { DeclarationData, type DidCase, type PartialData } from '../declaration.ts';
import { InpsApplication } from '../inps.ts';
import { attachAll } from '../inps-case.ts';
import { maySucceed } from '../live-guard.ts';
import { oldDidOf } from '../old-did.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { ageProblem, declarationProblem, declarationWarnings, unreadNotice } from './declared.ts';
import { EntryB, EntryC, enterA, enterB, enterC, inpsMail } from './entering.ts';

const notice = { privacyNoticeVersion: DeclarationData.shape.privacyNoticeVersion };

/** Body of `POST /declarations`. Routes B and C release nothing here (S0:45, S0:57), so they need less. */
export const RegisterBody = z.discriminatedUnion('route', [
  z.extend(DeclarationData, { route: z.literal('A') }),
  z.extend(EntryB, notice),
  z.extend(EntryC, notice),
]);
export type RegisterBody = z.infer<typeof RegisterBody>;

/** What opens a case that no citizen has opened: the application that INPS told of, which is a DID (S0:43). */
export const InpsRegistration = z.strictObject({ applications: z.array(InpsApplication) });

/** The case as it begins, before its route. */
function begun(facts: Facts, data: PartialData): Omit<DidCase, 'version'> {
  return {
    declarationId: facts.declarationId,
    citizenId: facts.citizen.citizenId,
    route: 'A',
    status: 'registered',
    registeredAt: facts.receivedAt,
    data,
    withReserve: false,
    authenticity: { state: 'none' },
    ...(facts.domicileCpiId !== undefined && { competentCpiId: facts.domicileCpiId }),
  };
}

function isTaken({ citizen, declarationId }: Facts): boolean {
  return citizen.liveDeclarationId !== undefined && citizen.liveDeclarationId !== declarationId;
}

/** The DID that this one follows: it was forfeited so long ago that another may begin, and holds the guard still. */
function predecessor(facts: Facts): DidCase | undefined {
  const { liveCase, receivedAt } = facts;
  return isTaken(facts) && liveCase && maySucceed(liveCase, receivedAt) ? liveCase : undefined;
}

/**
 * Opens a case: a draft (A), the choice of who follows an application to INPS (B), the question about an earlier DID (C).
 * Refuses with `live-did-exists` (S0:45, S0:57), after a forfeiture with `before-two-months` (D.Lgs. 150/2015 art. 21 c.9),
 * with `did-exists-at-inps` where INPS holds an application that is the
 * DID and the person asks for another route (S0:45), and what `ageProblem` (A: the DID is made here), `unreadNotice`,
 * `declarationProblem` and the routes refuse.
 */
export function register(facts: Facts, body: RegisterBody): Decision | Refusal {
  const early = tooEarly(facts);
  if (early) return early;
  const succeeds = predecessor(facts);
  if (isTaken(facts) && !succeeds) return refuse('live-did-exists');
  if (body.route !== 'B' && (facts.citizen.applications ?? []).length > 0) return refuse('did-exists-at-inps', 'route');
  const { route, inps, oldDid, ...data } = { inps: undefined, oldDid: undefined, ...body };
  const today = dateInRome(facts.receivedAt);
  const about = { policy: facts.policy, person: facts.citizen.person, today };
  const problem =
    (route === 'A' ? ageProblem(facts, today) : undefined) ??
    unreadNotice(data, today) ??
    declarationProblem(data, about);
  if (problem) return problem;
  const base = begun(facts, data);
  const entry = inps ? enterB(facts, base, inps) : oldDid ? enterC(facts, base, oldDid) : enterA(facts, base);
  if ('kind' in entry) return entry;
  return {
    kind: 'decision',
    ...entry,
    rules: route === 'A' ? ['S0:9', 'S0:15'] : entry.rules,
    warnings: [...entry.warnings, ...declarationWarnings(data, about)],
    effects: [...(succeeds ? [] : (['take-live-guard'] as const)), ...entry.effects],
    ...(succeeds && { succeeds }),
  };
}

/**
 * Opens the case of an application that INPS told of, for a person who has none (S0:43). Refuses with `live-did-exists`.
 */
export function registerByInps(facts: Facts, { applications }: z.infer<typeof InpsRegistration>): Decision | Refusal {
  if (isTaken(facts)) return refuse('live-did-exists');
  const { next, rules, tasks } = attachAll({ ...begun(facts, {}), route: 'B' }, applications, facts.receivedAt);
  return {
    kind: 'decision',
    next,
    rules,
    warnings: [],
    effects: ['take-live-guard', 'adopt-applications'],
    tasks,
    mail: inpsMail(facts, next, 'inps'),
  };
}

export const registerCommand: Command<'register'> = {
  verb: 'register',
  body: RegisterBody,
  run: (facts, raw) => {
    if (facts.party !== 'inps') return register(facts, RegisterBody.parse(raw));
    const told = InpsRegistration.safeParse(raw);
    return told.success ? registerByInps(facts, told.data) : refuse('not-this-party');
  },
  names: oldDidOf,
};
