import { describe, expect, test } from 'vitest';
import { checkCharacter } from '../../functions/domain/fiscal-code.ts';
import { enterData, registered, visitor } from './support/cases.ts';
import { type Me, person } from './support/people.ts';

describe('what is rare but right', () => {
  test.each<[string, Partial<Me>]>([
    ['one word with an apostrophe', { givenName: 'Zoë', familyName: 'D’Æ' }],
    ['another script', { givenName: 'Олександра', familyName: 'Шевченко', citizenship: 'UA' }],
    ['a name of a hundred letters', { familyName: 'Quintavalle '.repeat(8).trim() }],
    ['no fixed home', { domicile: { municipality: 'F205', noFixedHome: true } }],
    ['a land line', { phone: '+39 02 1234567' }],
    ['a foreign number', { phone: '+41 (79) 123-45-67' }],
  ])('is taken: %s', async (_, change) => {
    const { me, mailbox } = person();
    const who = await visitor('SPID', { me: { ...me, ...change }, mailbox });
    const answer = await enterData(who.token, who.me);
    expect([answer.status, answer.body]).toMatchObject([201, { mailbox }]);
    await registered(who);
  });

  test('a code whose letters were changed because two people had the same (omocodia)', async () => {
    const { me, mailbox } = person();
    const letters = 'LMNPQRSTUV';
    const first15 = me.fiscalCode.slice(0, 14) + letters.charAt(Number(me.fiscalCode.charAt(14)));
    const fiscalCode = first15 + checkCharacter(first15);
    const who = await visitor('SPID', { me: { ...me, fiscalCode }, mailbox });
    const answer = await enterData(who.token, who.me);
    expect([answer.status, answer.body]).toMatchObject([201, { fiscalCode, warnings: [] }]);
  });
});
