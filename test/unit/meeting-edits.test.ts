import { describe, expect, test } from 'vitest';
import { ageOn } from '../../functions/domain/age.ts';
import { decide } from '../../functions/domain/commands.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { type EditFacts, edits } from '../../functions/domain/edits.ts';
import type { OperatorId } from '../../functions/domain/ids.ts';
import { intakeRule, weekOf } from '../../functions/domain/intake.ts';
import { statuses } from '../../functions/domain/lifecycle.ts';
import {
  accredited,
  caseIn,
  citizenActor,
  closedCpi,
  cpi,
  day,
  decisionOf,
  didDate,
  editFactsOf,
  factsOf,
  foreigner,
  identityDocument,
  mario,
  meeting,
  officeFactsOf,
  officer,
  operatorOf,
  otherCpi,
  pact,
  policy,
  receivedAt,
  recordOf,
  today,
  verdictOf,
} from './samples.ts';

const tomorrow = day('2026-11-24');
const yesterday = day('2026-11-22');
const officeEdit = (didCase: DidCase, changes: Partial<EditFacts> = {}) => {
  const operatorId = didCase.operatorId ?? cpi;
  return editFactsOf(didCase, { actor: officer(operatorId), party: operatorOf(operatorId).kind, ...changes });
};

describe('a meeting that was not concluded', () => {
  const rule = edits['meeting-not-concluded'];
  const note = (
    body: object,
    didCase = caseIn('reserved', { operatorId: accredited }),
    changes: Partial<EditFacts> = {},
  ) => rule.decide(officeEdit(didCase, changes), { metOn: today, missing: ['identity-document'], ...body });

  test('changes nothing, tells what is missing and by whose rule, and is kept', () => {
    const body = { missing: ['identity-document', 'paper-declaration', 'agreement'], note: 'Torna martedì.' };
    expect(note({ ...body, nextAppointmentOn: tomorrow })).toMatchObject({
      kind: 'edit',
      changes: {},
      rules: ['S0:29', 'S0:31', 'D.Lgs. 150/2015 art. 20 c.1-2'],
      reason: 'identity-document, paper-declaration, agreement',
      evidence: { kind: 'meeting-not-concluded', content: { ...body, metOn: today } },
      mail: {
        kind: 'meeting-not-concluded',
        didDate,
        metOn: today,
        missing: [
          { what: 'identity-document', basis: 'procedure' },
          { what: 'paper-declaration', basis: 'procedure' },
          { what: 'agreement', basis: 'law' },
        ],
        nextMeetingOn: tomorrow,
        office: { name: operatorOf(accredited).name },
      },
    });
  });

  test('the operator’s words go into no mail', () => {
    const outcome = note({ note: 'parla poco' });
    expect(JSON.stringify('mail' in outcome ? outcome.mail : '')).not.toContain('parla poco');
  });

  const confirmedAt = caseIn('confirmed', { operatorId: cpi });
  const onB = caseIn('registered', { operatorId: cpi, route: 'B', didDate, didSource: 'inps' });
  const onC = caseIn('registered', { operatorId: cpi, route: 'C', didDate, didSource: 'cpi' });
  const minor = { ...mario, birthDate: day('2010-01-31') };
  const from = (person: typeof mario) => ({ citizen: recordOf(person) });
  test.each([
    ['residence-permit', caseIn('reserved', { operatorId: cpi }), {}, undefined],
    ['residence-permit', caseIn('reserved', { operatorId: cpi }), from(foreigner), 'S0:29'],
    ['paper-declaration', caseIn('reserved', { operatorId: accredited }), {}, 'S0:31'],
    ['paper-declaration', caseIn('reserved', { operatorId: cpi }), {}, 'paper-declaration:assumed'],
    ['paper-declaration', confirmedAt, {}, undefined],
    ['inps-extremes', onB, {}, 'S0:55'],
    ['inps-extremes', onC, {}, undefined],
    ['old-did-extremes', onC, {}, 'S0:63'],
    ['old-did-extremes', confirmedAt, {}, undefined],
    ['countersignature', confirmedAt, {}, undefined],
    ['countersignature', onB, from(minor), 'age.countersignature:assumed'],
    ['agreement', confirmedAt, {}, 'D.Lgs. 150/2015 art. 20 c.1-2'],
  ])('%s is asked by its rule, and of nobody else', (what, didCase, changes, asked) => {
    const outcome = note({ missing: [what] }, didCase, changes);
    if (asked === undefined) expect(verdictOf(outcome)).toEqual(['not-asked-for', 'missing.0', 'S0:29-31']);
    else expect(outcome).toMatchObject({ rules: [asked] });
  });

  test.each([
    ['tomorrow', { metOn: tomorrow }, ['met-in-future', 'metOn']],
    ['before the DID', { metOn: day('2026-11-02') }, ['met-before-did', 'metOn']],
    ['with a next one yesterday', { nextAppointmentOn: yesterday }, ['next-meeting-in-past', 'nextAppointmentOn']],
    ['with a next one today', { nextAppointmentOn: today }, ['decided']],
  ])('%s', (_, body, verdict) => expect(verdictOf(note(body)).slice(0, 2)).toEqual(verdict));

  test.each([{ missing: [] }, { missing: ['patience'] }, { missing: ['agreement', 'agreement'] }, { metOn: 'ieri' }])(
    'the body %j is none',
    (body) => expect(rule.body.safeParse({ metOn: today, missing: ['agreement'], ...body }).success).toBe(false),
  );

  test('is for the chosen body, before the pact', () => {
    for (const status of statuses) {
      const open = ['registered', 'reserved', 'confirmed'].includes(status);
      const didCase = caseIn(status, { operatorId: cpi, didDate });
      expect(verdictOf(note({}, didCase))).toEqual(open ? ['decided'] : ['wrong-status', undefined, 'lifecycle']);
    }
    const left = { actor: officer(cpi), party: 'cpi' } as const;
    expect(verdictOf(note({}, caseIn('reserved', { operatorId: accredited }), left))[0]).toBe('not-this-party');
    expect(verdictOf(rule.decide(editFactsOf(caseIn('reserved')), { metOn: today, missing: ['agreement'] }))[0]).toBe(
      'not-this-party',
    );
  });
});

