/** What the applications to INPS make of a DID: they attach to it, never make a second one, and cost it no day. */
import type { Instant, PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import {
  accountOf,
  disagreement,
  type Heard,
  type InpsApplication,
  type InpsMismatch,
  type InpsRecord,
  toldAbout,
} from './inps.ts';
import type { RuleId } from './policies.ts';
import type { CaseTask } from './tasks.ts';

type Case = Omit<DidCase, 'version'>;

/** What a DID becomes by a piece of news. */
export interface Attached {
  readonly changes: Pick<
    Partial<DidCase>,
    | 'route'
    | 'routeSince'
    | 'inps'
    | 'benefit'
    | 'didDate'
    | 'didSource'
    | 'didKnownAt'
    | 'unemployedSince'
    | 'convenedAt'
  >;
  readonly rules: readonly RuleId[];
  readonly tasks: readonly CaseTask[];
  readonly settles: readonly CaseTask['kind'][];
}

/** What the record holds of the application apart from INPS's word: what an operator verified, else what was stated. */
function ownAccount(record: InpsRecord): InpsMismatch['stated'] | undefined {
  if (record.verified) return { appliedOn: record.verified.appliedOn, protocol: record.verified.protocol };
  const { stated } = record;
  return stated?.state === 'made' ? stated : undefined;
}

/** The fields that give a DID its date; a draft, or a question to a job centre, becomes route B by it. */
function dated(didCase: Case, on: PlainDate, at: Instant): Attached['changes'] {
  const begins = didCase.didDate === undefined;
  return {
    didDate: on,
    didSource: 'inps',
    unemployedSince: on,
    // Whom an office was to ask for the application has made it.
    ...(begins && { didKnownAt: at, convenedAt: undefined }),
    ...(begins && didCase.route !== 'B' && { route: 'B', routeSince: at }),
  };
}

interface Verdict {
  readonly date?: PlainDate;
  readonly mismatch?: InpsMismatch | undefined;
}

/**
 * Which day counts, as INPS's word stands beside the record's own. An earlier day wins over a DID of another origin
 * (S0:33, S0:43); where the two speak of the same application and differ, neither wins: a person decides.
 */
function weigh(
  didCase: Case,
  record: InpsRecord,
  { before, after }: Pick<Heard, 'before' | 'after'>,
  at: Instant,
): Verdict {
  const { didDate, route, status } = didCase;
  const own = toldAbout(record)?.protocol === after.protocol ? ownAccount(record) : undefined;
  const mismatch = own && disagreement(own, after, at);
  if (didDate === undefined) return { date: after.appliedOn, mismatch };
  if (own?.appliedOn !== undefined && route === 'B') return { mismatch };
  if (after.appliedOn < didDate) return { date: after.appliedOn, mismatch };
  if (didCase.didSource !== 'inps' || before?.appliedOn !== didDate || after.appliedOn === didDate) return { mismatch };
  // INPS took back an earlier day of its own: nothing rests on it yet, or a person decides whether it is lost.
  if (status === 'registered') return { date: after.appliedOn, mismatch };
  return { mismatch: disagreement({ ...own, appliedOn: didDate }, after, at) };
}

/** The disagreement as it stands now: one that was known stays as it was, with its decision, if nothing in it is new. */
function carriedOn(known: InpsMismatch | undefined, found: InpsMismatch | undefined): InpsMismatch | undefined {
  if (!known || !found) return found;
  const facts = ({ fields, stated, told }: InpsMismatch) =>
    JSON.stringify([fields, accountOf(stated), accountOf(told)]);
  return facts(known) === facts(found) ? known : found;
}

/**
 * Attaches what INPS told to a live DID. Filed or corrected: a benefit rests on the DID; a person looks at what was
 * corrected without having been filed. Rejected: the DID and its date
 * stay, without benefit (assumed, no source tells). Annulled: nothing changes but the benefit, and a person looks at it.
 */
export function attach(didCase: Case, heard: Pick<Heard, 'before' | 'after'>, at: Instant): Attached {
  const { declarationId, inps = {}, benefit, data } = didCase;
  const after: InpsApplication = { ...heard.after, declarationId };
  const known = inps.applications ?? [];
  const applications = known.some(({ protocol }) => protocol === after.protocol)
    ? known.map((one) => (one.protocol === after.protocol ? after : one))
    : [...known, after];
  const { mismatch: open, ...rest } = inps;
  const record: InpsRecord = { ...rest, applications };
  const paid = after.state === 'filed' || after.state === 'corrected';
  const others = benefit?.protocol === after.protocol ? undefined : benefit;
  const { payment } = after;
  const rests = paid
    ? {
        kind: after.kind,
        protocol: after.protocol,
        ...(payment && { paidFrom: payment.from }),
        ...(payment?.to !== undefined && { paidTo: payment.to }),
      }
    : others;
  if (after.state === 'annulled') {
    return {
      changes: { inps: { ...inps, applications }, benefit: rests },
      rules: ['inps.annulled:assumed'],
      tasks: [{ kind: 'inps-application' }],
      settles: [],
    };
  }

  const { date, mismatch: found } = weigh(didCase, record, { before: heard.before, after }, at);
  const mismatch = carriedOn(open, found);
  const early = data.lastJobEndedOn !== undefined && after.appliedOn < data.lastJobEndedOn;
  const unfiled = heard.before === undefined && paid && after.unfiled === true;
  return {
    changes: {
      inps: { ...record, ...(mismatch && { mismatch }) },
      benefit: rests,
      ...(date !== undefined && dated(didCase, date, at)),
    },
    rules: [after.state === 'rejected' ? 'inps.rejected:assumed' : 'S0:43', 'S0:45'],
    tasks: [
      ...(mismatch && mismatch !== open ? [{ kind: 'inps-mismatch' } as const] : []),
      ...(early || unfiled ? [{ kind: 'inps-application' } as const] : []),
    ],
    settles: [
      ...(open && !open.decided && !mismatch ? (['inps-mismatch'] as const) : []),
      ...(didCase.convenedAt !== undefined && didCase.didDate === undefined ? (['convene'] as const) : []),
    ],
  };
}

/** Attaches several applications, oldest first: what a person had applied for before the DID was known to be theirs. */
export function attachAll(
  didCase: Case,
  applications: readonly InpsApplication[],
  at: Instant,
): Attached & { readonly next: Case } {
  let changes: Attached['changes'] = {};
  const rules = new Set<RuleId>();
  const tasks = new Map<string, CaseTask>();
  const settles = new Set<CaseTask['kind']>();
  for (const after of [...applications].sort((a, b) => a.appliedOn.localeCompare(b.appliedOn))) {
    const attached = attach({ ...didCase, ...changes }, { before: undefined, after }, at);
    changes = { ...changes, ...attached.changes };
    for (const rule of attached.rules) rules.add(rule);
    for (const task of attached.tasks) tasks.set(task.kind, task);
    for (const kind of attached.settles) settles.add(kind);
  }
  const next = { ...didCase, ...changes };
  // What one opens and another settles, an office looks at.
  const settled = [...settles].filter((kind) => !tasks.has(kind));
  return { next, changes, rules: [...rules], tasks: [...tasks.values()], settles: settled };
}
