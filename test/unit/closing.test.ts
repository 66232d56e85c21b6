import { describe, expect, test } from 'vitest';
import { reportChange } from '../../functions/domain/changes.ts';
import { decide } from '../../functions/domain/commands.ts';
import { addDays } from '../../functions/domain/dates.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import type { EditFacts } from '../../functions/domain/edit.ts';
import { doubleClosures, singleClosures } from '../../functions/domain/life.ts';
import { isLive, type Party, type Status, statuses } from '../../functions/domain/lifecycle.ts';
import { languages } from '../../functions/domain/person.ts';
import { CallUp } from '../../functions/domain/proceedings.ts';
import { refuseProposal } from '../../functions/domain/proposals.ts';
import { proposeClosure } from '../../functions/domain/propose-closure.ts';
import { statusLabel } from '../../functions/domain/view.ts';
import {
  at,
  caseIn,
  citizenActor,
  commandId,
  cpi,
  day,
  decisionOf,
  didDate,
  editFactsOf,
  officer,
  otherDeclarationId,
  partyFactsOf,
  receivedAt,
  recordOf,
  today,
  verdictOf,
} from './samples.ts';

const close = (didCase: DidCase, body: object, party: Party = 'cpi') =>
  decide('close', partyFactsOf(party, didCase), body);
const closers: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];
const live = statuses.filter(isLive);

const paper = { signedOn: today, reference: 'prot. 4471/2026' };
const own = (reason: string, more: object = {}) => ({ reason, since: today, signedRequest: paper, ...more });