describe('intake at a counter', () => {
  const body = { fiscalCode: mario.fiscalCode, documentShown: identityDocument, present: true };
  const takeIn = (didCase: DidCase, by: OperatorId = cpi, changes: Partial<EditFacts> = {}) =>
    intakeRule.decide(editFactsOf(didCase, { actor: officer(by), party: operatorOf(by).kind, ...changes }), body);

  test.each([cpi, accredited])('%s becomes the chosen one, the person is told, what was shown is kept', (by) => {
    const outcome = takeIn(caseIn('reserved'), by);
    expect(outcome).toMatchObject({
      kind: 'edit',
      changes: { operatorId: by, operatorChosenOn: today },
      rules: ['S0:23', 'S0:29', 'S0:17', 'S0:19'],
      reason: 'counter',
      evidence: { kind: 'intake', content: { documentShown: identityDocument } },
      mail: { kind: 'operator-chosen', didDate, instead: false, office: { name: operatorOf(by).name } },
    });
  });

  test('another, chosen before, is replaced; its appointment is taken back', () => {
    const appointment = {
      ...{ id: '1b7a5c1e-1111-4a4a-8a4a-000000000001', operatorId: accredited, place: 1, sequence: 0 },
      ...{ startsAt: '2026-12-01T09:00:00.000Z', endsAt: '2026-12-01T09:30:00.000Z' },
      ...{ channel: 'portal', bookedAt: '2026-11-20T09:00:00.000Z' },
    };
    const didCase = caseIn('confirmed', { operatorId: accredited, ...({ appointment } as object) });
    const outcome = takeIn(didCase);
    expect(outcome).toMatchObject({
      changes: { operatorId: cpi, appointment: undefined },
      mail: { kind: 'operator-chosen', instead: true },
      alsoTold: { kind: 'appointment-cancelled', by: 'operator-changed' },
      evidence: { content: { operatorBefore: accredited } },
    });
  });

  test('who follows the person already only notes that they came', () => {
    const outcome = takeIn(caseIn('confirmed', { operatorId: cpi }));
    expect(outcome).toMatchObject({ kind: 'edit', changes: {}, reason: 'counter' });
    expect(outcome).not.toHaveProperty('mail');
  });

  test.each([
    ['a draft', caseIn('registered'), cpi],
    ['a pact with another', caseIn('psp-signed', { operatorId: otherCpi }), cpi],
    ['an ended DID', caseIn('withdrawn'), cpi],
    ['an operator that is not active', caseIn('reserved'), closedCpi],
  ])('%s: nothing is told but that there is nobody to take in', (_, didCase, by) => {
    expect(verdictOf(takeIn(didCase, by))).toEqual(['intake-nobody', undefined, 'S0:23']);
  });

  test('a mailbox of the operator itself: nothing is told either (S0:11)', () => {
    const mailbox = 'mario@lavoro-demo.example';
    expect(verdictOf(takeIn(caseIn('reserved'), accredited, { mailbox }))[0]).toBe('intake-nobody');
  });

  test('an expired document shows nobody', () => {
    const facts = editFactsOf(caseIn('reserved'), { actor: officer(cpi), party: 'cpi' });
    const expired = { ...body, documentShown: { ...identityDocument, expiresOn: yesterday } };
    expect(verdictOf(intakeRule.decide(facts, expired)).slice(0, 2)).toEqual([
      'identity-document-expired',
      'documentShown',
    ]);
  });

  test('is no citizen’s', () => {
    const facts = editFactsOf(caseIn('reserved'), { actor: citizenActor, party: 'citizen' });
    expect(verdictOf(intakeRule.decide(facts, body))[0]).toBe('not-this-party');
  });

  test.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ])('%s is reviewed with the week of %s', (of, monday) => expect(weekOf(day(of))).toBe(monday));
});

