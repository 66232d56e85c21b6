import { describe, expect, test } from 'vitest';
import { decisionsView } from '../../functions/api/decision-views.ts';
import { appealEdits, applyAppealOutcome } from '../../functions/domain/appeals.ts';
import { decide } from '../../functions/domain/commands.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import type { Edit, EditFacts } from '../../functions/domain/edit.ts';
import type { Party, Status } from '../../functions/domain/lifecycle.ts';
import { holdsGuard } from '../../functions/domain/live-guard.ts';
import type { Refusal } from '../../functions/domain/refusals.ts';
import { recurrenceOf } from '../../functions/domain/terms.ts';
import {
  at,
  caseIn,
  citizenActor,
  day,
  decisionOf,
  didDate,
  editFactsOf,
  officer,
  otherDeclarationId,
  partyFactsOf,
  recordOf,
  verdictOf,
} from './samples.ts';
import {
  appealOf,
  cut,
  decidedCase,
  dismissed,
  forfeiture,
  loss,
  outcomeProposal,
  person,
  sanction,
} from './sanctioned.ts';

const paper = { channel: 'registered-letter', proof: 'RR 123456789 IT' };

function file(didCase: DidCase, when: string, body: object = {}, changes: Partial<EditFacts> = {}): Edit | Refusal {
  const party: Party = 'paper' in body ? 'cpi' : 'citizen';
  const actor = party === 'citizen' ? citizenActor : officer();
  return appealEdits['file-appeal'].decide(editFactsOf(didCase, { receivedAt: at(when), party, actor, ...changes }), {
    number: 1,
    ...body,
  });
}

function editOf(outcome: Edit | Refusal): Edit {
  if (outcome.kind === 'refusal') throw new Error(`refused: ${outcome.code}`);
  return outcome;
}
const appealIn = (outcome: Edit | Refusal) => editOf(outcome).changes.decisions?.at(-1)?.appeal;

describe('an appeal is in time to the last second of its last day in Rome, whenever it is applied', () => {
  test.each([
    // Served on 2 December: 30 days, to Friday 1 January, which is a holiday, and so to Saturday 2.
    ['the day of service', '2026-12-02', '2026-12-02T22:00:00.000Z', true],
    ['a holiday as the last day', '2026-12-02', '2027-01-01T12:00:00.000Z', true],
    ['the day after it, to its last millisecond', '2026-12-02', '2027-01-02T22:59:59.999Z', true],
    ['a millisecond later', '2026-12-02', '2027-01-02T23:00:00.000Z', false],
    // Served on 30 January 2028: 29 February.
    ['29 February, to its last millisecond', '2028-01-30', '2028-02-29T22:59:59.999Z', true],
    ['1 March', '2028-01-30', '2028-02-29T23:00:00.000Z', false],
    // Served on 26 February 2027: 28 March, a Sunday on which clocks go forward, and Easter; Monday is a holiday too.
    ['the night of summer time', '2027-02-26', '2027-03-28T21:59:59.999Z', true],
    ['Easter Monday gives Tuesday', '2027-02-26', '2027-03-30T21:59:59.999Z', true],
    ['a millisecond after Tuesday', '2027-02-26', '2027-03-30T22:00:00.000Z', false],
    // Served on 1 October 2027: 31 October, a Sunday on which clocks go back; 1 November is a holiday, 2 is not.
    ['the night of winter time', '2027-10-01', '2027-10-31T22:59:59.999Z', true],
    ['All Saints gives 2 November', '2027-10-01', '2027-11-02T22:59:59.999Z', true],
    ['a millisecond after 2 November', '2027-10-01', '2027-11-02T23:00:00.000Z', false],
  ])('%s', (_, servedOn, when, inTime) => {
    const decision = { servedOn, decidedAt: `${servedOn}T08:00:00.000Z` };
    const edit = editOf(file(decidedCase(cut, { decision }), when));
    expect(appealIn(edit)).toMatchObject({ filedAt: when, inTime });
    expect(edit.reason).toBe(inTime ? 'in-time' : 'late');
    expect(edit.mail).toMatchObject({ kind: 'appeal-recorded', inTime, by: 'citizen' });
    expect(edit.warnings ?? []).toEqual(inTime ? [] : [{ rule: 'appeal-late' }]);
  });

  test('one on paper counts by the day on which it was received, though it is typed in three days later', () => {
    const typed = '2027-01-05T08:00:00.000Z';
    const edit = editOf(file(decidedCase(cut), typed, { paper: { ...paper, receivedOn: '2027-01-02' } }));
    expect(appealIn(edit)).toMatchObject({ inTime: true, filedAt: '2027-01-01T23:00:00.000Z' });
    expect(edit.evidence).toMatchObject({ kind: 'appeal', content: { paper: { proof: 'RR 123456789 IT' } } });
    expect(edit.mail).toMatchObject({ by: 'office', filedOn: '2027-01-02' });
    const late = file(decidedCase(cut), typed, { paper: { ...paper, receivedOn: '2027-01-03' } });
    expect(appealIn(late)?.inTime).toBe(false);
  });

  test('not served, no term runs: years later it is in time', () => {
    const edit = editOf(file(decidedCase(cut, { decision: { servedOn: null } }), '2029-05-05T10:00:00.000Z'));
    expect(appealIn(edit)?.inTime).toBe(true);
    expect(edit.mail).not.toHaveProperty('until');
  });

  test('of an outage on the last day the person loses nothing', () => {
    const outages = [{ from: at('2027-01-02T10:00:00.000Z'), to: at('2027-01-02T18:00:00.000Z') }];
    expect(appealIn(file(decidedCase(cut), '2027-01-04T22:59:59.999Z', {}, { outages }))?.inTime).toBe(true);
    expect(appealIn(file(decidedCase(cut), '2027-01-04T23:00:00.000Z', {}, { outages }))?.inTime).toBe(false);
  });
});

