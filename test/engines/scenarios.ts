import { isLive, type Status, stateName, statuses } from '../../functions/domain/lifecycle.ts';

/** What a function answers, or the name of the error it throws; after so many seconds, if any. */
export type Answer =
  | { readonly outcome: string; readonly next: string; readonly rollOver: boolean; readonly seconds?: number }
  | { readonly throws: string };

/** A command handed to the state that waits: its verb, and how each function that gets its id answers. */
export interface Command {
  readonly verb: string;
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Hands over a verb without the id of a command. */
  readonly withoutId?: true;
  /** The generation that somebody moves the wait to just before. */
  readonly after?: number;
}

/** The wait as it is left: instants and tokens by what they are. */
export interface Left {
  readonly generation: number;
  readonly homeShard: '03';
  readonly taskToken?: 'a token';
  readonly since?: 'an instant';
  readonly agendaDue?: 'an instant';
  readonly agendaShard?: '03';
}

/** What an execution did and left. */
export interface Outcome {
  readonly entered: readonly string[];
  /** Tasks that were tried more than once before they were left, in order. */
  readonly retried: readonly (readonly [state: string, attempts: number])[];
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  readonly error?: string;
  readonly wait: Left;
}

/** How an execution begins. */
export interface Start {
  readonly from: Status | 'none';
  /** Of the execution; the wait stands at the same one unless `waitAt` says otherwise. */
  readonly generation: number;
  readonly waitAt?: number;
  /** How the command that begins it is answered: a registration from `none`, a reopening from an end. */
  readonly registers?: Readonly<Record<string, Answer>>;
  /** Seconds after which a state times out here. */
  readonly timeouts?: Readonly<Record<string, number>>;
}

export interface Scenario extends Start {
  readonly name: string;
  /** What is handed to each wait in turn; `time` hands over nothing. */
  readonly commands: readonly (Command | 'time')[];
  readonly outcome: Outcome;
}

const goes = (next: Status | 'none' | 'superseded', rollOver = false): Answer => ({
  outcome: 'applied',
  next,
  rollOver,
});
const stays = (next: Status): Answer => ({ outcome: 'refused', next, rollOver: false });
const fails: Answer = { throws: 'TypeError' };

/** A command by its verb, with the answer of the function of that verb. */
const command = (verb: string, answer: Answer, park?: Answer): Command => ({
  verb,
  answers: { [verb]: answer, ...(park && { park }) },
});

const waiting = (generation = 1): Left => ({ generation, homeShard: '03', taskToken: 'a token' });
const untouched = (generation = 1): Left => ({ generation, homeShard: '03' });
const handedOn = (generation: number): Left => ({
  generation,
  homeShard: '03',
  since: 'an instant',
  agendaDue: 'an instant',
  agendaShard: '03',
});

const runs = (entered: string, wait = waiting()): Outcome => ({
  entered: entered.split(' '),
  retried: [],
  status: 'RUNNING',
  wait,
});
const ends = (entered: string, wait = waiting()): Outcome => ({ ...runs(entered, wait), status: 'SUCCEEDED' });
const lost = (entered: string, wait = waiting()): Outcome => ({
  ...runs(entered, wait),
  status: 'FAILED',
  error: 'Did.Lost',
});

const registered = 'Resume Register Outcome Registered';
const registers = { register: goes('registered') };
const live = statuses.filter(isLive);

