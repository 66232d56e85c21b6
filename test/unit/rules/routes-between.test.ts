import { describe, expect, test } from 'vitest';
import { decide } from '../../../functions/domain/commands.ts';
import { dueStep, nextLook, termEnd } from '../../../functions/domain/deadlines.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { allowedActions } from '../../../functions/domain/view.ts';
import {
  at,
  caseFactsOf,
  caseIn,
  cpi,
  data,
  day,
  decisionOf,
  editFactsOf,
  factsOf,
  identityDocument,
  meeting,
  officeFactsOf,
  officer,
  otherCpi,
  policy,
  receivedAt,
  strongActor,
  today,
  verdictOf,
} from '../samples.ts';
import { aboutTo, act, asked, caseOf, chosen, made, onB, onC, protocol, told } from './elsewhere.ts';

const confirm = (didCase: DidCase, body: object = {}, operatorId = cpi) => {
  const facts = officeFactsOf(chosen(didCase, operatorId));
  return decide('confirm', facts, { metOn: today, identityDocument, ...body });
};
const extremes = { inps: { appliedOn: made.appliedOn, protocol } };
const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
const due = (didCase: DidCase, on: string) => dueStep(didCase, facts, policy, at(`${on}T05:00:00.000Z`)).kind;

describe('where the citizen and INPS say different things, a person decides', () => {
  const differs = () => told(onB(), { appliedOn: '2026-11-18' }).didCase;
  const decideFor = (didCase: DidCase, choice: string, by: object = {}) =>
    edits['decide-inps-mismatch'].decide(editFactsOf(chosen(didCase), { actor: officer(cpi), party: 'cpi', ...by }), {
      choice,
      reason: 'La ricevuta dice così.',
    });

  test('nothing moves by itself, both accounts are kept, and an office is asked', () => {
    const { didCase, last } = told(onB(), { appliedOn: '2026-11-18' });
    expect(didCase.didDate).toBe('2026-11-16');
    expect(didCase.inps?.mismatch).toMatchObject({
      fields: ['appliedOn'],
      stated: { appliedOn: '2026-11-16' },
      told: { appliedOn: '2026-11-18' },
    });
    expect(last.tasks).toEqual([{ kind: 'inps-mismatch' }]);
    expect(verdictOf(confirm(didCase, extremes))[0]).toBe('inps-mismatch-open');
    expect(allowedActions(chosen(didCase), 'cpi')).toContain('decide-inps-mismatch');
  });

  test.each([
    ['inps', '2026-11-14', '2026-11-14'],
    ['stated', '2026-11-18', '2026-11-16'],
  ])('%s: the DID is of the day of that account', (choice, appliedOn, didDate) => {
    const differs = () => told(onB(), { appliedOn }).didCase;
    const edit = decideFor(differs(), choice);
    expect(edit).toMatchObject({
      kind: 'edit',
      changes: { didDate, unemployedSince: didDate },
      settles: ['inps-mismatch'],
    });
    if (edit.kind !== 'edit') throw new Error('refused');
    const decided = { ...differs(), ...edit.changes };
    const applied = { inps: { appliedOn: didDate, protocol } };
    expect(decisionOf(confirm(decided, applied)).next).toMatchObject({ status: 'confirmed', didDate });
    expect(decisionOf(confirm(decided)).next).toMatchObject({ inps: { verified: { appliedOn: didDate } } });
  });

  test('a decision is made once, and only where there is one to make', () => {
    const edit = decideFor(differs(), 'stated');
    if (edit.kind !== 'edit') throw new Error('refused');
    expect(verdictOf(decideFor({ ...differs(), ...edit.changes }, 'stated'))[0]).toBe('no-inps-mismatch');
    expect(verdictOf(decideFor(onB(), 'inps'))[0]).toBe('no-inps-mismatch');
  });

  test('the citizen does not decide on it', () => {
    const outcome = edits['decide-inps-mismatch'].decide(editFactsOf(differs()), { choice: 'stated', reason: 'x' });
    expect(verdictOf(outcome)[0]).toBe('not-this-party');
  });

  test('a correction that agrees ends it', () => {
    const { didCase, last } = told(differs(), { appliedOn: '2026-11-16', event: 'corrected' });
    expect(didCase.inps?.mismatch).toBeUndefined();
    expect(last.settles).toEqual(['inps-mismatch']);
  });
});

