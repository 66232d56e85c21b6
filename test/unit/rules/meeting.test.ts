/** Rules R8, R9 and R13 of the procedure: what the pact completes, what is shown at the body, who acts. */
import { describe, expect, test } from 'vitest';
import { actions, authorise } from '../../../functions/domain/authorisation.ts';
import { decide } from '../../../functions/domain/commands.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { intakeRule } from '../../../functions/domain/intake.ts';
import { lifecycle } from '../../../functions/domain/lifecycle.ts';
import {
  accredited,
  caseIn,
  cpi,
  day,
  decisionOf,
  didDate,
  editFactsOf,
  foreigner,
  identityDocument,
  mario,
  meeting,
  officeFactsOf,
  officer,
  otherCpi,
  pact,
  permit,
  policy,
  recordOf,
  today,
  verdictOf,
} from '../samples.ts';

const bodies = [cpi, accredited];
const confirm = (didCase: DidCase, change: object = {}, person = mario) =>
  decide('confirm', officeFactsOf(didCase, { citizen: recordOf(person) }), { ...meeting, ...change });
const sign = (didCase: DidCase, change: object = {}) =>
  decide('sign-pact', officeFactsOf(didCase), {
    ...pact,
    signature: { kind: 'handwritten', evidence: 'Fascicolo 431' },
    ...change,
  });

describe('R8: a DID con riserva is completed when the pact is signed (S0:27)', () => {
  test.each(bodies)('at %s: the reserve is lifted, then the pact completes it, from the same day', (operatorId) => {
    const reserved = caseIn('reserved', { operatorId });
    const lifted = { ...decisionOf(confirm(reserved)).next, version: 3 };
    expect(lifted).toMatchObject({ status: 'confirmed', reserveLiftedOn: today });
    expect(lifted.unemploymentConfirmedOn).toBeUndefined();
    const signed = decisionOf(sign(lifted)).next;
    expect(signed).toMatchObject({
      status: 'psp-signed',
      withReserve: true,
      reserveLiftedOn: today,
      unemploymentConfirmedOn: today,
      unemployedSince: didDate,
    });
  });

  test('no pact while the reserve stands, and none of a day before it was lifted', () => {
    expect(verdictOf(sign(caseIn('reserved', { operatorId: cpi })))).toEqual([
      'reserve-not-lifted',
      undefined,
      'S0:27-31',
    ]);
    const lifted = caseIn('confirmed', { operatorId: cpi, withReserve: true, reserveLiftedOn: day('2026-11-20') });
    expect(verdictOf(sign(lifted, { signedOn: day('2026-11-19') }))).toEqual([
      'reserve-not-lifted',
      'signedOn',
      'S0:27-31',
    ]);
    expect(verdictOf(sign(lifted, { signedOn: day('2026-11-20') }))).toEqual(['decided']);
  });

  test('in one meeting one mail tells both, with both entries', () => {
    const reserved = caseIn('reserved', { operatorId: cpi });
    const held = decisionOf(confirm(reserved, { pactFollows: true }));
    expect(held.mail).toBeUndefined();
    expect(held.next.untold).toMatchObject({ mail: { kind: 'did-authenticated' }, tellAt: '2026-11-23T10:00:00.000Z' });
    const { mail, next } = decisionOf(sign({ ...held.next, version: 3 }));
    expect(mail).toMatchObject({
      kind: 'psp-signed',
      sameMeeting: { what: 'authenticated', on: today, receiptNumber: held.next.untold?.mail.receiptNumber },
    });
    expect(next).not.toHaveProperty('untold');
  });

  test('a step of another kind takes the place of what was held back', () => {
    const held = decisionOf(confirm(caseIn('reserved', { operatorId: cpi }), { pactFollows: true }));
    const withdrawn = decisionOf(
      decide('withdraw', officeFactsOf({ ...held.next, version: 3 }), {
        signedRequest: { signedOn: today, reference: 'prot. 1' },
      }),
    );
    expect(withdrawn.mail?.kind).toBe('withdrawn');
    expect(withdrawn.next).not.toHaveProperty('untold');
  });
});