describe('whether it came in time is told by what is known of the service now', () => {
  // Filed on 10 January 2027: in time while no service is known.
  const filed = (servedOn: string | null, inTime: boolean) =>
    decidedCase(cut, { decision: { servedOn, ...appealOf('2027-01-10T10:00:00.000Z', { inTime }) } });
  const told = (didCase: DidCase, outages?: EditFacts['outages']) =>
    decisionsView(didCase, 'citizen', outages)[0]?.appeal;

  test.each([
    ['not known to be served', null, true, true],
    ['served later than it was on record', '2026-12-20', false, true],
    ['served long before, as came out since', '2026-12-01', true, false],
  ])('%s', (_, servedOn, noted, inTime) => expect(told(filed(servedOn, noted))).toMatchObject({ inTime }));

  test('an outage that was certified since counts for the person', () => {
    const late = filed('2026-12-09', false);
    const outages = [{ from: at('2027-01-08T10:00:00.000Z'), to: at('2027-01-08T18:00:00.000Z') }];
    expect(told(late)).toMatchObject({ inTime: false });
    // Friday 8 January was the last day; Saturday 9 is, and on Sunday nothing ends.
    expect(
      told(late, [...outages, { from: at('2027-01-09T06:00:00.000Z'), to: at('2027-01-09T20:00:00.000Z') }]),
    ).toMatchObject({
      inTime: true,
    });
  });

  test('and the next breach counts it in the same way', () => {
    const counted = (servedOn: string) =>
      recurrenceOf(filed(servedOn, true).decisions, {
        kind: 'training',
        protocol: 'INPS.4900.05/11/2026.0012345',
        factOn: day('2027-03-01'),
      });
    // In time, it pends; late, the decision is final.
    expect([counted('2026-12-20'), counted('2026-12-01')]).toEqual([1, 2]);
  });
});

describe('an appeal against INPS, which decides on facts of before 24 September 2015', () => {
  const old = { factOn: day('2015-09-23'), conditionality: 'circolare-133-2010', servedOn: '2026-12-02' } as const;
  const lost = decidedCase(loss, { decision: old });

  test.each([
    ['the 90th day is 2 March', '2027-03-02T22:59:59.999Z', true],
    ['the day after is late', '2027-03-02T23:00:00.000Z', false],
  ])('%s', (_, when, inTime) => expect(appealIn(file(lost, when))?.inTime).toBe(inTime));

  test('goes to the committee of INPS, by the law of INPS', () => {
    const { mail, rules } = editOf(file(lost, '2027-01-10T10:00:00.000Z'));
    expect(mail).toMatchObject({ appealTo: 'inps', until: '2027-03-02' });
    expect(rules).toEqual(['circolare-133.appeal', 'circolare-133-2010']);
    const today = editOf(file(decidedCase(cut), '2026-12-10T10:00:00.000Z'));
    expect(today.mail).toMatchObject({ appealTo: 'committee' });
    expect(today.rules).toEqual(['D.Lgs. 150/2015 art. 21 c.12', 'dlgs-150-2015']);
  });
});