describe('age', () => {
  test.each([
    ['2010-11-23', 16],
    ['2010-11-24', 15],
    ['2008-11-23', 18],
    ['2008-02-29', 18],
  ])('who was born on %s is %i', (born, age) => expect(ageOn(day(born), today)).toBe(age));

  test('a birthday of 29 February is on 1 March where there is none', () => {
    expect([ageOn(day('2008-02-29'), day('2026-02-28')), ageOn(day('2008-02-29'), day('2026-03-01'))]).toEqual([
      17, 18,
    ]);
  });

  const of = (birthDate: string) => ({ citizen: recordOf({ ...mario, birthDate: day(birthDate) }) });
  const unborn = (birthDate: string) => {
    const { snapshot: _, ...rest } = caseIn('reserved', { operatorId: cpi });
    return { didCase: { ...rest, snapshot: undefined }, ...of(birthDate) };
  };

  test.each([
    ['2010-11-23', ['decided']],
    ['2010-11-24', ['under-age', 'birthDate', 'age.minimum:assumed']],
  ])('a DID is made from 16 on: born on %s', (born, verdict) => {
    expect(verdictOf(decide('release', factsOf(of(born)), {}))).toEqual(verdict);
    const { availability, profile, lastJobEndedOn, privacyNoticeVersion } = caseIn('registered').data;
    const body = { route: 'A', availability, profile, lastJobEndedOn, privacyNoticeVersion };
    expect(verdictOf(decide('register', factsOf({ didCase: undefined, ...of(born) }), body))).toEqual(verdict);
  });

  const countersignature = { name: 'Paola Rossi', kind: 'parent', documentShown: identityDocument };
  test.each([
    ['2008-11-24', {}, ['countersignature-missing', 'countersignature', 'age.countersignature:assumed']],
    ['2008-11-23', {}, ['decided']],
    ['2008-11-24', { countersignature }, ['decided']],
    [
      '2008-11-24',
      { countersignature: { ...countersignature, documentShown: { ...identityDocument, expiresOn: yesterday } } },
      ['identity-document-expired', 'countersignature.documentShown', 'S0:29'],
    ],
  ])('born on %s, with %j: at the meeting and at the pact', (born, signedBeside, verdict) => {
    const { didCase, citizen } = unborn(born);
    expect(verdictOf(decide('confirm', officeFactsOf(didCase, { citizen }), { ...meeting, ...signedBeside }))).toEqual(
      verdict,
    );
    const strong = { ...caseIn('confirmed', { operatorId: cpi }), snapshot: undefined };
    expect(verdictOf(decide('sign-pact', officeFactsOf(strong, { citizen }), { ...pact, ...signedBeside }))).toEqual(
      verdict,
    );
  });

  test('what a minor’s signature rests on stands in the history', () => {
    const { didCase, citizen } = unborn('2008-11-24');
    const decision = decisionOf(
      decide('confirm', officeFactsOf(didCase, { citizen }), { ...meeting, countersignature }),
    );
    expect(decision.rules).toContain('age.countersignature:assumed');
  });
});

describe('the content of a pact (D.Lgs. 150/2015 art. 20 c.2-3)', () => {
  const sign = (change: object) =>
    decide('sign-pact', officeFactsOf(caseIn('confirmed', { operatorId: cpi })), { ...pact, ...change });
  const availability = { searchSkills: true, activeMeasures: true, congruousOffers: true };

  test.each(Object.keys(availability))('is not without %s', (one) => {
    expect(verdictOf(sign({ availability: { ...availability, [one]: false } }))).toEqual([
      'pact-availability-incomplete',
      `availability.${one}`,
      'D.Lgs. 150/2015 art. 20 c.3',
    ]);
  });

  test('tells how it was signed and how the person is called up', () => {
    const signature = { kind: 'fea', evidence: 'busta 123 del conservatore' };
    const decision = decisionOf(sign({ availability, signature, contactChannel: 'sms' }));
    expect(decision.next).toMatchObject({ agreedChannel: 'sms', pactEnteredAt: receivedAt, pactSignature: signature });
    expect(decision.next.pactOperatorId).toBe(cpi);
    expect(decision.mail).toMatchObject({ signature: 'fea', searchActs: 1 });
    expect(decision.tasks).toEqual([]);
    expect(decision.evidence?.content).toMatchObject({ signature, availability });
    expect(decision.warnings.map(({ rule }) => rule)).toEqual(['identity-document-missing']);
  });

  test.each([
    ['how it was signed', {}, { rule: 'signature-not-stated', field: 'signature' }],
    [
      'where the proof of the signature is',
      { signature: { kind: 'handwritten' } },
      { rule: 'signature-without-proof', field: 'signature.evidence' },
    ],
  ])('of which nobody told %s is warned of, and stays on the operator’s list', (_, change, warning) => {
    const { warnings, tasks } = decisionOf(sign(change));
    expect(warnings).toContainEqual(warning);
    expect(tasks).toEqual([{ kind: 'pact-signature' }]);
  });

  test('tells the person until when they may say that they did not sign', () => {
    expect(decisionOf(sign({})).mail).toMatchObject({ disputeBy: '2026-12-23' });
    expect(policy.pactDisputeDays).toMatchObject({ value: 30, assumed: true });
  });
});
