import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addSeconds } from '../../functions/domain/dates.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { type CitizenId, type DeclarationId, MailId } from '../../functions/domain/ids.ts';
import { isLive, statuses } from '../../functions/domain/lifecycle.ts';
import {
  type Costs,
  chosenAt,
  countCosts,
  draftedAt,
  meetingBody,
  metAt,
  pactBody,
  registration,
  releasedAt,
} from '../simulation/costs.ts';
import { type Service, services } from '../simulation/loads.ts';
import {
  breachesOf,
  citizenActor,
  command,
  edit,
  type File,
  look,
  newFile,
  officerActor,
  schedule,
  served,
} from '../simulation/record.ts';
import { figuresOf } from '../simulation/simulate.ts';
import { simulateYear, type Year } from '../simulation/year.ts';
import { caseIn, cpi, operatorOf, policy } from './samples.ts';

let costs: Costs;
let year: Year;

beforeAll(async () => {
  // What a function remembers for some seconds is the same whatever the machine's pace.
  vi.useFakeTimers({ toFake: ['Date'] });
  costs = await countCosts();
  year = simulateYear({ citizens: 400, seed: 7, costs });
});

afterAll(() => vi.useRealTimers());

// Receipt numbers come of ids, which the two draw apart.
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part) => (key === 'receiptNumber' ? '' : part)));

describe('what a step asks, counted on the real functions', () => {
  test('comes out the same each time', async () => {
    vi.setSystemTime(Date.now() + 3_600_000);
    const again = await countCosts();
    expect(again.of).toEqual(costs.of);
    expect(again.storedBytes).toBe(costs.storedBytes);
  });

  test('a strong DID enters twelve states to its pact, one con riserva sixteen', () => {
    const entered = (...steps: (keyof Costs['of'])[]) =>
      steps.reduce((sum, step) => sum + costs.of[step].stateTransitions, 0);
    expect(entered('register', 'release-strong', 'pact-after-strong')).toBe(12);
    expect(entered('register', 'release-basic', 'confirm', 'pact-after-reserve')).toBe(16);
  });

  test('a registration starts its execution, a command hands over its token, and the sweep does neither for a notice', () => {
    expect(costs.of.register).toMatchObject({ apiRequests: 1, callbacks: 0 });
    expect(costs.of.register.startExecutions).toBeGreaterThan(0);
    expect(costs.of['release-basic']).toMatchObject({ apiRequests: 1, startExecutions: 0 });
    expect(costs.of['release-basic'].callbacks).toBeGreaterThan(0);
    expect(costs.of.remind).toMatchObject({ apiRequests: 0, startExecutions: 0, callbacks: 0, sweptItems: 1 });
    expect(costs.of['roll-over']).toMatchObject({ startExecutions: 1, describes: 1, sweptItems: 1 });
  });

  test('a run of the sweep with nothing due reads the sixteen shards and its last look, and notes this one', () => {
    const { readUnits, tableUnits, sweptItems } = costs.of.sweep;
    expect({ readUnits, tableUnits, sweptItems }).toEqual({ readUnits: 9, tableUnits: 1, sweptItems: 0 });
  });

  test('reading writes nothing; an officer who looks at a case is noted, whether or not they may do what they ask', () => {
    const written = (step: keyof Costs['of']) => [step, costs.of[step].tableUnits, costs.of[step].streamRecords];
    for (const step of ['read-operators', 'read-command', 'read-case', 'read-queue'] as const) {
      expect(written(step)).toEqual([step, 0, 0]);
    }
    for (const step of ['look-at-desk', 'refused'] as const) expect(written(step)).toEqual([step, 1, 1]);
  });

  test('no amount is negative', () => {
    for (const [step, load] of Object.entries(costs.of)) {
      for (const service of services) expect([step, service, load[service] >= 0]).toEqual([step, service, true]);
    }
  });
});

