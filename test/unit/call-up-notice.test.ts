import { describe, expect, test } from 'vitest';
import { cases } from '../../functions/api/openapi/samples.ts';
import { noticeOf, workingHoursAfter } from '../../functions/domain/call-up-notice.ts';
import { Instant } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';

const at = (text: string) => Instant.parse(`${text}.000Z`);

describe('hours of working days', () => {
  test.each([
    ['within the week', '2026-11-24T09:00:00', 24, '2026-11-25T09:00:00'],
    ['a Saturday counts', '2026-11-27T09:00:00', 24, '2026-11-28T09:00:00'],
    ['a Sunday stands still', '2026-11-28T09:00:00', 24, '2026-11-30T09:00:00'],
    ['from a Sunday on, Monday is the first hour', '2026-11-29T15:00:00', 24, '2026-11-30T23:00:00'],
    ['three days across a Sunday', '2026-11-27T09:00:00', 72, '2026-12-01T09:00:00'],
    ['25 April, a Saturday, and the Sunday after', '2026-04-24T08:00:00', 24, '2026-04-27T08:00:00'],
    ['Christmas, Boxing Day and a Sunday', '2026-12-24T09:00:00', 24, '2026-12-28T09:00:00'],
    // The clocks change on a Sunday, which does not count: an hour of the clock less, and one more.
    ['the night in which an hour is lost', '2026-03-28T09:00:00', 24, '2026-03-30T08:00:00'],
    ['the night that is an hour longer', '2026-10-24T08:00:00', 24, '2026-10-26T09:00:00'],
  ])('%s', (_, from, hours, to) => {
    expect(workingHoursAfter(at(from), hours)).toBe(at(to));
  });
});

const signed: DidCase = { ...cases.signed, agreedChannel: 'email' };
const agreed = (agreedChannel: DidCase['agreedChannel']): DidCase => ({ ...cases.signed, agreedChannel });
const { agreedChannel: _, ...unagreed } = cases.signed;
const disputed: DidCase = { ...signed, pactDispute: { disputedAt: at('2026-11-20T09:00:00') } };
// A Tuesday at ten in Rome.
const called = '2026-11-24T09:00:00';

describe('by the way that the pact agreed on, from 24 to 72 hours before', () => {
  test.each([
    ['exactly 24 hours', '2026-11-25T09:00:00', undefined],
    ['a second less', '2026-11-25T08:59:59', '2026-11-25T09:00:00'],
    ['exactly 72 hours', '2026-11-27T09:00:00', undefined],
    ['a second more: then the days of a first call-up', '2026-11-27T09:00:01', '2026-11-30T23:00:00'],
    ['seven days', '2026-12-01T08:00:00', undefined],
    ['in the past', '2026-11-24T08:00:00', '2026-11-25T09:00:00'],
  ])('%s', (_name, startsAt, earliest) => {
    const notice = noticeOf(signed, { startsAt: at(startsAt), channel: 'email' }, at(called));
    expect(notice).toMatchObject(
      earliest === undefined
        ? { kind: 'notice' }
        : { code: 'notice-too-short', field: 'startsAt', earliest: at(earliest) },
    );
  });

  test('across a Sunday: the hour of Friday is that of Tuesday', () => {
    const from = (startsAt: string) =>
      noticeOf(signed, { startsAt: at(startsAt), channel: 'email' }, at('2026-11-27T09:00:00'));
    expect(from('2026-11-28T09:00:00')).toMatchObject({ kind: 'notice', rules: ['call-up.notice', 'dlgs-150-2015'] });
    expect(from('2026-12-01T09:00:00')).toMatchObject({ kind: 'notice' });
    expect(from('2026-12-01T09:00:01')).toMatchObject({ code: 'notice-too-short' });
  });

  test('across 25 April the day after a Friday is Monday', () => {
    const from = (startsAt: string) =>
      noticeOf(signed, { startsAt: at(startsAt), channel: 'email' }, at('2026-04-24T08:00:00'));
    expect(from('2026-04-27T08:00:00')).toMatchObject({ kind: 'notice' });
    expect(from('2026-04-27T07:59:59')).toMatchObject({
      code: 'notice-too-short',
      earliest: at('2026-04-27T08:00:00'),
    });
    expect(from('2026-04-25T08:00:00')).toMatchObject({ code: 'notice-too-short' });
  });
});

