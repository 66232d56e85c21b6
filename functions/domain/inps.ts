/**
 * The application to INPS, which on route B is the DID (S0:43): what the citizen says of it, what INPS tells, and what
 * an operator has verified. Nobody's contacts are among what INPS or a patronato may tell.
 */
import * as z from 'zod/mini';
import { Instant, PlainDate } from './dates.ts';
import { FiscalCode } from './fiscal-code.ts';
import { DeclarationId, OperatorId } from './ids.ts';
import { PlainLine } from './lines.ts';

/** `naspi` and `dis-coll` as S0:43 names them; `other`: S0:55 «o di altra prestazione». */
export const benefitKinds = ['naspi', 'dis-coll', 'other'] as const;

/** The number under which INPS took an application; its form is not told by any source, so any line may be one. */
export const Protocol = PlainLine.check(z.maxLength(60, { error: 'text-too-long' }), z.toUpperCase());

/** What the citizen says of the application: it was made (date and receipt if at hand), or is about to be (S0:43). */
export const InpsStatement = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('made'),
    kind: z.enum(benefitKinds),
    appliedOn: z.optional(PlainDate),
    protocol: z.optional(Protocol),
  }),
  z.strictObject({ state: z.literal('about-to'), kind: z.enum(benefitKinds) }),
]);
export type InpsStatement = z.infer<typeof InpsStatement>;

/** Date and protocol: what the regional system must hold of the application (S0:55). */
export const Extremes = z.strictObject({ appliedOn: PlainDate, protocol: Protocol });
export type Extremes = z.infer<typeof Extremes>;

/** What can happen to an application, each step after those before it. */
export const inpsEvents = ['filed', 'corrected', 'rejected', 'annulled'] as const;

/** From when to when a benefit is paid; without `to` it is paid still. Both days count. */
const Paid = z.strictObject({ from: PlainDate, to: z.optional(PlainDate) });

/** That a period which is told ends no earlier than it begins. */
export const inOrder = z.refine<z.infer<typeof Paid>>(({ from, to }) => to === undefined || from <= to, {
  error: 'period-reversed',
  path: ['to'],
});
export const Payment = Paid.check(inOrder);
export type Payment = z.infer<typeof Payment>;

/** What INPS tells: body of `POST /inps/applications`. Strict: a contact that a patronato gave has no place (S0:11). */
export const InpsNews = z.strictObject({
  fiscalCode: FiscalCode,
  kind: z.enum(benefitKinds),
  appliedOn: PlainDate,
  protocol: Protocol,
  /** Alone, or through a patronato (S0:43). */
  filedBy: z.enum(['person', 'patronato']),
  event: z.enum(inpsEvents),
  /** Since when the benefit is paid, and to which day if that is known. */
  payment: z.optional(Payment),
});
export type InpsNews = z.infer<typeof InpsNews>;

/** One application as INPS told it last, known by its protocol. */
export const InpsApplication = z.object({
  kind: z.enum(benefitKinds),
  appliedOn: PlainDate,
  protocol: Protocol,
  filedBy: z.enum(['person', 'patronato']),
  state: z.enum(inpsEvents),
  /** When it was first heard of. */
  heardAt: Instant,
  payment: z.optional(Paid),
  /** A correction was heard and no filing before it: a person looks whether it is of this person. */
  unfiled: z.optional(z.literal(true)),
  /** The DID that it belongs to, once there is one. */
  declarationId: z.optional(DeclarationId),
});
export type InpsApplication = z.infer<typeof InpsApplication>;

export const mismatchFields = ['kind', 'appliedOn', 'protocol'] as const;

/** Two accounts of one application that differ. Both are kept, and a person decides. */
export const InpsMismatch = z.object({
  fields: z.array(z.enum(mismatchFields)),
  stated: z.object({
    kind: z.optional(z.enum(benefitKinds)),
    appliedOn: z.optional(PlainDate),
    protocol: z.optional(Protocol),
  }),
  told: z.object({ kind: z.enum(benefitKinds), appliedOn: PlainDate, protocol: Protocol }),
  since: Instant,
  decided: z.optional(
    z.object({ choice: z.enum(['stated', 'inps']), reason: z.string(), by: z.string(), on: PlainDate }),
  ),
});
export type InpsMismatch = z.infer<typeof InpsMismatch>;

/** All that a DID holds of applications to INPS. */
export const InpsRecord = z.object({
  stated: z.optional(
    z.object({
      state: z.enum(['made', 'about-to']),
      kind: z.enum(benefitKinds),
      appliedOn: z.optional(PlainDate),
      protocol: z.optional(Protocol),
      at: Instant,
    }),
  ),
  /** What INPS told, oldest first. */
  applications: z.optional(z.array(InpsApplication)),
  /** What an operator recorded with the person at the meeting (S0:55). */
  verified: z.optional(z.object({ ...Extremes.shape, on: PlainDate, by: OperatorId })),
  mismatch: z.optional(InpsMismatch),
  /** When the person was asked whether the application is still to come. */
  remindedAt: z.optional(Instant),
});
export type InpsRecord = z.infer<typeof InpsRecord>;

/** The benefit that rests on a DID, as INPS told it last. */
export const Benefit = z.object({
  kind: z.enum(benefitKinds),
  protocol: Protocol,
  /** The first and the last day of payment, as far as INPS told them. */
  paidFrom: z.optional(PlainDate),
  paidTo: z.optional(PlainDate),
});
export type Benefit = z.infer<typeof Benefit>;

