import { describe, expect, test } from 'vitest';
import { assumedAdverseTerms, procedurePolicies } from '../../functions/domain/policies.ts';

const policies = Object.values(procedurePolicies);
const terms = ({ identityMeans: _, id: __, ...rest }: (typeof policies)[number]) => Object.values(rest);

describe.each(policies)('the procedure $id', (policy) => {
  test('names for each value the rule and the source, once', () => {
    const rules = terms(policy).map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    for (const { source } of terms(policy)) expect(source).not.toBe('');
  });

  test('calls assumed what no source gives', () => {
    for (const { source, assumed } of terms(policy)) if (/no source|gives no/.test(source)) expect(assumed).toBe(true);
  });

  test('tells prod which assumed terms can cost a person something', () => {
    const adverse = terms(policy).filter(({ adverse, assumed }) => adverse && assumed);
    expect(assumedAdverseTerms(policy.id)).toEqual(adverse.map(({ rule }) => rule));
  });

  test('knows the three strong means of S0:15, and that a password and Cliclavoro are none', () => {
    const strong = policy.identityMeans.filter((means) => means.strong).map(({ idp }) => idp);
    expect(strong.sort()).toEqual(['CIE', 'CNS', 'INPS-PIN', 'SPID']);
    expect(policy.identityMeans.map(({ idp }) => idp).sort()).toEqual([...strong, 'CLICLAVORO', 'PASSWORD'].sort());
  });
});

test('closing a DID con riserva that was not completed is what can cost a person something, and it is assumed', () => {
  expect(assumedAdverseTerms('lombardia-2017')).toContain('reserve.term');
  expect(assumedAdverseTerms('lombardia-2017').sort()).toEqual([
    'age.countersignature',
    'age.minimum',
    'appointment.hours',
    'closure.answer',
    'closure.appeal',
    'identity.provisional-code',
    'pact.dispute',
    'paper-declaration.cpi',
    'reserve.notice-reading',
    'reserve.notice-service',
    'reserve.notices',
    'reserve.term',
    'work.minimum-age',
  ]);
});

test('court and term of an appeal are one value, which an office decides before prod starts', () => {
  const { closureAppeal, suspensionDays } = procedurePolicies['lombardia-2017'];
  expect(closureAppeal).toMatchObject({ value: { court: 'ordinary', days: 60 }, assumed: true, adverse: true });
  // It keeps a person from resuming alone; the law says six months, a circular 180 days.
  expect(suspensionDays).toMatchObject({ value: 180, assumed: false, adverse: true });
  expect(suspensionDays.source).toContain('ANPAL circ. 1/2019');
});

test('the pact is expected within 30 days (D.Lgs. 150/2015 art. 20 c.1); its lapse costs nobody anything', () => {
  const { conveneDays } = procedurePolicies['lombardia-2017'];
  expect(conveneDays).toMatchObject({ value: 30, assumed: false, adverse: false });
});

test('notices come before the term that they announce', () => {
  const { noticeDaysBefore, reserveDays } = procedurePolicies['lombardia-2017'];
  expect(noticeDaysBefore.value).toEqual([30, 7]);
  for (const days of noticeDaysBefore.value) expect(days).toBeLessThan(reserveDays.value);
});