const stories: Scenario[] = [
  {
    name: 'a strong DID, from register to the signed pact, enters 12 states',
    from: 'none',
    generation: 1,
    registers,
    commands: [command('release', goes('confirmed')), command('sign-pact', goes('psp-signed'))],
    outcome: runs(`${registered} RegisteredVerb Release Outcome Confirmed ConfirmedVerb SignPact Outcome PspSigned`),
  },
  {
    name: 'a DID con riserva, from register to the signed pact, enters 16 states',
    from: 'none',
    generation: 1,
    registers,
    commands: [
      command('release', goes('reserved')),
      command('confirm', goes('confirmed')),
      command('sign-pact', goes('psp-signed')),
    ],
    outcome: runs(
      `${registered} RegisteredVerb Release Outcome Reserved ReservedVerb Confirm Outcome Confirmed ConfirmedVerb SignPact Outcome PspSigned`,
    ),
  },
  {
    name: 'a draft goes over to another route, and an earlier DID that was asked for makes it the case of its job centre',
    from: 'none',
    generation: 1,
    registers,
    commands: [command('change-route', goes('registered')), command('verify-old-did', goes('confirmed'))],
    outcome: runs(
      `${registered} RegisteredVerb ChangeRoute Outcome Registered RegisteredVerb VerifyOldDid Outcome Confirmed`,
    ),
  },
  {
    name: 'a refused command leaves the case where it stands',
    from: 'confirmed',
    generation: 1,
    commands: [command('sign-pact', stays('confirmed'))],
    outcome: runs('Resume Confirmed ConfirmedVerb SignPact Outcome Confirmed'),
  },
  {
    name: 'a withdrawal ends the case',
    from: 'reserved',
    generation: 1,
    commands: [command('withdraw', goes('withdrawn'))],
    outcome: ends('Resume Reserved ReservedVerb Withdraw Outcome Withdrawn'),
  },
  {
    name: 'a file that was never completed ends expired',
    from: 'reserved',
    generation: 1,
    commands: [command('expire', goes('expired'))],
    outcome: ends('Resume Reserved ReservedVerb Expire Outcome Expired'),
  },
  {
    name: 'a refused registration leaves no case',
    from: 'none',
    generation: 1,
    registers: { register: goes('none') },
    commands: [],
    outcome: ends('Resume Register Outcome NotRegistered', untouched()),
  },
  {
    name: 'work suspends a signed pact, and its end gives it back',
    from: 'psp-signed',
    generation: 1,
    commands: [command('suspend', goes('suspended')), command('resume', goes('psp-signed'))],
    outcome: runs(
      'Resume PspSigned PspSignedVerb Suspend Outcome Suspended SuspendedVerb ResumeStatus Outcome PspSigned',
    ),
  },
  {
    name: 'a pact that was none leaves the DID without one, and a case at work where it is',
    from: 'psp-signed',
    generation: 1,
    commands: [
      command('void-pact', goes('confirmed')),
      command('sign-pact', goes('psp-signed')),
      command('suspend', goes('suspended')),
      command('void-pact', goes('suspended')),
    ],
    outcome: runs(
      'Resume PspSigned PspSignedVerb VoidPact Outcome Confirmed ConfirmedVerb SignPact Outcome PspSigned PspSignedVerb Suspend Outcome Suspended SuspendedVerb VoidPact Outcome Suspended',
    ),
  },
  {
    name: 'a fact is contested and dismissed; another costs the status, and the appeal gives it back',
    from: 'psp-signed',
    generation: 1,
    commands: [
      command('report-breach', goes('sanction-proposed')),
      command('decide', goes('psp-signed')),
      command('report-breach', goes('sanction-proposed')),
      command('decide', goes('sanctioned')),
      command('record-appeal-outcome', goes('psp-signed')),
    ],
    outcome: runs(
      'Resume PspSigned PspSignedVerb ReportBreach Outcome SanctionProposed SanctionProposedVerb Decide Outcome PspSigned PspSignedVerb ReportBreach Outcome SanctionProposed SanctionProposedVerb Decide Outcome Sanctioned SanctionedVerb RecordAppealOutcome Outcome PspSigned',
    ),
  },
  ...statuses
    .filter((status) => !isLive(status))
    .map(
      (status): Scenario => ({
        name: `a case ${status} is reopened by an execution that begins with the command`,
        from: status,
        generation: 4,
        registers: { reopen: goes('confirmed') },
        commands: [],
        outcome: runs('Resume Reopen Outcome Confirmed', waiting(4)),
      }),
    ),
  ...live.map((status, index): Scenario => {
    const state = stateName(status);
    return {
      name: `generation ${index + 2} goes on from ${status} and closes`,
      from: status,
      generation: index + 2,
      commands: [command('close', goes('closed'))],
      outcome: ends(`Resume ${state} ${state}Verb Close Outcome Closed`, waiting(index + 2)),
    };
  }),
];