describe('the fold of the simulation', () => {
  const fileOf = ({ declarationId, citizenId }: { declarationId: DeclarationId; citizenId: CitizenId }): File => {
    const file = newFile(0, addSeconds(draftedAt, -600));
    return { ...file, declarationId, citizen: { ...file.citizen, citizenId } };
  };
  /** The draft, its release and the choice, as the trials have them. */
  const chosen = (didCase: DidCase, strong: boolean): File => {
    const file = fileOf(didCase);
    const citizen = { actor: citizenActor(file, strong), party: 'citizen' } as const;
    command(file, 'register', registration, { ...citizen, receivedAt: draftedAt }, policy);
    command(file, 'release', {}, { ...citizen, receivedAt: releasedAt }, policy);
    edit(file, 'choose-operator', { operatorId: cpi }, chosenAt, policy);
    return file;
  };
  const officer = { actor: officerActor(operatorOf(cpi)), party: 'cpi', receivedAt: metAt } as const;
  const mailId = MailId.parse('c7a5c2f0-4444-5d5d-9d5d-000000000001');
  const unnamed = (didCase: DidCase | undefined) =>
    plain({ ...didCase, notices: didCase?.notices?.map((notice) => ({ ...notice, mailId })) });

  test('gives the case that the table holds: strong, up to the pact', () => {
    const file = chosen(costs.cases.strong, true);
    command(file, 'sign-pact', pactBody, officer, policy);
    expect(plain(file.didCase)).toEqual(plain(costs.cases.strong));
  });

  test('gives the case that the table holds: con riserva, up to the pact', () => {
    const file = chosen(costs.cases.reserved, false);
    command(file, 'confirm', meetingBody, officer, policy);
    command(file, 'sign-pact', pactBody, officer, policy);
    expect(plain(file.didCase)).toEqual(plain(costs.cases.reserved));
  });

  test('gives the case that the table holds: two notices, the first in doubt, and the closing', () => {
    const { lapsed } = costs.cases;
    const file = chosen(lapsed, false);
    const due = () => {
      if (!file.due) throw new Error('nothing is due');
      return file.due;
    };
    const first = look(file, due(), policy);
    expect(first).toMatchObject({ step: 'remind' });
    const doubted = due();
    expect(look(file, doubted, policy)).toEqual({ step: 'ask-office' });
    expect([...file.openTasks]).toEqual(['notice-not-received']);
    file.openTasks.clear();
    if (first.notice) expect(served(file, first.notice, doubted, policy)).toBe(true);
    const second = look(file, due(), policy);
    const sent = file.didCase?.notices?.at(-1)?.sentAt;
    if (second.notice && sent) expect(served(file, second.notice, sent, policy)).toBe(true);
    const end = due();
    expect(look(file, end, policy)).toEqual({ step: 'expire' });
    command(file, 'expire', {}, { actor: schedule, party: 'schedule', receivedAt: end }, policy);
    expect(unnamed(file.didCase)).toEqual(unnamed(lapsed));
  });

  test('leaves a case alone where the law refuses', () => {
    const file = fileOf(caseIn('confirmed'));
    file.didCase = caseIn('confirmed');
    const outcome = command(
      file,
      'release',
      {},
      { actor: citizenActor(file, true), party: 'citizen', receivedAt: metAt },
      policy,
    );
    expect(outcome).toMatchObject({ kind: 'refusal', code: 'wrong-status' });
    expect(file.didCase).toEqual(caseIn('confirmed'));
  });
});

describe('what must always hold', () => {
  test('holds all through the year', () => {
    expect(year.violations).toEqual([]);
  });

  const served2 = ['2027-02-01', '2027-02-24'].map((date, index) => ({
    number: index + 1,
    mailId: 'c7a5c2f0-4444-5d5d-9d5d-000000000001',
    sentAt: `${date}T00:00:00.000Z`,
    servedAt: `${date}T00:01:00.000Z`,
  }));
  const before = caseIn('reserved', { version: 4 });
  const closed = { ...caseIn('expired'), version: 5, unemployedSince: before.unemployedSince };
  const good = DidCase.parse({ ...closed, notices: served2 });

  test.each<[string, DidCase, boolean, string]>([
    ['a version left out', { ...good, version: 7 }, true, 'a version was left out'],
    [
      'another day',
      { ...good, unemployedSince: caseIn('psp-signed').pactSignedOn },
      true,
      'unemployed since another day',
    ],
    ['a strong DID', { ...good, withReserve: false }, true, 'a strong DID expired'],
    ['one notice', { ...good, notices: good.notices?.slice(1) }, true, 'closed without two served notices'],
    ['a broken mailbox', good, false, 'closed with a broken mailbox'],
  ])('is noticed when it does not: %s', (_, after, healthy, breach) => {
    expect(breachesOf(before, good, true)).toEqual([]);
    expect(breachesOf(before, after, healthy)).toEqual([breach]);
  });
});

