/** The papers of a case: when there is one, what it says, and the PDF it becomes. */
import { describe, expect, test } from 'vitest';
import { pdfOf } from '../../functions/api/documents/pdf.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { cases, citizen } from '../../functions/api/openapi/samples.ts';
import { Instant, PlainDate } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import type { Status } from '../../functions/domain/lifecycle.ts';
import {
  basisOf,
  isInForce,
  mandatoryWording,
  type Paper,
  type PaperKind,
  paperKinds,
  paperOf,
  stillHolds,
  VerificationCode,
} from '../../functions/domain/papers.ts';
import { PactBody } from '../../functions/domain/verbs/sign-pact.ts';
import { decidedCase, forfeiture } from './sanctioned.ts';

const today = PlainDate.parse('2026-11-20');
const pact = PactBody.parse(bodies.pact);
const factsOf = (didCase: DidCase) => ({ didCase, person: citizen.person, today, pact, operatorName: 'CPI di Milano' });
const make = (kind: PaperKind, didCase: DidCase) => paperOf(kind, factsOf(didCase));
const statusAndDecisions = ({ status, decisions }: DidCase) => ({ status, decisions });
const textOf = (paper: ReturnType<typeof make>) => JSON.stringify(paper);
const isPaper = (paper: ReturnType<typeof make>): paper is Paper => 'blocks' in paper;

const rows: [Status | 'draft', DidCase, PaperKind[]][] = [
  ['draft', cases.draft, []],
  ['reserved', cases.released, ['receipt', 'self-certification']],
  ['confirmed', cases.confirmed, ['receipt', 'self-certification']],
  ['psp-signed', cases.signed, ['receipt', 'pact', 'self-certification', 'certificate']],
  ['suspended', { ...cases.signed, status: 'suspended' }, ['receipt', 'pact']],
  ['sanctioned', { ...cases.signed, status: 'sanctioned' }, ['receipt', 'pact']],
  ['withdrawn', { ...cases.signed, status: 'withdrawn' }, ['receipt', 'pact']],
];

test.each(rows)('%s: the papers there are', (_status, didCase, kinds) => {
  const facts = { ...factsOf(didCase), ...(didCase.pactSignedOn === undefined && { pact: undefined }) };
  expect(paperKinds.filter((kind) => isPaper(paperOf(kind, facts)))).toEqual(kinds);
});

describe('what they say', () => {
  test('before the pact nothing says that the status is confirmed', () => {
    for (const didCase of [cases.released, cases.confirmed]) {
      const text = textOf(make('self-certification', didCase)) + textOf(make('receipt', didCase));
      expect(text).not.toMatch(/confermato|stato di disoccupazione dal/);
    }
    expect(textOf(make('self-certification', cases.signed))).toContain('confermato');
  });

  test('the receipt names the number, the hour in Italy and articles 75 and 76', () => {
    const text = textOf(make('receipt', cases.released));
    expect(text).toMatch(/R-\d{8}-[0-9A-F]{12}/);
    expect(text).toMatch(/ore \d\d:\d\d \(ora italiana\)/);
    for (const article of ['art. 75', 'art. 76']) expect(text).toContain(`${article} del D.P.R. 445/2000`);
  });

  test('a certificate carries the words without which it is void', () => {
    expect(textOf(make('certificate', cases.signed))).toContain(mandatoryWording);
  });

  test('the pact says how often the two meet', () => {
    expect(textOf(make('pact', cases.signed))).toContain('ogni 2 settimane');
  });
});

test('a self-certification is of its day, a receipt of its act, and both of the pact that they speak of', () => {
  const pact = cases.signed.pactEnteredAt;
  expect(basisOf('self-certification', factsOf(cases.signed))).toEqual({ basis: today, pact });
  expect(basisOf('certificate', factsOf(cases.confirmed))).toEqual({ basis: today });
  expect(basisOf('pact', factsOf(cases.signed))).toEqual({ basis: cases.signed.pactSignedOn, pact });
  expect(basisOf('receipt', factsOf(cases.signed))).toEqual({ basis: cases.signed.releasedAt });
});

describe('whoever checks a paper learns whether it still holds', () => {
  const pact = cases.signed.pactEnteredAt;
  const { pactSignedOn: _, pactEnteredAt: __, ...without } = cases.signed;
  const voided: DidCase = { ...without, status: 'confirmed' };
  const anew: DidCase = { ...cases.signed, pactEnteredAt: Instant.parse('2026-11-21T09:00:00.000Z') };
  const closed: DidCase = { ...cases.signed, status: 'closed' };
  const suspended: DidCase = { ...cases.signed, status: 'suspended' };

  test.each<[PaperKind, boolean[]]>([
    // As it is, the pact void, another pact of the same day, closed, at work.
    ['receipt', [true, true, true, false, true]],
    ['pact', [true, false, false, false, true]],
    ['self-certification', [true, false, false, false, false]],
    ['certificate', [true, false, false, false, false]],
  ])('%s', (kind, holds) => {
    const paper = { kind, ...basisOf(kind, factsOf(cases.signed)) };
    expect([cases.signed, voided, anew, closed, suspended].map((didCase) => stillHolds(paper, didCase))).toEqual(holds);
    expect(pact).toBeDefined();
  });

  test('what was declared before the pact holds after it', () => {
    const paper = { kind: 'self-certification', ...basisOf('self-certification', factsOf(cases.confirmed)) } as const;
    expect(stillHolds(paper, cases.signed)).toBe(true);
  });
});

