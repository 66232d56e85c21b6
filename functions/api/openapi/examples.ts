/** Answers of the story, made by the API's own views. */
import './settings.ts';
import type { DidCase } from '../../domain/declaration.ts';
import type { Party } from '../../domain/lifecycle.ts';
import { mailSource, Registered, requestSource } from '../../domain/protocol.ts';
import { receipt } from '../accept.ts';
import { commandView, declarationView } from '../views.ts';
import { Receipt, Receipted } from './answers.ts';
import type { Answer } from './operation.ts';
import { citizen, citizenActor, commandOf, mail, operatorActor, operators, policy, story } from './samples.ts';

const language = 'en';

/** A value as JSON carries it: what is `undefined` is left out. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** A cursor as a page gives it. */
export const cursor = 'eyJwayI6eyJTIjoiRElEIn19';

/** A case as a party sees it. */
export function seenBy(party: Party, didCase: DidCase): unknown {
  const actor = party === 'citizen' ? citizenActor : operatorActor;
  return asJson(
    declarationView(
      didCase,
      { citizen, actor, party, operators },
      { language, receivedAt: didCase.releasedAt ?? didCase.registeredAt },
      policy,
    ),
  );
}

/** The answer to an act that is made at once. */
export const made = (description: string, example: unknown): Answer => ({
  status: '201',
  description,
  schema: Receipted,
  examples: { made: { ...Object(example), receiptNumber: 'R-20261102-4E5F60718293' } },
});

/** The answer to a command of the story that was accepted. */
export const received = (step: keyof typeof story): Answer => ({
  status: '202',
  description: 'Received, and being applied. `Location` names the command, which tells the outcome.',
  schema: Receipt,
  receipt: true,
  examples: { receipt: asJson(receipt(commandOf(story[step], { state: 'accepted' })).body) },
});

/** The command of the release, as it may come out. */
export async function releaseAs(state: string, more: object = {}): Promise<unknown> {
  return asJson(await commandView(commandOf(story.released, { state, ...more }), language));
}

/** The numbers of the register that the release and its mail have. */
export const numbers = new Map([
  [requestSource(story.released.history.receiptNumber ?? ''), registeredOf('2026/0000122')],
  [mailSource(mail.mailId), registeredOf('2026/0000123')],
]);

function registeredOf(number: string) {
  return Registered.parse({ number, day: '2026-10-05' });
}
