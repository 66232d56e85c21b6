import { describe, expect, test } from 'vitest';
import { actOf } from '../../functions/domain/acts.ts';
import { endingCallUps } from '../../functions/domain/call-up-news.ts';
import { ExcuseBody } from '../../functions/domain/call-ups.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { edits } from '../../functions/domain/edits.ts';
import { CommandId } from '../../functions/domain/ids.ts';
import { type Party, statuses } from '../../functions/domain/lifecycle.ts';
import { allowedActions } from '../../functions/domain/view.ts';
import {
  accredited,
  at,
  caseIn,
  commandId,
  cpi,
  editFactsOf,
  officer as officerOf,
  otherCommandId,
  partyFactsOf,
  today,
} from './samples.ts';

const named = (last: number) => CommandId.parse(`9a1b2c3d-3333-5c5c-8c5c-00000000010${last}`);
const [contestedId, callUpId, decisionId] = [named(1), named(2), named(3)] as const;
const benefit = { kind: 'naspi', protocol: 'INPS.4900.05/11/2026.0012345', paidFrom: '2009-01-01' };
const by = { subject: 'officer', fiscalCodeMac: 'mac', party: 'cpi', operatorId: cpi };
const service = { channel: 'registered-letter', sentOn: '2026-11-16' };
const contested = {
  ...{ id: contestedId, kind: 'training', factOn: '2026-11-13', conditionality: 'dlgs-150-2015' },
  ...{ procedure: 'lombardia-2017', rule: 'art. 21 c.7 c', recurrence: 1, benefit, reportedBy: by },
  ...{ reportedAt: '2026-11-16T09:00:00.000Z', possible: 'cut', possibleDays: 30, service, justifications: [] },
};
const callUp = {
  ...{ id: callUpId, purpose: 'meeting', startsAt: '2026-11-20T09:00:00.000Z', place: 'Via Esempio 1' },
  ...{ calledAt: '2026-11-16T09:00:00.000Z', by, service, justifications: [] },
};
const { possible: _, possibleDays: __, ...fact } = contested;
const decision = {
  ...{ ...fact, id: otherCommandId, number: 1, decisionId, statusBefore: 'psp-signed' },
  effect: { kind: 'cut', days: 30, from: '2026-11-14', to: '2026-12-13' },
  ...{ decidedAt: '2026-11-16T09:00:00.000Z', decidedBy: by, service },
};
const stands = (changes: object = {}) =>
  DidCase.parse({
    ...caseIn('sanction-proposed'),
    benefit,
    contested,
    callUps: [callUp],
    decisions: [decision],
    ...changes,
  });
const office = (didCase: DidCase, party: Party = 'cpi') => ({
  ...editFactsOf(didCase),
  ...partyFactsOf(party, didCase),
  didCase,
});
const outcomeOf = (outcome: ReturnType<(typeof edits)['justify']['decide']>) =>
  outcome.kind === 'refusal' ? [outcome.code, outcome.field] : outcome;

