/** A new definition of the state machine, with a verb more, while cases wait in executions of the one before. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { stateName, type Verb } from '../../../functions/domain/lifecycle.ts';
import { demo } from '../support/accounts.ts';
import { applied, approvalOf, communicationsOf, Receipt, settled } from '../support/cases.ts';
import { api, bodyOf } from '../support/http.ts';
import { inbox } from '../support/inbox.ts';
import { deployDefinition, ended, executions, machine, statesEntered } from '../support/machine.ts';
import { deskOf } from '../support/offices.ts';
import {
  benefitTold,
  committeeSays,
  contested,
  forfeited,
  offerRefused,
  type Party,
  proceedingsOf,
} from '../support/proceedings.ts';
import {
  goesOn,
  type LiveStatus,
  type Next,
  office,
  type Standing,
  standingIn,
  waiting,
  wholeOf,
  withdrawal,
} from '../support/standing.ts';
import { until } from '../support/until.ts';

const Definition = z.looseObject({
  States: z.record(z.string(), z.looseObject({ Choices: z.optional(z.array(z.looseObject({ Next: z.string() }))) })),
});

const taskOf = (verb: Verb) =>
  verb
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** The definition as it was before a verb was added: without its rows in the choices, and without its task. */
function without(definition: string, verb: Verb): string {
  const { States, ...rest } = Definition.parse(JSON.parse(definition));
  const task = taskOf(verb);
  const left = Object.entries(States).filter(([name]) => name !== task);
  const older = left.map(([name, state]) => {
    if (!state.Choices) return [name, state];
    return [name, { ...state, Choices: state.Choices.filter(({ Next }) => Next !== task) }];
  });
  const text = JSON.stringify({ ...rest, States: Object.fromEntries(older) });
  if (left.length === Object.keys(States).length || text.includes(`"${task}"`))
    throw new Error(`${verb} is still there`);
  return text;
}

/** Works while the definition without a verb is deployed; the real one comes back, come what may. */
async function withoutVerb(verb: Verb, work: (deploy: () => Promise<unknown>) => Promise<void>): Promise<void> {
  const { definition } = await machine();
  const deploy = () => deployDefinition(definition);
  await deployDefinition(without(definition, verb));
  try {
    await work(deploy);
  } finally {
    await deploy();
    expect((await machine()).definition).toBe(definition);
  }
}

/** Cases that stand where somebody in an office has something to contest, to decide, or to record. */
const proceeding: Readonly<Partial<Record<Verb, (desk: string) => Promise<Party>>>> = {
  'report-breach': async () => {
    const party = await standingIn('psp-signed');
    await benefitTold(party);
    return party;
  },
  decide: (desk) => contested(desk, office, 44),
  'record-appeal-outcome': async (desk) => {
    const { who, id } = await forfeited(desk, office, 10);
    const path = `/declarations/${id}/decisions/1`;
    expect((await api('POST', `${path}/appeal`, { token: who.token, body: {} })).status).toBe(201);
    const outcome = await api('POST', `${path}/appeal-outcome`, { token: desk, body: committeeSays('upheld') });
    expect(outcome.status).toBe(201);
    return { who, id };
  },
};

/** A case from which a verb leads on. */
async function standingBefore(verb: Verb, status: LiveStatus): Promise<Standing> {
  const stands = proceeding[verb];
  if (!stands) return standingIn(status);
  const desk = await deskOf(office);
  const { who, id } = await stands(desk);
  await communicationsOf(who.token, id);
  await waiting(id);
  return { status, id, who, desk };
}

const contesting: Next = {
  verb: 'report-breach',
  to: 'sanction-proposed',
  mails: ['breach-contested'],
  use: ({ desk, id }) => applied(desk, `/declarations/${id}/breaches`, offerRefused()),
};
const dismissal: Next = {
  verb: 'decide',
  to: 'psp-signed',
  mails: ['decision-taken'],
  use: async ({ desk, id }) => {
    const { id: actId } = (await proceedingsOf(desk, id)).contested ?? {};
    const body = { actId, outcome: 'dismissed', reasons: 'Non l’ha ricevuta.', channel: 'registered-letter' };
    await applied(await demo('manager'), `/declarations/${id}/decision`, body);
  },
};
const reversal: Next = {
  verb: 'record-appeal-outcome',
  to: 'psp-signed',
  mails: ['appeal-decided'],
  use: async ({ id }) => {
    const manager = await demo('manager');
    await applied(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));
  },
};

const deployments: readonly [Verb, readonly LiveStatus[], Next?][] = [
  ['withdraw', ['registered', 'reserved', 'confirmed', 'psp-signed'], withdrawal],
  ['release', ['registered']],
  ['confirm', ['reserved']],
  ['sign-pact', ['confirmed']],
  ['close', ['suspended', 'sanction-proposed', 'sanctioned']],
  ['report-breach', ['psp-signed'], contesting],
  ['decide', ['sanction-proposed'], dismissal],
  ['record-appeal-outcome', ['sanctioned'], reversal],
];

/** What the citizen's mailbox got: the user pool's code, and every communication once. */
async function everyMailOnce({ who, id }: Standing): Promise<void> {
  const told = await communicationsOf(who.token, id);
  expect(await inbox(who.mailbox)).toHaveLength(told.length + 1);
}

export function definitionsWithAVerbMore(): void {
  describe('cases that wait while a definition with one verb more is deployed', () => {
    test.each(deployments)('go on by %s from %j', async (verb, statuses, next) => {
      await withoutVerb(verb, async (deploy) => {
        const cases = await Promise.all(statuses.map((status) => standingBefore(verb, status)));
        const old = await Promise.all(cases.map(async ({ id }) => (await waiting(id)).generation));
        await deploy();
        await Promise.all(cases.map((standing) => goesOn(standing, next)));

        for (const [at, standing] of cases.entries()) {
          const { id, status } = standing;
          const generation = old[at] ?? 0;
          const [state, choice] = [stateName(status), `${stateName(status)}Verb`];
          expect(await ended(`${id}-${generation}`)).toMatchObject({ status: 'SUCCEEDED' });
          expect((await statesEntered(id, generation)).slice(-3)).toEqual([choice, 'RollOver', 'RolledOver']);
          const entered = await statesEntered(id, generation + 1);
          expect(entered.slice(0, 5)).toEqual(['Resume', state, choice, taskOf(verb), 'Outcome']);
          expect((await executions()).filter(({ name }) => name.startsWith(id))).toHaveLength(generation + 1);
          if (verb !== 'close') await everyMailOnce(standing);
        }
      });
    });

    test('take up a command that was asked for before the definition was there', async () => {
      await withoutVerb('withdraw', async (deploy) => {
        const standing = await standingIn('reserved');
        const { id, who } = standing;
        const standsThere = await wholeOf(standing);
        const answer = await api('POST', `/declarations/${id}/withdrawal`, { token: who.token, body: {} });
        const { commandId } = bodyOf(answer, 202, Receipt);
        await until(
          'the command to be handed on',
          async () => (await executions()).some(({ name }) => name === `${id}-3`) || undefined,
        );
        expect(await wholeOf(standing)).toEqual(standsThere);
        await deploy();
        expect((await settled(who.token, commandId)).state).toBe('applied');
        const { shown, history } = await wholeOf(standing);
        expect([shown.status, history.map(({ event }) => event)]).toEqual([
          'withdrawn',
          ['register', 'release', 'choose-operator', 'withdraw'],
        ]);
        await everyMailOnce(standing);
      });
    });
  });
}
