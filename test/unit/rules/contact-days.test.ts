/** In which days a person with a DID and no pact is expected: of art. 20 c.1, or of art. 21 c.2 after an application. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../functions/domain/dates.ts';
import { conveneFrom } from '../../../functions/domain/deadlines.ts';
import { convene } from '../../../functions/domain/reminders.ts';
import { awaiting } from '../../../functions/domain/view.ts';
import { caseIn, day, didDate, policy, receivedAt, today } from '../samples.ts';
import { made, onB, told } from './elsewhere.ts';

describe('who has applied for', () => {
  test.each([
    ['naspi', 15, 'convene.benefit'],
    ['dis-coll', 15, 'convene.benefit'],
    ['other', 30, 'convene.term'],
  ])('%s is expected within %i days, from when it was known here (assumed)', (kind, days, rule) => {
    const didCase = onB({ ...made, kind });
    expect(awaiting(didCase, policy).by).toBe(addDays(today, days));
    expect(conveneFrom(didCase, policy)).toBe(addDays(today, days + 1));
    expect(convene(didCase, policy, receivedAt).rules).toEqual([rule, 'convene.from-known:assumed']);
  });

  test('naspi, known on the day of the application: the days are those of the law alone', () => {
    const didCase = onB({ ...made, appliedOn: day('2026-11-23') });
    expect(convene(didCase, policy, receivedAt).rules).toEqual(['convene.benefit']);
  });
});

test('a DID of route A has 30 days, though an application comes to it', () => {
  const confirmed = caseIn('confirmed');
  const joined = told(confirmed, { appliedOn: '2026-11-20' }).didCase;
  expect(joined.benefit?.kind).toBe('naspi');
  for (const didCase of [confirmed, joined]) expect(awaiting(didCase, policy).by).toBe(addDays(didDate, 30));
});

test('who has written only that they are about to apply is held to nothing', () => {
  expect(awaiting(onB({ state: 'about-to', kind: 'naspi' }), policy).by).toBeNull();
});
