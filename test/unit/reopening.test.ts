import { describe, expect, test } from 'vitest';
import { refusalWords } from '../../functions/api/refusal-words.ts';
import { heldByInps } from '../../functions/domain/awaited-did.ts';
import { decide } from '../../functions/domain/commands.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import { dueStep, nextLook, termEnd } from '../../functions/domain/deadlines.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { DidCase, type Notice, Proposal } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { InpsApplication } from '../../functions/domain/inps.ts';
import { endStatuses, type Status } from '../../functions/domain/lifecycle.ts';
import { statusBefore } from '../../functions/domain/verbs/reopen.ts';
import {
  at,
  caseIn,
  cpi,
  day,
  decisionOf,
  declarationId,
  didDate,
  otherCpi,
  otherDeclarationId,
  partyFactsOf,
  policy,
  receivedAt,
  recordOf,
  today,
  verdictOf,
} from './samples.ts';

/** A case as it stood, ended since. */
const endedFrom = (before: DidCase, status: Status, more: Partial<DidCase> = {}): DidCase =>
  DidCase.parse({ ...before, status, ending: ending(before.status), endedOn: day('2026-11-12'), ...more });

const ending = (from: Status, when: Instant = at('2026-11-12T10:00:00.000Z')) => ({ at: when, from });

describe('a withdrawal is taken back within a day (A16)', () => {
  const withdrawn = (from: Status = 'confirmed') => endedFrom(caseIn(from), 'withdrawn');
  const undo = (didCase: DidCase, when: string, changes: Partial<Facts> = {}) =>
    decide('reopen', partyFactsOf('citizen', didCase, { receivedAt: at(when), ...changes }), {});

  test.each(['registered', 'reserved', 'confirmed', 'psp-signed'] as const)('to %s, its days as they were', (from) => {
    const didCase = withdrawn(from);
    const { next, effects, mail, reason } = decisionOf(undo(didCase, '2026-11-12T15:00:00.000Z'));
    expect(next).toMatchObject({ status: from, reopenedOn: '2026-11-12' });
    expect([next.didDate, next.pactSignedOn]).toEqual([didCase.didDate, didCase.pactSignedOn]);
    expect([next.endedOn, next.ending]).toEqual([undefined, undefined]);
    expect([effects, reason]).toEqual([['take-live-guard'], 'withdrawal-undone']);
    expect(mail).toMatchObject({ kind: 'did-reopened', by: 'citizen', merged: false });
  });

  test.each([
    ['to the second', '2026-11-13T10:00:00.000Z', ['decided']],
    ['a second later', '2026-11-13T10:00:01.000Z', ['undo-too-late', undefined, 'withdrawal.undo']],
  ])('%s', (_, when, verdict) => expect(verdictOf(undo(withdrawn(), when))).toEqual(verdict));

  const written = (more: Partial<DidCase> = {}) =>
    endedFrom(
      caseIn('confirmed', { operatorId: cpi, undoUntil: at('2026-11-27T10:00:00.000Z'), ...more }),
      'withdrawn',
    );

  test('until when it was told: by letter there are more days', () => {
    expect(decisionOf(undo(written(), '2026-11-27T10:00:00.000Z')).next.undoUntil).toBeUndefined();
    expect(verdictOf(undo(written(), '2026-11-27T10:00:01.000Z'))[0]).toBe('undo-too-late');
  });

  const atCounter = (body: object, party: 'cpi' | 'competent-cpi' | 'accredited' = 'cpi') =>
    decide('reopen', partyFactsOf(party, written(), { receivedAt: at('2026-11-23T10:00:00.000Z') }), body);
  const paper = { signedOn: '2026-11-23', reference: 'prot. 4471/2026' };

  test.each(['cpi', 'competent-cpi'] as const)('at the counter of the %s, on the person’s signed paper', (party) => {
    const { next, evidence, reason } = decisionOf(atCounter({ signedRequest: paper }, party));
    expect([next.status, reason]).toEqual(['confirmed', 'withdrawal-undone']);
    expect(evidence).toEqual({ kind: 'withdrawal', content: { signedRequest: paper } });
  });

  test.each([
    ['without a paper', {}],
    ['on one from before the withdrawal', { signedRequest: { ...paper, signedOn: '2026-11-11' } }],
    ['on one of tomorrow', { signedRequest: { ...paper, signedOn: '2026-11-24' } }],
  ])('and not %s', (_, body) => expect(verdictOf(atCounter(body))[0]).toBe('signed-request-missing'));

  test('nor by an accredited operator', () => {
    expect(verdictOf(atCounter({ signedRequest: paper }, 'accredited'))[0]).toBe('not-this-party');
  });

  test('not where the person has begun anew', () => {
    const liveCase = caseIn('registered', { declarationId: otherDeclarationId });
    const citizen = { ...recordOf(), liveDeclarationId: otherDeclarationId };
    const outcome = undo(withdrawn(), '2026-11-12T15:00:00.000Z', { liveCase, citizen });
    expect(verdictOf(outcome)[0]).toBe('live-did-exists');
    // A counter is told in its own words.
    const at9 = { receivedAt: at('2026-11-23T10:00:00.000Z'), liveCase, citizen };
    const counter = decide('reopen', partyFactsOf('cpi', written(), at9), { signedRequest: paper });
    expect(verdictOf(counter)[0]).toBe('newer-draft-open');
  });

  test('not where the code’s true owner came, and the guard is taken for good', () => {
    const citizen = { ...recordOf(), liveDeclarationId: otherDeclarationId };
    expect(verdictOf(undo(withdrawn(), '2026-11-12T15:00:00.000Z', { citizen }))[0]).toBe('live-did-exists');
  });

  test.each(['expired', 'closed'] as const)('and nothing else is: %s', (status) => {
    const didCase = caseIn(status, { ending: ending('reserved') });
    expect(verdictOf(undo(didCase, '2026-11-12T11:00:00.000Z'))[0]).toBe('not-this-party');
  });
});

