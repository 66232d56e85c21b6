import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import { edits } from '../../functions/domain/edits.ts';
import { isLive, type Party, parties, type Status, statuses, verbs } from '../../functions/domain/lifecycle.ts';
import { type Language, languages } from '../../functions/domain/person.ts';
import { allowedActions, awaiting, statusLabel } from '../../functions/domain/view.ts';
import { directory } from './directory.ts';
import { accredited, caseIn, cpi, data, day, editFactsOf, meeting, pact, partyFactsOf, policy } from './samples.ts';

const labelOf = (didCase: DidCase, language: Language) =>
  statusLabel(didCase, language, directory.get(didCase.operatorId ?? ''));
const draft = (status: Status) => {
  const { didDate: _, ...without } = caseIn(status);
  return without;
};

describe('the label', () => {
  test.each<[Status, string, string]>([
    ['registered', 'Bozza: la DID non è ancora rilasciata', 'Draft: the DID is not released yet'],
    [
      'reserved',
      'DID rilasciata con riserva il 3 novembre 2026: va completata con documento e patto',
      'DID released con riserva on 3 November 2026: to be completed with document and pact',
    ],
    [
      'confirmed',
      'DID rilasciata il 3 novembre 2026. Per confermare lo stato di disoccupazione firma il patto con l’operatore che sceglierai',
      'DID released on 3 November 2026. To have the status of unemployment confirmed, sign the pact with the operator you will choose',
    ],
    [
      'psp-signed',
      'Patto firmato il 10 novembre 2026: stato di disoccupazione confermato dal 3 novembre 2026',
      'Pact signed on 10 November 2026: status of unemployment confirmed from 3 November 2026',
    ],
    ['withdrawn', 'Ritirata il 12 novembre 2026', 'Withdrawn on 12 November 2026'],
    ['suspended', 'Stato sospeso dal 12 novembre 2026 per lavoro', 'Status suspended from 12 November 2026 for work'],
    ['closed', 'Chiusa il 12 novembre 2026: hai un lavoro', 'Closed on 12 November 2026: you have work'],
    [
      'expired',
      'Pratica chiusa perché la DID con riserva non è stata completata. Non è una sanzione',
      'Case closed because the DID con riserva was not completed. This is no sanction',
    ],
  ])('of %s', (status, it, en) => {
    expect([labelOf(caseIn(status), 'it'), labelOf(caseIn(status), 'en')]).toEqual([it, en]);
  });

  test('names the operator once it is chosen', () => {
    const didCase = caseIn('confirmed', { operatorId: cpi });
    for (const language of languages) expect(labelOf(didCase, language)).toContain("Centro per l'Impiego di Milano");
  });

  test('of a draft that was deleted says that there never was a DID', () => {
    expect(labelOf(draft('expired'), 'it')).toBe('Bozza eliminata: nessuna DID era stata rilasciata');
    expect(labelOf(draft('expired'), 'en')).toBe('Draft deleted: no DID had been released');
  });

  // To have something confirmed is asked of the person; that it is confirmed is said of the pact alone.
  const saysConfirmed = [
    /\bconfermat[aoie]\b/i,
    /\bconvalidat[aoie]\b/i,
    /\b(is|are|was|has been|already|DID) confirmed\b/i,
    /\bconfirmed (on|from|since|by)\b/i,
    /^confirmed/i,
  ];

  test.each(statuses.filter((status) => !['psp-signed'].includes(status)))(
    'of %s says nowhere that anything is confirmed',
    (status) => {
      const cases = [caseIn(status), caseIn(status, { operatorId: accredited }), draft(status)];
      const texts = cases.flatMap((didCase) => languages.map((language) => labelOf(didCase, language)));
      for (const text of texts) for (const claim of saysConfirmed) expect(text).not.toMatch(claim);
    },
  );

  test('of a signed pact says it, so that the words above would be found', () => {
    for (const language of languages) {
      const text = labelOf(caseIn('psp-signed'), language);
      expect(saysConfirmed.some((claim) => claim.test(text))).toBe(true);
    }
  });

  test.each(statuses)('of %s leaves no blank where a date belongs', (status) => {
    for (const language of languages)
      expect(labelOf(caseIn(status), language)).not.toMatch(/ {2}|undefined| (il|on|dal|from)[ .:]*$|\bil [:.]/);
  });
});

