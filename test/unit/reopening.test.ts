import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import { nextLook, termEnd } from '../../functions/domain/deadlines.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { DidCase, type Notice, Proposal } from '../../functions/domain/declaration.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { endStatuses, type Status } from '../../functions/domain/lifecycle.ts';
import { statusBefore } from '../../functions/domain/verbs/reopen.ts';
import {
  at,
  caseIn,
  cpi,
  day,
  decisionOf,
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

  test('not where the person has begun anew', () => {
    const liveCase = caseIn('registered', { declarationId: otherDeclarationId });
    const citizen = { ...recordOf(), liveDeclarationId: otherDeclarationId };
    const outcome = undo(withdrawn(), '2026-11-12T15:00:00.000Z', { liveCase, citizen });
    expect(verdictOf(outcome)[0]).toBe('live-did-exists');
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
    expect(verdictOf(merge(before, liveCase))).toEqual(['live-did-exists', undefined, 'S0:45, S0:57']);
  });

  test('not into a draft, which is no DID', () => {
    expect(verdictOf(merge('registered', newer('confirmed')))[0]).toBe('live-did-exists');
  });
});
