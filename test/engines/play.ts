import type { HistoryEvent } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { Case, idOf, type StoredWait } from './case.ts';
import type { EngineName, Engines } from './engines.ts';
import type { Outcome, Scenario } from './scenarios.ts';

const statuses = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED']);

/** A state that was entered: how often its Task was tried, and its input without the wording of a cause. */
export interface Entry {
  readonly name: string;
  readonly attempts: number;
  readonly input: unknown;
}

/** The states that an execution entered, in order. */
export function entriesOf(events: readonly HistoryEvent[]): Entry[] {
  const entries: { name: string; attempts: number; input: unknown }[] = [];
  for (const { type, stateEnteredEventDetails: entered } of events) {
    if (entered?.name !== undefined) {
      const input = JSON.parse(entered.input ?? 'null', (key, value) => (key === 'Cause' ? undefined : value));
      entries.push({ name: entered.name, attempts: 0, input });
    }
    const last = entries.at(-1);
    if (type === 'TaskScheduled' && last) last.attempts += 1;
  }
  return entries;
}

function leftOf({ generation, homeShard, agendaShard, ...wait }: StoredWait): Outcome['wait'] {
  const { taskToken, since, agendaDue } = wait;
  const instant = (text: string) => {
    if (Number.isNaN(Date.parse(text))) throw new Error(`${text} is no instant`);
    return 'an instant' as const;
  };
  return {
    generation,
    homeShard,
    ...(agendaShard !== undefined && { agendaShard }),
    ...(taskToken !== undefined && { taskToken: 'a token' as const }),
    ...(since !== undefined && { since: instant(since) }),
    ...(agendaDue !== undefined && { agendaDue: instant(agendaDue) }),
  };
}

/** What a scenario led to, and what each state got as its input. */
export interface Played {
  readonly outcome: Outcome;
  readonly inputs: readonly unknown[];
}

/** Plays a scenario in an engine, to its end or to where it waits and nothing more is handed over. */
export async function play(engines: Engines, engine: EngineName, scenario: Scenario): Promise<Played> {
  const started = new Case(engines, engine);
  await started.start(scenario);
  let token: string | undefined;
  for (const command of scenario.commands) {
    token = await started.next(token);
    if (token === undefined) break;
    if (command === 'time') continue;
    if (command.after !== undefined) await started.moveTo(command.after);
    const { verb, answers, withoutId } = command;
    await started.send(token, withoutId ? { verb } : { commandId: idOf(answers), verb });
  }
  await started.next(token);
  const [wait, events, ended] = [await started.wait(), await started.history(), await started.ended()];
  if (!ended) await started.stop();
  const entries = entriesOf(events);
  return {
    outcome: {
      entered: entries.map(({ name }) => name),
      retried: entries.filter(({ attempts }) => attempts > 1).map(({ name, attempts }) => [name, attempts] as const),
      status: statuses.parse(ended?.status ?? 'RUNNING'),
      ...(ended?.error !== undefined && { error: ended.error }),
      wait: leftOf(wait),
    },
    inputs: JSON.parse(
      JSON.stringify(entries.map(({ name, input }) => ({ name, input }))).replaceAll(started.declarationId, 'the-case'),
    ),
  };
}
