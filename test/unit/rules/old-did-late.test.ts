/** No office's typing error, no double part and no delay costs a person the day of an earlier DID (S0:57). */
import { describe, expect, test } from 'vitest';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { Proposal } from '../../../functions/domain/declaration.ts';
import type { EditRule } from '../../../functions/domain/edit.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { lateOldDidAnswer } from '../../../functions/domain/late-old-did.ts';
import { isLive, type Status, statuses } from '../../../functions/domain/lifecycle.ts';
import { partyOf } from '../../../functions/domain/parties.ts';
import { applyRectification } from '../../../functions/domain/proposals.ts';
import { mayAnswer } from '../../../functions/domain/verbs/verify-old-did.ts';
import { allowedActions } from '../../../functions/domain/view.ts';
import {
  accredited,
  at,
  caseIn,
  citizenId,
  cpi,
  data,
  day,
  decisionOf,
  editFactsOf,
  officer,
  otherCpi,
  receivedAt,
  verdictOf,
} from '../samples.ts';
import { act, asked, caseOf, manager, onB, onC } from './elsewhere.ts';

const valid = { answer: 'valid', didDate: '2025-03-10' } as const;
const notValid = { answer: 'not-valid', reason: 'Lavoro di oltre sei mesi.' } as const;
const edited = (rule: EditRule, didCase: DidCase, body: object, who: object) =>
  rule.decide(editFactsOf(didCase, { ...who, fiscalCodeMac: 'mac-of-giulia' }), body);
const office = { actor: officer(cpi), party: 'cpi' } as const;

describe('a job centre’s typing error in the day of an earlier DID', () => {
  const typed = () => caseOf(act('verify-old-did', onC(), { ...valid, didDate: '2025-03-11' }, asked()), 2);

  test.each([
    ['route C', typed, '2025-03-10'],
    ['route B', () => onB(), '2026-11-15'],
  ])('%s: one proposes the right day, another approves, though nothing was released here', (_, begun, didDate) => {
    const didCase = { ...begun(), operatorId: cpi };
    expect(allowedActions(didCase, 'cpi')).toContain('propose-rectification');
    const proposed = edited(
      edits['propose-rectification'],
      didCase,
      { reason: 'data errata', correction: { didDate } },
      office,
    );
    if (proposed.kind === 'refusal') throw new Error(proposed.code);
    const proposal = Proposal.parse(proposed.changes.proposal);
    const approval = { proposedAt: receivedAt, fiscalCodeMac: 'mac-of-elena' };
    const approved = edited(applyRectification, { ...didCase, proposal }, { approval }, manager);
    expect(approved).toMatchObject({ changes: { didDate, unemployedSince: didDate, proposal: undefined } });
    expect(approved).not.toHaveProperty('changes.snapshot');
    expect(approved).toMatchObject({ evidence: { content: { before: { didDate: didCase.didDate } } } });
  });

  test('what was never declared here is not put right', () => {
    const body = { reason: 'x', correction: { data } };
    expect(verdictOf(edited(edits['propose-rectification'], { ...typed(), operatorId: cpi }, body, office))).toEqual([
      'nothing-to-rectify',
      'correction.data',
      'rectification',
    ]);
  });

  test('nor the day of a DID that there is none of', () => {
    const body = { reason: 'x', correction: { didDate: '2025-03-10' } };
    const draft = { ...onC(), operatorId: cpi };
    expect(verdictOf(edited(edits['propose-rectification'], draft, body, office))[0]).toBe('no-did-yet');
    expect(allowedActions(draft, 'cpi')).not.toContain('propose-rectification');
  });
});

describe('the job centre that is asked answers, whatever else it is to the case', () => {
  test.each([
    ['where the chosen operator is accredited', accredited, 'competent-cpi'],
    ['where nobody was chosen', undefined, 'other-cpi'],
  ] as const)('that of the domicile too, %s', (_, operatorId, party) => {
    const didCase = { ...onC(), operatorId, competentCpiId: otherCpi };
    const actor = officer(otherCpi);
    expect(partyOf(actor, didCase)).toBe(party);
    expect(allowedActions(didCase, party)).toContain('verify-old-did');
    const outcome = act('verify-old-did', didCase, valid, { actor, party });
    expect(decisionOf(outcome).next).toMatchObject({ didDate: valid.didDate, didSource: 'cpi' });
  });

  test('and that of the domicile does not, where another was asked', () => {
    const didCase = { ...onC(), operatorId: accredited, competentCpiId: cpi };
    const who = { actor: officer(cpi), party: 'competent-cpi' } as const;
    expect(verdictOf(act('verify-old-did', didCase, valid, who))[0]).toBe('not-this-party');
    expect(allowedActions(didCase, 'competent-cpi')).not.toContain('verify-old-did');
  });
});