describe('one person of an office closes a DID on the person’s own word', () => {
  test.each(live.flatMap((status) => closers.map((party) => ({ status, party }))))(
    '$status, by $party: the guard is free, and the way back is kept',
    ({ status, party }) => {
      const didCase = caseIn(status, { operatorId: cpi });
      // Work that is to end suspends: while a fact is contested its last day has to be told.
      const job = own('job', status === 'sanction-proposed' ? { until: '2027-12-31' } : {});
      const { next, effects, mail, reason, evidence } = decisionOf(close(didCase, job, party));
      expect(next).toMatchObject({
        status: 'closed',
        endedOn: today,
        closure: { reason: 'job', nationalCode: 'R', since: today, rule: 'D.Lgs. 150/2015 art. 19 c.1' },
        ending: { at: receivedAt, from: status },
      });
      expect([effects, reason]).toEqual([['free-live-guard'], 'job']);
      expect(evidence).toMatchObject({ kind: 'closure', content: { signedRequest: paper } });
      expect(mail).toMatchObject({ kind: 'did-closed', reason: 'job', since: today, appeal: { court: 'ordinary' } });
      expect(mail).toMatchObject({ asked: true });
      expect(mail).not.toHaveProperty('twoPersons');
    },
  );

  test('or on a change that they reported', () => {
    const body = { reason: 'pension', reportedChange: 'R-20261120-0123456789AB' };
    const { evidence, mail } = decisionOf(close(caseIn('psp-signed'), body));
    expect(evidence).toMatchObject({ content: body });
    expect(mail).not.toHaveProperty('asked');
  });

  test('where there is a benefit, only on one that was reported in a session that proves who it was', () => {
    const benefit = { kind: 'naspi', protocol: 'INPS.8100.03/11/2026.0000001' } as const;
    const body = { reason: 'pension', reportedChange: 'R-20261120-0123456789AB' };
    const didCase = caseIn('psp-signed', { benefit });
    expect(verdictOf(close(didCase, body))[0]).toBe('needs-two-persons');
    expect(verdictOf(close(didCase, { ...body, changeProved: true }))).toEqual(['decided']);
    expect(verdictOf(close(didCase, own('pension')))).toEqual(['decided']);
  });

  test.each([...singleClosures, ...doubleClosures].flatMap((reason) => closers.map((party) => ({ reason, party }))))(
    '$reason, by $party: never on an officer’s word alone',
    ({ reason, party }) => {
      for (const status of live) {
        const body = { reason, since: today, ...(reason === 'job' && { until: '2027-12-31' }) };
        expect(verdictOf(close(caseIn(status), body, party))[0]).toBe('needs-two-persons');
      }
    },
  );

  test.each(doubleClosures)('%s: not on a paper either', (reason) => {
    expect(verdictOf(close(caseIn('confirmed'), own(reason)))[0]).toBe('needs-two-persons');
  });

  test.each([
    ['of tomorrow', { ...paper, signedOn: '2026-11-24' }],
    ['from before there was a case', { ...paper, signedOn: '2026-11-01' }],
  ])('nor on a paper %s', (_, signedRequest) => {
    expect(verdictOf(close(caseIn('confirmed'), own('job', { signedRequest })))).toEqual([
      'signed-request-missing',
      'signedRequest',
      'withdrawal on signed request',
    ]);
  });

  test('a move is a transfer: no state of the national service, and nothing is revoked', () => {
    const { closure } = decisionOf(close(caseIn('confirmed'), own('moved'))).next;
    expect(closure).toEqual({ reason: 'moved', since: today, rule: 'closure.moved:assumed' });
  });

  test.each(['citizen', 'accredited', 'other-cpi', 'inps', 'schedule'] as const)('not %s', (party) => {
    expect(verdictOf(close(caseIn('confirmed'), own('job'), party))[0]).toBe('not-this-party');
  });

  test.each(statuses.filter((status) => !isLive(status)))('not one that has ended: %s', (status) => {
    expect(verdictOf(close(caseIn(status), own('job')))[0]).toBe('wrong-status');
  });

  test.each([
    ['from tomorrow', addDays(today, 1), ['closure-in-future', 'since', 'closure']],
    ['from before the DID', addDays(didDate, -1), ['closure-before-did', 'since', 'closure']],
    ['from the day of the DID', didDate, ['decided']],
  ])('%s', (_, since, verdict) => {
    expect(verdictOf(close(caseIn('confirmed'), own('pension', { since })))).toEqual(verdict);
  });

  test.each([
    ['without an end', undefined, 'decided'],
    ['of 180 days', addDays(didDate, 179), 'job-within-limit'],
    ['of 181 days', addDays(didDate, 180), 'decided'],
    ['that ended before it began', addDays(didDate, -1), 'job-within-limit'],
  ])('work %s: up to six months only suspend', (_, until, verdict) => {
    const body = own('job', { since: didDate, ...(until && { until }) });
    expect(verdictOf(close(caseIn('confirmed'), body))[0]).toBe(verdict);
  });

  test('work whose first day nobody told, but for a suspended status, which knows it', () => {
    const body = { reason: 'job', signedRequest: paper };
    expect(verdictOf(close(caseIn('confirmed'), body))[0]).toBe('closure-since-missing');
    expect(verdictOf(close(caseIn('suspended'), body))).toEqual(['decided']);
  });

  test('a draft too: no mail tells of a DID', () => {
    const { next, mail } = decisionOf(close(caseIn('registered'), own('moved'), 'manager'));
    expect(next.ending?.from).toBe('registered');
    expect(mail).not.toHaveProperty('didDate');
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

describe('a closing is proposed, and the person is told before anybody decides (L. 241/1990 arts 7, 10-bis)', () => {
  const propose = (body: object, changes: Partial<EditFacts> = {}) =>
    proposeClosure.decide(
      editFactsOf(caseIn('psp-signed', { operatorId: cpi }), {
        ...{ actor: officer(cpi), party: 'cpi', fiscalCodeMac: 'mac-of-giulia', ...changes },
      }),
      { since: today, why: 'comunicazione obbligatoria', ...body },
    );

  test.each([...singleClosures, 'annulled', 'not-admitted'] as const)(
    '%s: a mail, ten days, and a reason',
    (reason) => {
      expect(propose({ reason })).toMatchObject({
        changes: {
          proposal: { closure: reason, reason: 'comunicazione obbligatoria', answerBy: '2026-12-03', since: today },
        },
        rules: ['two persons', 'closure.answer'],
        mail: { kind: 'closure-proposed', reason, answerBy: '2026-12-03' },
      });
    },
  );

  test('more days where the person is told on paper', () => {
    const citizen = { ...recordOf(), mailboxHealthy: false };
    expect(propose({ reason: 'annulled' }, { citizen })).toMatchObject({ mail: { answerBy: '2026-12-18' } });
  });

  test('no words of an office stand in the mail', () => {
    expect(JSON.stringify(Object(propose({ reason: 'job' })).mail)).not.toContain('obbligatoria');
  });

  test('of a death nobody is told, and nobody waits', () => {
    const edit = propose({ reason: 'death' });
    expect(edit).toMatchObject({ changes: { proposal: { closure: 'death' } } });
    expect(edit).not.toHaveProperty('changes.proposal.answerBy');
    expect(Object(edit).mail).toBeUndefined();
  });

  test('work that only suspends is not even proposed', () => {
    expect(verdictOf(propose({ reason: 'job', until: addDays(today, 30) }))[0]).toBe('job-within-limit');
  });

  const waiting = (more: object = {}) =>
    caseIn('psp-signed', { operatorId: cpi, proposal: proposalOf({ answerBy: day('2026-12-03'), ...more }) });

  test('the person answers; who decides has read it', () => {
    const answer = (didCase: DidCase, body: object) => reportChange.decide(editFactsOf(didCase), body);
    expect(answer(waiting(), { kind: 'answer', note: 'Il contratto non è mai partito.' })).toMatchObject({
      changes: { proposal: { answeredAt: receivedAt } },
      evidence: { kind: 'change' },
      tasks: [{ kind: 'proposal-made', list: 'managers' }],
    });
    expect(verdictOf(answer(waiting(), { kind: 'answer' }))).toEqual(['answer-not-told', 'note', 'closure.answer']);
    expect(verdictOf(answer(caseIn('psp-signed'), { kind: 'answer', note: 'x' }))[0]).toBe('no-proposal');
  });

  test('and is told if it is not made, but for a death', () => {
    const drop = (didCase: DidCase) =>
      refuseProposal.decide(editFactsOf(didCase, { actor: { ...citizenActor, role: 'manager' }, party: 'manager' }), {
        reason: 'x',
      });
    expect(drop(waiting())).toMatchObject({
      changes: { proposal: undefined },
      mail: { kind: 'closure-dropped', didDate },
    });
    expect(Object(drop(waiting({ closure: 'death' }))).mail).toBeUndefined();
    const reopening = caseIn('closed', { proposal: proposalOf({ kind: 'reopen' }) });
    expect(Object(drop(reopening)).mail).toBeUndefined();
  });
});

/** A proposal as an officer of the job centre made it, three days ago. */
const proposalOf = (what: object) =>
  Proposal.parse({
    ...{ kind: 'close', closure: 'annulled', reason: 'dichiarazione di un’altra persona' },
    proposedBy: { subject: 'officer-of-cpi-milano', fiscalCodeMac: 'mac-of-giulia', party: 'cpi', operatorId: cpi },
    proposedAt: at('2026-11-20T09:00:00.000Z'),
    ...what,
  });

describe('what two persons close', () => {
  const proposal = proposalOf({});
  const proposed = (status: Status = 'confirmed') => caseIn(status, { operatorId: cpi, proposal });
  const approval = { proposedAt: proposal.proposedAt, fiscalCodeMac: 'mac-of-elena' };
  const approve = (didCase: DidCase, changes: object = {}, reason = 'annulled') =>
    close(didCase, { reason, approval: { ...approval, ...changes } }, 'manager');

  test.each(live)('%s, approved by a manager: the proposal is gone, a court is named in the mail', (status) => {
    const { next, mail, effects, settles, rules } = decisionOf(approve(proposed(status)));
    expect(next.closure).toEqual({
      ...{ reason: 'annulled', nationalCode: 'A', rule: 'L. 241/1990 art. 21-nonies' },
      why: 'dichiarazione di un’altra persona',
    });
    expect(next.proposal).toBeUndefined();
    expect([effects, settles]).toEqual([['free-live-guard'], ['proposal-made']]);
    expect(rules).toEqual(['L. 241/1990 art. 21-nonies', 'two persons']);
    expect(mail).toMatchObject({ reason: 'annulled', twoPersons: true, appeal: { court: 'ordinary', days: 60 } });
    expect(mail).toMatchObject({ deciders: { proposed: 'job-centre', approved: 'manager' } });
    expect(JSON.stringify(mail)).not.toMatch(/officer-of|giulia|elena/);
    expect(JSON.stringify(mail)).not.toContain('altra persona');
  });

  test('not admitted is state E', () => {
    const didCase = caseIn('confirmed', { proposal: Proposal.parse({ ...proposal, closure: 'not-admitted' }) });
    expect(decisionOf(approve(didCase, {}, 'not-admitted')).next.closure?.nationalCode).toBe('E');
  });

  test('a death: nobody is written to any more, and no label says it', () => {
    const death = proposalOf({ closure: 'death', reason: 'atto di morte n. 12' });
    const { next, mail, effects } = decisionOf(approve(caseIn('psp-signed', { proposal: death }), {}, 'death'));
    expect(mail).toBeUndefined();
    expect(effects).toEqual(['free-live-guard', 'mark-deceased']);
    for (const language of languages) {
      expect(statusLabel({ ...next, version: 9 }, language, undefined)).toMatch(/^(Chiusa il|Closed on) [^:]+$/);
    }
  });

  const awaited = proposalOf({ answerBy: today });
  const read = at('2026-11-22T09:00:00.000Z');
  test.each([
    ['while the person may answer', awaited, {}, 'answer-awaited'],
    ['once that day is over', proposalOf({ answerBy: addDays(today, -1) }), {}, 'decided'],
    [
      'once the person has answered, and the answer was read',
      { ...awaited, answeredAt: read },
      { answeredAt: read },
      'decided',
    ],
    ['before the answer was read', { ...awaited, answeredAt: read }, {}, 'answer-unread'],
    ['before the last answer was read', { ...awaited, answeredAt: receivedAt }, { answeredAt: read }, 'answer-unread'],
    ['on an answer that there is none of', proposalOf({}), { answeredAt: read }, 'answer-unread'],
  ])('%s', (_, waiting, changes, verdict) => {
    expect(verdictOf(approve(caseIn('confirmed', { proposal: waiting }), changes))[0]).toBe(verdict);
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

  test('does not leave the person called up by nobody: that alone is told', () => {
    const toCome = CallUp.parse({
      ...{ id: commandId, purpose: 'meeting', startsAt: '2026-12-02T09:00:00.000Z', place: 'Via Esempio 1' },
      ...{ calledAt: receivedAt, by: { subject: 'officer', fiscalCodeMac: 'mac', party: 'cpi', operatorId: cpi } },
      ...{ service: { channel: 'hand', sentOn: today }, justifications: [] },
    });
    const callUps = [toCome];
    const body = { reason: 'merged', mergedInto: otherDeclarationId };
    const { next, takenBack } = decisionOf(close(caseIn('confirmed', { callUps }), body, 'manager'));
    expect(next.callUps).toBeUndefined();
    expect(takenBack).toMatchObject([{ kind: 'call-up-cancelled', by: 'case-ended', appointment: { id: toCome.id } }]);
  });
});
