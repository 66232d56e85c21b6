/**
 * Values that the law or the office gives, as dated data. Each names its source; what no source gives is `assumed`.
 * Two axes: the procedure is chosen by the office in the stage configuration, conditionality by the date of the fact.
 */
import type { Appeal } from './appeal.ts';
import type { DeskHours } from './desk-hours.ts';
import type { KnownRule } from './rules.ts';

/** Identifier of a rule, stored with every decision that rests on it: a known one, marked where its value is assumed. */
export type RuleId = string;

/** One value of a policy. `adverse`: applying it can cost a person something, so a stage `prod` wants a legal basis. */
export interface Term<Value> {
  readonly rule: KnownRule;
  readonly value: Value;
  readonly source: string;
  readonly assumed: boolean;
  readonly adverse: boolean;
}

/** A way to prove who one is; `until` is the last day on which citizens could use it (D.L. 76/2020 art. 24). */
export interface IdentityMeans {
  readonly idp: string;
  readonly strong: boolean;
  readonly source: string;
  readonly until?: string;
}

/** A least age to work, and the last day on which it held. */
export interface WorkingAge {
  readonly age: number;
  readonly until?: string;
}

/** Hours and minutes that clocks in Rome show. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export interface ProcedurePolicy {
  readonly id: 'lombardia-2017';
  readonly identityMeans: readonly IdentityMeans[];
  /** For an accredited operator S0:31 asks it, whatever the policy. */
  readonly paperDeclarationForCpi: Term<boolean>;
  /** Days after which a draft that was never released may be deleted. No DID exists, so nobody loses anything. */
  readonly draftDays: Term<number>;
  /** Days from release after which a DID con riserva that was never completed may be closed, once noticed. */
  readonly reserveDays: Term<number>;
  /** Days before the end of a term on which the person is written to. */
  readonly noticeDaysBefore: Term<readonly [first: number, last: number]>;
  /** Whether SES's delivery event proves that a notice was received; without it no notice is, and nothing is closed. */
  readonly noticeServedByDelivery: Term<boolean>;
  /** Days of work for which the status is suspended; afterwards an office looks, and nothing ends by itself. */
  readonly suspensionDays: Term<number>;
  /** Euro a year of work up to which the status stays as it is, by kind of work. */
  readonly workIncome: Term<{ readonly employee: number; readonly selfEmployed: number }>;
  /** Before which court one can go against a decision of an office, and in how many days from its service. */
  readonly closureAppeal: Term<Appeal>;
  /** Hours in which a person takes a withdrawal back. */
  readonly withdrawalUndoHours: Term<number>;
  /** Days that a letter takes: terms of who is told on paper are longer by so many. */
  readonly letterDays: Term<number>;
  /** Days in which a person answers a proposal to close their DID, before anybody decides on it. */
  readonly closureAnswerDays: Term<number>;
  /** Whether the person's reading a notice in the portal proves that it was received, whatever became of the mail. */
  readonly noticeServedByReading: Term<boolean>;
  /** Days after which an office is asked whether a notice arrived that nothing proves; nobody looks at it any more. */
  readonly noticeDoubtDays: Term<number>;
  /** Days from the DID within which the person is expected at the operator; later the job centre convenes. */
  readonly conveneDays: Term<number>;
  /** The same for who has applied for NASpI or DIS-COLL, from the application. */
  readonly benefitContactDays: Term<number>;
  /** Days without a call-up after which a person may ask for the profiling of their own (art. 20 c.4). */
  readonly callUpRightDays: Term<number>;
  /** Days in which an office does what it owes a person where no other term is set. */
  readonly officeDays: Term<number>;
  /** Whether these days run from when a DID that was made elsewhere became known here. */
  readonly conveneFromKnown: Term<boolean>;
  /** Desk hours of an office that has entered none. */
  readonly deskHours: Term<DeskHours>;
  /** Days ahead for which appointments are made. */
  readonly bookingDays: Term<number>;
  /** Hours before a slot after which it is not booked on the portal any more. */
  readonly bookingLeadHours: Term<number>;
  /** When on the day before an appointment the person is reminded, in Italian time. */
  readonly appointmentReminderAt: Term<string>;
  /** Whether notice of dismissal opens route A before the job has ended. */
  readonly dismissalNotice: Term<boolean>;
  /** Days after which who is about to apply to INPS is asked whether it is still so; as many again, an office is. */
  readonly inpsReminderDays: Term<number>;
  /** Days after which a job centre that has not told whether an old DID is valid is asked again. */
  readonly oldDidAnswerDays: Term<number>;
  /** Age from which one can make a DID here. */
  readonly minimumAge: Term<number>;
  /** The least age at which anybody could work, each up to a last day; the one without a day holds today. */
  readonly workingAge: Term<readonly WorkingAge[]>;
  /** Whether an operator must have read a provisional fiscal code on a paper before a DID becomes authentic. */
  readonly provisionalCodeRead: Term<boolean>;
  /** Whether a parent or guardian signs beside a person under 18. */
  readonly minorCountersignature: Term<boolean>;
  /** What a receipt of issue or renewal of a permit counts for: it is only told, or it is refused. */
  readonly permitReceipt: Term<'warns' | 'blocks'>;
  /** Minutes for which the mail of a confirmation waits for the pact of the same meeting. */
  readonly meetingMailMinutes: Term<number>;
  /** Days from its entry in which a person says that they did not sign a pact. */
  readonly pactDisputeDays: Term<number>;
  /** Days within which an office decides on a pact that the person says not to have signed. */
  readonly pactDecisionDays: Term<number>;
  /** How many communications INPS, and the region, may have one person written on a day. */
  readonly communicationDailyLimit: Term<number>;
  /** How many changes a person may tell on a day. */
  readonly changeDailyLimit: Term<number>;
  /** How many persons an operator may take in at its counter on a day, those that are not found among them. */
  readonly intakeDailyLimit: Term<number>;
  /** How many wrong telephone codes an officer's account may say in an hour. */
  readonly telephoneTries: Term<number>;
  /** How many replies to the mail of a case are answered with a receipt on a day. */
  readonly replyReceipts: Term<number>;
  /** Days for which a mandate to a patronato is given at most. */
  readonly mandateDays: Term<number>;
  /** Days for which a legal representative is recorded at most; then what was shown is looked at again. */
  readonly representationDays: Term<number>;
  /** Which legal representatives act in the person's place; of others the decree says for what. */
  readonly representedInFull: Term<readonly ('guardian' | 'parent')[]>;
  /** Hours for which a change of mailbox waits after the old mailbox was told, so that its owner may object. */
  readonly mailboxObjectionHours: Term<number>;
  /** Days beyond its last one by which an office lengthens a term at once; what is needed beyond them it gives again. */
  readonly extensionDays: Term<number>;
  /** Between which hours of the clock in Rome people are called up; both count. */
  readonly callUpHours: Term<Hours>;
}