describe('what can be appealed against, by whom', () => {
  const when = '2026-12-10T10:00:00.000Z';
  const received = (receivedOn: string) => ({ paper: { ...paper, receivedOn } });

  test.each([
    ['a decision that took nothing', decidedCase(dismissed), {}, 'nothing-to-appeal'],
    ['one that was reversed', decidedCase(cut, { decision: { reversedOn: '2026-12-05' } }), {}, 'nothing-to-appeal'],
    ['one that nobody took', decidedCase(cut), { number: 2 }, 'decision-unknown'],
    ['a second time', decidedCase(cut, { decision: appealOf('2026-12-09T10:00:00.000Z') }), {}, 'appeal-filed'],
    ['after the committee rejected it', decidedCase(cut, { decision: decidedAppeal('rejected') }), {}, 'appeal-filed'],
    ['on paper of tomorrow', decidedCase(cut), received('2026-12-11'), 'appeal-in-future'],
    ['on paper from before the decision', decidedCase(cut), received('2026-11-30'), 'appeal-before-decision'],
    ['of a case that was erased', decidedCase(cut, { erasedOn: day('2026-12-09') }), {}, 'case-erased'],
  ])('not %s', (_, didCase, body, code) => expect(verdictOf(file(didCase, when, body))[0]).toBe(code));

  test('the office says what it has, the person needs no paper', () => {
    const byOffice = { party: 'cpi', actor: officer() } as const;
    expect(verdictOf(file(decidedCase(cut), when, {}, byOffice))[0]).toBe('appeal-paper-missing');
    const byPerson = { party: 'citizen', actor: citizenActor } as const;
    expect(verdictOf(file(decidedCase(cut), when, received('2026-12-10'), byPerson))[0]).toBe('appeal-paper-missing');
  });

  test.each(['accredited', 'inps', 'schedule', 'admin'] as const)('not by %s', (party) => {
    expect(verdictOf(file(decidedCase(cut), when, {}, { party }))[0]).toBe('not-this-party');
  });

  test.each(['withdrawn', 'closed', 'expired', 'suspended'] as const)('also of a DID that is %s by now', (status) => {
    expect(appealIn(file(decidedCase(cut, { status }), when))?.inTime).toBe(true);
  });

  test('anew, where the committee could not look at what came', () => {
    const didCase = decidedCase(forfeiture, { decision: decidedAppeal('inadmissible') });
    const [decision] = editOf(file(didCase, when)).changes.decisions ?? [];
    expect(decision?.appeal).toMatchObject({ filedAt: when, inTime: true });
    expect(decision?.appeal).not.toHaveProperty('outcome');
  });

  test('the task to close what was final goes, unless it comes late', () => {
    expect(editOf(file(decidedCase(forfeiture), when)).settles).toEqual(['decision-final']);
    expect(editOf(file(decidedCase(forfeiture), '2027-03-01T10:00:00.000Z')).settles).toBeUndefined();
  });
});

/** The same as it stands once two persons have recorded the outcome. */
const decidedAppeal = (kind: string) => {
  const outcome = {
    kind,
    protocol: 'CRC 1',
    on: '2026-12-08',
    by: person('dario'),
    approvedBy: person('elena', 'manager'),
  };
  return appealOf('2026-12-04T10:00:00.000Z', { outcome });
};

const filed = (effect: { kind: string }, more: object = {}) =>
  decidedCase(effect, { decision: appealOf('2026-12-10T10:00:00.000Z'), ...more });