describe('what is awaited', () => {
  const chosen = { operatorId: cpi };

  test.each([
    ['registered', {}, { who: 'citizen', what: 'release', by: null }],
    ['reserved', {}, { who: 'citizen', what: 'choose-operator', by: '2027-03-03' }],
    ['reserved', chosen, { who: 'citizen', what: 'confirm', by: '2027-03-03' }],
    ['confirmed', {}, { who: 'citizen', what: 'choose-operator', by: '2026-12-03' }],
    ['confirmed', chosen, { who: 'citizen', what: 'sign-pact', by: '2026-12-03' }],
    ['psp-signed', chosen, { who: 'citizen', what: 'follow-pact', by: null }],
    ['suspended', chosen, { who: 'citizen', what: 'resume', by: '2027-05-10' }],
    ['sanction-proposed', chosen, { who: 'office', what: 'decide', by: null }],
    ['sanctioned', chosen, { who: 'nobody', what: 'nothing', by: null }],
    ['expired', {}, { who: 'nobody', what: 'nothing', by: null }],
    ['withdrawn', {}, { who: 'nobody', what: 'nothing', by: null }],
    ['closed', {}, { who: 'nobody', what: 'nothing', by: null }],
  ] as const)('in %s %j', (status, changes, expected) => {
    expect(awaiting(caseIn(status, changes), policy)).toEqual(expected);
  });

  test('runs from the day of the DID over the turn of the year', () => {
    expect(awaiting(caseIn('confirmed', { didDate: day('2026-12-31') }), policy).by).toBe('2027-01-30');
  });
});

// What each party may do in each status, of what is in service.
const offered: Partial<Record<Party, Partial<Record<Status, readonly string[]>>>> = {
  citizen: {
    registered: ['release', 'withdraw', 'write-data', 'change-route'],
    reserved: ['withdraw', 'choose-operator'],
    confirmed: ['withdraw', 'choose-operator'],
    'psp-signed': ['withdraw', 'dispute-pact'],
    suspended: ['dispute-pact'],
  },
  representative: {
    registered: ['release', 'withdraw', 'write-data'],
    reserved: ['withdraw', 'choose-operator'],
    confirmed: ['withdraw', 'choose-operator'],
    'psp-signed': ['withdraw'],
  },
  cpi: {
    registered: ['withdraw'],
    reserved: ['confirm', 'withdraw', 'meeting-not-concluded'],
    confirmed: ['sign-pact', 'withdraw', 'meeting-not-concluded'],
    'psp-signed': ['withdraw', 'record-signature', 'report-breach'],
    suspended: ['record-signature'],
  },
  'competent-cpi': {
    registered: ['withdraw'],
    reserved: ['withdraw'],
    confirmed: ['withdraw'],
    'psp-signed': ['withdraw'],
  },
  accredited: {
    reserved: ['confirm', 'meeting-not-concluded'],
    confirmed: ['sign-pact', 'meeting-not-concluded'],
    'psp-signed': ['record-signature', 'report-breach'],
    suspended: ['record-signature'],
  },
};
// The life of a DID, the same for all who follow it: work, an end, a way back, corrections, another office.
const lasting: readonly Status[] = ['reserved', 'confirmed', 'psp-signed'];
const jobCentres: readonly Party[] = ['cpi', 'competent-cpi', 'manager'];
function lifeOf(party: Party, status: Status): string[] {
  const office = jobCentres.includes(party);
  if (!isLive(status)) {
    const withdrew = status === 'withdrawn' && party !== 'manager' ? ['undo-withdrawal'] : [];
    if (party === 'citizen') return [...withdrew, 'ask-reopening'];
    if (party === 'representative') return withdrew;
    return office ? [...withdrew, 'propose-reopening'] : [];
  }
  return [
    ...(lasting.includes(status) && (office || party === 'citizen') ? ['suspend'] : []),
    ...(status === 'suspended' && (office || party === 'citizen') ? ['resume'] : []),
    ...(office ? ['close'] : []),
    ...(office ? ['transfer'] : []),
    ...(office && status === 'reserved' ? ['extend-term'] : []),
    ...(office && status !== 'registered' ? ['propose-rectification'] : []),
    ...(office && (status === 'psp-signed' || status === 'suspended') ? ['propose-pact-decision'] : []),
    ...(party === 'citizen' ? ['report-change', 'make-telephone-code'] : []),
    ...(party === 'delegate' || party === 'representative' ? ['report-change'] : []),
    ...(party === 'patronato' && status === 'registered' ? ['write-data'] : []),
  ];
}

