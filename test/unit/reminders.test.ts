import { describe, expect, test } from 'vitest';
import { MailParameters } from '../../functions/domain/communications.ts';
import { MailId } from '../../functions/domain/ids.ts';
import { convene, doubt, noticeServed, remind } from '../../functions/domain/reminders.ts';
import { at, caseIn, commandId, day, didDate, otherCommandId, policy } from './samples.ts';

const [one, two] = [MailId.parse(commandId), MailId.parse(otherCommandId)];
const now = at('2027-02-01T11:00:00.000Z');
const first = { number: 1, mailId: one, sentAt: now } as const;
const second = { number: 2, mailId: two, sentAt: at('2027-02-24T11:00:00.000Z') } as const;

describe('a notice', () => {
  test.each([
    ['a DID con riserva', caseIn('reserved'), { didDate, receivedAt: '2026-11-03T10:00:00.000Z' }],
    ['a draft: there is no DID to speak of', caseIn('registered'), { receivedAt: '2026-11-02T10:00:00.000Z' }],
  ])('of %s tells the day of the closing', (_, didCase, told) => {
    const closesOn = day('2027-03-03');
    const { mail, changes, event, rules } = remind(
      didCase,
      { number: 1, mailId: one, closesOn, earlier: [] },
      policy,
      now,
    );
    expect(MailParameters.parse(mail)).toEqual({
      kind: 'completion-reminder',
      caseNumber: 'DID 5E3D-9F7A-2222',
      closesOn,
      noticeNumber: 1,
      ...told,
    });
    expect([event, changes, rules]).toEqual(['remind', { notices: [{ ...first, closesOn }] }, ['reserve.notices']]);
  });

  test.each([
    ['a DID con riserva lists what this person has to bring', caseIn('reserved'), ['identity-document']],
    ['a draft has nothing to be brought', caseIn('registered'), undefined],
  ])('of %s', (_, didCase, documents) => {
    const next = { number: 1, mailId: one, closesOn: day('2027-03-03'), earlier: [] } as const;
    const { mail } = remind(didCase, { ...next, documents: ['identity-document'] }, policy, now);
    expect('documents' in mail ? mail.documents : undefined).toEqual(documents);
  });

  test.each([
    ['the second comes after the first', 2, [first], [first]],
    ['the first begins anew after a mailbox that broke', 1, [], []],
    ['the second takes the place of another second', 2, [first, second], [first]],
  ] as const)('%s', (_, number, earlier, kept) => {
    const next = { number, mailId: two, closesOn: day('2027-03-03'), earlier };
    const { changes } = remind(caseIn('reserved'), next, policy, now);
    expect(changes).toEqual({ notices: [...kept, { number, mailId: two, sentAt: now, closesOn: day('2027-03-03') }] });
  });
});

describe('a notice that was received', () => {
  const noticed = caseIn('reserved', { notices: [first, second] });
  const later = at('2027-02-25T08:00:00.000Z');

  test('lets its term run from then', () => {
    expect(noticeServed(noticed, two, later, policy)).toEqual({
      event: 'notice-received',
      changes: { notices: [first, { ...second, servedAt: later }] },
      rules: ['reserve.notice-service'],
    });
  });

  test('by who read it in the portal, runs from then too', () => {
    expect(noticeServed(noticed, two, later, policy, 'reading')).toEqual({
      event: 'notice-read',
      changes: { notices: [first, { ...second, servedAt: later }] },
      rules: ['reserve.notice-reading'],
    });
  });

  test('was received no earlier than it was sent', () => {
    const edit = noticeServed(noticed, two, at('2020-01-01T00:00:00.000Z'), policy);
    expect(edit?.changes).toEqual({ notices: [first, { ...second, servedAt: second.sentAt }] });
  });

  test('is received once', () => {
    const known = caseIn('reserved', { notices: [{ ...first, servedAt: now }] });
    expect(noticeServed(known, one, later, policy)).toBeUndefined();
  });

  test.each([
    ['is no notice', caseIn('reserved')],
    ['is a notice of before', caseIn('reserved', { notices: [second] })],
  ])('and a mail that %s changes nothing', (_, didCase) => {
    expect(noticeServed(didCase, one, later, policy)).toBeUndefined();
  });
});

describe('what an office is asked', () => {
  test('is noted in the case, so that it is asked once', () => {
    expect(convene(caseIn('confirmed'), policy, now)).toEqual({
      event: 'convene',
      changes: { convenedAt: now },
      rules: ['convene.term'],
    });
    expect(doubt([first, second], policy)).toEqual({
      event: 'notice-not-received',
      changes: { notices: [first, { ...second, doubted: true }] },
      rules: ['reserve.notice-doubt'],
    });
  });
});