describe('by another way, or before the pact, so many days before', () => {
  const soon = '2026-11-26T09:00:00';
  const first = '2026-11-30T23:00:00';
  test.each<[string, DidCase, 'email' | 'pec' | 'registered-letter' | 'hand', string, object]>([
    ['before the pact, the first minute of the seventh day', cases.confirmed, 'pec', first, { kind: 'notice' }],
    [
      'before the pact, a second earlier',
      cases.confirmed,
      'pec',
      '2026-11-30T22:59:59',
      { code: 'notice-too-short', earliest: at(first) },
    ],
    [
      'before the pact, in two days',
      cases.confirmed,
      'registered-letter',
      soon,
      { code: 'notice-too-short', earliest: at(first) },
    ],
    [
      'before the pact, by e-mail',
      cases.confirmed,
      'email',
      first,
      {
        ...{ code: 'channel-not-valid', field: 'service.channel', unagreed: true },
        channels: ['registered-letter', 'pec', 'hand', 'portal-read'],
      },
    ],
    [
      'agreed by e-mail, sent by letter',
      signed,
      'registered-letter',
      soon,
      { code: 'channel-not-agreed', earliest: at(first) },
    ],
    ['agreed by e-mail, sent by letter in time', signed, 'registered-letter', first, { kind: 'notice' }],
    ['agreed by letter, sent by letter', agreed('registered-letter'), 'registered-letter', soon, { kind: 'notice' }],
    [
      'agreed by letter, sent by e-mail',
      agreed('registered-letter'),
      'email',
      soon,
      { code: 'channel-not-valid', unagreed: true },
    ],
    [
      'agreed by telephone, of which nothing is proof',
      agreed('telephone'),
      'hand',
      soon,
      { code: 'notice-too-short', earliest: at(first) },
    ],
    ['nothing agreed', unagreed, 'hand', soon, { code: 'notice-too-short', earliest: at(first) }],
    ['the pact is disputed', disputed, 'email', soon, { code: 'channel-not-valid' }],
    ['for a Sunday', cases.confirmed, 'pec', '2026-12-06T09:00:00', { code: 'call-up-holiday', field: 'startsAt' }],
    ['for 8 December', cases.confirmed, 'pec', '2026-12-08T09:00:00', { code: 'call-up-holiday' }],
    ['for a Saturday', cases.confirmed, 'pec', '2026-12-05T09:00:00', { kind: 'notice' }],
    [
      'for a day of which nobody knows whether it is a holiday',
      cases.confirmed,
      'pec',
      '2037-01-07T09:00:00',
      { code: 'call-up-too-far' },
    ],
    ['for the end of time', cases.confirmed, 'pec', '9999-12-31T09:00:00', { code: 'call-up-too-far' }],
  ])('%s', (_name, didCase, channel, startsAt, expected) => {
    expect(noticeOf(didCase, { startsAt: at(startsAt), channel }, at(called))).toMatchObject(expected);
  });

  test('a seventh day that is a holiday gives the day after', () => {
    const notice = noticeOf(
      cases.confirmed,
      { startsAt: at('2026-12-08T09:00:00'), channel: 'pec' },
      at('2026-12-01T09:00:00'),
    );
    expect(notice).toMatchObject({ code: 'notice-too-short', earliest: at('2026-12-08T23:00:00') });
  });
});

describe('e-mail calls up who agreed on it, from 23 November 2024 on', () => {
  test.each([
    ['2024-11-22T09:00:00', 'channel-not-valid'],
    ['2024-11-23T09:00:00', undefined],
  ])('called on %s', (on, code) => {
    const startsAt = workingHoursAfter(at(on), 48);
    const notice = noticeOf(signed, { startsAt, channel: 'email' }, at(on));
    expect('code' in notice ? notice.code : undefined).toBe(code);
  });

  test('a day for which there is no policy calls nobody', () => {
    const startsAt = at('2009-05-20T09:00:00');
    expect(noticeOf(signed, { startsAt, channel: 'pec' }, at('2009-05-01T09:00:00'))).toMatchObject({
      code: 'channel-not-valid',
    });
  });

  test('under circular 133 nobody is called up by e-mail', () => {
    const notice = noticeOf(
      signed,
      { startsAt: at('2014-03-12T09:00:00'), channel: 'email' },
      at('2014-03-10T09:00:00'),
    );
    expect(notice).toMatchObject({ code: 'channel-not-valid' });
  });
});