const generations: Scenario[] = [
  {
    name: 'the timeout of a wait hands the case to the next generation',
    from: 'registered',
    generation: 4,
    commands: ['time'],
    timeouts: { Registered: 2 },
    outcome: ends('Resume Registered RollOver RolledOver', handedOn(5)),
  },
  {
    name: 'a verb that this definition does not know is handed to the next generation',
    from: 'psp-signed',
    generation: 1,
    commands: [{ verb: 'of-a-later-definition' }],
    outcome: ends('Resume PspSigned PspSignedVerb RollOver RolledOver', handedOn(2)),
  },
  {
    name: 'a transition that asks for it hands the case on',
    from: 'registered',
    generation: 9,
    commands: [command('release', goes('confirmed', true))],
    outcome: ends('Resume Registered RegisteredVerb Release Outcome RollOver RolledOver', handedOn(10)),
  },
  {
    name: 'a case that has ended is not handed on',
    from: 'confirmed',
    generation: 1,
    commands: [command('close', goes('closed', true))],
    outcome: ends('Resume Confirmed ConfirmedVerb Close Outcome Closed'),
  },
  {
    name: 'a stale generation cannot write its token',
    from: 'registered',
    generation: 1,
    waitAt: 2,
    commands: [],
    outcome: ends('Resume Registered Superseded', untouched(2)),
  },
  {
    name: 'a generation passed over while it waited cannot hand the case on',
    from: 'suspended',
    generation: 1,
    commands: [{ verb: 'of-a-later-definition', after: 2 }],
    outcome: ends('Resume Suspended SuspendedVerb RollOver Superseded', waiting(2)),
  },
  {
    name: 'a transition that finds the generation passed over ends the execution',
    from: 'registered',
    generation: 1,
    commands: [{ ...command('release', goes('superseded')), after: 2 }],
    outcome: ends('Resume Registered RegisteredVerb Release Outcome Superseded', waiting(2)),
  },
];

const faults: Scenario[] = [
  {
    name: 'a function that always fails is tried four times, parked, and the case waits in its status',
    from: 'registered',
    generation: 1,
    commands: [command('release', fails, stays('registered'))],
    outcome: {
      ...runs('Resume Registered RegisteredVerb Release Parked Outcome Registered'),
      retried: [['Release', 4]],
    },
  },
  {
    name: 'a command that comes again after it was parked has all its tries again',
    from: 'confirmed',
    generation: 1,
    commands: [
      command('sign-pact', fails, stays('confirmed')),
      command('sign-pact', fails, stays('confirmed')),
      command('sign-pact', goes('psp-signed')),
    ],
    outcome: {
      ...runs(
        'Resume Confirmed ConfirmedVerb SignPact Parked Outcome Confirmed ConfirmedVerb SignPact Parked Outcome Confirmed ConfirmedVerb SignPact Outcome PspSigned',
      ),
      retried: [
        ['SignPact', 4],
        ['SignPact', 4],
      ],
    },
  },
  {
    name: 'a function that hangs is tried four times and parked',
    from: 'registered',
    generation: 1,
    commands: [command('confirm', { ...stays('registered'), seconds: 3 }, stays('registered'))],
    timeouts: { Confirm: 1 },
    outcome: {
      ...runs('Resume Registered RegisteredVerb Confirm Parked Outcome Registered'),
      retried: [['Confirm', 4]],
    },
  },
  {
    name: 'a registration that always fails is parked, and there is no case',
    from: 'none',
    generation: 1,
    registers: { register: fails, park: goes('none') },
    commands: [],
    outcome: { ...ends('Resume Register Parked Outcome NotRegistered', untouched()), retried: [['Register', 4]] },
  },
  {
    name: 'a reopening that always fails is parked, and the case stays ended',
    from: 'closed',
    generation: 4,
    registers: { reopen: fails, park: { outcome: 'parked', next: 'closed', rollOver: false } },
    commands: [],
    outcome: { ...ends('Resume Reopen Parked Outcome Closed', untouched(4)), retried: [['Reopen', 4]] },
  },
  {
    name: 'an execution that cannot even park is lost',
    from: 'registered',
    generation: 1,
    commands: [command('withdraw', fails, fails)],
    outcome: {
      ...lost('Resume Registered RegisteredVerb Withdraw Parked Lost'),
      retried: [
        ['Withdraw', 4],
        ['Parked', 6],
      ],
    },
  },
  {
    name: 'an answer without sense loses the execution',
    from: 'registered',
    generation: 1,
    commands: [command('release', { outcome: 'applied', next: 'nowhere', rollOver: false })],
    outcome: lost('Resume Registered RegisteredVerb Release Outcome Lost'),
  },
  {
    name: 'a command without an id reaches no function',
    from: 'registered',
    generation: 1,
    commands: [{ verb: 'release', withoutId: true }],
    outcome: {
      ...runs('Resume Registered RegisteredVerb Release'),
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    },
  },
];

/** What both engines must do alike; those that take long come first, since several are played at a time. */
export const scenarios: readonly Scenario[] = [...faults, ...stories, ...generations];