describe('what the committee said is proposed by one person', () => {
  const body = {
    number: 1,
    outcome: 'upheld',
    protocol: 'CRC 2026/00412',
    on: '2026-12-18',
    reason: 'Delibera n. 77.',
  };
  const proposeIt = (didCase: DidCase, more: object = {}, party: Party = 'cpi') =>
    appealEdits['propose-appeal-outcome'].decide(
      editFactsOf(didCase, {
        ...{ party, actor: officer(), fiscalCodeMac: 'mac-of-dario' },
        receivedAt: at('2026-12-20T09:00:00.000Z'),
      }),
      { ...body, ...more },
    );

  test('with its protocol and day, for a manager to approve', () => {
    const { changes, tasks } = editOf(proposeIt(filed(forfeiture)));
    expect(changes.proposal).toMatchObject({ kind: 'appeal-outcome', outcome: 'upheld', on: '2026-12-18' });
    expect(changes.proposal).not.toHaveProperty('number');
    expect(tasks).toEqual([{ kind: 'proposal-made', list: 'managers' }]);
  });

  test.each([
    ['nobody appealed', decidedCase(forfeiture), {}, 'appeal-not-filed'],
    ['of tomorrow', filed(forfeiture), { on: '2026-12-21' }, 'outcome-in-future'],
    ['from before the appeal', filed(forfeiture), { on: '2026-12-09' }, 'outcome-before-appeal'],
    ['of no decision', filed(forfeiture), { number: 3 }, 'decision-unknown'],
    [
      'while another proposal waits',
      filed(forfeiture, { proposal: Proposal.parse(outcomeProposal('rejected', day('2026-12-18'))) }),
      {},
      'proposal-pending',
    ],
  ])('not %s', (_, didCase, more, code) => expect(verdictOf(proposeIt(didCase, more))[0]).toBe(code));

  test.each(['citizen', 'accredited', 'inps'] as const)('not by %s', (party) => {
    expect(verdictOf(proposeIt(filed(forfeiture), {}, party))[0]).toBe('not-this-party');
  });
});

const approval = { proposedAt: at('2026-12-20T09:00:00.000Z'), fiscalCodeMac: 'mac-of-elena' };
const receivedAt = at('2026-12-22T09:00:00.000Z');
const waiting = (effect: { kind: string }, outcome: string, more: object = {}) =>
  filed(effect, { proposal: Proposal.parse(outcomeProposal(outcome, day('2026-12-18'))), ...more });

describe('two persons record it: where the status does not change', () => {
  const apply = (didCase: DidCase, by: object = approval) =>
    applyAppealOutcome.decide(editFactsOf(didCase, { party: 'manager', receivedAt }), { approval: by });

  test.each([
    ['upheld', 'decision-reversed', '2026-12-18'],
    ['rejected', 'decision-stands', undefined],
    ['inadmissible', 'decision-stands', undefined],
  ])('a cut, %s', (outcome, reason, reversedOn) => {
    const edit = editOf(apply(waiting(cut, outcome)));
    const [decision] = edit.changes.decisions ?? [];
    expect([edit.reason, decision?.reversedOn]).toEqual([reason, reversedOn]);
    expect(decision?.appeal?.outcome).toMatchObject({
      ...{ kind: outcome, protocol: 'CRC 2026/00412', on: '2026-12-18' },
      by: { fiscalCodeMac: 'mac-of-dario' },
      approvedBy: { fiscalCodeMac: 'mac-of-elena' },
    });
    expect(edit.changes).toHaveProperty('proposal', undefined);
    expect(edit.mail).toMatchObject({ kind: 'appeal-decided', outcome });
  });

  test('a loss, which takes no status, is reversed the same way', () => {
    const edit = editOf(apply(waiting(loss, 'upheld', { status: 'psp-signed' })));
    expect(edit.sanction).toMatchObject({ what: 'effect-reversed', kind: 'loss' });
  });

  test('INPS gives back what was due, from the first day of the effect; the committee’s day is that of the outcome', () => {
    const edit = editOf(apply(waiting(cut, 'upheld')));
    expect(edit.sanction).toMatchObject({ what: 'effect-reversed', decision: 1, from: '2026-11-14', on: '2026-12-18' });
    expect(edit.mail).toMatchObject({ inpsTold: true });
    expect(editOf(apply(waiting(cut, 'rejected'))).sanction).toBeUndefined();
    const unserved = filed(cut, { proposal: waiting(cut, 'upheld').proposal });
    const never = {
      ...unserved,
      decisions: [sanction(cut, { ...appealOf('2026-12-10T10:00:00.000Z'), servedOn: null })],
    };
    expect(editOf(apply(never)).sanction).toBeUndefined();
    expect(editOf(apply(never)).mail).not.toHaveProperty('inpsTold');
  });

  const unserved = { ...appealOf('2026-12-10T10:00:00.000Z'), servedOn: null };
  test.each([
    ['rejected, and nobody knows of the service', 'rejected', unserved],
    ['inadmissible, and nobody knows of the service', 'inadmissible', unserved],
    ['inadmissible before the term is over', 'inadmissible', appealOf('2026-12-10T10:00:00.000Z')],
  ])('a forfeiture, %s: it stands as it stood, and nothing is closed', (_, outcome, decision) => {
    const didCase = { ...waiting(forfeiture, outcome), decisions: [sanction(forfeiture, decision)] };
    const { changes, evidence, reason, mail } = editOf(apply(didCase));
    expect([reason, changes.decisions?.[0]?.appeal?.outcome?.kind]).toEqual(['decision-stands', outcome]);
    expect(evidence).toMatchObject({ kind: 'appeal-outcome', content: { outcome } });
    expect(mail).not.toHaveProperty('endedOn');
    expect(
      verdictOf(decide('record-appeal-outcome', partyFactsOf('manager', didCase, { receivedAt }), { approval }))[0],
    ).toBe('no-proposal');
  });

  test('a forfeiture of a DID that ended since: reversed, and two persons may reopen it', () => {
    const didCase = waiting(forfeiture, 'upheld', { status: 'closed' });
    expect(editOf(apply(didCase)).changes.decisions?.[0]?.reversedOn).toBe('2026-12-18');
  });

  test.each([
    ['by the same fiscal code', cut, { ...approval, fiscalCodeMac: 'mac-of-dario' }, 'same-person'],
    ['of another proposal', cut, { ...approval, proposedAt: at('2026-12-21T09:00:00.000Z') }, 'no-proposal'],
    ['where the status would change', forfeiture, approval, 'wrong-status'],
  ])('not %s', (_, effect, by, code) => expect(verdictOf(apply(waiting(effect, 'upheld'), by))[0]).toBe(code));
});

