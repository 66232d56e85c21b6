/**
 * News of work that employers must tell (comunicazioni obbligatorie, D.L. 510/1996 art. 9-bis). It changes nothing by
 * itself: the person is asked, and an office is told what the news would mean.
 */
import * as z from 'zod/mini';
import { PlainDate as Day, dateInRome, daysOf, type PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import type { Edit, EditFacts } from './edit.ts';
import { FiscalCode } from './fiscal-code.ts';
import { Protocol } from './inps.ts';
import { jobAsked } from './life.ts';
import type { RuleId } from './policies.ts';
import { jobProposals } from './tasks.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/** A job that began, or one that ended. */
export const jobKinds = ['hired', 'ended'] as const;
/** What can happen to a communication; `told` where nothing else is said. */
export const jobEvents = ['told', 'corrected', 'annulled'] as const;

const theJob = {
  kind: z.enum(jobKinds),
  /** The first day of work, and the last if it is known or set. */
  from: Day,
  until: z.optional(Day),
  protocol: Protocol,
};

/** Body of `POST /inps/job-news`. Strict: employer, pay and contacts have no place. */
export const JobNews = z
  .strictObject({ fiscalCode: FiscalCode, ...theJob, event: z._default(z.enum(jobEvents), 'told') })
  .check(
    z.refine(({ kind, until }) => kind === 'hired' || until !== undefined, {
      error: 'job-end-missing',
      path: ['until'],
    }),
    z.refine(({ from, until }) => until === undefined || from <= until, { error: 'job-ends-first', path: ['until'] }),
  );
export type JobNews = z.infer<typeof JobNews>;

/** What is kept of it beside the DID, for the person and for who decides. */
export const KnownJob = z.object({
  ...theJob,
  event: z.enum(jobEvents),
  proposes: z.enum([...jobProposals, 'nothing']),
});
export type KnownJob = z.infer<typeof KnownJob>;
type Job = Omit<KnownJob, 'proposes'>;

/**
 * Whether a piece of news says anything that was not known of its protocol: it may come in any order and as often as it
 * likes. What was annulled stays so, and a first word that comes after its correction is overtaken.
 */
export function isNewJob(known: readonly KnownJob[], { kind, from, until, protocol, event }: Job): boolean {
  const before = known.filter((one) => one.protocol === protocol).at(-1);
  if (!before) return true;
  if (before.event === 'annulled') return false;
  if (event === 'annulled') return true;
  if (event === 'told' && before.event === 'corrected') return false;
  return before.kind !== kind || before.from !== from || before.until !== until;
}

/**
 * What a job would mean for a DID, for a person to say: work within the limit, or of unknown length, suspends
 * (D.Lgs. 150/2015 art. 19 c.3); longer work closes; what is over lets a suspended status resume. `look`: the case is
 * where none of that is done. Nothing, where the job was over before the DID, or is the one that suspends it already.
 */
export function proposalOf(
  { status, didDate, suspension, suspensions = [] }: Pick<DidCase, 'status' | 'didDate' | 'suspension' | 'suspensions'>,
  { kind, from, until }: Pick<Job, 'kind' | 'from' | 'until'>,
  limit: number,
): KnownJob['proposes'] {
  if (didDate === undefined || (until !== undefined && until < didDate)) return 'nothing';
  const beyond = until !== undefined && daysOf(from, until) > limit;
  if (status === 'suspended') {
    if (kind === 'ended') return 'resumption';
    if (beyond) return 'closure';
    return suspension?.from === from ? 'nothing' : 'look';
  }
  if (status === 'sanction-proposed' || status === 'sanctioned') return 'look';
  if (suspensions.some((past) => past.from === from && past.until === until)) return 'nothing';
  return beyond ? 'closure' : 'suspension';
}

/** News that was taken back: an office looks where the status rests on it, nobody is asked any more otherwise. */
function proposalOfNone({ status, suspension }: DidCase, from: PlainDate): KnownJob['proposes'] {
  return status === 'suspended' && suspension?.from === from ? 'resumption' : 'nothing';
}

const rules: readonly RuleId[] = ['job-news.communication', 'job-news.asked'];

/**
 * Takes a piece of news to a live DID; `undefined` if it says nothing new, or no DID is there yet. What it would mean is
 * proposed to the job centre, and the person is asked; the DID, its status and its days stay as they are.
 */
export function tellJob(facts: EditFacts, { fiscalCode: _, ...news }: JobNews, known: readonly KnownJob[]) {
  const { didCase, policy, operator, receivedAt } = facts;
  const { didDate, contested } = didCase;
  if (didDate === undefined || !isNewJob(known, news)) return undefined;
  const asked = known.some((one) => one.protocol === news.protocol && one.proposes !== 'nothing');
  const annulled = news.event === 'annulled';
  const proposes = annulled
    ? proposalOfNone(didCase, news.from)
    : proposalOf(didCase, news, policy.suspensionDays.value);
  const content: KnownJob = { ...news, proposes };
  const others = known.filter((one) => one.protocol !== news.protocol && stillAsks(known, one));
  const done = proposes === 'nothing' && asked && others.length === 0 && didCase.jobAskedAt !== undefined;
  const told = annulled ? asked : proposes !== 'nothing';
  const edit: Edit = {
    kind: 'edit',
    changes: {
      ...(proposes !== 'nothing' && {
        jobAskedAt: receivedAt,
        ...(contested && { contested: { ...contested, workToldAt: receivedAt } }),
      }),
      ...(done && { jobAskedAt: undefined }),
    },
    rules,
    evidence: { kind: 'job-news', content },
    ...(proposes !== 'nothing' && { tasks: [{ kind: 'job-news', list: 'job-centre', proposes }] }),
    ...(done && { settles: jobAsked(didCase) }),
    ...(told && {
      mail: {
        kind: 'job-news-told',
        ...receiptOf(facts),
        didDate,
        job: annulled ? 'annulled' : news.kind,
        from: news.from,
        ...(news.until !== undefined && { until: news.until }),
        toCome: news.from > dateInRome(receivedAt),
        ...(operator && { office: officeOf(operator) }),
      },
    }),
  };
  return edit;
}

/** Whether a piece of news is the last word of its protocol and asks something of an office. */
function stillAsks(known: readonly KnownJob[], one: KnownJob): boolean {
  const last = known.filter(({ protocol }) => protocol === one.protocol).at(-1);
  return last === one && one.proposes !== 'nothing';
}