describe('what a person answers', () => {
  const answer = (didCase: DidCase, body: object, receivedAt = '2026-11-23T09:30:00.000Z') =>
    outcomeOf(edits.justify.decide(editFactsOf(didCase, { receivedAt: at(receivedAt) }), body));
  const illness = { actId: contestedId, reason: 'illness', note: 'Ero in ospedale.', evidenceRef: 'certificato 12' };

  test('goes to the contested fact as a code; its words are evidence, and stand in no mail', () => {
    const outcome = answer(stands(), illness);
    expect(outcome).toMatchObject({
      changes: {
        contested: {
          justifications: [{ at: '2026-11-23T09:30:00.000Z', reason: 'illness', inTime: true, evidenceOf: commandId }],
        },
      },
      evidence: { kind: 'justification', content: illness },
      mail: { kind: 'justification-received', to: 'contestation', inTime: true },
    });
    const { changes, mail } = Object(outcome);
    expect(JSON.stringify([changes, mail])).not.toMatch(/ospedale|certificato/);
    expect(JSON.stringify(mail)).not.toContain('illness');
  });

  // 15 days of service on 16 November end on 1 December, a Tuesday.
  test.each([
    ['while the act is not served', undefined, '2027-06-01T10:00:00.000Z', true],
    ['on the last second of the last day', '2026-11-16', '2026-12-01T22:59:59.000Z', true],
    ['on the first second of the day after', '2026-11-16', '2026-12-01T23:00:00.000Z', false],
  ])('%s is marked for what it is, and kept', (_when, servedOn, receivedAt, inTime) => {
    const didCase = stands({ contested: { ...contested, service: { ...service, servedOn } } });
    expect(answer(didCase, illness, receivedAt)).toMatchObject({
      changes: { contested: { justifications: [{ inTime }] } },
      reason: inTime ? 'in-time' : 'late',
    });
  });

  // The call-up is of Friday 20 November.
  test.each([
    ['before the meeting', '2026-11-18T09:00:00.000Z', undefined, true],
    ['on the day after', '2026-11-21T20:00:00.000Z', undefined, true],
    ['three days after', '2026-11-23T09:00:00.000Z', undefined, false],
    ['three days after, who lay in hospital until yesterday', '2026-11-23T09:00:00.000Z', '2026-11-22', true],
  ])('to a call-up %s', (_when, receivedAt, impededUntil, inTime) => {
    const body = { actId: callUpId, reason: 'illness', ...(impededUntil && { impededUntil }) };
    expect(answer(stands(), body, receivedAt)).toMatchObject({
      changes: { callUps: [{ id: callUpId, justifications: [{ inTime }] }] },
      mail: { to: 'call-up' },
    });
  });

  test('under the name of a call-up that was contested goes to the contested fact', () => {
    const didCase = stands({ callUps: [], contested: { ...contested, callUpId } });
    expect(answer(didCase, { ...illness, actId: callUpId })).toMatchObject({
      changes: { contested: { justifications: [{ reason: 'illness' }] } },
      evidence: { content: { actId: contestedId } },
    });
  });

  test.each([
    ['to an act that is not there', { actId: otherCommandId, reason: 'illness' }, 'act-unknown', 'actId'],
    ['to a decision, against which one appeals', { actId: decisionId, reason: 'illness' }, 'act-unknown', 'actId'],
    [
      'of an impediment that is not over',
      { actId: callUpId, reason: 'illness', impededUntil: '2026-11-24' },
      'impediment-in-future',
      'impededUntil',
    ],
  ])('is refused %s', (_why, body, code, field) => expect(answer(stands(), body)).toEqual([code, field]));

  test('is refused the eleventh time', () => {
    const one = { at: '2026-11-20T09:00:00.000Z', reason: 'illness', inTime: true, evidenceOf: commandId };
    const full = stands({ contested: { ...contested, justifications: Array.from({ length: 10 }, () => one) } });
    expect(answer(full, illness)).toEqual(['justifications-full', 'actId']);
  });

  test.each(['fact-denied', 'not-called', 'offer-not-congruous', 'other'])('denies the fact as well: %s', (reason) => {
    expect(answer(stands(), { actId: contestedId, reason, note: 'Ero lì.' })).toMatchObject({
      changes: { contested: { justifications: [{ reason, inTime: true }] } },
    });
    // Such an answer is weighed with the fact: it is no excuse that an office takes by itself.
    expect(ExcuseBody.safeParse({ reason, verified: true }).success).toBe(false);
  });

  test('to a call-up is a task of who follows the case; to what is contested there is one already', () => {
    expect(answer(stands(), { ...illness, actId: callUpId })).toMatchObject({ tasks: [{ kind: 'reply-received' }] });
    expect(answer(stands(), illness)).not.toHaveProperty('tasks');
  });

  test('to a call-up of which it was noted later counts until the day that the person was told', () => {
    const told = stands({ callUps: [{ ...callUp, attendance: 'absent', explainBy: '2026-11-27' }] });
    const body = { actId: callUpId, reason: 'other' };
    expect(answer(told, body, '2026-11-27T22:59:59.000Z')).toMatchObject({ reason: 'in-time' });
    expect(answer(told, body, '2026-11-27T23:00:00.000Z')).toMatchObject({ reason: 'late' });
  });

  test.each(['inps', 'patronato'] as const)('is nobody else’s word: %s', (party) => {
    expect(outcomeOf(edits.justify.decide(office(stands(), party), illness))).toEqual(['not-this-party', undefined]);
  });

  describe('that came to an office by another way', () => {
    const paper = { receivedOn: '2026-11-20', channel: 'letter', proof: 'prot. 4711' };
    const written = (changes: object, party: Party = 'cpi', didCase = stands()) =>
      outcomeOf(edits.justify.decide(office(didCase, party), { ...illness, paper: { ...paper, ...changes } }));

    test.each(['cpi', 'competent-cpi', 'manager'] as const)(
      'is written down with the day on which it came: %s',
      (party) => {
        const followed = party === 'competent-cpi' ? { operatorId: accredited, competentCpiId: cpi } : {};
        const outcome = written({}, party, stands(followed));
        expect(outcome).toMatchObject({
          changes: {
            contested: { justifications: [{ at: '2026-11-19T23:00:00.000Z', reason: 'illness', inTime: true }] },
          },
          evidence: { kind: 'justification', content: { paper } },
          mail: { kind: 'justification-received', receivedOn: '2026-11-20' },
        });
        expect(outcome).not.toHaveProperty('tasks');
      },
    );

    // 15 days of service on 5 November end on the 20th.
    test.each([
      ['2026-11-20', true],
      ['2026-11-21', false],
      [today, false],
    ])('on %s, whenever it is written down', (receivedOn, inTime) => {
      const late = {
        ...contested,
        reportedAt: '2026-11-05T09:00:00.000Z',
        service: { ...service, servedOn: '2026-11-05' },
      };
      expect(written({ receivedOn }, 'cpi', stands({ contested: late }))).toMatchObject({
        reason: inTime ? 'in-time' : 'late',
      });
    });

    test.each([
      ['tomorrow', { receivedOn: '2026-11-24' }, 'answer-in-future', 'paper.receivedOn'],
      ['before the act', { receivedOn: '2026-11-15' }, 'answer-before-act', 'paper.receivedOn'],
    ])('is refused %s', (_why, changes, code, field) => expect(written(changes)).toEqual([code, field]));

    test('is refused without how it came, and to the person with it', () => {
      expect(outcomeOf(edits.justify.decide(office(stands()), illness))).toEqual(['answer-paper-missing', 'paper']);
      expect(answer(stands(), { ...illness, paper })).toEqual(['answer-paper-missing', 'paper']);
    });

    test('an accredited operator writes down what answers its own call-ups, and nothing else', () => {
      const own = { ...by, party: 'accredited', operatorId: accredited };
      const theirs = stands({
        operatorId: accredited,
        callUps: [{ ...callUp, by: own }],
        contested: { ...contested, reportedBy: own },
      });
      const facts = (didCase: DidCase) => ({ ...office(didCase, 'accredited'), actor: officerOf(accredited) });
      const say = (actId: CommandId, didCase = theirs) =>
        outcomeOf(edits.justify.decide(facts(didCase), { actId, reason: 'not-called', paper }));
      expect(say(callUpId)).toMatchObject({ changes: { callUps: [{ justifications: [{ reason: 'not-called' }] }] } });
      expect(say(contestedId)).toEqual(['act-unknown', 'actId']);
      expect(say(callUpId, stands({ operatorId: accredited }))).toEqual(['act-unknown', 'actId']);
    });
  });

  test('is offered while something asks for it', () => {
    expect(allowedActions(stands(), 'citizen')).toContain('justify');
    expect(allowedActions(stands({ contested: undefined, callUps: [] }), 'citizen')).not.toContain('justify');
    expect(allowedActions(stands(), 'cpi')).toContain('justify');
    expect(allowedActions(stands(), 'inps')).not.toContain('justify');
  });
});