describe('two persons record it: of the decision by which a DID stands sanctioned', () => {
  const record = (didCase: DidCase, changes: object = {}, by: object = approval) =>
    decide('record-appeal-outcome', partyFactsOf('manager', didCase, { receivedAt, ...changes }), { approval: by });
  const freed = { guardFreedAt: at('2027-01-13T23:00:00.000Z') };

  test.each([forfeiture])('upheld: back where its pact had it, with its days ($kind)', (effect) => {
    const { next, effects, mail, reason, sanction } = decisionOf(record(waiting(effect, 'upheld')));
    expect(next).toMatchObject({ status: 'psp-signed', didDate, pactSignedOn: '2026-11-10', unemployedSince: didDate });
    expect([next.decisions?.[0]?.reversedOn, next.proposal, next.endedOn]).toEqual([
      '2026-12-18',
      undefined,
      undefined,
    ]);
    expect([effects, reason]).toEqual([[], 'decision-reversed']);
    expect(mail).toMatchObject({ kind: 'appeal-decided', reopened: true, inpsTold: true });
    expect(sanction).toMatchObject({
      what: 'effect-reversed',
      kind: effect.kind,
      from: '2026-11-14',
      on: '2026-12-18',
    });
  });

  test('the guard was free: it takes it again', () => {
    const { next, effects } = decisionOf(record(waiting(forfeiture, 'upheld', freed)));
    expect([next.guardFreedAt, effects]).toEqual([undefined, ['take-live-guard']]);
  });

  const newer = (status: Status, changes: Partial<DidCase> = {}) =>
    caseIn(status, {
      ...{ declarationId: otherDeclarationId, didDate: day('2027-01-20'), unemployedSince: day('2027-01-20') },
      ...changes,
    });
  const beside = (liveCase: DidCase) =>
    record(waiting(forfeiture, 'upheld', freed), {
      liveCase,
      citizen: { ...recordOf(), liveDeclarationId: liveCase.declarationId },
    });

  test.each(['reserved', 'confirmed', 'psp-signed'] as const)('a newer DID that is %s goes into it', (status) => {
    const liveCase = newer(status);
    const { next, absorbs, effects, mail } = decisionOf(beside(liveCase));
    expect([next.status, next.didDate, next.unemployedSince]).toEqual(['psp-signed', didDate, didDate]);
    expect(absorbs).toBe(liveCase);
    expect([effects, next.guardFreedAt]).toEqual([[], undefined]);
    expect(mail).toMatchObject({ merged: true });
  });

  test('a draft does not stand in its way, work that is under way stays', () => {
    const draft = caseIn('registered', { declarationId: otherDeclarationId });
    expect(decisionOf(beside(draft)).absorbs).toBe(draft);
    const suspension = { from: day('2027-02-01'), reason: 'job', statusBefore: 'confirmed' } as const;
    const { next } = decisionOf(beside(newer('suspended', { suspension })));
    expect([next.status, next.suspension?.statusBefore]).toEqual(['suspended', 'psp-signed']);
  });

  test('one with a contested fact of its own cannot go into it: who was right does not wait for that', () => {
    const { next, absorbs, effects, sanction, tasks, mail } = decisionOf(beside(newer('sanction-proposed')));
    expect([next.status, next.didDate, next.decisions?.[0]?.reversedOn]).toEqual(['psp-signed', didDate, '2026-12-18']);
    expect([absorbs, effects, holdsGuard({ ...next })]).toEqual([undefined, [], false]);
    expect(sanction).toMatchObject({ what: 'effect-reversed' });
    expect(tasks).toEqual([{ kind: 'reopening-asked', list: 'job-centre' }]);
    expect(mail).toMatchObject({ reopened: true, beside: true, inpsTold: true });
  });

  test('one that nobody can read stands in its way', () => {
    const citizen = { ...recordOf(), liveDeclarationId: otherDeclarationId };
    expect(verdictOf(record(waiting(forfeiture, 'upheld', freed), { citizen }))[0]).toBe('live-did-exists');
  });

  test('rejected on its merits: closed, though the term is not over', () => {
    expect(decisionOf(record(waiting(forfeiture, 'rejected'))).next).toMatchObject({
      ...{ status: 'closed', endedOn: '2026-12-22' },
    });
  });

  // The first instant after the last day of the term.
  const over = { receivedAt: at('2027-01-02T23:00:00.000Z') };
  test.each(['rejected', 'inadmissible'])('%s, once the term is over: closed, and the guard is free', (outcome) => {
    const { next, effects, mail, reason, settles } = decisionOf(record(waiting(forfeiture, outcome), over));
    expect(next).toMatchObject({
      ...{ status: 'closed', endedOn: '2027-01-03', closure: { reason: 'forfeiture', nationalCode: 'R' } },
      ending: { at: over.receivedAt, from: 'sanctioned' },
    });
    expect([effects, reason]).toEqual([['free-live-guard'], 'decision-stands']);
    expect(settles).toContain('decision-final');
    expect(mail).toMatchObject({ kind: 'appeal-decided', on: '2026-12-18', endedOn: '2027-01-03' });
    expect(decisionOf(record(waiting(forfeiture, outcome, freed), over)).effects).toEqual([]);
  });

  test.each([
    ['without an approval', {}, 'needs-two-persons'],
    ['by the fiscal code that proposed', { approval: { ...approval, fiscalCodeMac: 'mac-of-dario' } }, 'same-person'],
  ])('not %s', (_, body, code) => {
    const facts = partyFactsOf('manager', waiting(forfeiture, 'upheld'), { receivedAt });
    expect(verdictOf(decide('record-appeal-outcome', facts, body))[0]).toBe(code);
  });

  test.each(['citizen', 'cpi', 'competent-cpi', 'accredited', 'inps'] as const)('%s alone records nothing', (party) => {
    const facts = partyFactsOf(party, waiting(forfeiture, 'upheld'), { receivedAt });
    expect(verdictOf(decide('record-appeal-outcome', facts, { approval }))[0]).toBe('not-this-party');
  });

  test('of an earlier decision it moves nothing', () => {
    const decisions = [sanction(cut, appealOf('2026-12-10T10:00:00.000Z')), sanction(forfeiture, { number: 2 })];
    expect(verdictOf(record({ ...waiting(forfeiture, 'upheld'), decisions }))[0]).toBe('no-proposal');
  });
});