describe('what becomes of an application', () => {
  test('corrected before anything rests on it: the DID has the right day, either way', () => {
    for (const appliedOn of ['2026-11-14', '2026-11-18']) {
      const { didCase } = told(onB(aboutTo), {}, { appliedOn, event: 'corrected' });
      expect(didCase).toMatchObject({ didDate: appliedOn, unemployedSince: appliedOn });
    }
  });

  test('corrected after the meeting: an earlier day waits for a person as a later one does', () => {
    const confirmed = caseOf(confirm(told(onB(aboutTo), {}).didCase), 3);
    for (const appliedOn of ['2026-11-14', '2026-11-18']) {
      const { didCase, last } = told(confirmed, { appliedOn, event: 'corrected' });
      expect(didCase.didDate).toBe('2026-11-16');
      expect(last.tasks).toEqual([{ kind: 'inps-mismatch' }]);
    }
  });

  test('rejected: DID and date stay, the benefit does not (assumed)', () => {
    const { didCase, last } = told(onB(aboutTo), {}, { event: 'rejected' });
    expect(didCase).toMatchObject({ didDate: '2026-11-16', unemployedSince: '2026-11-16' });
    expect(didCase.benefit).toBeUndefined();
    expect(last.rules).toContain('inps.rejected:assumed');
  });

  test('annulled: nothing changes but the benefit, and a person looks at it', () => {
    const { didCase, last } = told(onB(aboutTo), {}, { event: 'annulled' });
    expect(didCase.didDate).toBe('2026-11-16');
    expect(didCase.benefit).toBeUndefined();
    expect(last.tasks).toEqual([{ kind: 'inps-application' }]);
  });

  test('a late filing after its correction says nothing new', () => {
    const corrected = told(onB(aboutTo), { appliedOn: '2026-11-15', event: 'corrected' }).didCase;
    expect(told(corrected, { event: 'filed' }).didCase).toEqual(corrected);
    expect(told(corrected, { appliedOn: '2026-11-15', event: 'corrected' }).didCase).toEqual(corrected);
  });

  test('an application from before the job ended attaches, and a person looks at it', () => {
    const didCase = caseIn('confirmed', { data: { ...data, lastJobEndedOn: day('2026-11-01') } });
    expect(told(didCase, { appliedOn: '2026-10-20' }).last.tasks).toEqual([{ kind: 'inps-application' }]);
  });

  test('to take back a DID with a benefit needs the loss confirmed, on route A too', () => {
    const { didCase } = told(caseIn('confirmed'), {});
    const strong = factsOf({ didCase, actor: strongActor });
    expect(verdictOf(decide('withdraw', strong, {}))).toEqual([
      'loss-not-confirmed',
      'lossConfirmed',
      'withdrawal of a benefit’s DID',
    ]);
    expect(verdictOf(decide('withdraw', strong, { lossConfirmed: true }))).toEqual(['decided']);
  });
});

