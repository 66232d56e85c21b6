import { describe, expect, test } from 'vitest';
import { PlainDate } from '../../functions/domain/dates.ts';
import {
  atConfirmation,
  atStrongPact,
  documentProblems,
  IdentityDocument,
  PaperDeclaration,
  PermitOfStay,
  paperDeclarationRule,
  paperProblems,
  permitKinds,
  seenBefore,
} from '../../functions/domain/documents.ts';

const day = (text: string) => PlainDate.parse(text);
const metOn = day('2026-11-23');
const card = { kind: 'identity-card', number: 'CA12345AB', issuedBy: 'Comune di Milano', expiresOn: '2035-01-31' };
const permit = { kind: 'permit-of-stay', number: 'I1234567', reason: 'lavoro subordinato', expiresOn: '2027-05-01' };

describe('contracts', () => {
  test('are taken as they are', () => {
    expect(IdentityDocument.parse(card)).toEqual(card);
    expect(PermitOfStay.parse(permit)).toEqual(permit);
    expect(PaperDeclaration.parse({ signedOn: '2026-11-23' })).toEqual({ signedOn: '2026-11-23' });
    for (const kind of permitKinds) expect(PermitOfStay.parse({ ...permit, kind }).kind).toBe(kind);
    for (const kind of ['passport', 'driving-licence'])
      expect(IdentityDocument.parse({ ...card, kind }).kind).toBe(kind);
  });

  test('an equivalent document says what it is, and no other does', () => {
    const described = { ...card, description: 'Patente nautica' };
    expect(IdentityDocument.safeParse({ ...described, kind: 'other-equivalent' }).success).toBe(true);
    for (const wrong of [described, { ...card, kind: 'other-equivalent' }]) {
      const { error } = IdentityDocument.safeParse(wrong);
      expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([
        [['description'], 'equivalent-description'],
      ]);
    }
  });

  test('numbers are upper-cased, blanks around them dropped', () => {
    expect(IdentityDocument.parse({ ...card, number: ' ca12345ab ' }).number).toBe('CA12345AB');
  });

  test.each([
    ['kind', 'library-card'],
    ['number', ''],
    ['number', 'A'],
    ['number', '---'],
    ['number', 'CA12345AB'.repeat(4)],
    ['number', 'CA<12345>'],
    ['issuedBy', ' '],
    ['issuedBy', 'x'.repeat(101)],
    ['expiresOn', '2026-02-30'],
    ['expiresOn', undefined],
  ])('a document whose %s is %j is refused there', (field, value) => {
    expect(IdentityDocument.safeParse({ ...card, [field]: value }).error?.issues[0]?.path).toEqual([field]);
  });

  test('a picture, or anything else, is not taken', () => {
    expect(IdentityDocument.safeParse({ ...card, scan: 'x' }).success).toBe(false);
    expect(PermitOfStay.safeParse({ ...permit, issuedBy: 'x' }).success).toBe(false);
    expect(PaperDeclaration.safeParse({ signedOn: '2026-11-23', text: 'x' }).success).toBe(false);
  });
});

const shown = (citizenship: string, cardUntil?: string, permitUntil?: string, kind = 'permit-of-stay') => ({
  metOn,
  citizenship,
  identityDocument: cardUntil === undefined ? undefined : IdentityDocument.parse({ ...card, expiresOn: cardUntil }),
  permit: permitUntil === undefined ? undefined : PermitOfStay.parse({ ...permit, kind, expiresOn: permitUntil }),
});

