/** Who is refused a way of serving hears which ways are open, and why this one is not. */
import { describe, expect, test } from 'vitest';
import { refusalReply, worded } from '../../functions/api/problem.ts';
import { conditionalityOn } from '../../functions/domain/conditionality.ts';
import { PlainDate } from '../../functions/domain/dates.ts';
import { channelNotValid, type Serving } from '../../functions/domain/served-by.ts';

const on = PlainDate.parse('2026-11-24');
const formal = ['registered-letter', 'pec', 'hand', 'portal-read'];
const told = async (serving: Serving, language: 'it' | 'en') => {
  const refusal = channelNotValid('channel', conditionalityOn(on), serving);
  return (await worded(refusalReply(refusal, language))).body;
};

describe('a way that does not serve an act', () => {
  test.each<[string, Serving, object]>([
    ['a call-up by mail, unagreed', { act: 'call-up', channel: 'email', on }, { channels: formal, unagreed: true }],
    [
      'a call-up by mail, agreed by letter',
      { act: 'call-up', channel: 'email', on, agreed: 'registered-letter' },
      { channels: formal, unagreed: true },
    ],
    ['a contestation by mail', { act: 'contestation', channel: 'email', on }, { channels: formal }],
    ['a decision by mail', { act: 'decision', channel: 'email', on }, { channels: formal }],
  ])('%s', (_, serving, more) => {
    expect(channelNotValid('channel', conditionalityOn(on), serving)).toEqual({
      ...{ kind: 'refusal', code: 'channel-not-valid', field: 'channel', rule: expect.any(String) },
      ...more,
    });
  });

  test('is told with those that do, and with why, in both languages', async () => {
    const serving = { act: 'call-up', channel: 'email', on } as const;
    expect(await told(serving, 'it')).toMatchObject({
      channels: formal,
      detail: expect.stringMatching(/concordato nel patto.*Modi possibili: raccomandata, PEC, consegna a mano/),
    });
    expect(await told(serving, 'en')).toMatchObject({
      detail: expect.stringMatching(/agreed on it in the service pact.*Possible ways: registered letter/),
    });
  });

  test('without a policy of the day names none', () => {
    const refusal = channelNotValid('channel', undefined, { act: 'call-up', channel: 'email', on });
    expect(refusal).not.toHaveProperty('channels');
  });
});