describe('the route may change while no DID exists, at no loss', () => {
  const change = (didCase: DidCase, body: object) => act('change-route', didCase, body);

  test('B to A and back', () => {
    const toA = caseOf(change(onB(aboutTo), { route: 'A', ...data }), 2);
    expect(toA).toMatchObject({ route: 'A', status: 'registered', data });
    expect(toA.inps?.stated).toBeUndefined();
    expect(caseOf(change(toA, { route: 'B', inps: made }), 3)).toMatchObject({ route: 'B', didDate: '2026-11-16' });
  });

  test('what rested on the person’s word alone goes with it', () => {
    expect(verdictOf(change(chosen(onB()), { route: 'A' }))).toEqual([
      'inps-application-made',
      'noInpsApplication',
      'S0:45',
    ]);
    expect(change(chosen(onB(aboutTo)), { route: 'A' }).kind).toBe('decision');
    const toA = caseOf(change(chosen(onB()), { route: 'A', noInpsApplication: true }), 2);
    for (const field of ['didDate', 'didSource', 'unemployedSince', 'operatorId'] as const)
      expect(toA[field]).toBeUndefined();
  });

  test('a draft becomes a question to a job centre', () => {
    const decision = decisionOf(change(caseIn('registered'), { route: 'C', oldDid: { cpiId: otherCpi } }));
    expect(decision.next).toMatchObject({ route: 'C', oldDid: { askedOf: otherCpi }, data });
    expect(decision.tasks).toEqual([{ kind: 'old-did-question', list: otherCpi }]);
  });

  test.each<[string, () => DidCase, string]>([
    ['said to be made', () => onB(), 'inps-application-made'],
    ['still to come', () => onB(aboutTo), 'decided'],
  ])('from an application %s to a question', (_, didCase, verdict) => {
    const toC = { route: 'C', oldDid: { cpiId: otherCpi } };
    expect(verdictOf(change(didCase(), toC))[0]).toBe(verdict);
    const decision = decisionOf(change(didCase(), { ...toC, noInpsApplication: true }));
    expect(decision.next).toMatchObject({ route: 'C', oldDid: { askedOf: otherCpi } });
    expect(decision.next.inps?.stated).toBeUndefined();
  });

  test('away from a question only by taking it back', () => {
    expect(verdictOf(change(onC(), { route: 'A' }))).toEqual(['old-did-unanswered', 'noEarlierDid', 'S0:57']);
    const decision = decisionOf(change(onC(), { route: 'A', noEarlierDid: true }));
    expect(decision.settles).toEqual(['old-did-question']);
    expect(decision.next.oldDid?.takenBackAt).toBe(receivedAt);
    const aside = caseOf(change(onC(), { route: 'B', inps: aboutTo }), 2);
    expect(verdictOf(change(aside, { route: 'A' }))[0]).toBe('old-did-unanswered');
  });

  test.each<[string, () => DidCase, object]>([
    ['INPS has told of an application', () => told(onB(aboutTo), {}).didCase, { route: 'A' }],
    [
      'the job centre has answered that the DID is valid',
      () => caseOf(act('verify-old-did', onC(), { answer: 'valid', didDate: '2025-03-10' }, asked()), 2),
      { route: 'A' },
    ],
  ])('not where %s', (_, didCase, body) => {
    expect(verdictOf(change(didCase(), body))[0]).toBe('did-exists');
    expect(allowedActions(didCase(), 'citizen')).not.toContain('change-route');
  });

  test('not to the same route, nor once a DID was released', () => {
    expect(verdictOf(change(caseIn('registered'), { route: 'A' }))[0]).toBe('same-route');
    expect(verdictOf(change(caseIn('reserved'), { route: 'B', inps: aboutTo }))[0]).toBe('wrong-status');
  });
});

describe('time never ends a DID that is held elsewhere', () => {
  test('who is about to apply is asked once, then an office helps, once', () => {
    const didCase = onB(aboutTo);
    expect(due(didCase, '2026-12-23')).toBe('wait');
    expect(due(didCase, '2026-12-24')).toBe('remind-inps');
    const reminded = { ...didCase, inps: { ...didCase.inps, remindedAt: at('2026-12-24T05:00:00.000Z') } };
    expect(due(reminded, '2027-01-24')).toBe('convene');
    expect(nextLook({ ...reminded, convenedAt: receivedAt }, policy)).toBeUndefined();
  });

  test('a DID of an application is convened for after 30 days from when it was known', () => {
    expect(due(onB(), '2026-12-24')).toBe('convene');
    expect(nextLook({ ...onB(), convenedAt: receivedAt }, policy)).toBeUndefined();
  });

  test('a DID con riserva for which INPS holds an application does not expire', () => {
    const { didCase } = told(caseIn('reserved'), {});
    expect(termEnd(didCase, policy)).toBeUndefined();
    expect(due(didCase, '2036-01-01')).toBe('convene');
    expect(verdictOf(decide('expire', { ...caseFactsOf(didCase), party: 'schedule' }, {}))[0]).toBe('not-due');
  });

  test('a confirmation of a DID con riserva is as it was', () => {
    expect(verdictOf(decide('confirm', officeFactsOf(caseIn('reserved', { operatorId: cpi })), meeting))).toEqual([
      'decided',
    ]);
  });
});
