import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import { addDays } from '../../functions/domain/dates.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import { doubleClosures, singleClosures } from '../../functions/domain/life.ts';
import { isLive, type Party, type Status, statuses } from '../../functions/domain/lifecycle.ts';
import { languages } from '../../functions/domain/person.ts';
import { statusLabel } from '../../functions/domain/view.ts';
import {
  at,
  caseIn,
  cpi,
  decisionOf,
  didDate,
  otherDeclarationId,
  partyFactsOf,
  receivedAt,
  today,
  verdictOf,
} from './samples.ts';

const close = (didCase: DidCase, body: object, party: Party = 'cpi') =>
  decide('close', partyFactsOf(party, didCase), body);
const closers: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];
const live = statuses.filter(isLive);

describe('an office closes a DID on what was declared or told', () => {
  test.each(live.flatMap((status) => closers.map((party) => ({ status, party }))))(
    '$status, by $party: the guard is free, and the way back is kept',
    ({ status, party }) => {
      const didCase = caseIn(status, { operatorId: cpi });
      const { next, effects, mail, reason } = decisionOf(close(didCase, { reason: 'job', since: today }, party));
      expect(next).toMatchObject({
        status: 'closed',
        endedOn: today,
        closure: { reason: 'job', nationalCode: 'R', since: today },
        ending: { at: receivedAt, from: status },
      });
      expect([effects, reason]).toEqual([['free-live-guard'], 'job']);
      expect(mail).toMatchObject({ kind: 'did-closed', reason: 'job', since: today });
    },
  );

  test.each([
    ['job', 'R'],
    ['pension', 'R'],
    ['moved', 'R'],
    ['death', 'R'],
  ] as const)('for %s: state %s of the national service', (reason, code) => {
    expect(decisionOf(close(caseIn('confirmed'), { reason })).next.closure).toEqual({ reason, nationalCode: code });
  });

  test.each(['citizen', 'accredited', 'other-cpi', 'schedule'] as const)('not %s', (party) => {
    expect(verdictOf(close(caseIn('confirmed'), { reason: 'job' }, party))[0]).toBe('not-this-party');
  });

  test.each(statuses.filter((status) => !isLive(status)))('not one that has ended: %s', (status) => {
    expect(verdictOf(close(caseIn(status), { reason: 'job' }))[0]).toBe('wrong-status');
  });

  test.each([
    ['from tomorrow', addDays(today, 1), ['closure-in-future', 'since', 'closure']],
    ['from before the DID', addDays(didDate, -1), ['closure-before-did', 'since', 'closure']],
    ['from the day of the DID', didDate, ['decided']],
  ])('%s', (_, since, verdict) => {
    expect(verdictOf(close(caseIn('confirmed'), { reason: 'pension', since }))).toEqual(verdict);
  });

  test('a draft too: no mail tells of a DID', () => {
    const { next, mail } = decisionOf(close(caseIn('registered'), { reason: 'moved' }, 'manager'));
    expect(next.ending?.from).toBe('registered');
    expect(mail).not.toHaveProperty('didDate');
  });

  test('a death: nobody is written to any more, and no label says it', () => {
    const { next, mail, effects } = decisionOf(close(caseIn('psp-signed'), { reason: 'death' }));
    expect(mail).toBeUndefined();
    expect(effects).toEqual(['free-live-guard', 'mark-deceased']);
    for (const language of languages) {
      expect(statusLabel({ ...next, version: 9 }, language, undefined)).toMatch(/^(Chiusa il|Closed on) [^:]+$/);
    }
  });

  test.each([...singleClosures, ...doubleClosures])('the label of %s blames nobody', (reason) => {
    const didCase = caseIn('closed', { closure: { reason, nationalCode: 'R' } });
    for (const language of languages) {
      expect(statusLabel(didCase, language, undefined)).not.toMatch(
        /falsa|colpa|decadut|undefined|false|fault|dead|mort/i,
      );
    }
  });

  test('the body names a reason that is one', () => {
    expect(() => close(caseIn('confirmed'), { reason: 'because' })).toThrow();
  });
});

describe('two persons close what was no DID', () => {
  const proposal = Proposal.parse({
    kind: 'close',
    closure: 'annulled',
    reason: 'dichiarazione di un’altra persona',
    proposedBy: { subject: 'officer-of-cpi-milano', fiscalCodeMac: 'mac-of-giulia', party: 'cpi', operatorId: cpi },
    proposedAt: at('2026-11-20T09:00:00.000Z'),
  });
  const proposed = (status: Status = 'confirmed') => caseIn(status, { operatorId: cpi, proposal });
  const approval = { proposedAt: proposal.proposedAt, fiscalCodeMac: 'mac-of-elena' };
  const approve = (didCase: DidCase, changes: object = {}, reason = 'annulled') =>
    close(didCase, { reason, approval: { ...approval, ...changes } }, 'manager');

  test.each(live)('%s, approved by a manager: the proposal is gone, a court is named in the mail', (status) => {
    const { next, mail, effects, settles, rules } = decisionOf(approve(proposed(status)));
    expect(next.closure).toEqual({ reason: 'annulled', nationalCode: 'A' });
    expect(next.proposal).toBeUndefined();
    expect([effects, settles]).toEqual([['free-live-guard'], ['proposal-made']]);
    expect(rules).toEqual(['L. 241/1990 art. 21-nonies']);
    expect(mail).toMatchObject({ kind: 'did-closed', reason: 'annulled', appealDays: 60 });
    expect(JSON.stringify(mail)).not.toContain('altra persona');
  });

  test('not admitted is state E', () => {
    const didCase = caseIn('confirmed', { proposal: Proposal.parse({ ...proposal, closure: 'not-admitted' }) });
    expect(decisionOf(approve(didCase, {}, 'not-admitted')).next.closure?.nationalCode).toBe('E');
  });

  test.each([
    ['one of the same fiscal code', { fiscalCodeMac: 'mac-of-giulia' }, 'same-person'],
    ['an approval of an earlier proposal', { proposedAt: at('2026-11-19T09:00:00.000Z') }, 'no-proposal'],
  ])('not by %s', (_, changes, code) => expect(verdictOf(approve(proposed(), changes))[0]).toBe(code));

  test('not by the same account, whatever its fiscal code', () => {
    const mine = Proposal.parse({ ...proposal, proposedBy: { ...proposal.proposedBy, subject: 'account-of-mario' } });
    expect(verdictOf(approve(caseIn('confirmed', { proposal: mine })))).toEqual([
      'same-person',
      undefined,
      'two persons',
    ]);
  });

  test('not for another reason than the one proposed, nor without a proposal, nor where another waits', () => {
    expect(verdictOf(approve(proposed(), {}, 'not-admitted'))[0]).toBe('no-proposal');
    expect(verdictOf(approve(caseIn('confirmed')))[0]).toBe('no-proposal');
    const other = caseIn('confirmed', { proposal: Proposal.parse({ ...proposal, kind: 'reopen' }) });
    expect(verdictOf(approve(other))[0]).toBe('no-proposal');
  });
});

describe('a DID that went into an earlier one', () => {
  test('is closed without a word, and leaves the guard to the other', () => {
    const { next, effects, mail } = decisionOf(
      close(caseIn('confirmed'), { reason: 'merged', mergedInto: otherDeclarationId }, 'manager'),
    );
    expect(next.closure).toEqual({ reason: 'merged', nationalCode: 'R', mergedInto: otherDeclarationId });
    expect([effects, mail]).toEqual([[], undefined]);
  });
});