describe('service', () => {
  const served = { channel: 'registered-letter', sentOn: '2026-11-17', servedOn: '2026-11-19', proof: 'AR 1523' };
  const record = (body: object, actId: CommandId = contestedId, didCase = stands(), party: Party = 'cpi') =>
    outcomeOf(edits['serve-act'].decide(office(didCase, party), { ...served, ...body, actId }));

  test.each([
    ['contestation', contestedId, { contested: { service: served } }],
    ['call-up', callUpId, { callUps: [{ service: served }] }],
    ['decision', decisionId, { decisions: [{ service: served }] }],
  ])('of a %s is recorded with its proof, and the doubt is over', (act, actId, changes) => {
    expect(record({}, actId)).toMatchObject({ changes, reason: `${act}-served`, settles: ['act-not-served'] });
  });

  test('of a decision tells INPS that its effect is due; of nothing else', () => {
    expect(record({}, decisionId)).toMatchObject({ sanction: { what: 'effect-due', on: '2026-11-19', days: 30 } });
    expect(record({}, contestedId)).not.toHaveProperty('sanction');
  });

  test('of a forfeiture ends the call-ups to come: until then the person comes as they were called', () => {
    const forfeited = { ...decision, effect: { kind: 'forfeiture', from: '2026-11-14' } };
    const toCome = { ...callUp, startsAt: '2026-12-20T09:00:00.000Z' };
    const before = { ...stands({ callUps: [toCome], decisions: [forfeited] }), status: 'sanctioned' } as const;
    const taken = { kind: 'decision', next: before, rules: [], warnings: [], effects: [] } as const;
    expect(endingCallUps(office(before), taken).next.callUps).toHaveLength(1);
    const served = edits['serve-act'].decide(office(before), {
      ...{ actId: decisionId, channel: 'registered-letter', servedOn: '2026-11-20', proof: 'RR 1' },
    });
    expect(served).toMatchObject({
      changes: { callUps: undefined, decisions: [{ service: { servedOn: '2026-11-20' } }] },
      takenBack: [{ kind: 'call-up-cancelled', by: 'case-ended' }],
    });
  });

  test('what came back was not served, whatever was on record; no term runs and an office is asked', () => {
    const before = stands({ contested: { ...contested, service: { ...service, servedOn: '2026-11-18' } } });
    const back = { servedOn: undefined, returnedOn: '2026-11-20' };
    const outcome = record(back, contestedId, before);
    expect(outcome).toMatchObject({
      changes: { contested: { service: { channel: 'registered-letter', sentOn: '2026-11-17', proof: 'AR 1523' } } },
      reason: 'contestation-returned',
      tasks: [{ kind: 'act-not-served' }],
    });
    expect(Object(outcome).changes.contested.service).not.toHaveProperty('servedOn');
  });

  test('of a decision that came back is for a job centre: no other office may say how it was served', () => {
    const back = { servedOn: undefined, returnedOn: '2026-11-20' };
    expect(record(back, decisionId)).toMatchObject({ tasks: [{ kind: 'act-not-served', list: 'job-centre' }] });
    expect(record(back, contestedId)).toMatchObject({ tasks: [{ kind: 'act-not-served', list: 'operator' }] });
  });

  test.each([
    ['was asked about', { askedAt: '2026-11-22T09:00:00.000Z' }],
    ['came back', { proof: 'AR 1523' }],
  ])('leaves an office asked while another act %s', (_, how) => {
    const other = { contested: { ...contested, service: { ...service, servedOn: undefined, ...how } } };
    expect(record({}, decisionId, stands(other))).not.toHaveProperty('settles');
    expect(record({}, contestedId, stands(other))).toMatchObject({ settles: ['act-not-served'] });
    const served = { contested: { ...other.contested, service: { ...other.contested.service, servedOn: today } } };
    expect(record({}, decisionId, stands(served))).toMatchObject({ settles: ['act-not-served'] });
  });

  test('of a decision that came back after all takes back what INPS was told', () => {
    const before = stands({ decisions: [{ ...decision, service: { ...service, servedOn: '2026-11-18' } }] });
    expect(record({ servedOn: undefined, returnedOn: '2026-11-20' }, decisionId, before)).toMatchObject({
      sanction: { what: 'effect-reversed', on: today },
    });
  });

  test.each([
    ['neither served nor back', { servedOn: undefined }, 'served-or-returned', 'servedOn'],
    ['both', { returnedOn: '2026-11-19' }, 'served-or-returned', 'servedOn'],
    ['sent before it was made', { sentOn: '2026-11-15' }, 'sent-before-act', 'sentOn'],
    ['sent tomorrow', { sentOn: '2026-11-24', servedOn: '2026-11-24' }, 'sent-in-future', 'sentOn'],
    ['served tomorrow', { servedOn: '2026-11-24' }, 'served-in-future', 'servedOn'],
    ['back tomorrow', { servedOn: undefined, returnedOn: '2026-11-24' }, 'served-in-future', 'returnedOn'],
    ['served before it was sent', { servedOn: '2026-11-16' }, 'served-before-sent', 'servedOn'],
    ['by ordinary mail', { channel: 'email' }, 'channel-not-valid', 'channel'],
  ])('%s is refused', (_why, body, code, field) => expect(record(body)).toEqual([code, field]));

  test('a mistake is put right to a later day, never to an earlier one', () => {
    const before = stands({ contested: { ...contested, service: { ...service, servedOn: '2026-11-19' } } });
    expect(record({ servedOn: '2026-11-18' }, contestedId, before)).toEqual(['served-earlier', 'servedOn']);
    expect(record({ servedOn: '2026-11-20' }, contestedId, before)).toMatchObject({ reason: 'contestation-served' });
  });

  test('by mail counts for a call-up, and not while the mailbox is broken', () => {
    const body = { ...served, channel: 'email', actId: callUpId };
    const facts = office(stands({ callUps: [{ ...callUp, service: { ...service, channel: 'email' } }] }));
    expect(outcomeOf(edits['serve-act'].decide(facts, body))).toMatchObject({ reason: 'call-up-served' });
    const broken = { ...facts, citizen: { ...facts.citizen, mailboxHealthy: false } };
    expect(outcomeOf(edits['serve-act'].decide(broken, body))).toEqual(['mailbox-broken', 'channel']);
  });

  test('an accredited operator says it of its own acts, and of no decision', () => {
    const own = { ...by, party: 'accredited', operatorId: accredited };
    const theirs = stands({ operatorId: accredited, contested: { ...contested, reportedBy: own } });
    const facts = (didCase: DidCase) => ({ ...office(didCase, 'accredited'), actor: officerOf(accredited) });
    const say = (actId: CommandId) => outcomeOf(edits['serve-act'].decide(facts(theirs), { ...served, actId }));
    expect(say(contestedId)).toMatchObject({ reason: 'contestation-served' });
    expect(say(callUpId)).toEqual(['act-unknown', 'actId']);
    expect(say(decisionId)).toEqual(['act-unknown', 'actId']);
  });

  test('is not the citizen’s to record', () => {
    expect(outcomeOf(edits['serve-act'].decide(editFactsOf(stands()), { ...served, actId: contestedId }))).toEqual([
      'not-this-party',
      undefined,
    ]);
  });

  test.each(statuses)('is recorded where the DID stands %s, if there is an act', (status) => {
    expect(record({}, decisionId, DidCase.parse({ ...stands(), status }))).toMatchObject({ kind: 'edit' });
  });
});

