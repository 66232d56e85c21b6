import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import { nextLook } from '../../functions/domain/deadlines.ts';
import { DidCase, Proposal } from '../../functions/domain/declaration.ts';
import { type EditFacts, edits } from '../../functions/domain/edits.ts';
import { statuses } from '../../functions/domain/lifecycle.ts';
import { dismissDispute } from '../../functions/domain/pact-edits.ts';
import { allowedActions, awaiting, statusLabel } from '../../functions/domain/view.ts';
import {
  accredited,
  at,
  caseIn,
  cpi,
  decisionOf,
  didDate,
  editFactsOf,
  officer,
  operatorOf,
  partyFactsOf,
  policy,
  receivedAt,
  today,
  verdictOf,
} from './samples.ts';

const proof = { kind: 'handwritten', evidence: 'Fascicolo 431, armadio 4' } as const;
const entered = { pactEnteredAt: at('2026-11-10T09:00:00.000Z'), operatorId: cpi, pactOperatorId: cpi };
const signed = (changes: Partial<DidCase> = {}) => caseIn('psp-signed', { ...entered, ...changes });
const working = (changes: Partial<DidCase> = {}) => caseIn('suspended', { ...entered, ...changes });
const disputed = { pactDispute: { disputedAt: at('2026-11-20T10:00:00.000Z'), note: 'Ero via.' } };

const officeEdit = (didCase: DidCase, changes: Partial<EditFacts> = {}) => {
  const operatorId = didCase.operatorId ?? cpi;
  const { kind } = operatorOf(operatorId);
  return editFactsOf(didCase, { actor: officer(operatorId), party: kind, fiscalCodeMac: 'mac-of-one', ...changes });
};
const proposed = (finding: 'stands' | 'void', didCase = signed(disputed)) =>
  DidCase.parse({
    ...didCase,
    proposal: Proposal.parse({
      kind: 'pact',
      finding,
      reason: 'Visto il fascicolo.',
      proposedAt: receivedAt,
      proposedBy: { subject: 'one', fiscalCodeMac: 'mac-of-one', party: 'cpi' },
    }),
  });
const approval = { proposedAt: receivedAt, fiscalCodeMac: 'mac-of-another' };

describe('«Non ho firmato» (A24)', () => {
  const dispute = (didCase = signed(), body: object = {}, changes: Partial<EditFacts> = {}) =>
    edits['dispute-pact'].decide(editFactsOf(didCase, changes), body);

  test.each([signed(), working()])(
    'flags the case, asks two offices, gives a receipt, leaves the pact as it is',
    (didCase) => {
      expect(dispute(didCase, { note: 'Ero via.' })).toMatchObject({
        kind: 'edit',
        changes: { pactDispute: { disputedAt: receivedAt, note: 'Ero via.' } },
        rules: ['pact.dispute'],
        tasks: [
          { kind: 'pact-disputed', list: 'managers' },
          { kind: 'examine-pact', list: 'job-centre' },
        ],
        mail: { kind: 'pact-disputed', didDate, pactSignedOn: '2026-11-10', decideBy: '2026-12-23' },
      });
    },
  );

  test.each([
    ['on the last day', '2026-12-10T22:59:59.000Z', 'decided'],
    ['a moment later', '2026-12-10T23:00:00.000Z', 'dispute-too-late'],
  ])('%s of the policy, from the entry of the pact', (_, instant, verdict) => {
    expect(verdictOf(dispute(signed(), {}, { receivedAt: at(instant) }))[0]).toBe(verdict);
  });

  test('once, by the citizen, of a pact that there is', () => {
    expect(verdictOf(dispute(signed(disputed)))[0]).toBe('pact-disputed-already');
    expect(verdictOf(dispute(caseIn('confirmed')))[0]).toBe('wrong-status');
    const without = working({ pactSignedOn: undefined });
    expect(verdictOf(dispute(without))[0]).toBe('wrong-status');
    expect(allowedActions(without, 'citizen')).not.toContain('dispute-pact');
    expect(verdictOf(edits['dispute-pact'].decide(officeEdit(signed()), {}))[0]).toBe('not-this-party');
  });

  test('while nobody has decided the office is awaited, and no label says that the pact is signed', () => {
    const didCase = signed(disputed);
    expect(awaiting(didCase, policy)).toEqual({ who: 'office', what: 'decide-pact-dispute', by: '2026-12-20' });
    for (const language of ['it', 'en'] as const) {
      expect(statusLabel(didCase, language, undefined)).not.toMatch(/patto firmato|confermato|signed on|confirmed/i);
    }
    const settled = signed({ pactDispute: { ...disputed.pactDispute, dismissed: { on: today, reason: 'Visto.' } } });
    expect(awaiting(settled, policy).what).toBe('follow-pact');
    expect(statusLabel(settled, 'it', undefined)).toContain('Patto firmato');
  });
});

