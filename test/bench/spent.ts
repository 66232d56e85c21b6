/** What one step of a journey uses of each service. */
import { writeUnits } from './capacity.ts';
import type { Call } from './recorder.ts';

/** Amounts that are added up from step to step. */
export interface Spent {
  /** States that the execution entered: what Step Functions charges. */
  readonly states: number;
  /** Calls of functions and of the API to Step Functions; they cost nothing but quota. */
  readonly stateCalls: number;
  readonly invocations: Readonly<Record<string, number>>;
  readonly readUnits: number;
  /** Units of the functions' own writes, indexes included. */
  readonly writeUnits: number;
  /** Units of the state machine's writes of task tokens, and what tokens of AWS's length add to the functions' writes. */
  readonly tokenUnits: number;
  readonly events: number;
  readonly macs: number;
  readonly mails: number;
  readonly mailBytes: number;
  readonly requests: number;
  readonly answerBytes: number;
  readonly logBytes: number;
  readonly storedBytes: number;
}

/** Nothing. */
export const nothing: Spent = {
  states: 0,
  stateCalls: 0,
  invocations: {},
  readUnits: 0,
  writeUnits: 0,
  tokenUnits: 0,
  events: 0,
  macs: 0,
  mails: 0,
  mailBytes: 0,
  requests: 0,
  answerBytes: 0,
  logBytes: 0,
  storedBytes: 0,
};

const amounts = [
  'states',
  'stateCalls',
  'readUnits',
  'writeUnits',
  'tokenUnits',
  'events',
  'macs',
  'mails',
  'mailBytes',
  'requests',
  'answerBytes',
  'logBytes',
  'storedBytes',
] as const satisfies (keyof Spent)[];

function combined(one: Spent, other: Spent, add: (a: number, b: number) => number): Spent {
  const names = new Set([...Object.keys(one.invocations), ...Object.keys(other.invocations)]);
  const invocations = [...names].map(
    (name) => [name, add(one.invocations[name] ?? 0, other.invocations[name] ?? 0)] as const,
  );
  const rest = amounts.map((name) => [name, add(one[name], other[name])] as const);
  return {
    ...nothing,
    ...Object.fromEntries(rest),
    invocations: Object.fromEntries(invocations.filter(([, count]) => count !== 0)),
  };
}

/** Both together. */
export const plus = (one: Spent, other: Spent): Spent => combined(one, other, (a, b) => a + b);
/** The first without the second. */
export const minus = (one: Spent, other: Spent): Spent => combined(one, other, (a, b) => a - b);
/** Two journeys mixed: so much of the first (0 to 1), the rest of the second. */
export const mixed = (one: Spent, other: Spent, share: number): Spent =>
  combined(one, other, (a, b) => share * a + (1 - share) * b);

/** How many invocations of functions there were. */
export const invocationsOf = ({ invocations }: Spent): number =>
  Object.values(invocations).reduce((total, count) => total + count, 0);

const total = (calls: readonly Call[], amount: (call: Call) => number) =>
  calls.reduce((sum, call) => sum + amount(call), 0);

/** What calls of functions used; states, invocations, requests and logs are counted elsewhere. */
export function spentIn(calls: readonly Call[]): Spent {
  return {
    ...nothing,
    stateCalls: calls.filter(({ action }) => action.startsWith('StepFunctions.')).length,
    readUnits: total(calls, (call) => call.readUnits),
    writeUnits: total(calls, (call) => call.writeUnits),
    events: total(calls, (call) => call.events),
    macs: calls.filter(({ action }) => action === 'KMS.GenerateMac').length,
    mails: calls.filter(({ mail }) => mail).length,
    mailBytes: total(calls, ({ mail }) => mail?.bytes ?? 0),
  };
}

/** How a wait is written on AWS. */
export interface Tokens {
  /** Size of the wait without its token. */
  readonly waitBytes: number;
  readonly tokenBytes: number;
  /** Tokens that the state machine wrote. */
  readonly written: number;
  /** Writes of the functions while a token stood on the wait; those in a transaction counted twice. */
  readonly changes: number;
}

/**
 * Units of what the recorder cannot see: the state machine writes each token itself, and a token of AWS is so long that
 * a wait that carries one takes more units than with the emulator's.
 */
export function tokenUnits({ waitBytes, tokenBytes, written, changes }: Tokens): number {
  const withToken = writeUnits(waitBytes + tokenBytes);
  return written * withToken + changes * (withToken - writeUnits(waitBytes));
}