describe('an act that the person reads on the portal', () => {
  const read = (didCase: DidCase, mailboxHealthy = true) => {
    const facts = editFactsOf(didCase);
    return outcomeOf(
      edits['read-act'].decide({ ...facts, citizen: { ...facts.citizen, mailboxHealthy } }, { actId: contestedId }),
    );
  };
  const onPortal = stands({ contested: { ...contested, service: { ...service, channel: 'portal-read' } } });

  test('is served that day, where the office chose this way', () => {
    expect(read(onPortal)).toMatchObject({
      changes: { contested: { service: { channel: 'portal-read', servedOn: today } } },
      reason: 'contestation-served',
    });
  });

  test.each([
    ['it goes by letter', stands(), true],
    ['the mailbox is broken', onPortal, false],
    [
      'it was served before',
      stands({
        contested: { ...contested, service: { channel: 'portal-read', sentOn: '2026-11-16', servedOn: '2026-11-17' } },
      }),
      true,
    ],
  ])('is only noted as read where %s', (_why, didCase, healthy) => {
    expect(read(didCase, healthy)).toMatchObject({ changes: {}, reason: 'contestation-read' });
  });
});

test('an act is found by its name, and one that is not there is not', () => {
  expect([contestedId, callUpId, decisionId, otherCommandId].map((id) => actOf(stands(), id)?.act)).toEqual([
    'contestation',
    'call-up',
    'decision',
    undefined,
  ]);
});