const proposal = Proposal.parse({
  kind: 'reopen',
  reason: 'chiusa per errore',
  proposedBy: { subject: 'officer-of-cpi-milano', fiscalCodeMac: 'mac-of-giulia', party: 'cpi', operatorId: cpi },
  proposedAt: at('2026-11-20T09:00:00.000Z'),
});
const approval = { proposedAt: proposal.proposedAt, fiscalCodeMac: 'mac-of-elena' };
const approve = (didCase: DidCase, changes: Partial<Facts> = {}, body: object = { approval }) =>
  decide('reopen', partyFactsOf('manager', didCase, changes), body);

describe('two persons reopen a DID that ended (A3)', () => {
  test.each(
    endStatuses.flatMap((status) =>
      (['registered', 'reserved', 'confirmed', 'psp-signed'] as const).map((from) => ({ status, from })),
    ),
  )('$status, back to $from, its days as they were', ({ status, from }) => {
    const before = caseIn(from);
    const didCase = endedFrom(before, status, { proposal });
    const { next, effects, settles, mail, rules } = decisionOf(approve(didCase));
    expect(next).toEqual({ ...before, reopenedOn: today });
    expect([effects, settles]).toEqual([['take-live-guard'], ['proposal-made']]);
    expect(rules).toEqual(['L. 241/1990 art. 21-nonies']);
    expect(mail).toMatchObject({ kind: 'did-reopened', by: 'office', merged: false });
    expect(JSON.stringify(mail)).not.toContain('errore');
  });

  test('also to a suspended status, and to a contested one that was closed', () => {
    const suspension = { from: didDate, reason: 'job', statusBefore: 'confirmed' } as const;
    const working = caseIn('closed', { suspension, ending: ending('suspended'), proposal });
    expect(decisionOf(approve(working)).next).toMatchObject({ status: 'suspended', suspension });
    const contested = caseIn('closed', { ending: ending('sanction-proposed'), proposal });
    expect(decisionOf(approve(contested)).next.status).toBe('sanction-proposed');
  });

  test('one that ended before it was noted where it stood', () => {
    const { ending: _, ...closed } = caseIn('closed');
    const { ending: __, ...expired } = caseIn('expired');
    expect([statusBefore(closed), statusBefore(expired)]).toEqual(['confirmed', 'reserved']);
    expect(statusBefore({ ...closed, pactSignedOn: day('2026-11-10') })).toBe('psp-signed');
    const { didDate: ___, ...draft } = expired;
    expect(statusBefore(draft)).toBe('registered');
  });

  test('a death that was none: the person is written to again', () => {
    const didCase = caseIn('closed', { closure: { reason: 'death', nationalCode: 'R' }, proposal });
    expect(decisionOf(approve(didCase)).effects).toEqual(['take-live-guard', 'mark-living']);
  });

  test('a file that was not completed has all of its time again, and notices begin anew', () => {
    const mailId = MailId.parse('11111111-2222-4333-8444-555555555555');
    const notices: Notice[] = [{ number: 1, mailId, sentAt: at('2027-02-01T00:00:00.000Z') }];
    const when = at('2027-04-10T08:00:00.000Z');
    const didCase = caseIn('expired', { ending: ending('reserved', when), notices, proposal });
    const { next } = decisionOf(approve(didCase, { receivedAt: when }));
    const reopened = { ...next, version: 9 };
    expect([reopened.notices, reopened.didDate, termEnd(reopened, policy)]).toEqual([undefined, didDate, '2027-08-08']);
    expect(nextLook(reopened, policy)?.slice(0, 10)).toBe('2027-07-08');
  });

  test.each([
    ['without an approval', {}, 'needs-two-persons'],
    ['by the fiscal code that proposed', { approval: { ...approval, fiscalCodeMac: 'mac-of-giulia' } }, 'same-person'],
    ['of another proposal', { approval: { ...approval, proposedAt: at('2026-11-19T09:00:00.000Z') } }, 'no-proposal'],
  ])('not %s', (_, body, code) => {
    expect(verdictOf(approve(caseIn('closed', { proposal }), {}, body))[0]).toBe(code);
  });

  test.each(['cpi', 'competent-cpi', 'accredited', 'inps'] as const)('%s alone reopens nothing', (party) => {
    const didCase = caseIn('closed', { proposal });
    expect(verdictOf(decide('reopen', partyFactsOf(party, didCase), { approval }))[0]).toBe('not-this-party');
  });

  test('nothing of who only claimed a code whose owner came', () => {
    const citizen = { ...recordOf(), takenOver: true };
    expect(verdictOf(approve(caseIn('closed', { proposal }), { citizen }))[0]).toBe('wrong-status');
  });

  test('not a DID that is live', () => {
    expect(verdictOf(approve(caseIn('confirmed', { proposal })))[0]).toBe('wrong-status');
  });
});