/** A value that a source gives. */
export const stated = <Value>(rule: KnownRule, value: Value, source: string, adverse = false): Term<Value> => ({
  rule,
  value,
  source,
  assumed: false,
  adverse,
});
/** A value that no source gives. */
export const assumed = <Value>(rule: KnownRule, value: Value, source: string, adverse = false): Term<Value> => ({
  rule,
  value,
  source,
  assumed: true,
  adverse,
});

/** Hours of job centres as most of them are said to be; each office enters its own. */
const customaryHours: DeskHours = {
  weekly: [
    { day: 1, from: '09:00', to: '12:30' },
    { day: 2, from: '09:00', to: '12:30' },
    { day: 2, from: '14:00', to: '16:00' },
    { day: 3, from: '09:00', to: '12:30' },
    { day: 4, from: '09:00', to: '12:30' },
    { day: 4, from: '14:00', to: '16:00' },
    { day: 5, from: '09:00', to: '12:30' },
  ],
  slotMinutes: 30,
  places: 1,
  closedOn: [],
};

const lombardia2017: ProcedurePolicy = {
  id: 'lombardia-2017',
  identityMeans: [
    { idp: 'SPID', strong: true, source: 'S0:15' },
    { idp: 'CNS', strong: true, source: 'S0:15' },
    { idp: 'CIE', strong: true, source: 'D.Lgs. 82/2005 art. 64' },
    { idp: 'INPS-PIN', strong: true, source: 'S0:15', until: '2021-09-30' },
    { idp: 'CLICLAVORO', strong: false, source: 'S0:9', until: '2021-09-30' },
    { idp: 'PASSWORD', strong: false, source: 'S0:13, S0:25', until: '2021-09-30' },
  ],
  paperDeclarationForCpi: assumed('paper-declaration.cpi', true, 'D.P.R. 445/2000 art. 38', true),
  draftDays: assumed('draft.term', 90, 'no source gives a term'),
  reserveDays: assumed('reserve.term', 120, 'S0 gives no term', true),
  noticeDaysBefore: assumed('reserve.notices', [30, 7], 'no source gives a notice', true),
  noticeServedByDelivery: assumed('reserve.notice-service', true, 'no source says what proves a notice', true),
  suspensionDays: stated(
    'suspension.limit',
    180,
    'D.Lgs. 150/2015 art. 19 c.3: six months; ANPAL circ. 1/2019: 180 days',
    true,
  ),
  workIncome: stated(
    'suspension.income',
    { employee: 8500, selfEmployed: 5500 },
    'D.L. 4/2019 art. 4 c.15-quater; D.P.R. 917/1986 art. 13: no tax is due; from 2024 and from 2022',
  ),
  closureAppeal: assumed(
    'closure.appeal',
    { court: 'ordinary', days: 60 },
    'Cass. SU 10489/1996: lists of the unemployed are for the ordinary courts; no source gives a term',
    true,
  ),
  withdrawalUndoHours: assumed('withdrawal.undo', 24, 'no source gives a time to think again'),
  letterDays: assumed('letter.days', 15, 'no source says how long a letter takes'),
  closureAnswerDays: assumed(
    'closure.answer',
    10,
    'L. 241/1990 art. 10-bis, where a person applied for something',
    true,
  ),
  noticeServedByReading: assumed('reserve.notice-reading', true, 'no source says what proves a notice', true),
  noticeDoubtDays: assumed('reserve.notice-doubt', 7, 'no source says how long news of a notice may take'),
  conveneDays: stated('convene.term', 30, 'D.Lgs. 150/2015 art. 20 c.1'),
  benefitContactDays: stated(
    'convene.benefit',
    15,
    'D.Lgs. 150/2015 art. 21 c.2: from the application; not peremptory',
  ),
  callUpRightDays: stated('convene.right', 60, 'D.Lgs. 150/2015 art. 20 c.4'),
  officeDays: stated('office.term', 30, 'L. 241/1990 art. 2 c.2'),
  conveneFromKnown: assumed(
    'convene.from-known',
    true,
    'the law counts from the application; nobody is late who was unknown',
  ),
  deskHours: assumed('appointment.hours', customaryHours, 'S0:23 names opening hours and gives none', true),
  bookingDays: assumed('appointment.horizon', 60, 'no source gives a horizon'),
  bookingLeadHours: assumed('appointment.lead', 12, 'no source gives a notice'),
  appointmentReminderAt: assumed('appointment.reminder', '09:00', 'no source asks for a reminder'),
  replyReceipts: assumed('reply.receipts', 3, 'no source gives a number; it keeps two machines from writing for ever'),
  mandateDays: assumed('mandate.longest', 365, 'no source gives a term'),
  representationDays: assumed('representation.longest', 1095, 'no source gives a term'),
  representedInFull: assumed(
    'representation.full',
    ['guardian', 'parent'],
    'c.c. arts 357 and 320: in all civil acts; no source says that a DID is none of them, or that both parents must act',
  ),
  mailboxObjectionHours: assumed('mailbox.objection', 24, 'no source gives a time to object'),
  extensionDays: assumed(
    'extension.longest',
    90,
    'no source gives a limit; it keeps a slip from holding a term for ever',
  ),
  callUpHours: assumed(
    'call-up.hours',
    { from: '07:00', to: '20:00' },
    'S0:23 names opening hours and gives none; offices enter theirs as words',
  ),
  minimumAge: assumed('age.minimum', 16, 'L. 296/2006 art. 1 c.622; S0 gives no age', true),
  workingAge: assumed(
    'work.minimum-age',
    [{ age: 14, until: '1999-10-22' }, { age: 15 }],
    'L. 977/1967 arts 3-4, D.Lgs. 345/1999, D.Lgs. 81/2015 art. 43 c.2: the lowest of all',
    true,
  ),
  provisionalCodeRead: assumed(
    'identity.provisional-code',
    true,
    'D.M. 13813/1976; no source says who checks it',
    true,
  ),
  minorCountersignature: assumed('age.countersignature', true, 'practice of job centres; c.c. art. 2', true),
  permitReceipt: assumed('permit.receipt', 'warns', 'D.Lgs. 286/1998 art. 5 c.9-bis: rights are kept meanwhile'),
  meetingMailMinutes: assumed('meeting.one-mail', 30, 'no source says how long a meeting lasts'),
  pactDisputeDays: assumed('pact.dispute', 30, 'no source gives a term', true),
  pactDecisionDays: stated('pact.decision', 30, 'L. 241/1990 art. 2 c.2'),
  communicationDailyLimit: assumed('communication.limit', 3, 'no source gives a limit'),
  changeDailyLimit: assumed(
    'change.limit',
    10,
    'no source gives a limit; it keeps one session from flooding an office',
  ),
  intakeDailyLimit: assumed('intake.limit', 60, 'no source gives a limit'),
  telephoneTries: assumed('telephone.limit', 5, 'no source gives a limit'),
  dismissalNotice: stated('route.dismissal-notice', false, 'S0:5 «privo di occupazione»'),
  inpsReminderDays: assumed('inps.reminder', 30, 'no source gives a term'),
  oldDidAnswerDays: assumed('old-did.answer', 30, 'L. 241/1990 art. 2 c.2, as between offices'),
};

export const procedurePolicies = { 'lombardia-2017': lombardia2017 } as const satisfies Record<string, ProcedurePolicy>;
export type ProcedurePolicyId = keyof typeof procedurePolicies;

/** Rules of a procedure that can cost a person something and rest on no source: `prod` refuses them undecided. */
export function assumedAdverseTerms(id: ProcedurePolicyId): RuleId[] {
  const { identityMeans: _, id: __, ...terms } = procedurePolicies[id];
  return Object.values(terms)
    .filter((term) => term.adverse && term.assumed)
    .map((term) => term.rule);
}
