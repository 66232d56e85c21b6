import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseAlias, caseNamedBy } from '../../functions/domain/case-alias.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { OwnEmail } from '../../functions/domain/mailbox.ts';
import {
  type Arrival,
  type Correspondent,
  doubtsOf,
  type Reply,
  ReplyId,
  receiveReply,
  recognition,
} from '../../functions/domain/replies.ts';
import { caseIn, cpi, declarationId, editFactsOf, otherCommandId, policy, receivedAt, verdictOf } from './samples.ts';

const mario = OwnEmail.parse('mario@posta.example');
const zia = OwnEmail.parse('zia@posta.example');
const pass = { spf: 'PASS', dmarc: 'PASS', spam: 'PASS', virus: 'PASS' } as const;
const fromMario: Arrival = { from: mario, readable: true, envelopeFrom: mario, verdicts: pass };
const person: Correspondent = { mailbox: mario, contested: false, party: true };

describe('a reply is the person’s word', () => {
  test('if it comes from their mailbox of that time, and is proved to', () => {
    expect(doubtsOf(fromMario, person)).toEqual([]);
  });

  test.each([
    ['it comes from another mailbox', { from: zia }, {}, ['another-mailbox']],
    ['it names no sender, or several', { from: undefined }, {}, ['another-mailbox']],
    ['the person had no mailbox then', {}, { mailbox: undefined }, ['another-mailbox']],
    ['its domain disowns it', { verdicts: { ...pass, dmarc: 'FAIL' } }, {}, ['not-authenticated']],
    ['nothing could be checked', { verdicts: { ...pass, dmarc: 'PROCESSING_FAILED' } }, {}, ['not-authenticated']],
    ['it is spam', { verdicts: { ...pass, spam: 'FAIL' } }, {}, ['spam']],
    ['it holds a virus', { verdicts: { ...pass, virus: 'FAIL' } }, {}, ['virus']],
    ['somebody says that the mailbox is not theirs', {}, { contested: true }, ['mailbox-contested']],
    ['the person has died, or is no party any more', {}, { party: false }, ['not-a-party']],
    ['it cannot be read', { readable: false, from: undefined }, {}, ['another-mailbox', 'unreadable']],
  ] as const)('not if %s', (_, arrival, correspondent, doubts) => {
    expect(doubtsOf({ ...fromMario, ...arrival }, { ...person, ...correspondent }).toSorted()).toEqual(doubts);
  });

  test.each([
    ['the envelope is of the same domain, proved by SPF', mario, 'PASS', []],
    ['whatever the letters’ case', 'bounce+1@POSTA.example', 'PASS', []],
    ['SPF does not prove it', mario, 'GRAY', ['not-authenticated']],
    ['the envelope is of another domain', 'mario@altrove.example', 'PASS', ['not-authenticated']],
    ['the envelope is of a domain below', 'mario@sotto.posta.example', 'PASS', ['not-authenticated']],
  ] as const)('where its domain says nothing by DMARC: %s', (_, envelopeFrom, spf, doubts) => {
    const verdicts = { ...pass, dmarc: 'GRAY', spf } as const;
    expect(doubtsOf({ ...fromMario, envelopeFrom, verdicts }, person)).toEqual(doubts);
  });

  test('only with every proof: any other verdict of DMARC than these two keeps it apart', () => {
    const verdict = fc.constantFrom('PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED');
    fc.assert(
      fc.property(verdict, verdict, (spf, dmarc) => {
        const taken = doubtsOf({ ...fromMario, verdicts: { ...pass, spf, dmarc } }, person).length === 0;
        expect(taken).toBe(dmarc === 'PASS' || (dmarc === 'GRAY' && spf === 'PASS'));
      }),
    );
  });
});