describe('an answer that comes when the case has gone on', () => {
  const question = {
    cpiName: 'Bergamo',
    cpiId: otherCpi,
    askedOf: otherCpi,
    askedAt: at('2026-11-02T10:00:00.000Z'),
    byLetter: false,
  };
  const open = (status: Status, more: Partial<DidCase> = {}) => caseIn(status, { oldDid: question, ...more });
  const deny = { valid: false, reason: 'x', on: day('2026-11-10') };
  const denied = (status: Status) => open(status, { oldDid: { ...question, answer: deny } });
  const late = (didCase: DidCase, body: object, who: object = asked()) => edited(lateOldDidAnswer, didCase, body, who);
  const later = statuses.filter((status) => isLive(status) && status !== 'registered');

  test.each(later)('%s: the earlier day counts, and nothing else changes', (status) => {
    const outcome = late(open(status), valid);
    expect(outcome).toMatchObject({
      changes: {
        didDate: valid.didDate,
        unemployedSince: valid.didDate,
        didSource: 'cpi',
        oldDid: { answer: { valid: true } },
      },
      settles: ['old-did-question'],
      mail: { kind: 'old-did-answered', valid: true, didDate: valid.didDate },
    });
    if (outcome.kind === 'refusal') throw new Error(outcome.code);
    expect(Object.keys(outcome.changes).sort()).toEqual(['didDate', 'didSource', 'oldDid', 'unemployedSince']);
    expect([mayAnswer(open(status)), allowedActions(open(status), 'other-cpi')]).toEqual([true, ['verify-old-did']]);
  });

  test('a later day is noted, and costs nothing', () => {
    const outcome = late(open('confirmed'), { ...valid, didDate: '2026-11-04' });
    expect(outcome).toMatchObject({
      changes: { oldDid: { answer: { valid: true } } },
      mail: { didDate: '2026-11-03' },
    });
    expect(outcome).not.toHaveProperty('changes.didDate');
  });

  test('«not valid» is noted, and the DID that was made since stays', () => {
    const outcome = late(open('psp-signed'), notValid);
    expect(outcome).toMatchObject({ changes: { oldDid: { answer: { valid: false } } }, mail: { valid: false } });
    expect(outcome).not.toHaveProperty('changes.didDate');
    expect(outcome).toMatchObject({ mail: { pactSignedOn: '2026-11-10' } });
  });

  test('«not valid» is put right as long as the DID lives, where an earlier day is won by it', () => {
    expect(late(denied('confirmed'), valid)).toMatchObject({ changes: { didDate: valid.didDate }, settles: [] });
    expect(verdictOf(late(denied('confirmed'), { ...valid, didDate: '2026-11-03' }))[0]).toBe('old-did-answered');
    expect(verdictOf(late(denied('confirmed'), notValid))[0]).toBe('old-did-answered');
    const known = { ...denied('registered'), route: 'B', didDate: day('2026-11-16') } as const;
    expect(decisionOf(act('verify-old-did', known, valid, asked())).next.didDate).toBe(valid.didDate);
    expect(verdictOf(act('verify-old-did', known, { ...valid, didDate: '2026-11-16' }, asked()))[0]).toBe(
      'old-did-answered',
    );
  });

  test('who was not asked answers nothing, nor is a DID that ended changed', () => {
    expect(verdictOf(late(open('confirmed'), valid, asked(cpi)))[0]).toBe('not-this-party');
    expect(verdictOf(late(caseIn('confirmed'), valid, manager))[0]).toBe('old-did-not-asked');
    for (const status of ['closed', 'withdrawn', 'expired'] as const) {
      expect(verdictOf(late(open(status), valid))[0]).toBe('wrong-status');
      expect(mayAnswer(open(status))).toBe(false);
    }
    expect(partyOf(officer(otherCpi), { citizenId, oldDid: question })).toBe('other-cpi');
  });
});
