/** A journey as figures: what each step uses, and the whole against its goal. */
import type { Figure, Section } from './figures.ts';
import type { Journey } from './journeys.ts';
import { invocationsOf, type Spent } from './spent.ts';

const mostStates: Readonly<Record<Journey['name'], number>> = { strong: 12, 'con riserva': 16 };

const round = (value: number) => Number(value.toFixed(1));

function usedIn(spent: Spent): string {
  const calls = Object.entries(spent.invocations).map(([name, count]) => (count === 1 ? name : `${count} ${name}`));
  return [
    `${spent.states} states`,
    `reads ${round(spent.readUnits)}`,
    `writes ${round(spent.writeUnits)} + ${spent.tokenUnits} for tokens`,
    `${spent.stateCalls} calls of Step Functions`,
    `${spent.mails} mails`,
    `${invocationsOf(spent)} invocations: ${calls.join(', ')}`,
  ].join('; ');
}

/** A journey's steps, and its totals. */
export function stepsOf({ name, steps, total, states }: Journey): Section {
  const figure = (id: string, what: string, value: number, unit: string, goal?: number): Figure => ({
    id: `journey.${name}.${id}`,
    what,
    value,
    unit,
    goal,
  });
  const streams = (total.invocations['outbox'] ?? 0) + (total.invocations['publish'] ?? 0);
  return {
    title: `A DID ${name === 'strong' ? 'released with a strong identity' : 'released con riserva'}, from mailbox to signed pact`,
    notes: [
      ...steps.map((step) => `${step.name}: ${usedIn(step.spent)}`),
      `States: ${states.join(' → ')}`,
      'Writes are what the emulator says was consumed, indexes included; reads are reckoned by the documented rules from',
      'what came back. Tokens: the state machine writes them itself, and those of AWS are longer than the emulator’s.',
    ],
    figures: [
      figure('states', 'entered states', total.states, '', mostStates[name]),
      figure('invocations', 'invocations of functions', invocationsOf(total), ''),
      figure('stream', 'of these by the stream, whose reads are free', streams, ''),
      figure('write-units', 'write units', total.writeUnits + total.tokenUnits, ''),
      figure('read-units', 'read units', total.readUnits, ''),
      figure('state-calls', 'calls of Step Functions', total.stateCalls, ''),
      figure('mails', 'mails', total.mails, ''),
      figure('mail-bytes', 'kilobytes of mail', total.mailBytes / 1000, 'KB'),
      figure('events', 'events on the bus', total.events, ''),
      figure('requests', 'requests to the API', total.requests, ''),
      figure('log-bytes', 'logs', total.logBytes / 1000, 'KB'),
      figure('stored-bytes', 'stored', total.storedBytes / 1000, 'KB'),
    ],
  };
}
