/** Neighbours who get a benefit and of whom a fact is contested, each at another date of what follows. */
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { checkCharacter } from '../../functions/domain/fiscal-code.ts';
import { ask, brunoMe, data, inps, manager, officer, type Session } from './people.ts';
import { application, pact, twin } from './stories.ts';
import type { World } from './world.ts';

/** Something that happens in the town at a time. */
export interface Moment {
  /** An hour of UTC, of which it is five past. */
  readonly at: string;
  readonly happens: (world: World) => Promise<unknown>;
}

/** Somebody who lives in the town. */
export interface Resident {
  readonly session: Session;
  readonly me: object;
}

/** The resident of a number, with a password or with SPID. */
export function resident(number: number, idp: 'PASSWORD' | 'SPID' = 'PASSWORD'): Resident {
  const day = String(number + 10);
  const first15 = `RSSMRA85T${day}A562`;
  const fiscalCode = first15 + checkCharacter(first15);
  return {
    session: {
      sub: `resident-${number}`,
      token_use: 'id',
      role: 'citizen',
      assurance: idp === 'SPID' ? 'strong' : 'basic',
      idp,
      email: `resident-${number}@libero.it`,
      email_verified: 'true',
      ...(idp === 'SPID' && { fiscalCode }),
    },
    me: { ...brunoMe, fiscalCode, birthDate: `1985-12-${day}` },
  };
}

const letter = 'registered-letter';
const paid = { from: '2026-10-09', proof: 'Cedolino INPS 10/2026' };

const caseOf = ({ memo, ledger }: World, number: number) => Object(ledger.get(`DID#${memo[number]}`, 'CASE'));
const contestedOf = (world: World, number: number) => String(caseOf(world, number).contested.id);
const decisionOf = (world: World, number: number) => String(caseOf(world, number).decisions[0].decisionId);
const callUpOf = (world: World, number: number) => String(caseOf(world, number).callUps[0].id);

/** Somebody asks something of the case of a resident. */
const about = (
  number: number,
  at: string,
  [who, action]: readonly [Session, ActionName],
  asked: (world: World) => { readonly body?: object; readonly parameters?: Readonly<Record<string, string>> },
): Moment => ({
  at,
  happens: async (world) => {
    const id = world.memo[number] ?? '';
    await ask(world, who, action, { id, key: `key-${number}-${at}-${action}`, ...asked(world) });
    await world.settle();
  },
});

/** A resident with a pact, whom INPS pays. */
const hasBenefit = (number: number): Moment => ({
  at: '2026-10-12T08',
  happens: async (world) => {
    const { session, me } = resident(number, 'SPID');
    await ask(world, session, 'write-me', { body: me });
    const { body } = await ask(world, session, 'register', {
      key: 'key-register',
      body: { route: 'A', ...data, lastJobEndedOn: '2026-09-30' },
    });
    const id = String(body['declarationId']);
    world.memo = { ...world.memo, [number]: id };
    await world.settle();
    await ask(world, session, 'release', { id, key: 'key-release', body: {} });
    await world.settle();
    await ask(world, session, 'choose-operator', { id, body: { operatorId: 'cpi-milano' } });
    await ask(world, officer, 'sign-pact', { id, key: `key-pact-${number}`, body: pact('2026-10-12') });
    await world.settle();
    await ask(world, inps, 'take-inps-news', {
      key: `key-inps-${number}`,
      body: application(session['fiscalCode'] ?? '', {
        ...{ appliedOn: '2026-10-09', protocol: `INPS.4900.09/10/2026.00123${number}` },
      }),
    });
  },
});

/** At work for some days, of which nobody has told since. */
const works = (number: number): Moment =>
  about(number, '2027-01-10T10', [officer, 'suspend'], () => ({ body: { from: '2027-01-10', days: 20 } }));
const contests = (number: number, at: string, factOn: string): Moment =>
  about(number, at, [officer, 'report-breach'], () => ({
    body: { kind: 'offer', factOn, facts: 'Non risulta la risposta.', channel: letter, payment: paid },
  }));