describe('while a pact is disputed', () => {
  const disputed: DidCase = {
    ...cases.signed,
    pactDispute: { disputedAt: Instant.parse('2026-11-19T09:00:00.000Z'), note: 'Ero in ospedale.' },
  };

  test('nothing is certified, and what the person declares does not say that it confirms the status', () => {
    expect(make('certificate', disputed)).toMatchObject({ code: 'no-document' });
    const text = textOf(make('self-certification', disputed));
    expect(text).toContain('ho comunicato di non averlo firmato');
    expect(text).not.toMatch(/in stato di disoccupazione/);
  });

  test('the pact says so, and not in the person’s words', () => {
    const text = textOf(make('pact', disputed));
    expect(text).toContain('ha comunicato di non avere firmato questo patto');
    expect(text).not.toContain('ospedale');
  });
});

describe('the pact says how it was signed', () => {
  const signed = (pactSignature: DidCase['pactSignature'], change: object = {}) =>
    textOf(
      paperOf('pact', {
        ...factsOf({ ...cases.signed, pactSignature }),
        pact: PactBody.parse({ ...bodies.pact, ...change }),
      }),
    );

  test('by whom, in which way, and where the proof is', () => {
    const text = signed({ kind: 'qualified', evidence: 'busta 12 del conservatore' });
    expect(text).toContain(
      '["Firma della persona","elettronica qualificata"],["Prova della firma","busta 12 del conservatore"]',
    );
  });

  test('and what is not on record it says is not', () => {
    expect(signed(undefined)).toContain(
      '["Firma della persona","non registrata"],["Prova della firma","non registrata"]',
    );
    expect(signed({ kind: 'spid' })).toContain(
      '["Firma della persona","con SPID"],["Prova della firma","non registrata"]',
    );
  });

  test('and who signed beside a minor, without the number of their document', () => {
    const documentShown = { kind: 'passport', number: 'YA1234567', issuedBy: 'Questura', expiresOn: '2031-01-01' };
    const text = signed(undefined, { countersignature: { name: 'Anna Verdi', kind: 'guardian', documentShown } });
    expect(text).toContain('Anna Verdi, tutore; documento mostrato: passaporto');
    expect(text).not.toContain('YA1234567');
  });

  test('and all that art. 20 c.2 and c.3 ask', () => {
    const text = signed(undefined, { contactChannel: 'registered-letter' });
    const asked = [bodies.pact.responsibleOfficer, bodies.pact.profile, ...bodies.pact.searchActs, bodies.pact.proof];
    for (const part of [
      ...asked,
      'ogni 2 settimane',
      'lettera raccomandata',
      'laboratori',
      'riqualificazione',
      'congrue offerte',
    ])
      expect(text).toContain(part);
  });
});

test.each<[Status, boolean]>([
  ['reserved', true],
  ['confirmed', true],
  ['suspended', true],
  ['sanction-proposed', true],
  ['sanctioned', false],
  ['withdrawn', false],
  ['closed', false],
])('the public is told that a DID %s counts: %s', (status, counts) => {
  expect(isInForce({ ...cases.signed, status })).toBe(counts);
});

test('a forfeiture takes the status once it is served: until then the papers are given, and hold', () => {
  const taken = (decision: object) => ({
    ...cases.signed,
    ...statusAndDecisions(decidedCase(forfeiture, { decision })),
  });
  const [unserved, served] = [taken({ servedOn: null }), taken({})];
  expect([isInForce(unserved), isInForce(served)]).toEqual([true, false]);
  for (const kind of ['self-certification', 'certificate'] as const) {
    expect([isPaper(make(kind, unserved)), isPaper(make(kind, served))]).toEqual([true, false]);
    const pact = basisOf(kind, factsOf(unserved)).pact;
    expect([stillHolds({ kind, pact }, unserved), stillHolds({ kind, pact }, served)]).toEqual([true, false]);
  }
});

test('a code is read whatever its case, hyphens and blanks', () => {
  expect(VerificationCode.parse('abcd-efgh jkmn-pqrs-tvwx-yz01-23')).toBe('ABCDEFGHJKMNPQRSTVWXYZ0123');
  expect(VerificationCode.safeParse('ABCDEFGHJKMNPQRSTVWXYZ012I').success).toBe(false);
});

describe('the PDF', () => {
  const paper = make('pact', cases.signed);
  const imprint = {
    bodyName: 'Regione Lombardia',
    number: '2026/0000001',
    check: {
      issued: 'emesso il 20 novembre 2026',
      code: 'ABCDEFGHJKMNPQRSTVWXYZ0123',
      verifyUrl: 'https://did.regione.example/verifica',
    },
    at: Instant.parse('2026-11-19T23:00:00.000Z'),
  };
  const bytes = () => (isPaper(paper) ? pdfOf(paper, imprint) : Promise.reject(new Error('no paper')));

  test('is tagged, in Italian, with a title that readers show, as PDF/UA asks', async () => {
    const text = (await bytes()).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    for (const sign of [
      '/Marked true',
      '/Lang (it-IT)',
      '/DisplayDocTitle true',
      '/StructTreeRoot',
      '/S /H1',
      '/S /H2',
    ]) {
      expect(text).toContain(sign);
    }
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).not.toContain('/BaseFont /Helvetica');
  });

  test('has the same bytes each time', async () => {
    expect((await bytes()).equals(await bytes())).toBe(true);
  });
});