describe('a newer DID goes into the one that is reopened: one DID, the earlier date', () => {
  const newer = (status: Status, changes: Partial<DidCase> = {}) =>
    caseIn(status, {
      declarationId: otherDeclarationId,
      didDate: day('2026-11-18'),
      unemployedSince: day('2026-11-18'),
      ...changes,
    });
  const merge = (before: Status, liveCase: DidCase, changes: Partial<DidCase> = {}) =>
    approve(endedFrom(caseIn(before), 'closed', { proposal, ...changes }), {
      liveCase,
      citizen: { ...recordOf(), liveDeclarationId: liveCase.declarationId },
      receivedAt,
    });

  test.each([
    ['reserved', 'confirmed', 'confirmed'],
    ['confirmed', 'reserved', 'confirmed'],
    ['reserved', 'psp-signed', 'psp-signed'],
    ['psp-signed', 'reserved', 'psp-signed'],
    ['confirmed', 'confirmed', 'confirmed'],
  ] as const)('%s and a newer one %s: %s', (before, status, together) => {
    const liveCase = newer(status);
    const { next, absorbs, effects, mail, reason } = decisionOf(merge(before, liveCase));
    expect([next.status, next.didDate, next.unemployedSince]).toEqual([together, didDate, didDate]);
    expect(absorbs).toBe(liveCase);
    expect(effects).toEqual([]);
    expect(reason).toBe('merged');
    expect(mail).toMatchObject({ merged: true, didDate });
    const signed = together === 'psp-signed';
    expect([next.pactSignedOn !== undefined, next.unemploymentConfirmedOn !== undefined]).toEqual([signed, signed]);
    expect(next.authenticity.state).toBe('authentic');
  });

  test('the earlier date wins also where the newer record has it', () => {
    const { next } = decisionOf(merge('confirmed', newer('confirmed', { didDate: day('2026-10-30') })));
    expect([next.didDate, next.unemployedSince]).toEqual(['2026-10-30', '2026-10-30']);
  });

  const application = InpsApplication.parse({
    ...{ kind: 'naspi', appliedOn: '2026-11-18', protocol: 'INPS.8100.18/11/2026.0000001' },
    ...{ filedBy: 'person', state: 'filed', heardAt: '2026-11-19T02:00:00.000Z' },
  });
  const benefit = { kind: 'naspi', protocol: application.protocol } as const;
  const onB = (changes: Partial<DidCase> = {}) =>
    newer('registered', { route: 'B', didSource: 'inps', inps: { applications: [application] }, benefit, ...changes });

  test('INPS goes along: its applications, the benefit that rests on them; no timer closes what INPS holds', () => {
    const { next, effects } = decisionOf(merge('reserved', onB()));
    expect(next).toMatchObject({
      status: 'reserved',
      didDate,
      didSource: 'portal',
      benefit,
      inps: { applications: [application] },
    });
    expect(effects).toEqual(['adopt-applications']);
    const after = { ...next, version: 9 };
    expect([heldByInps(after), termEnd(after, policy)]).toEqual([true, undefined]);
    const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
    expect(dueStep(after, facts, policy, at('2036-01-01T00:00:00.000Z')).kind).toBe('convene');
  });

  test('applications of both are kept, each once; a day of INPS that wins is INPS’s', () => {
    const other = { ...application, protocol: 'INPS.8100.01/10/2026.0000002' };
    const rejected = { ...application, state: 'rejected' as const };
    const inps = { applications: [other, application] };
    const { next } = decisionOf(
      merge('confirmed', onB({ didDate: day('2026-10-30'), inps: { applications: [rejected] } }), { inps }),
    );
    expect(next.inps?.applications).toEqual([other, rejected]);
    expect([next.didDate, next.didSource]).toEqual(['2026-10-30', 'inps']);
  });

  const question = { cpiName: 'Bergamo', askedOf: otherCpi, askedAt: at('2026-11-18T10:00:00.000Z'), byLetter: false };
  const valid = { ...question, answer: { valid: true, didDate: day('2025-03-10'), on: day('2026-11-20') } };
  test.each([
    ['asked of the newer one', undefined, question, question],
    ['answered to the newer one', question, valid, valid],
    ['answered to the older one', valid, question, valid],
  ])('an earlier DID that was %s is not forgotten', (_, older, younger, kept) => {
    const { next, tasks } = decisionOf(merge('confirmed', newer('confirmed', { oldDid: younger }), { oldDid: older }));
    expect(next.oldDid).toEqual(kept);
    expect(tasks).toEqual(kept === question ? [{ kind: 'old-did-question', list: otherCpi }] : []);
  });

  test('and what offices still have to settle moves over: the newer one leaves no task behind', () => {
    const mismatch = {
      ...{ fields: ['appliedOn' as const], stated: { appliedOn: day('2026-11-17') }, since: receivedAt },
      told: { kind: 'naspi' as const, appliedOn: day('2026-11-18'), protocol: application.protocol },
    };
    const disputed = { pactSignedOn: day('2026-11-20'), pactDispute: { disputedAt: receivedAt } };
    const liveCase = newer('psp-signed', {
      ...disputed,
      inps: { applications: [application], mismatch },
      oldDid: question,
    });
    const open = ['old-did-question', 'inps-mismatch', 'pact-disputed', 'examine-pact'];
    const { next, tasks } = decisionOf(merge('reserved', liveCase));
    expect([tasks?.map(({ kind }) => kind), next.pactDispute]).toEqual([open, disputed.pactDispute]);
    const closing = decide('close', partyFactsOf('manager', liveCase), { reason: 'merged', mergedInto: declarationId });
    expect(decisionOf(closing).settles).toEqual(open);
  });

  test('the operator is the one chosen last', () => {
    const { next } = decisionOf(merge('confirmed', newer('confirmed', { operatorId: otherCpi }), { operatorId: cpi }));
    expect(next.operatorId).toBe(otherCpi);
  });

  test('work goes on, or is over, as the newer one says', () => {
    const suspension = { from: day('2026-11-20'), reason: 'job', statusBefore: 'reserved' } as const;
    const working = decisionOf(merge('psp-signed', newer('suspended', { suspension }))).next;
    expect(working).toMatchObject({ status: 'suspended', suspension: { ...suspension, statusBefore: 'psp-signed' } });
    const old = { from: day('2026-11-10'), reason: 'job', statusBefore: 'confirmed' } as const;
    const over = decisionOf(merge('suspended', newer('reserved'), { suspension: old })).next;
    expect([over.status, over.suspension]).toEqual(['confirmed', undefined]);
    expect(over.suspensions).toEqual([{ from: '2026-11-10', until: '2026-11-17', reason: 'job' }]);
  });

  test.each([
    ['a draft', 'confirmed', caseIn('registered', { declarationId: otherDeclarationId })],
    ['one with a contested fact', 'confirmed', newer('sanction-proposed')],
  ] as const)('not %s', (_, before, liveCase) => {
    const code = liveCase.status === 'registered' ? 'newer-draft-open' : 'newer-did-open';
    expect(verdictOf(merge(before, liveCase))).toEqual([code, undefined, 'S0:45, S0:57']);
  });

  test.each(['newer-draft-open', 'newer-did-open'] as const)('is told to who decides, in their words: %s', (code) => {
    for (const words of Object.values(refusalWords[code])) expect(words).toMatch(/La persona|The person/);
    expect(refusalWords[code].it).not.toMatch(/Hai già|\btu[aeo]?\b/);
  });

  test('not into a draft, which is no DID', () => {
    expect(verdictOf(merge('registered', newer('confirmed')))[0]).toBe('newer-did-open');
  });
});