const serves = (
  number: number,
  at: string,
  actOf: (world: World, number: number) => string,
  [sentOn, servedOn]: readonly [string, string],
): Moment =>
  about(number, at, [officer, 'serve-act'], (world) => ({
    parameters: { actId: actOf(world, number) },
    body: { channel: letter, sentOn, servedOn, proof: `AR ${number}` },
  }));

/** Contested on the day after the last of November and served, forfeited by two persons before Christmas. */
const forfeited = (number: number): readonly Moment[] => [
  contests(number, '2026-12-01T10', '2026-11-30'),
  serves(number, '2026-12-05T10', contestedOf, ['2026-12-01', '2026-12-04']),
  about(number, '2026-12-22T10', [manager, 'propose-forfeiture'], (world) => ({
    body: { actId: contestedOf(world, number), effect: 'forfeiture', reasons: 'Nessuna risposta.', channel: letter },
  })),
  about(number, '2026-12-22T11', [twin, 'approve-proposal'], (world) => ({
    body: { proposedAt: caseOf(world, number).proposal.proposedAt },
  })),
];

/** Called up to training and absent, of which a cut is decided; called up again to where nobody noted who came. */
const cut = (number: number): readonly Moment[] => {
  const calls = (at: string, startsAt: string) =>
    about(number, at, [officer, 'call-up'], () => ({
      body: {
        ...{ purpose: 'training', startsAt, place: 'Sala B' },
        service: { channel: letter, sentOn: at.slice(0, 10) },
      },
    }));
  return [
    calls('2026-11-20T10', '2026-11-30T09:00:00.000Z'),
    serves(number, '2026-11-24T10', callUpOf, ['2026-11-20', '2026-11-23']),
    about(number, '2026-11-30T10', [officer, 'record-call-up'], (world) => ({
      parameters: { actId: callUpOf(world, number) },
      body: { attendance: 'absent' },
    })),
    about(number, '2026-12-02T10', [officer, 'report-breach'], (world) => ({
      body: {
        ...{ kind: 'training', factOn: '2026-11-30', facts: 'Non risulta la presenza.', channel: letter },
        ...{ callUpId: callUpOf(world, number), payment: paid },
      },
    })),
    serves(number, '2026-12-05T10', contestedOf, ['2026-12-02', '2026-12-04']),
    about(number, '2026-12-30T10', [manager, 'decide'], (world) => ({
      body: { actId: contestedOf(world, number), outcome: 'cut', reasons: 'Nessuna risposta.', channel: letter },
    })),
    calls('2027-01-15T10', '2027-01-29T14:00:00.000Z'),
  ];
};

/**
 * What happens to them. When the round comes: one has days left to answer and is reminded; of one the time is over and
 * the decision late, of another nobody knows whether it was served; one was given more time; a cut is not known to be
 * served; of three DIDs forfeited the two months are over: one can be appealed against still, one is, one is final; and one
 * person has been at work for as long as they said.
 */
export const proceedings: readonly Moment[] = [
  ...[11, 12, 13, 14, 15, 16, 17, 18, 20].map(hasBenefit),
  contests(11, '2027-01-20T10', '2027-01-19'),
  serves(11, '2027-01-25T10', contestedOf, ['2027-01-20', '2027-01-22']),
  contests(12, '2026-12-30T10', '2026-12-29'),
  serves(12, '2027-01-05T10', contestedOf, ['2026-12-30', '2027-01-04']),
  contests(13, '2026-12-30T10', '2026-12-29'),
  contests(14, '2027-01-04T10', '2027-01-02'),
  serves(14, '2027-01-08T10', contestedOf, ['2027-01-04', '2027-01-07']),
  about(14, '2027-01-15T10', [officer, 'extend-term'], () => ({
    body: { term: 'justification', until: '2027-02-04', reason: 'In ospedale.' },
  })),
  ...cut(15),
  ...[16, 17, 18].flatMap(forfeited),
  serves(16, '2027-01-07T10', decisionOf, ['2026-12-22', '2027-01-04']),
  serves(17, '2027-01-07T10', decisionOf, ['2026-12-22', '2027-01-04']),
  about(17, '2027-01-20T10', [resident(17, 'SPID').session, 'file-appeal'], () => ({
    parameters: { number: '1' },
    body: {},
  })),
  serves(18, '2027-01-04T10', decisionOf, ['2026-12-22', '2026-12-31']),
  works(20),
];
