/** Cases that live their whole life by racing commands: at every step two people ask at the same moment. */
import { expect } from 'vitest';
import { signIn } from '../support/accounts.ts';
import {
  type Account,
  choose,
  citizen,
  communicationsOf,
  type HistoryLine,
  historyOf,
  meeting,
  pact,
  Receipt,
  routeA,
  see,
  settled,
} from '../support/cases.ts';
import { type Answer, api, bodyOf, problemOf } from '../support/http.ts';
import { deskOf } from '../support/offices.ts';
import { today } from '../support/people.ts';

const office = 'cpi-pavia';

type Verb = 'register' | 'release' | 'confirm' | 'sign-pact' | 'withdraw';
type Asker = 'citizen' | 'officer' | 'colleague';
type Race = readonly [readonly [Asker, Verb], readonly [Asker, Verb]];

const registrations: Race = [
  ['citizen', 'register'],
  ['citizen', 'register'],
];
const releases: Race = [
  ['citizen', 'release'],
  ['citizen', 'release'],
];
const confirmations: Race = [
  ['officer', 'confirm'],
  ['colleague', 'confirm'],
];
const pacts: Race = [
  ['officer', 'sign-pact'],
  ['colleague', 'sign-pact'],
];
const withdrawals: Race = [
  ['citizen', 'withdraw'],
  ['citizen', 'withdraw'],
];
const withdrawalsByBoth: Race = [
  ['officer', 'withdraw'],
  ['citizen', 'withdraw'],
];
const releaseOrWithdrawal: Race = [
  ['citizen', 'release'],
  ['citizen', 'withdraw'],
];
const confirmationOrWithdrawal: Race = [
  ['citizen', 'withdraw'],
  ['officer', 'confirm'],
];
const pactOrWithdrawal: Race = [
  ['officer', 'sign-pact'],
  ['citizen', 'withdraw'],
];

interface Life {
  readonly by: 'basic' | 'strong';
  readonly races: readonly Race[];
}

/** The lives that are lived in turn. A life ends as soon as a withdrawal wins. */
export const lives: readonly Life[] = [
  { by: 'basic', races: [registrations, releases, confirmations, pacts, withdrawals] },
  { by: 'strong', races: [registrations, releaseOrWithdrawal, pactOrWithdrawal, withdrawalsByBoth] },
  { by: 'basic', races: [registrations, releases, confirmationOrWithdrawal, pactOrWithdrawal, withdrawalsByBoth] },
  { by: 'basic', races: [registrations, releaseOrWithdrawal, confirmationOrWithdrawal, pacts, withdrawals] },
  { by: 'strong', races: [registrations, releases, pacts, withdrawalsByBoth] },
];

const requests: Readonly<Record<Verb, { readonly path: string; readonly body: (asker: Asker) => object }>> = {
  register: { path: '', body: routeA },
  release: { path: '/release', body: () => ({}) },
  confirm: { path: '/confirmation', body: meeting },
  'sign-pact': { path: '/pact', body: pact },
  withdraw: {
    path: '/withdrawal',
    body: (asker) => (asker === 'citizen' ? {} : { signedRequest: { signedOn: today(), reference: 'prot. 1' } }),
  },
};

/** The people of one lane of races: their cases follow one another. */
export interface Lane {
  readonly basic: Account;
  readonly strong: Account;
  readonly officer: string;
  readonly colleague: string;
}

/** People who have never met before. */
export async function newLane(): Promise<Lane> {
  const [basic, strong, officer, colleague] = await Promise.all([
    citizen(),
    citizen('SPID'),
    deskOf(office),
    deskOf(office),
  ]);
  return { basic, strong, officer, colleague };
}

/** The same people, the citizens signed in afresh: a session lasts an hour. */
export async function signedInAgain(lane: Lane): Promise<Lane> {
  const fresh = async (who: Account) => ({ ...who, token: await signIn(who.mailbox) });
  const [basic, strong, officer, colleague] = await Promise.all([
    fresh(lane.basic),
    fresh(lane.strong),
    deskOf(office),
    deskOf(office),
  ]);
  return { basic, strong, officer, colleague };
}

/** What became of races: pairs by who won, and losers by what they were told. */
export class Tally {
  /** Pairs of which one was applied. */
  won = 0;
  /** Pairs of different verbs that did not meet: the second found the case as the first had left it. */
  inTurn = 0;
  readonly losers = new Map<string, number>();

  get pairs(): number {
    return this.won + this.inTurn;
  }

  lost(told: string): void {
    this.losers.set(told, (this.losers.get(told) ?? 0) + 1);
  }
}

/** A case whose life has ended: whose it was, its number, and the mails that went out about it. */
export interface Ended {
  readonly id: string;
  readonly caseNumber: string;
  readonly mailbox: string;
  readonly mails: number;
}

const mailAfter = ({ event, to }: HistoryLine): string | undefined => {
  if (event === 'release') return to === 'confirmed' ? 'did-released' : 'did-released-with-reserve';
  return { register: 'draft-saved', confirm: 'did-authenticated', 'sign-pact': 'psp-signed', withdraw: 'withdrawn' }[
    event
  ];
};