/** When a benefit is paid, as INPS told it; `undefined` where it did not. */
export function paymentOf({ paidFrom: from, paidTo: to }: Benefit): Payment | undefined {
  return from === undefined ? undefined : { from, ...(to !== undefined && { to }) };
}

/** Whether a day lies within a payment. */
export const wasPaidOn = (day: PlainDate, payment: Pick<Payment, 'from' | 'to'> | undefined): boolean =>
  payment !== undefined && payment.from <= day && (payment.to === undefined || day <= payment.to);

// From memory, no sample is in any source: so it warns and never refuses.
const protocolForm = /^INPS\.\d{4}\.(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})\.\d{7}$/;

/** What looks odd in a protocol: another form than `INPS.NNNN.DD/MM/YYYY.NNNNNNN`, or a date in it that is another. */
export function protocolWarnings(
  { appliedOn, protocol }: { readonly appliedOn?: PlainDate | undefined; readonly protocol?: string | undefined },
  field: string,
): { readonly rule: 'inps-protocol-form' | 'inps-protocol-date'; readonly field: string }[] {
  if (protocol === undefined) return [];
  const found = protocolForm.exec(protocol)?.groups;
  if (!found) return [{ rule: 'inps-protocol-form', field }];
  const inner = `${found['year']}-${found['month']}-${found['day']}`;
  return appliedOn === undefined || inner === appliedOn ? [] : [{ rule: 'inps-protocol-date', field }];
}

/** The applications by which a DID exists: rejected ones too (the DID was released by applying), annulled ones not. */
export function standing(applications: readonly InpsApplication[] = []): InpsApplication[] {
  return applications.filter(({ state }) => state !== 'annulled');
}

/**
 * What a piece of news makes of what is known of the applications of a person. `unchanged`: known already, or overtaken
 * by what came before it; `contradicts`: it changes what INPS had already rejected or annulled, which a person looks at.
 */
export interface Heard {
  readonly change: 'new' | 'changed' | 'unchanged' | 'contradicts';
  readonly applications: InpsApplication[];
  readonly before: InpsApplication | undefined;
  readonly after: InpsApplication;
}

/** Adds a piece of news to the applications of a person: in any order and as often as it comes, once. */
export function hear(known: InpsApplication[], news: Omit<InpsNews, 'fiscalCode'>, at: Instant): Heard {
  const { event, ...told } = news;
  const before = known.find(({ protocol }) => protocol === told.protocol);
  if (!before) {
    // Who corrects has filed: the news of that may be late or lost, and no day is to be lost with it.
    const unfiled = event === 'corrected' && ({ unfiled: true } as const);
    const after: InpsApplication = { ...told, state: event, heardAt: at, ...unfiled };
    return { change: 'new', applications: [...known, after], before, after };
  }
  const { payment = before.payment } = told;
  const paid = payment?.from === before.payment?.from && payment?.to === before.payment?.to;
  const same = before.kind === told.kind && before.appliedOn === told.appliedOn;
  const late = inpsEvents.indexOf(event) < inpsEvents.indexOf(before.state);
  if (late) {
    const overtaken = same || event === 'filed';
    return { change: overtaken ? 'unchanged' : 'contradicts', applications: known, before, after: before };
  }
  const corrects = event === 'filed' || event === 'corrected';
  // Paid or not is told of an application that stands; a later filing that says so changes nothing else.
  if (corrects && same && !paid && event === before.state) {
    const after = { ...before, ...(payment && { payment }) };
    return { change: 'changed', applications: known.map((one) => (one === before ? after : one)), before, after };
  }
  if (event === before.state && (same || !corrects)) {
    return { change: 'unchanged', applications: known, before, after: before };
  }
  // To reject or annul says nothing of the date; a second filing with another date is a correction.
  const after: InpsApplication = corrects
    ? { ...before, kind: told.kind, appliedOn: told.appliedOn, state: 'corrected', ...(payment && { payment }) }
    : { ...before, state: event };
  return { change: 'changed', applications: known.map((one) => (one === before ? after : one)), before, after };
}

/** Kind, day and protocol of an account of an application, without whatever else it holds. */
export function accountOf({ kind, appliedOn, protocol }: InpsMismatch['stated']): InpsMismatch['stated'] {
  return {
    ...(kind !== undefined && { kind }),
    ...(appliedOn !== undefined && { appliedOn }),
    ...(protocol !== undefined && { protocol }),
  };
}

/** The disagreement between two accounts since an instant; `undefined` if they agree. */
export function disagreement(
  stated: InpsMismatch['stated'],
  { kind, appliedOn, protocol }: InpsMismatch['told'],
  since: Instant,
): InpsMismatch | undefined {
  const told = { kind, appliedOn, protocol };
  const fields = differences(stated, told);
  return fields.length === 0 ? undefined : { fields, stated: accountOf(stated), told, since };
}

/** Where what the citizen said (or the record holds) and what INPS told differ. */
export function differences(
  stated: InpsMismatch['stated'],
  told: InpsMismatch['told'],
): (typeof mismatchFields)[number][] {
  return mismatchFields.filter((field) => stated[field] !== undefined && stated[field] !== told[field]);
}

/** What INPS told, to be held against what the citizen said: the application of that protocol, or the first that stands. */
export function toldAbout(record: InpsRecord | undefined): InpsApplication | undefined {
  const found = standing(record?.applications);
  return found.find(({ protocol }) => protocol === record?.stated?.protocol) ?? found[0];
}

/** Whether two accounts of the application differ and nobody has decided yet. */
export function hasOpenMismatch({ inps }: { readonly inps?: InpsRecord | undefined }): boolean {
  return inps?.mismatch !== undefined && inps.mismatch.decided === undefined;
}
