import { describe, expect, test } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { planRecord, type RecordFacts } from '../../functions/domain/record.ts';
import { citizenActor, day, mario, otherCitizenId, strongActor, today } from './samples.ts';

const basic: Actor = citizenActor;
const cliclavoro: Actor = { ...basic, idp: 'CLICLAVORO', fiscalCode: mario.fiscalCode };
const somebodyElse = 'BNCNNA90A41F205X';
const mailbox = 'mario@libero.it';
const held = (provisional: boolean, at = 'altro@libero.it') => ({
  citizenId: otherCitizenId,
  provisional,
  mailbox: at,
});
const plan = (facts: Partial<RecordFacts>) => {
  const outcome = planRecord({
    actor: basic,
    person: mario,
    own: undefined,
    holder: undefined,
    mailbox,
    today,
    ...facts,
  });
  return typeof outcome === 'string' ? outcome : [outcome.code, outcome.field];
};
const own = { fiscalCode: mario.fiscalCode };

describe('whose record the data go to', () => {
  test.each<[string, Partial<RecordFacts>, unknown]>([
    ['nobody holds the code, basic', {}, 'create'],
    ['nobody holds the code, strong', { actor: strongActor }, 'create'],
    ['nobody holds the code, no mailbox proved', { mailbox: undefined }, ['mailbox-not-proven', 'mailbox']],
    ['a record of one’s own, basic', { own }, 'update'],
    ['a record of one’s own, strong', { own, actor: strongActor }, 'update'],
    [
      'a record of one’s own under another code',
      { own: { fiscalCode: somebodyElse } },
      ['fiscal-code-changes', 'fiscalCode'],
    ],
    ['held provisionally, basic', { holder: held(true) }, ['fiscal-code-needs-proof', 'fiscalCode']],
    ['held for good, basic', { holder: held(false) }, ['fiscal-code-needs-proof', 'fiscalCode']],
    ['held, at the same mailbox, basic', { holder: held(true, mailbox) }, ['fiscal-code-needs-proof', 'fiscalCode']],
    ['held, no mailbox proved, basic', { holder: held(false), mailbox: undefined }, ['mailbox-not-proven', 'mailbox']],
    ['held, by Cliclavoro', { holder: held(true), actor: cliclavoro }, ['fiscal-code-needs-proof', 'fiscalCode']],
    ['held for good, strong', { holder: held(false), actor: strongActor }, 'link'],
    ['held for good, strong, no mailbox', { holder: held(false), actor: strongActor, mailbox: undefined }, 'link'],
    ['held provisionally at the same mailbox, strong', { holder: held(true, mailbox), actor: strongActor }, 'link'],
    ['held provisionally elsewhere, strong', { holder: held(true), actor: strongActor }, 'take-over'],
    [
      'held provisionally, strong, no mailbox proved',
      { holder: held(true), actor: strongActor, mailbox: undefined },
      ['mailbox-not-proven', 'mailbox'],
    ],
  ])('%s', (_, facts, expected) => expect(plan(facts)).toEqual(expected));

  test.each<[string, Actor]>([
    ['SPID', { ...strongActor, fiscalCode: somebodyElse }],
    ['Cliclavoro', { ...cliclavoro, fiscalCode: somebodyElse }],
  ])('a digital identity binds its own code: %s of somebody else', (_, actor) => {
    for (const facts of [{}, { own }, { holder: held(true) }, { holder: held(false) }]) {
      expect(plan({ ...facts, actor })).toEqual(['fiscal-code-not-yours', 'fiscalCode']);
    }
  });

  test.each([
    ['the day of receipt', today, 'create'],
    ['the day after', day('2026-11-24'), ['birth-date-future', 'birthDate']],
  ])('a birth on %s', (_, birthDate, expected) => expect(plan({ person: { ...mario, birthDate } })).toEqual(expected));

  test('a stranger learns the same, whether the code is held for good, provisionally or at which mailbox', () => {
    const answers = [held(true), held(false), held(true, mailbox), held(false, mailbox)].map((holder) =>
      planRecord({ actor: basic, person: mario, own: undefined, holder, mailbox, today }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});