describe('the proof of a signature', () => {
  const record = (didCase: DidCase, changes: Partial<EditFacts> = {}) =>
    edits['record-signature'].decide(officeEdit(didCase, changes), proof);

  test.each([
    ['none', undefined],
    ['no proof', { kind: 'fea' } as const],
  ])('where there is %s, is recorded by the operator, and the task is done', (_, pactSignature) => {
    expect(record(signed({ pactSignature }))).toMatchObject({
      changes: { pactSignature: proof },
      settles: ['pact-signature'],
      reason: 'handwritten',
    });
  });

  test('is not rewritten, nor recorded where there is no pact or by who does not follow the case', () => {
    expect(verdictOf(record(signed({ pactSignature: proof })))[0]).toBe('signature-recorded');
    expect(verdictOf(record(caseIn('confirmed', { operatorId: cpi })))[0]).toBe('wrong-status');
    expect(verdictOf(record(signed(), { party: 'manager' }))[0]).toBe('not-this-party');
    expect(verdictOf(record(signed({ operatorId: accredited })))[0]).toBe('decided');
    expect(edits['record-signature'].body.safeParse({ kind: 'fea' }).success).toBe(false);
  });
});

describe('what becomes of a pact is proposed', () => {
  const propose = (didCase: DidCase, finding: string, changes: Partial<EditFacts> = {}) =>
    edits['propose-pact-decision'].decide(officeEdit(didCase, changes), { finding, reason: 'Visto il fascicolo.' });

  test('by a job centre, for the managers to decide', () => {
    expect(propose(signed({ ...disputed, pactSignature: proof }), 'stands')).toMatchObject({
      changes: { proposal: { kind: 'pact', finding: 'stands', reason: 'Visto il fascicolo.' } },
      tasks: [{ kind: 'proposal-made', list: 'managers' }],
    });
    expect(propose(signed(disputed), 'void')).toMatchObject({ changes: { proposal: { finding: 'void' } } });
  });

  test.each([
    ['that it stands, which nobody disputes', signed({ pactSignature: proof }), 'stands', 'pact-not-disputed'],
    ['that it stands, without proof', signed(disputed), 'stands', 'signature-not-recorded'],
    ['that it is none, by the office itself', signed(), 'void', 'decided'],
    ['of none', caseIn('confirmed', { operatorId: cpi }), 'void', 'wrong-status'],
    ['while another proposal waits', proposed('void'), 'void', 'proposal-pending'],
  ])('%s', (_, didCase, finding, verdict) => expect(verdictOf(propose(didCase, finding))[0]).toBe(verdict));

  test('not by the accredited body that entered it, nor by the person', () => {
    const didCase = signed({ ...disputed, operatorId: accredited });
    expect(verdictOf(propose(didCase, 'void'))[0]).toBe('not-this-party');
    expect(allowedActions(didCase, 'accredited')).not.toContain('propose-pact-decision');
    expect(allowedActions(didCase, 'competent-cpi')).toContain('propose-pact-decision');
    expect(allowedActions(didCase, 'citizen')).not.toContain('propose-pact-decision');
  });
});

describe('a pact that stands', () => {
  const dismiss = (didCase: DidCase, by = approval) =>
    dismissDispute.decide(
      editFactsOf(didCase, {
        actor: { ...officer(), subject: partyFactsOf('manager', didCase).actor.subject, role: 'manager' },
        party: 'manager',
      }),
      {
        approval: by,
      },
    );
  const ready = proposed('stands', signed({ ...disputed, pactSignature: proof }));

  test('ends the dispute; the person is told, and where to turn', () => {
    expect(dismiss(ready)).toMatchObject({
      changes: { pactDispute: { dismissed: { on: today, reason: 'Visto il fascicolo.' } }, proposal: undefined },
      evidence: { kind: 'pact-decision', content: { finding: 'stands', proposedBy: 'one' } },
      settles: ['proposal-made', 'pact-disputed', 'examine-pact'],
      mail: { kind: 'pact-dispute-dismissed', pactSignedOn: '2026-11-10', signature: 'handwritten' },
    });
  });

  test('not by one person, nor another proposal, nor without proof', () => {
    expect(verdictOf(dismiss(ready, { ...approval, fiscalCodeMac: 'mac-of-one' }))[0]).toBe('same-person');
    expect(verdictOf(dismiss(ready, { ...approval, proposedAt: at('2026-11-01T10:00:00.000Z') }))[0]).toBe(
      'no-proposal',
    );
    expect(verdictOf(dismiss(proposed('stands')))[0]).toBe('signature-not-recorded');
    expect(verdictOf(dismiss(proposed('void', signed({ ...disputed, pactSignature: proof }))))[0]).toBe('no-proposal');
  });

  test('is not disputed again', () => {
    const settled = signed({ pactDispute: { ...disputed.pactDispute, dismissed: { on: today, reason: 'Visto.' } } });
    const again = edits['dispute-pact'].decide(editFactsOf(settled), {});
    expect(verdictOf(again)[0]).toBe('pact-disputed-already');
  });
});