describe('R9: at the body a valid document, the permit if from outside the EU, the identity, the paper (S0:29-31)', () => {
  const reserved = (operatorId = accredited) => caseIn('reserved', { operatorId });
  const { paperDeclaration: _, ...noPaper } = meeting;
  const yesterday = day('2026-11-22');

  test.each([
    ['all of it', {}, mario, ['decided']],
    [
      'a card that expired the day before',
      { identityDocument: { ...identityDocument, expiresOn: yesterday } },
      mario,
      ['identity-document-expired', 'identityDocument', 'S0:29'],
    ],
    ['no permit, from outside the EU', {}, foreigner, ['permit-missing', 'permit', 'S0:29']],
    ['a permit', { permit }, foreigner, ['decided']],
    [
      'the card of a family member of a citizen of the EU',
      { permit: { ...permit, kind: 'eu-family-card' } },
      foreigner,
      ['decided'],
    ],
    [
      'a receipt of renewal',
      { permit: { ...permit, kind: 'renewal-receipt', expiresOn: yesterday } },
      foreigner,
      ['decided'],
    ],
    ['no permit, from the EU', {}, { ...mario, citizenship: 'RO' }, ['decided']],
    [
      'an equivalent document',
      { identityDocument: { ...identityDocument, kind: 'other-equivalent', description: 'Patente nautica' } },
      mario,
      ['decided'],
    ],
  ])('%s', (__, change, person, verdict) => {
    expect(verdictOf(confirm(reserved(), change, person))).toEqual(verdict);
  });

  test('the accredited operator takes the paper by the source, the job centre by the office’s rule', () => {
    const at = (operatorId: typeof cpi) => verdictOf(decide('confirm', officeFactsOf(reserved(operatorId)), noPaper));
    expect(at(accredited)).toEqual(['paper-declaration-missing', 'paperDeclaration', 'S0:31']);
    expect(at(cpi)).toEqual(['paper-declaration-missing', 'paperDeclaration', 'paper-declaration:assumed']);
  });

  test('at the pact of a DID of strong identity what is missing is told, and the pact is signed', () => {
    const decision = decisionOf(sign(caseIn('confirmed', { operatorId: cpi })));
    expect(decision.next.status).toBe('psp-signed');
    expect(decision.warnings).toEqual([{ rule: 'identity-document-missing', field: 'identityDocument' }]);
  });

  test('who showed the document when the reserve was lifted is not asked again', () => {
    const lifted = caseIn('confirmed', { operatorId: cpi, withReserve: true, reserveLiftedOn: today });
    expect(decisionOf(sign(lifted)).warnings).toEqual([]);
  });
});

describe('R13: an accredited operator acts with the person, in the person’s own session, up to the choice (S0:41)', () => {
  const owned = { citizenId: 'a', operatorId: accredited };

  test.each(['register', 'release', 'choose-operator', 'write-data', 'change-route'] as const)(
    '%s is the citizen’s: no office has it, whatever it is to the case',
    (name) => {
      for (const operatorId of [accredited, cpi, otherCpi]) {
        expect(authorise(name, officer(operatorId), { ...owned, operatorId })).toBe('forbidden');
      }
      expect(authorise(name, { subject: officer().subject, role: 'manager', assurance: 'strong' }, owned)).toBe(
        'forbidden',
      );
    },
  );

  test('the lifecycle lets nobody release but the citizen, and who acts for them by law', () => {
    expect(lifecycle.filter(({ verb }) => verb === 'release').flatMap(({ by }) => by)).toEqual([
      'citizen',
      'representative',
    ]);
  });

  test('a counter only takes the choice, of a person who is present and shows a document', () => {
    expect(actions.intake.access).toEqual({ kind: 'roles', roles: ['operator'] });
    const body = { fiscalCode: mario.fiscalCode, documentShown: identityDocument, present: true };
    for (const wrong of [{ present: false }, { present: undefined }, { documentShown: undefined }]) {
      expect(intakeRule.body.safeParse({ ...body, ...wrong }).success).toBe(false);
    }
    const facts = editFactsOf(caseIn('reserved'), { actor: officer(accredited), party: 'accredited' });
    const outcome = intakeRule.decide(facts, body);
    expect(outcome).toMatchObject({ kind: 'edit', changes: { operatorId: accredited } });
    expect(policy.intakeDailyLimit.assumed).toBe(true);
  });
});
