import { describe, expect, test } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { edits } from '../../functions/domain/edits.ts';
import type { Person } from '../../functions/domain/person.ts';
import {
  at,
  caseIn,
  citizenActor,
  cpi,
  data,
  day,
  decisionOf,
  editFactsOf,
  factsOf,
  foreigner,
  mario,
  meeting,
  officeFactsOf,
  recordOf,
  strongActor,
  today,
  verdictOf,
} from './samples.ts';

const release = (facts: Partial<Facts> = {}) => decide('release', factsOf(facts), {});
const released = (facts: Partial<Facts> = {}) => decisionOf(release(facts));
const of = (person: Person) => ({ citizen: recordOf(person) });

describe('salva DID with strong identity (S0:15)', () => {
  test('is authentic at once, and the status of unemployment is not confirmed yet', () => {
    const { next, rules, effects } = released({ actor: strongActor });
    expect(next).toMatchObject({
      status: 'confirmed',
      withReserve: false,
      authenticity: { state: 'authentic', by: 'SPID', on: today },
      didDate: today,
      didSource: 'portal',
      unemployedSince: today,
      releasedAt: '2026-11-23T09:30:00.000Z',
    });
    expect(next).not.toHaveProperty('unemploymentConfirmedOn');
    expect(next).not.toHaveProperty('pactSignedOn');
    expect(rules).toEqual(['S0:15', 'S0:33']);
    // From now on nobody takes the code over, and this DID with it.
    expect(effects).toEqual(['verify-fiscal-code']);
  });

  test('asks for the pact within the term of the policy', () => {
    expect(released({ actor: strongActor }).mail).toMatchObject({
      kind: 'did-released',
      didDate: today,
      completeBy: '2026-12-23',
    });
  });

  test.each(['SPID', 'CIE', 'CNS', 'INPS-PIN'])('names %s as the proof', (idp) => {
    expect(released({ actor: { ...strongActor, idp } }).next.authenticity.by).toBe(idp);
  });
});

describe('R7: salva DID without strong identity is con riserva: the same data, the same save (S0:25)', () => {
  test.each<Actor>([citizenActor, { ...citizenActor, idp: 'CLICLAVORO' }])('is con riserva: $idp', (actor) => {
    const { next, rules, effects } = released({ actor });
    expect(effects).toEqual([]);
    expect(next).toMatchObject({
      status: 'reserved',
      withReserve: true,
      authenticity: { state: 'reserve' },
      didDate: today,
      unemployedSince: today,
    });
    expect(next).not.toHaveProperty('unemploymentConfirmedOn');
    expect(next).not.toHaveProperty('reserveLiftedOn');
    expect(rules).toEqual(['S0:25', 'S0:27', 'S0:33']);
  });

  test.each<[string, Person, string[]]>([
    ['an Italian', mario, ['identity-document', 'paper-declaration']],
    ['a citizen of the Union', { ...mario, citizenship: 'RO' }, ['identity-document', 'paper-declaration']],
    ['a citizen from outside', foreigner, ['identity-document', 'residence-permit', 'paper-declaration']],
  ])('tells %s what to bring and by when', (_, person, documents) => {
    expect(released(of(person)).mail).toMatchObject({
      kind: 'did-released-with-reserve',
      didDate: today,
      documents,
      completeBy: '2027-03-23',
    });
  });
});