describe('a year', () => {
  test('is the same with the same seed, and another with another', () => {
    expect(figuresOf(simulateYear({ citizens: 400, seed: 7, costs }))).toEqual(figuresOf(year));
    expect(figuresOf(simulateYear({ citizens: 400, seed: 8, costs }))).not.toEqual(figuresOf(year));
  });

  test('is the same in another process', () => {
    const args = ['test/simulation/simulate.ts', '--citizens', '400', '--seed', '7', '--json'];
    const printed = execFileSync('node_modules/.bin/node', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(JSON.parse(printed)).toEqual(plain(figuresOf(year)));
  });

  test('has everybody somewhere at its end', () => {
    const { standing, counts, liveByDay } = year;
    const of = (wanted: (live: boolean) => boolean) =>
      statuses.filter((status) => wanted(isLive(status))).reduce((sum, status) => sum + standing[status], 0);
    expect(of(() => true)).toBe(counts.registered);
    expect(of((live) => live)).toBe(liveByDay.at(-1));
    expect(standing.withdrawn).toBe(counts.withdrawn);
    expect(standing.expired).toBe(counts.draftsClosed + counts.reservesClosed);
    expect(standing['psp-signed']).toBeLessThanOrEqual(counts.pactsSigned);
    expect(counts.registered).toBeLessThanOrEqual(year.citizens);
  });

  test('has something of everything that it is about', () => {
    const { counts } = year;
    for (const what of [
      'releasedStrong',
      'releasedWithReserve',
      'pactsSigned',
      'noShows',
      'convened',
      'rollOvers',
    ] as const) {
      expect([what, counts[what] > 0]).toEqual([what, true]);
    }
    expect(counts.reservesClosed).toBeGreaterThan(0);
    expect(counts.draftsClosed).toBeGreaterThan(0);
    expect(counts.withdrawn).toBeGreaterThan(0);
  });

  const total = (service: Service) => year.direct.total(service) + year.swept.total(service);

  test('adds up: what each service was asked is what the steps ask, as often as they were done', () => {
    const { counts } = year;
    const commands =
      counts.releasedStrong + counts.releasedWithReserve + counts.confirmed + counts.pactsSigned + counts.withdrawn;
    const closings = counts.draftsClosed + counts.reservesClosed;
    const each = (step: keyof Costs['of'], service: Service) => costs.of[step][service];
    expect(total('startExecutions')).toBe(each('register', 'startExecutions') * counts.registered + counts.rollOvers);
    expect(total('callbacks')).toBe(each('withdraw', 'callbacks') * commands + each('expire', 'callbacks') * closings);
    expect(total('stateTransitions')).toBe(4 * (counts.registered + commands + closings + counts.rollOvers));
    expect(total('mails')).toBe(counts.mails);
    expect(total('describes')).toBe(counts.rollOvers);
  });

  test('adds up: its months are the year', () => {
    const { days, begins, ends } = year.calendar;
    for (const service of services) {
      const months = Array.from({ length: 12 }, (_, month) => {
        const own = days.filter((day) => day.month === month);
        const next = days.find((day) => day.month === month + 1)?.begins ?? ends;
        return year.direct.total(service, ((own[0]?.begins ?? 0) - begins) / 60_000, (next - begins) / 60_000);
      });
      expect(months.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(year.direct.total(service), 6);
    }
  });

  test('begins when the portal opens', () => {
    const { opens, begins } = year.calendar;
    const minutes = (opens - begins) / 60_000;
    expect(year.direct.total('apiRequests', 0, minutes)).toBe(0);
    expect(year.direct.total('apiRequests', minutes, minutes + 60)).toBeGreaterThan(0);
  });

  test('has the sweep do nothing before something is due', () => {
    // Nobody is convened before the thirty-first day after the first DID.
    const minutes = (year.calendar.opens - year.calendar.begins) / 60_000 + 30 * 24 * 60;
    expect(year.swept.total('sweptItems', 0, minutes)).toBe(0);
    expect(year.swept.total('sweptItems')).toBeGreaterThan(0);
  });
});