describe('a pact that is none', () => {
  const toVoid = (didCase: DidCase, by: object | undefined = approval) =>
    decide('void-pact', partyFactsOf('manager', didCase), { ...(by && { approval: by }) });
  const gone = {
    pactSignedOn: undefined,
    unemploymentConfirmedOn: undefined,
    responsibleOfficer: undefined,
    pactEnteredAt: undefined,
    pactDispute: undefined,
    pactSignature: undefined,
    pactOperatorId: undefined,
    agreedChannel: undefined,
    proposal: undefined,
    convenedAt: undefined,
  };
  const full = {
    ...disputed,
    pactSignature: proof,
    responsibleOfficer: 'Anna Bianchi',
    agreedChannel: 'sms',
    convenedAt: at('2026-11-08T10:00:00.000Z'),
  } as const;

  test('leaves an authentic DID without one, its days as they were', () => {
    const { next, rules, evidence, settles, mail } = decisionOf(toVoid(proposed('void', signed(full))));
    expect(next).toMatchObject({ status: 'confirmed', didDate, unemployedSince: didDate, pactVoidedOn: today });
    expect({ ...gone, ...next }).toMatchObject(gone);
    expect(rules).toContain('two persons');
    expect(evidence).toMatchObject({
      kind: 'pact-decision',
      content: { finding: 'void', reason: 'Visto il fascicolo.', before: { pactSignedOn: '2026-11-10', ...disputed } },
    });
    expect(settles).toEqual(['proposal-made', 'pact-disputed', 'examine-pact', 'pact-signature']);
    expect(mail).toMatchObject({
      kind: 'pact-voided',
      disputed: true,
      pactSignedOn: '2026-11-10',
      completeBy: '2026-12-23',
    });
  });

  test('leaves work where it is, which then goes back to an authentic DID', () => {
    const { next, mail } = decisionOf(toVoid(proposed('void', working(full))));
    expect(next).toMatchObject({ status: 'suspended', suspension: { from: '2026-11-12', statusBefore: 'confirmed' } });
    expect({ ...gone, ...next }).toMatchObject(gone);
    expect(mail).toMatchObject({ kind: 'pact-voided' });
    expect(mail).not.toHaveProperty('completeBy');
    const after = DidCase.parse({ ...next, version: 9 });
    const resumed = decisionOf(decide('resume', partyFactsOf('citizen', after), { until: today }));
    expect(resumed.next.status).toBe('confirmed');
  });

  test('may be followed by a true one, of the same day too', () => {
    const after = DidCase.parse({ ...decisionOf(toVoid(proposed('void'))).next, version: 9 });
    const body = {
      ...{ signedOn: '2026-11-10', responsibleOfficer: 'Anna Bianchi', profile: 'Base', proof: 'Diario' },
    };
    const again = decide('sign-pact', partyFactsOf('cpi', after), {
      ...body,
      searchActs: ['Una'],
      contactFrequency: 'P1M',
    });
    expect(decisionOf(again).next).toMatchObject({ status: 'psp-signed', pactEnteredAt: receivedAt });
    expect(decisionOf(again).next.pactDispute).toBeUndefined();
  });

  test('gives the terms of a DID without a pact all of their time anew', () => {
    const after = DidCase.parse({ ...decisionOf(toVoid(proposed('void'))).next, version: 9 });
    expect(awaiting(after, policy)).toEqual({ who: 'citizen', what: 'sign-pact', by: '2026-12-23' });
    expect(nextLook(after, policy)).toBe(at('2026-12-23T23:00:00.000Z'));
  });

  test.each([
    ['without an approval', proposed('void'), {}, 'needs-two-persons'],
    ['by one person', proposed('void'), { approval: { ...approval, fiscalCodeMac: 'mac-of-one' } }, 'same-person'],
    ['where it was found to stand', proposed('stands'), { approval }, 'no-proposal'],
    ['where nothing was proposed', signed(disputed), { approval }, 'no-proposal'],
  ])('not %s', (_, didCase, body, verdict) => {
    expect(verdictOf(decide('void-pact', partyFactsOf('manager', didCase), body))[0]).toBe(verdict);
  });

  test('from no status where there is none, and by managers alone', () => {
    for (const status of statuses) {
      const found = verdictOf(toVoid(proposed('void', caseIn(status, entered))))[0];
      expect([status, found]).toEqual([
        status,
        ['psp-signed', 'suspended'].includes(status) ? 'decided' : 'wrong-status',
      ]);
    }
    const own = decide('void-pact', partyFactsOf('cpi', proposed('void')), { approval });
    expect(verdictOf(own)[0]).toBe('not-this-party');
    expect(allowedActions(proposed('void'), 'manager')).toEqual(
      expect.arrayContaining(['approve-proposal', 'refuse-proposal']),
    );
    expect(allowedActions(proposed('void'), 'manager')).not.toContain('void-pact');
  });
});
