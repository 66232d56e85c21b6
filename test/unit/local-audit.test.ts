import { describe, expect, test } from 'vitest';
import { auditMail, auditReport } from '../../local/audit.ts';
import type { Mail } from '../../local/inbox.ts';
import type { MailRecord, RecordedMail } from '../../local/mail-record.ts';

const declarationId = '5e3d9f7a-2222-4b4b-9b4b-000000000001';
const number = 'DID 5E3D-9F7A-2222';
const recorded = (id: string, changes: Partial<RecordedMail> = {}): RecordedMail => ({
  id,
  owner: `DID#${declarationId}`,
  citizenId: 'anna',
  declarationId,
  kind: 'did-released',
  state: 'sent',
  queuedAt: '2026-11-23T09:30:00.000Z',
  messageId: `ses-${id}@email.amazonses.com`,
  ...changes,
});
const code = (id: string, queuedAt: string) =>
  recorded(id, { kind: 'mailbox-code', owner: 'CITIZEN#anna', declarationId: undefined, queuedAt });
const record: MailRecord = {
  mails: [
    recorded('one'),
    recorded('two'),
    code('first-code', '2026-11-23T08:00:00.000Z'),
    code('last-code', '2026-11-23T08:10:00.000Z'),
  ],
  periods: [
    { citizenId: 'anna', mailbox: 'anna.nuova@libero.it', from: '2026-11-24T00:00:00.000Z' },
    { citizenId: 'anna', mailbox: 'anna@libero.it', from: '2026-11-20T00:00:00.000Z' },
    { citizenId: 'bruno', mailbox: 'bruno@libero.it', from: '2026-11-01T00:00:00.000Z' },
  ],
  candidates: [{ citizenId: 'anna', mailbox: 'anna.terza@libero.it' }],
};
const taken = (id: string, to: string, changes: Partial<Mail> = {}): Mail => ({
  id: `ses-${id}`,
  to: [to],
  subject: 'DID rilasciata',
  text: `Pratica ${number} ${id}`,
  html: null,
  sentAt: '2026-11-23T09:30:01.000Z',
  action: 'SendRawEmail',
  ...changes,
});
const wrongOf = (...mails: Mail[]) => auditMail(record, mails).wrong;

describe('a mail is where it had to go', () => {
  test.each([
    ['at the mailbox of that time', taken('one', 'anna@libero.it')],
    ['whatever its letters', taken('one', 'Anna@LIBERO.it')],
    [
      'at the next one, from its first instant',
      taken('one', 'anna.nuova@libero.it', { sentAt: '2026-11-24T00:00:00.000Z' }),
    ],
    ['sent again: the record knows the last sending only', taken('other', 'anna@libero.it')],
    ['a code at the mailbox that is to be proved', taken('last-code', 'anna.terza@libero.it', { text: '123456' })],
  ])('%s', (_, mail) => expect(auditMail(record, [mail])).toMatchObject({ checked: 1, wrong: [] }));

  test('the pool’s own codes are left out, and counted', () => {
    const pool = taken('x', 'anybody@libero.it', { action: 'CognitoVerificationMessage', text: 'Your code is 123456' });
    expect(auditMail(record, [pool, pool])).toEqual({ checked: 0, poolCodes: 2, earlierCodes: 0, wrong: [] });
  });

  test('a code to a mailbox that was named before another cannot be told, and is counted', () => {
    const earlier = taken('first-code', 'anna.seconda@libero.it', { text: '123456' });
    expect(auditMail(record, [earlier])).toEqual({ checked: 0, poolCodes: 0, earlierCodes: 1, wrong: [] });
  });
});

describe('a mail is wrong', () => {
  test.each([
    ['at another citizen’s', taken('one', 'bruno@libero.it'), 'one', number, 'another mailbox'],
    [
      'at a mailbox before it was the citizen’s',
      taken('one', 'anna.nuova@libero.it'),
      'one',
      number,
      'another mailbox',
    ],
    [
      'at one that was the citizen’s no more',
      taken('one', 'anna@libero.it', { sentAt: '2026-11-24T00:00:00.001Z' }),
      'one',
      number,
      'another mailbox',
    ],
    [
      'before any mailbox was proved',
      taken('one', 'anna@libero.it', { sentAt: '2026-11-19T00:00:00.000Z' }),
      'one',
      number,
      'another mailbox',
    ],
    ['with a copy', taken('one', 'anna@libero.it', { cc: ['x@libero.it'] }), 'one', number, 'several recipients'],
    [
      'with a blind copy',
      taken('one', 'anna@libero.it', { bcc: ['x@libero.it'] }),
      'one',
      number,
      'several recipients',
    ],
    ['for two', taken('one', 'a@b.it', { to: ['anna@libero.it', 'x@libero.it'] }), 'one', number, 'several recipients'],
    ['for nobody', taken('one', '', { to: [] }), 'one', number, 'another mailbox'],
    ['a code elsewhere', taken('last-code', 'x@libero.it', { text: '1' }), 'last-code', undefined, 'another mailbox'],
    [
      'nobody knows',
      taken('x', 'anna@libero.it', { text: 'Ciao' }),
      undefined,
      undefined,
      'no communication of the record',
    ],
    [
      'of a case that nobody knows',
      taken('x', 'anna@libero.it', { text: 'DID 0000-0000-0000' }),
      undefined,
      undefined,
      'no communication of the record',
    ],
    ['told by its case number', taken('x', 'bruno@libero.it'), undefined, number, 'another mailbox'],
  ])('%s', (_, mail, id, caseNumber, fault) => {
    expect(wrongOf(mail)).toEqual([{ message: mail.id, mail: id, caseNumber, fault }]);
  });

  test('a copy of a mail is told by its words', () => {
    const copy = { ...taken('one', 'x@libero.it'), id: 'ses-copy' };
    expect(wrongOf(taken('one', 'anna@libero.it'), copy)).toMatchObject([{ message: 'ses-copy', mail: 'one' }]);
  });

  test('and the report names it by ids, never where it went', () => {
    const found = auditMail(record, [taken('one', 'bruno@libero.it'), taken('x', 'y@z.it', { text: null })]);
    expect(auditReport(found).split('\n')).toEqual([
      '2 mails looked at, 2 wrong (0 codes of the user pool left out).',
      `WRONG  another mailbox: mail one, ${number}, SES message ses-one`,
      'WRONG  no communication of the record: mail unknown, no case, SES message ses-x',
    ]);
  });
});