// Nobody reads a case as the sweep or as the sign-in of a code's owner.
const onlookers = parties.filter((party) => party !== 'schedule' && party !== 'identity');
const cells = onlookers.flatMap((party) => statuses.map((status) => ({ party, status })));

describe('what a party may do now', () => {
  test.each(cells)('$party, $status', ({ party, status }) => {
    expect(allowedActions(caseIn(status), party).sort()).toEqual(
      [...(offered[party]?.[status] ?? []), ...lifeOf(party, status)].sort(),
    );
  });

  test('an operator may confirm a draft whose DID exists elsewhere already', () => {
    const didCase = caseIn('registered', { route: 'B', didDate: day('2026-11-03'), didSource: 'inps' });
    expect(allowedActions(didCase, 'accredited')).toEqual(['confirm', 'meeting-not-concluded']);
  });

  const bodies: Record<(typeof verbs)[number], object> = {
    register: { route: 'A', ...data },
    release: {},
    confirm: meeting,
    'sign-pact': pact,
    withdraw: { signedRequest: { signedOn: '2026-11-20', reference: 'prot. 1' }, lossConfirmed: true },
    close: { reason: 'job' },
    expire: {},
    'change-route': { route: 'B', inps: { state: 'about-to', kind: 'naspi' } },
    'verify-old-did': { answer: 'valid', didDate: '2025-03-10' },
    suspend: { from: '2026-11-20' },
    resume: { until: '2026-11-20' },
    reopen: {},
    'void-pact': {},
    'record-appeal-outcome': {},
    'report-breach': {
      ...{ kind: 'offer', factOn: '2026-11-20', facts: 'Non risulta la risposta.' },
      ...{ channel: 'hand', officerMac: 'mac' },
    },
    decide: {
      actId: '7c1b2c3d-4444-5c5c-8c5c-000000000001',
      outcome: 'dismissed',
      reasons: 'Era in ospedale.',
      channel: 'hand',
      officerMac: 'mac',
    },
  };
  const closedDoors = [
    'no-did-yet',
    'not-contested',
    'old-did-not-asked',
    'wrong-status',
    'reserve-not-lifted',
    'not-this-party',
    'already-released',
    'breach-pending',
  ];

  test.each(cells)('is what decisions let $party do in $status, and no more', ({ party, status }) => {
    for (const didCase of [caseIn(status), caseIn(status, { operatorId: accredited }), draft(status)]) {
      // Who is asked about an earlier DID sees a case that has one.
      const listed = allowedActions(partyFactsOf(party, didCase).didCase ?? didCase, party);
      for (const verb of verbs) {
        // Nobody commands these: a proposal is approved, a withdrawal undone.
        if (verb === 'reopen' || verb === 'void-pact' || verb === 'record-appeal-outcome') continue;
        const outcome = decide(verb, partyFactsOf(party, didCase), bodies[verb]);
        const shut = outcome.kind === 'refusal' && closedDoors.includes(outcome.code);
        // An answer that comes late is no command: it changes no status.
        const late = verb === 'verify-old-did' && status !== 'registered';
        expect([verb, !shut]).toEqual([verb, !late && listed.includes(verb)]);
      }
      if (party !== 'citizen') continue;
      const facts = editFactsOf(didCase);
      const outcomes = {
        'choose-operator': edits['choose-operator'].decide(facts, { operatorId: cpi }),
        'write-data': edits['write-data'].decide(facts, data),
      };
      for (const [name, outcome] of Object.entries(outcomes)) {
        expect([name, outcome.kind === 'edit']).toEqual([name, listed.includes(name)]);
      }
    }
  });
});