describe('the day of the DID is the day of receipt in Rome (rule 8)', () => {
  test.each([
    ['23:59:58', '2026-11-23T22:59:58.000Z', '2026-11-23'],
    ['00:00:00', '2026-11-23T23:00:00.000Z', '2026-11-24'],
    ['23:59:58 in summer', '2026-07-01T21:59:58.000Z', '2026-07-01'],
    ['23:59:58 as the clock goes forward', '2026-03-29T21:59:58.000Z', '2026-03-29'],
    ['23:59:58 as the clock goes back', '2026-10-25T22:59:58.000Z', '2026-10-25'],
    ['00:00:01 as the clock goes back', '2026-10-24T22:00:01.000Z', '2026-10-25'],
    ['23:59:58 on 31 December', '2026-12-31T22:59:58.000Z', '2026-12-31'],
    ['00:00:00 on 1 January', '2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['on 29 February', '2028-02-29T22:59:58.000Z', '2028-02-29'],
  ])('%s', (_, instant, date) => {
    const { lastJobEndedOn: __, ...rest } = data;
    const never = { ...rest, profile: { ...data.profile, everWorked: false, monthsSearching: 0 } };
    const facts = { receivedAt: at(instant), didCase: caseIn('registered', { data: never }) };
    for (const actor of [strongActor, citizenActor]) {
      const { next, mail } = released({ ...facts, actor });
      expect([next.didDate, next.unemployedSince, mail && 'didDate' in mail && mail.didDate]).toEqual([
        date,
        date,
        date,
      ]);
      expect([next.releasedAt, next.snapshot?.takenAt]).toEqual([instant, instant]);
    }
  });
});

describe('R10: unemployment runs from the day of the release in any case (S0:33)', () => {
  test.each([
    ['strong', strongActor],
    ['con riserva', citizenActor],
  ] as const)('%s', (_, actor) => {
    const { next, rules } = released({ actor });
    expect([next.unemployedSince, next.didDate]).toEqual([today, today]);
    expect(rules).toContain('S0:33');
  });
});

describe('what was declared', () => {
  const snapshot = {
    person: mario,
    data,
    textVersion: '2026-1',
    warningsShown: ['dpr-445-2000-art-75', 'dpr-445-2000-art-76'],
    language: 'it',
    takenAt: '2026-11-23T09:30:00.000Z',
    receiptNumber: 'R-20261123-9A1B2C3D3333',
  };

  test('is kept with the version of the text and the warnings shown', () => {
    expect(released().next.snapshot).toEqual(snapshot);
  });

  test('stays as it was when the person’s record changes before the reserve is lifted', () => {
    const reserved = { ...caseIn('registered'), ...released().next, operatorId: cpi };
    const moved: Person = { ...mario, familyName: 'Verdi' };
    const confirmed = decisionOf(decide('confirm', { ...officeFactsOf(reserved), ...of(moved) }, meeting));
    expect(confirmed.next.snapshot).toEqual(snapshot);
  });

  test('cannot be written any more', () => {
    const didCase = { ...caseIn('registered'), ...released().next };
    const facts = editFactsOf(didCase, { receivedAt: at('2026-11-23T10:00:00.000Z') });
    const outcome = edits['write-data'].decide(facts, data);
    expect(verdictOf(outcome)).toEqual(['already-released', undefined, 'S0:15']);
  });
});

describe('what is no DID', () => {
  test('a draft whose last job ends after the day of receipt', () => {
    const didCase = caseIn('registered', { data: { ...data, lastJobEndedOn: day('2026-11-24') } });
    expect(verdictOf(release({ didCase }))).toEqual(['job-not-ended', 'lastJobEndedOn', 'S0:5']);
    expect(verdictOf(release({ didCase, receivedAt: at('2026-11-23T23:00:00.000Z') }))).toEqual(['decided']);
  });

  test.each([
    ['work', { work: false, training: true }],
    ['training', { work: true, training: false }],
  ])('a draft without availability for %s', (kind, availability) => {
    const didCase = caseIn('registered', { data: { ...data, availability } });
    expect(verdictOf(release({ didCase }))).toEqual([
      'availability-incomplete',
      `availability.${kind}`,
      'D.Lgs. 150/2015 art. 19 c.1',
    ]);
  });

  test.each(['strong', 'basic'] as const)('the act of a digital identity of somebody else (%s)', (assurance) => {
    const actor: Actor = { ...strongActor, assurance, fiscalCode: 'BNCNNA90A41F205X' };
    expect(verdictOf(release({ actor }))).toEqual(['fiscal-code-not-yours', 'fiscalCode', 'identity']);
  });

  test('a second release', () => {
    for (const status of ['reserved', 'confirmed', 'psp-signed', 'withdrawn'] as const) {
      expect(verdictOf(release({ didCase: caseIn(status) }))[0]).toBe('wrong-status');
    }
  });
});