describe('documents on the day of the meeting', () => {
  const yesterday = '2026-11-22';
  const today = '2026-11-23';
  test.each([
    ['a valid card', shown('IT', '2035-01-31'), []],
    ['a card that expires that very day', shown('IT', today), []],
    ['a card that expired the day before', shown('IT', yesterday), ['identity-document-expired']],
    ['no card', shown('IT'), ['identity-document-missing']],
    ['non-EU with a permit', shown('MA', today, '2027-05-01'), []],
    ['non-EU, permit expires that very day', shown('MA', today, today), []],
    ['non-EU, permit expired the day before', shown('MA', today, yesterday), ['permit-expired']],
    ['non-EU without a permit', shown('MA', today), ['permit-missing']],
    ['British without a permit', shown('GB', today), ['permit-missing']],
    ['stateless without a permit', shown('XX', today), ['permit-missing']],
    ['Romanian without a permit', shown('RO', today), []],
    ['Swiss without a permit', shown('CH', today), []],
    ['Italian with an old permit', shown('IT', today, yesterday), []],
    ['both expired', shown('MA', yesterday, yesterday), ['identity-document-expired', 'permit-expired']],
    ['long-term permit without an end', shown('MA', today, '2099-12-31', 'long-term-eu-permit'), []],
    ['expired asylum receipt', shown('MA', today, yesterday, 'asylum-request-receipt'), ['permit-expired']],
  ])('%s', (_what, documents, rules) => {
    const problems = documentProblems(documents, atConfirmation);
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    for (const { severity, source, field } of problems) {
      expect([severity, source]).toEqual(['blocks', expect.stringContaining('S0:29')]);
      expect(['identityDocument', 'permit']).toContain(field);
    }
  });

  test.each([
    ['renewal-receipt', yesterday],
    ['first-issue-receipt', '1900-01-01'],
  ])('a %s is looked at, never refused', (kind, expiresOn) => {
    for (const policy of [atConfirmation, atStrongPact]) {
      expect(documentProblems(shown('MA', today, expiresOn, kind), policy)).toEqual([
        { rule: 'permit-receipt', field: 'permit', severity: 'warns', source: expect.stringContaining('art. 5') },
      ]);
    }
  });

  test('at the pact of a strong DID a document that expired or is missing warns', () => {
    expect(documentProblems(shown('MA', yesterday, yesterday), atStrongPact).map(({ severity }) => severity)).toEqual([
      'warns',
      'warns',
    ]);
    expect(documentProblems(shown('MA'), atStrongPact).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['identity-document-missing', 'warns'],
      ['permit-missing', 'warns'],
    ]);
  });

  test('whose documents were looked at before is asked for nothing, and what is shown is looked at', () => {
    expect(documentProblems(shown('MA'), seenBefore)).toEqual([]);
    expect(documentProblems(shown('MA', yesterday), seenBefore).map(({ rule }) => rule)).toEqual([
      'identity-document-expired',
    ]);
  });

  test('a receipt is refused where the policy says so', () => {
    const [problem] = documentProblems(shown('MA', today, yesterday, 'renewal-receipt'), {
      ...atConfirmation,
      receipt: 'blocks',
    });
    expect(problem).toMatchObject({ rule: 'permit-receipt', severity: 'blocks' });
  });

  test.each([
    ['valid', '2027-05-01', []],
    ['valid without an end', '2099-12-31', []],
    ['expired the day before', yesterday, ['permit-expired']],
  ])('the card of a family member of a citizen of the Union, %s', (_, expiresOn, rules) => {
    const problems = documentProblems(shown('MA', today, expiresOn, 'eu-family-card'), atConfirmation);
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
  });

  test.each([
    ['a sailing licence', '2030-01-01', ['identity-document-equivalent']],
    ['a pension book without an end', '2099-12-31', ['identity-document-equivalent']],
    ['a service card that has expired', yesterday, ['identity-document-expired']],
  ])('%s stands for an identity card, and is looked at (D.P.R. 445/2000 art. 35)', (description, expiresOn, rules) => {
    const identityDocument = IdentityDocument.parse({ ...card, kind: 'other-equivalent', description, expiresOn });
    const problems = documentProblems({ metOn, citizenship: 'IT', identityDocument }, atConfirmation);
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    if (rules[0] === 'identity-document-equivalent') {
      expect(problems[0]).toMatchObject({ severity: 'warns', certainty: 'assumed' });
    }
  });
});

describe('the paper declaration', () => {
  const did = day('2026-11-20');
  const accredited = paperDeclarationRule('accredited', { cpiNeedsPaper: false });
  const paper = (signedOn: string) => PaperDeclaration.parse({ signedOn });

  test('is the accredited operator’s by the source, the job centre’s by a policy that is assumed', () => {
    expect(accredited).toEqual({ rule: 'paper-declaration', required: true, source: 'S0:31', certainty: 'stated' });
    for (const cpiNeedsPaper of [true, false]) {
      expect(paperDeclarationRule('cpi', { cpiNeedsPaper })).toMatchObject({
        required: cpiNeedsPaper,
        certainty: 'assumed',
      });
    }
  });

  test.each([
    [undefined, ['paper-declaration-missing']],
    [paper('2026-11-19'), ['paper-declaration-before-did']],
    [paper('2026-11-20'), []],
    [paper('2026-11-23'), []],
    [paper('2026-11-24'), ['paper-declaration-after-meeting']],
  ])('%j, for a DID of 20 November at a meeting of 23 November: %j', (given, rules) => {
    const problems = paperProblems(given, { rule: accredited, didDate: did, metOn });
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    for (const problem of problems) {
      expect(problem).toMatchObject({ field: 'paperDeclaration', severity: 'blocks', source: 'S0:31' });
    }
  });

  test('is not asked of a job centre whose policy does not, but a wrong one is still wrong', () => {
    const rule = paperDeclarationRule('cpi', { cpiNeedsPaper: false });
    expect(paperProblems(undefined, { rule, didDate: did, metOn })).toEqual([]);
    expect(paperProblems(paper('2026-11-19'), { rule, didDate: did, metOn })).toHaveLength(1);
  });
});
