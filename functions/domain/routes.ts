/**
 * Which of the three ways of S0 is a person's: one pure function, for the API, the portal and the refusals alike.
 * A: a new DID on the portal. B: the application to INPS is the DID. C: an earlier DID, to be verified.
 */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import type { Language } from './person.ts';
import type { ProcedurePolicy, RuleId } from './policies.ts';

const yes = z.literal('true');

/** The three questions, as the query of `GET /route` asks them; what is not said is no. */
export const RouteQuery = z
  .strictObject({
    /** First: has the job ended, or has the person never worked? */
    jobEndedOn: z.optional(PlainDate),
    neverWorked: z.optional(yes),
    /** In a job whose work is suspended: paid by CIG, a recipient and yet employed. */
    suspended: z.optional(yes),
    /** The day on which notice of dismissal was given, in a job that has not ended. */
    dismissalNoticeOn: z.optional(PlainDate),
    /** Second: has the person applied to INPS after the job ended, or is about to? */
    inpsApplication: z.enum(['made', 'about-to', 'no']),
    /** Third: is there an earlier DID, at a job centre or by an application to INPS of the past? */
    earlierDid: z._default(z.enum(['none', 'cpi', 'inps']), 'none'),
  })
  .check(
    z.refine(({ jobEndedOn, neverWorked }) => jobEndedOn === undefined || neverWorked === undefined, {
      path: ['neverWorked'],
      error: 'route-worked-or-not',
    }),
  );
export type RouteAnswers = z.infer<typeof RouteQuery>;

export const routeOutcomes = ['A', 'B', 'C', 'not-yet'] as const;
export type RouteOutcome = (typeof routeOutcomes)[number];

/** Why a route is the person's. */
export const routeReasons = [
  'no-benefit',
  'dismissal-notice',
  'inps-application-is-the-did',
  'inps-application-to-come',
  'earlier-did-to-verify',
  'earlier-did-of-inps',
  'employed',
  'suspended',
  'job-ends-later',
] as const;
export type RouteReason = (typeof routeReasons)[number];

export interface RouteFinding {
  readonly route: RouteOutcome;
  readonly reason: RouteReason;
  readonly rules: readonly RuleId[];
  /** Whether *salva DID* is the person's: where B or C holds no new DID may be released (S0:45, S0:57). */
  readonly releaseHere: boolean;
}

const found = (route: RouteOutcome, reason: RouteReason, rules: readonly RuleId[]): RouteFinding => ({
  route,
  reason,
  rules,
  releaseHere: route === 'A',
});

/**
 * The route of a person on a day in Europe/Rome. Who still has a job is on none, a recipient of CIG too: S0:43 asks that
 * the job has ended; notice of dismissal counts only where the policy says so (D.Lgs. 150/2015 art. 19 c.4).
 */
export function routeOf(answers: RouteAnswers, policy: ProcedurePolicy, today: PlainDate): RouteFinding {
  const { jobEndedOn, neverWorked, dismissalNoticeOn, suspended, inpsApplication, earlierDid } = answers;
  if (neverWorked === undefined && (jobEndedOn === undefined || jobEndedOn > today)) {
    const noticed = dismissalNoticeOn !== undefined && dismissalNoticeOn <= today;
    const notice = policy.dismissalNotice;
    if (noticed && notice.value && inpsApplication === 'no') return found('A', 'dismissal-notice', [notice.rule]);
    if (jobEndedOn !== undefined) return found('not-yet', 'job-ends-later', ['S0:5', notice.rule]);
    return suspended === undefined
      ? found('not-yet', 'employed', ['S0:5', notice.rule])
      : found('not-yet', 'suspended', ['S0:5', 'S0:43']);
  }
  if (inpsApplication === 'made') return found('B', 'inps-application-is-the-did', ['S0:43', 'S0:45']);
  if (inpsApplication === 'about-to') return found('B', 'inps-application-to-come', ['S0:43', 'S0:45']);
  if (earlierDid === 'inps') return found('C', 'earlier-did-of-inps', ['S0:57']);
  if (earlierDid === 'cpi') return found('C', 'earlier-did-to-verify', ['S0:57']);
  return found('A', 'no-benefit', ['S0:7']);
}

/** Where a person goes from here, in words. */
export const directions: Readonly<Record<RouteReason, Readonly<Record<Language, string>>>> = {
  'no-benefit': {
    it: 'Rilascia qui la DID: apri una bozza, controlla i dati e premi «Salva DID».',
    en: 'Release the DID here: open a draft, check the data and press “Save DID”.',
  },
  'dismissal-notice': {
    it: 'Hai ricevuto il preavviso di licenziamento: puoi già rilasciare qui la DID.',
    en: 'You were given notice of dismissal: you may release the DID here already.',
  },
  'inps-application-is-the-did': {
    it: 'La domanda all’INPS è già la tua DID: non farne un’altra. Registrati qui per scegliere chi ti segue.',
    en: 'Your application to INPS is your DID already: do not make another. Register here to choose who follows you.',
  },
  'inps-application-to-come': {
    it: 'Fai la domanda all’INPS, da solo o con un patronato: sarà la tua DID. Poi scegli qui chi ti segue.',
    en: 'Apply to INPS, alone or with a patronato: that will be your DID. Then choose here who follows you.',
  },
  'earlier-did-to-verify': {
    it: 'Forse la tua DID vale ancora: registrati qui e chiediamo al Centro per l’Impiego che l’ha ricevuta.',
    en: 'Your DID may still be valid: register here and we ask the job centre that took it.',
  },
  'earlier-did-of-inps': {
    it: 'Forse la tua DID vale ancora: registrati qui e indica il Centro per l’Impiego del tuo domicilio, che la controlla.',
    en: 'Your DID may still be valid: register here and name the job centre of your domicile, which checks it.',
  },
  employed: {
    it: 'Non ancora: la DID è di chi non ha un lavoro. Torna qui quando il lavoro finisce.',
    en: 'Not yet: the DID is for people without a job. Come back when your job has ended.',
  },
  suspended: {
    it: 'Non ancora: con la cassa integrazione il lavoro non è finito. Per la sospensione chiedi all’azienda o all’INPS.',
    en: 'Not yet: while work is suspended the job has not ended. Ask your employer or INPS about the suspension.',
  },
  'job-ends-later': {
    it: 'Non ancora: torna qui dal giorno in cui il lavoro finisce.',
    en: 'Not yet: come back from the day on which your job ends.',
  },
};

/** The operation of the API that comes next on a route; `null` where nothing is to be done here. */
export const nextSteps: Readonly<Record<RouteOutcome, 'register' | null>> = {
  A: 'register',
  B: 'register',
  C: 'register',
  'not-yet': null,
};
