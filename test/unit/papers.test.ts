/** The papers of a case: when there is one, what it says, and the PDF it becomes. */
import { describe, expect, test } from 'vitest';
import { pdfOf } from '../../functions/api/documents/pdf.ts';
import { bodies, cases, citizen } from '../../functions/api/openapi/samples.ts';
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
  VerificationCode,
} from '../../functions/domain/papers.ts';
import { PactBody } from '../../functions/domain/verbs/sign-pact.ts';

const today = PlainDate.parse('2026-11-20');
const pact = PactBody.parse(bodies.pact);
const factsOf = (didCase: DidCase) => ({ didCase, person: citizen.person, today, pact, operatorName: 'CPI di Milano' });
const make = (kind: PaperKind, didCase: DidCase) => paperOf(kind, factsOf(didCase));
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
    expect(text).toMatch(/art\. 76 del D\.P\.R\. 445\/2000.*art\. 75 del D\.P\.R\. 445\/2000/);
  });

  test('a certificate carries the words without which it is void', () => {
    expect(textOf(make('certificate', cases.signed))).toContain(mandatoryWording);
  });

  test('the pact says how often the two meet', () => {
    expect(textOf(make('pact', cases.signed))).toContain('ogni 2 settimane');
  });
});

test('a self-certification is of its day, a receipt of its act', () => {
  expect(basisOf('self-certification', factsOf(cases.signed))).toBe(today);
  expect(basisOf('receipt', factsOf(cases.signed))).toBe(cases.signed.releasedAt);
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

test('a code is read whatever its case, hyphens and blanks', () => {
  expect(VerificationCode.parse('abcd-efgh jkmn-pqrs-tvwx-yz01-23')).toBe('ABCDEFGHJKMNPQRSTVWXYZ0123');
  expect(VerificationCode.safeParse('ABCDEFGHJKMNPQRSTVWXYZ012I').success).toBe(false);
});

describe('the PDF', () => {
  const paper = make('pact', cases.signed);
  const imprint = {
    bodyName: 'Regione Lombardia',
    number: '2026/0000001',
    issued: 'emesso il 20 novembre 2026',
    code: 'ABCDEFGHJKMNPQRSTVWXYZ0123',
    verifyUrl: 'https://did.regione.example/verifica',
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