const tokenOf = (lane: Lane, who: Account, asker: Asker) => (asker === 'citizen' ? who.token : lane[asker]);

/** Why a loser may lose: the other was first, by a moment or by a whole transition. */
const fair = new Set(['command-pending', 'wrong-status', 'live-did-exists']);

interface Applied {
  readonly verb: string;
  readonly declarationId: string;
  readonly commandId: string;
}

/** The command that was applied, if this one was; else the loser is told why, and its command has no effect. */
async function outcomeOf(token: string, answer: Answer, tally: Tally): Promise<Applied | undefined> {
  if (answer.status === 202) {
    const { commandId, declarationId } = bodyOf(answer, 202, Receipt);
    const { state, verb, reason } = await settled(token, commandId);
    if (state === 'applied') return { verb, declarationId, commandId };
    expect(state).toBe('refused');
    expect(fair).toContain(reason?.code);
    tally.lost(`refused ${reason?.code}`);
    return undefined;
  }
  const { code, commandId } = problemOf(answer, 409);
  expect(fair).toContain(code);
  if (code === 'command-pending') {
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await settled(token, commandId ?? '')).state).toBe('ignored');
  }
  tally.lost(`409 ${code}`);
  return undefined;
}

/** Two commands at once on one case, or on none yet; gives the case as its history then tells it. */
async function race(
  lane: Lane,
  who: Account,
  id: string | undefined,
  pair: Race,
  tally: Tally,
): Promise<{ id: string; lines: HistoryLine[] }> {
  const before = id === undefined ? 0 : (await historyOf(who.token, id)).length;
  const answers = await Promise.all(
    pair.map(([asker, verb]) => {
      const { path, body } = requests[verb];
      const target = id === undefined ? '/declarations' : `/declarations/${id}${path}`;
      return api('POST', target, { token: tokenOf(lane, who, asker), body: body(asker) });
    }),
  );
  const outcomes = await Promise.all(
    pair.map(([asker], at) => {
      const answer = answers[at];
      if (!answer) throw new Error('no answer');
      return outcomeOf(tokenOf(lane, who, asker), answer, tally);
    }),
  );
  const applied = outcomes.filter((outcome) => outcome !== undefined);
  const [first] = applied;
  if (!first) throw new Error(`nobody won ${pair.join(' against ')}: ${JSON.stringify(answers)}`);
  const lines = await historyOf(who.token, first.declarationId);
  const written = lines.slice(before);
  expect(written.map(({ commandId }) => commandId).sort()).toEqual(applied.map(({ commandId }) => commandId).sort());
  // Two of the same verb cannot both be right; two others only if one waited until the other was done.
  const [[, one], [, other]] = pair;
  expect(applied.length).toBeLessThanOrEqual(one === other ? 1 : 2);
  if (applied.length === 2) {
    expect(written.at(-1)?.event).toBe('withdraw');
    tally.inTurn += 1;
  } else tally.won += 1;
  return { id: first.declarationId, lines };
}

/**
 * Lives a case from its registration by races until a withdrawal wins or no more pairs are asked for; withdraws it then,
 * so that the way is free for the next. Every transition of it has one line of history and one mail.
 * @param goOn whether one more pair is asked for; asked once before each
 */
export async function live(lane: Lane, { by, races }: Life, tally: Tally, goOn: () => boolean): Promise<Ended[]> {
  const who = lane[by];
  let id: string | undefined;
  let lines: HistoryLine[] = [];
  for (const pair of races) {
    if (lines.at(-1)?.to === 'withdrawn' || !goOn()) break;
    ({ id, lines } = await race(lane, who, id, pair, tally));
    const { to } = lines.at(-1) ?? {};
    const chosen = lines.some(({ event }) => event === 'choose-operator');
    if ((to === 'reserved' || to === 'confirmed') && !chosen) {
      expect((await choose(who, id, office)).status).toBe(200);
    }
  }
  if (id === undefined) return [];
  if (lines.at(-1)?.to !== 'withdrawn') {
    const answer = await api('POST', `/declarations/${id}/withdrawal`, { token: who.token, body: {} });
    expect((await settled(who.token, bodyOf(answer, 202, Receipt).commandId)).state).toBe('applied');
  }
  const [done, history, mails] = await Promise.all([
    see(who.token, id),
    historyOf(who.token, id),
    communicationsOf(who.token, id),
  ]);
  expect(done).toMatchObject({ status: 'withdrawn', version: history.length });
  expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_line, at) => at + 1));
  expect(history.slice(1).map(({ from }) => from)).toEqual(history.slice(0, -1).map(({ to }) => to));
  const expected = history.map(mailAfter).filter((kind) => kind !== undefined);
  expect(mails.map(({ kind }) => kind).sort()).toEqual([...expected].sort());
  expect(mails.every(({ state }) => state === 'sent')).toBe(true);
  return [{ id, caseNumber: done.caseNumber, mailbox: who.mailbox, mails: expected.length }];
}
