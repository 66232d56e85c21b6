import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { type DidCase, PartialData } from '../declaration.ts';
import { standing } from '../inps.ts';
import { isAsked, oldDidOf, questionTasks } from '../old-did.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { ageProblem, declarationProblem, declarationWarnings, unreadNotice } from './declared.ts';
import { EntryB, EntryC, enterA, enterB, enterC } from './entering.ts';

/** The person has not applied to INPS after all: what they said of it is taken back. */
const noInpsApplication = z.optional(z.literal(true));

/** Body of `POST …/route`: what the new route asks, and of the data what is to be added or put right. */
export const ChangeRouteBody = z.discriminatedUnion('route', [
  z.extend(PartialData, {
    route: z.literal('A'),
    /** There was no earlier DID after all: the question to the job centre is taken back. */
    noEarlierDid: z.optional(z.literal(true)),
    noInpsApplication,
  }),
  EntryB,
  z.extend(EntryC, { noInpsApplication }),
]);
export type ChangeRouteBody = z.infer<typeof ChangeRouteBody>;

/** Whether a DID is known to exist by more than the citizen's word: then no other may be released (S0:45, S0:57). */
export function existsElsewhere({ inps, oldDid }: Pick<DidCase, 'inps' | 'oldDid'>): boolean {
  return standing(inps?.applications).length > 0 || inps?.verified !== undefined || oldDid?.answer?.valid === true;
}

/**
 * Changes the route while no DID exists, at no cost: who finds to have no right to a benefit makes a DID here, who
 * applies to INPS makes none. Refuses where a DID exists (`did-exists`), while a job centre is asked and the person does
 * not take the question back (`old-did-unanswered`: silence is no answer), routes A and C where the person said to have
 * applied to INPS and does not take it back (`inps-application-made`), and the route of today (`same-route`).
 */
export function changeRoute(facts: CaseFacts, body: ChangeRouteBody): Decision | Refusal {
  const { didCase, receivedAt, today } = facts;
  if (existsElsewhere(didCase)) return refuse('did-exists', 'route');
  if (body.route === didCase.route) return refuse('same-route', 'route');
  const { route, inps, oldDid, noEarlierDid, noInpsApplication, ...added } = {
    inps: undefined,
    oldDid: undefined,
    noEarlierDid: undefined,
    noInpsApplication: undefined,
    ...body,
  };
  const asked = isAsked(didCase.oldDid);
  if (route === 'A' && asked && noEarlierDid !== true) return refuse('old-did-unanswered', 'noEarlierDid');
  // Whoever applied has a DID already: no other is released beside it, or asked for in its place (S0:45).
  const applied = didCase.inps?.stated?.state === 'made';
  if (route !== 'B' && applied && noInpsApplication !== true)
    return refuse('inps-application-made', 'noInpsApplication');
  const data = { ...didCase.data, ...added };
  const about = { policy: facts.policy, person: facts.citizen.person, today };
  const problem =
    (route === 'A' ? ageProblem(facts, today) : undefined) ??
    unreadNotice(added, today) ??
    declarationProblem(data, about);
  if (problem) return problem;

  const takenBack = asked && route === 'A' && didCase.oldDid;
  const applications = didCase.inps?.applications;
  // What rested on the citizen's word alone goes with it.
  const base = {
    ...didCase,
    data,
    inps: applications && { applications },
    routeSince: receivedAt,
    didDate: undefined,
    didSource: undefined,
    didKnownAt: undefined,
    unemployedSince: undefined,
    operatorId: undefined,
    operatorChosenOn: undefined,
    notices: undefined,
    convenedAt: undefined,
    ...(takenBack && { oldDid: { ...takenBack, takenBackAt: receivedAt } }),
  };
  const entry = inps ? enterB(facts, base, inps) : oldDid ? enterC(facts, base, oldDid) : enterA(facts, base);
  if ('kind' in entry) return entry;
  const { next, rules, ...brought } = entry;
  return decided(
    didCase,
    { ...next, status: 'registered' },
    {
      ...brought,
      rules,
      warnings: [...brought.warnings, ...declarationWarnings(data, about)],
      reason: `to-route-${route.toLowerCase()}`,
      settles: [
        ...(takenBack ? questionTasks(didCase) : []),
        ...(didCase.convenedAt === undefined ? [] : (['convene'] as const)),
      ],
    },
  );
}

export const changeRouteCommand = { ...onCase('change-route', ChangeRouteBody, changeRoute), names: oldDidOf };
