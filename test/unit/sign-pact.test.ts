import { describe, expect, test } from 'vitest';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { PactBody } from '../../functions/domain/verbs/sign-pact.ts';
import {
  accredited,
  at,
  caseIn,
  closedCpi,
  cpi,
  day,
  decisionOf,
  didDate,
  factsOf,
  foreigner,
  identityDocument,
  officeFactsOf,
  pact,
  permit,
  recordOf,
  today,
  verdictOf,
} from './samples.ts';

const atCpi = caseIn('confirmed', { operatorId: cpi });
const sign = (change: object = {}, didCase = atCpi, facts: Partial<Facts> = {}) =>
  decide('sign-pact', officeFactsOf(didCase, facts), { ...pact, ...change });
const yesterday = day('2026-11-22');

describe('the service pact (S0:17)', () => {
  test.each([cpi, accredited])('with %s confirms unemployment from the day of the DID (S0:33)', (operatorId) => {
    const { next } = decisionOf(sign({}, caseIn('confirmed', { operatorId })));
    expect(next).toMatchObject({
      status: 'psp-signed',
      pactSignedOn: today,
      unemploymentConfirmedOn: today,
      didDate,
      unemployedSince: didDate,
      responsibleOfficer: 'Anna Bianchi',
    });
  });

  test('of a DID that was con riserva completes it: the reserve stays lifted, the day stays', () => {
    const lifted = caseIn('confirmed', {
      operatorId: cpi,
      withReserve: true,
      authenticity: { state: 'authentic', by: cpi, on: day('2026-11-16') },
      reserveLiftedOn: day('2026-11-16'),
    });
    expect(decisionOf(sign({}, lifted)).next).toMatchObject({
      withReserve: true,
      reserveLiftedOn: '2026-11-16',
      unemployedSince: didDate,
      unemploymentConfirmedOn: today,
    });
  });

  test('is told to the person with who follows them and how often', () => {
    expect(decisionOf(sign()).mail).toMatchObject({
      kind: 'psp-signed',
      didDate,
      pactSignedOn: today,
      responsibleOfficer: 'Anna Bianchi',
      contactFrequency: 'P2W',
      office: { name: "Centro per l'Impiego di Milano" },
    });
  });

  test('touches no guard', () => expect(decisionOf(sign()).effects).toEqual([]));

  test.each([
    ['on the day of receipt', '2026-11-23', ['decided']],
    ['tomorrow', '2026-11-24', ['pact-in-future', 'signedOn', 'S0:17']],
    ['on the day of the DID', '2026-11-03', ['decided']],
    ['the day before the DID', '2026-11-02', ['pact-before-did', 'signedOn', 'S0:17']],
  ])('signed %s', (_, date, verdict) => expect(verdictOf(sign({ signedOn: day(date) }))).toEqual(verdict));

  test.each([
    ['on the last day of the operator', '2020-12-31', ['decided']],
    ['the day after', '2021-01-01', ['operator-not-active', 'signedOn', 'S0:17-19']],
  ])('signed %s', (_, date, verdict) => {
    const didCase = caseIn('confirmed', { operatorId: closedCpi, didDate: day('2020-12-01') });
    const facts = { receivedAt: at('2021-01-10T09:00:00.000Z') };
    expect(verdictOf(sign({ signedOn: day(date) }, didCase, facts))).toEqual(verdict);
  });
});

describe('documents at the pact warn and do not block: the DID is authentic already', () => {
  const foreign = { citizen: recordOf(foreigner) };
  const signature = { kind: 'handwritten', evidence: 'Fascicolo 431' };
  const noPermit = { rule: 'permit-missing', field: 'permit' };
  const noCard = { rule: 'identity-document-missing', field: 'identityDocument' };

  test.each([
    ['none shown', {}, [noCard, noPermit]],
    ['a valid card', { identityDocument }, [noPermit]],
    ['all', { identityDocument, permit }, []],
    [
      'a card that expired yesterday',
      { identityDocument: { ...identityDocument, expiresOn: yesterday } },
      [{ rule: 'identity-document-expired', field: 'identityDocument' }, noPermit],
    ],
    ['a card that expires today', { identityDocument: { ...identityDocument, expiresOn: today } }, [noPermit]],
    [
      'a permit that expired yesterday',
      { permit: { ...permit, expiresOn: yesterday } },
      [noCard, { rule: 'permit-expired', field: 'permit' }],
    ],
    ['a permit that expires today', { permit: { ...permit, expiresOn: today } }, [noCard]],
    [
      'a receipt of renewal',
      { permit: { ...permit, kind: 'renewal-receipt' } },
      [noCard, { rule: 'permit-receipt', field: 'permit' }],
    ],
  ])('%s', (_, shown, warnings) => {
    const decision = decisionOf(sign({ signature, ...shown }, atCpi, foreign));
    expect(decision.next.status).toBe('psp-signed');
    expect(decision.warnings).toEqual(warnings);
  });
});

describe('who signs, and when', () => {
  test('not while the reserve stands (S0:27-31)', () => {
    expect(verdictOf(sign({}, caseIn('reserved', { operatorId: cpi })))).toEqual([
      'reserve-not-lifted',
      undefined,
      'S0:27-31',
    ]);
  });

  test.each(['registered', 'psp-signed', 'withdrawn', 'closed'] as const)('not a case %s', (status) => {
    expect(verdictOf(sign({}, caseIn(status, { operatorId: cpi })))[0]).toBe('wrong-status');
  });

  test('not the citizen alone', () => {
    expect(verdictOf(decide('sign-pact', factsOf({ didCase: atCpi }), pact))[0]).toBe('not-this-party');
  });
});

describe('the content of the pact (D.Lgs. 150/2015 art. 20 c.2)', () => {
  const wrong = (change: object) =>
    PactBody.safeParse({ ...pact, ...change }).error?.issues.map(({ path }) => path.join('.'));

  test('is taken as it is', () => expect(PactBody.parse(pact)).toEqual(pact));

  test.each(Object.keys(pact))('needs %s', (field) => expect(wrong({ [field]: undefined })).toEqual([field]));

  test.each<[string, object, string]>([
    ['no acts of search', { searchActs: [] }, 'searchActs'],
    ['an empty act', { searchActs: [''] }, 'searchActs.0'],
    ['an officer who is an address', { responsibleOfficer: 'a@b.it' }, 'responsibleOfficer'],
    ['a frequency in years', { contactFrequency: 'P1Y' }, 'contactFrequency'],
    ['a frequency of none', { contactFrequency: 'P0W' }, 'contactFrequency'],
    ['a day that does not exist', { signedOn: '2026-11-31' }, 'signedOn'],
    ['an unknown field', { surprise: 1 }, ''],
  ])('%s is refused by name', (_, change, field) => expect(wrong(change)).toEqual([field]));
});