describe('the mailbox of a case', () => {
  const domain = 'risposte.regione.example';
  const mac = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90';
  const alias = caseAlias(declarationId, mac, domain);

  test('names its case, in whatever case of letters, and fits an address', () => {
    expect(caseNamedBy(alias, domain)).toBe(declarationId);
    expect(caseNamedBy(alias.toUpperCase(), domain)).toBe(declarationId);
    expect(alias.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(alias).toMatch(/^r-[0-9a-f]+@risposte\.regione\.example$/);
  });

  test.each([
    ['of another domain', alias.replace('risposte', 'altro')],
    ['of a domain below', alias.replace('@', '@x.')],
    ['the id alone', `r-${declarationId.replaceAll('-', '')}@${domain}`],
    ['more than it', alias.replace('@', '0@')],
    ['two addresses', `${alias},${alias}`],
    ['somebody’s', `mario@${domain}`],
    ['nothing', ''],
  ])('is none if %s', (_, address) => {
    expect(caseNamedBy(address, domain)).toBeUndefined();
  });
});

describe('an office decides on a reply in quarantine', () => {
  const reply: Reply = {
    ...{
      replyId: ReplyId.parse('1793620800000-4e5f60718293'),
      declarationId,
      receivedAt,
      receiptNumber: 'R-20261123-4E5F60718293',
    },
    ...{ commandId: editFactsOf(caseIn('confirmed')).commandId, imprint: '00', state: 'quarantined' },
    ...{ doubts: ['another-mailbox'], from: zia, text: 'Vengo io.', cut: false },
    ...{ attachments: [{ kind: 'image/jpeg', bytes: 5 }], messageId: 'm', told: false, noted: false },
  };
  const facts = editFactsOf(caseIn('closed', { operatorId: cpi }), { party: 'cpi' });
  const decide = (changes: Partial<Reply>, outcome: 'recognised' | 'rejected') =>
    recognition({ ...reply, ...changes }).decide(facts, { outcome, reason: 'Al telefono.' });

  test('recognised, the person is told of the reply itself, on a case that is closed as well', () => {
    expect(decide({}, 'recognised')).toMatchObject({
      kind: 'edit',
      changes: {},
      reason: 'recognised',
      mail: { kind: 'reply-received', receiptNumber: reply.receiptNumber, receivedAt, attachments: true },
    });
  });

  test('rejected, nobody is written to', () => {
    const found = decide({}, 'rejected');
    expect(found).toMatchObject({ kind: 'edit', reason: 'rejected' });
    expect(found).not.toHaveProperty('mail.kind');
  });

  test('a mistake is put right, the same is not decided twice', () => {
    expect(decide({ state: 'rejected' }, 'recognised')).toMatchObject({ kind: 'edit' });
    expect(decide({ state: 'recognised' }, 'rejected')).toMatchObject({ kind: 'edit' });
    expect(verdictOf(decide({ state: 'rejected' }, 'rejected'))[0]).toBe('reply-decided');
  });

  test('never on what came from the person’s own mailbox, and never the person', () => {
    expect(verdictOf(decide({ doubts: [], state: 'recognised' }, 'rejected'))[0]).toBe('reply-not-in-doubt');
    const own = recognition(reply).decide({ ...facts, party: 'citizen' }, { outcome: 'recognised', reason: 'x' });
    expect(verdictOf(own)[0]).toBe('not-this-party');
  });

  describe('recognised answers what asks for it', () => {
    const absent = actsOf({ attendance: 'absent' });
    const changesOf = (didCase: DidCase, outcome: 'recognised' | 'rejected', state: Reply['state'] = 'quarantined') => {
      const found = recognition({ ...reply, state }).decide({ ...facts, didCase }, { outcome, reason: 'Al telefono.' });
      if (found.kind === 'refusal') throw new Error(found.code);
      return found.changes;
    };
    const said = { at: receivedAt, reason: 'other', inTime: true, evidenceOf: reply.commandId };

    test('the contested fact and the call-up that was missed, with the instant of the mail, and once', () => {
      expect(changesOf(absent, 'recognised')).toMatchObject({
        contested: { justifications: [said] },
        callUps: [{ justifications: [said] }],
      });
      const answered = { ...absent, ...changesOf(absent, 'recognised') };
      expect(changesOf(answered, 'recognised', 'rejected')).toEqual({});
      expect(changesOf(answered, 'rejected', 'recognised')).toMatchObject({
        contested: { justifications: [] },
        callUps: [{ justifications: [] }],
      });
    });

    test.each([
      ['nothing asks', caseIn('psp-signed', { operatorId: cpi })],
      ['nobody missed the call-up', { ...actsOf(), contested: undefined }],
      ['the case has ended', { ...absent, status: 'closed' as const }],
      [
        'what asks is later than the mail',
        actsOf({ attendance: 'absent', calledAt: '2026-11-24T09:00:00.000Z' }, '2026-11-24'),
      ],
    ])('nothing where %s', (_, didCase) => expect(changesOf(didCase, 'recognised')).toEqual({}));

    test('late, it is marked so and kept', () => {
      const served = { channel: 'hand', sentOn: '2026-11-02', servedOn: '2026-11-02' };
      expect(changesOf(actsOf({}, '2026-10-30', served), 'recognised')).toMatchObject({
        contested: { justifications: [{ inTime: false }] },
      });
    });

    test('so does one that is the person’s word when it comes', () => {
      expect(receiveReply(reply, absent, undefined, 0, { replyReceipts: policy.replyReceipts })).toMatchObject({
        changes: { contested: { justifications: [said] } },
        tasks: [{ kind: 'reply-received' }],
      });
    });
  });
});

/** A case on which a fact is contested and a call-up stands. */
function actsOf(
  called: object = {},
  factOn = '2026-11-20',
  service: object = { channel: 'hand', sentOn: '2026-11-21' },
) {
  const by = { subject: 'officer', fiscalCodeMac: 'mac', party: 'cpi', operatorId: cpi };
  const benefit = { kind: 'naspi', protocol: 'INPS.1' };
  return DidCase.parse({
    ...caseIn('sanction-proposed', { operatorId: cpi }),
    callUps: [
      {
        ...{ id: otherCommandId, purpose: 'meeting', startsAt: '2026-11-23T08:00:00.000Z', place: 'Sala B' },
        ...{ calledAt: '2026-11-12T09:00:00.000Z', by, justifications: [] },
        ...{ service: { channel: 'hand', sentOn: '2026-11-12', servedOn: '2026-11-12' }, ...called },
      },
    ],
    contested: {
      ...{ id: otherCommandId, kind: 'offer', factOn, conditionality: 'dlgs-150-2015', procedure: 'lombardia-2017' },
      ...{ rule: 'art. 21 c.7 d', recurrence: 1, benefit, reportedBy: by, reportedAt: '2026-11-21T09:00:00.000Z' },
      ...{ possible: 'forfeiture', service, justifications: [] },
    },
  });
}
