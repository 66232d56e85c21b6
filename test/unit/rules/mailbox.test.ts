/** Rules R2, R3, R11, R12 and R13 of the procedure: a mailbox of one's own, and help that does not take its place. */
import { beforeEach, describe, expect, test } from 'vitest';
import { refusalWords } from '../../../functions/api/refusal-words.ts';
import { actions, authorise } from '../../../functions/domain/authorisation.ts';
import { Guardian, guardianProblem, mayReceive, RecordGuardian } from '../../../functions/domain/guardians.ts';
import {
  accreditedCounter,
  all,
  anna,
  begin,
  byPassword,
  bySpid,
  citizenIdOf,
  counter,
  deliver,
  enter,
  hours,
  later,
  mailKinds,
  me,
  memory,
  prove,
  recordOf,
  tasks,
} from '../mailbox-world.ts';
import { caseIn, cpi, day, declarationId, mario, officer } from '../samples.ts';

beforeEach(begin);

const own = 'mario@libero.it';
const shared = 'tutrice@libero.it';
const owner = byPassword('mario', own);
const decree = { kind: 'court-decree', number: '1234/2026', date: '2026-03-02', court: 'Tribunale di Milano' };
const guardianOf = (fiscalCode: string, more: object = {}) => ({
  fiscalCode,
  mailbox: shared,
  guardian: { kind: 'guardian', evidence: decree },
  ...more,
});
const record = (body: object, claims: Record<string, string> | undefined = counter, at = later(0)) =>
  me('record-guardian', claims, { body, at });

describe('R2: a mailbox of one’s own comes before access', () => {
  test('nobody has a record before a mailbox is proved', async () => {
    const { email: _, email_verified: __, ...without } = owner;
    expect(await me('write-me', without, { body: mario })).toMatchObject({ body: { code: 'mailbox-not-proven' } });
  });

  test.each([
    ['milano@inca.it', 'a patronato', 'mailbox-listed-domain'],
    ['mario@sede.cgil.lombardia.it', 'a union', 'mailbox-listed-domain'],
    ['mario@acli.it', 'an association', 'mailbox-listed-domain'],
    ['mario@lavoro-demo.example', 'an operator', 'mailbox-operator-domain'],
    ['mario@yopmail.com', 'a throw-away provider', 'mailbox-disposable'],
  ])('%s, of %s, is nobody’s own: neither first nor in the place of another', async (mailbox, _, rule) => {
    const named = await me('name-mailbox', byPassword('new', mailbox), { body: { mailbox } });
    expect(named.body).toMatchObject({ code: 'mailbox-not-own', rule });
    await enter(owner);
    expect((await me('name-mailbox', owner, { body: { mailbox } })).body).toMatchObject({ rule });
  });

  test('of two spouses who share one mailbox the second is told, after the proof, who helps to open another', async () => {
    await enter(owner);
    const wife = byPassword('anna', own);
    const refused = await me('write-me', wife, { body: anna });
    expect(refused).toMatchObject({ status: 409, body: { code: 'mailbox-in-use' } });
    expect(refused.body['detail']).toBe(refusalWords['mailbox-in-use'].it);
    expect(refused.body['detail']).toMatch(/un Centro per l’Impiego ti aiuta ad aprirla/);
    expect((await prove(wife, 'anna@libero.it')).status).toBe(200);
    expect((await me('write-me', wife, { body: anna })).body).toMatchObject({ mailbox: 'anna@libero.it' });
  });
});

describe('R3: all later communications go to that mailbox', () => {
  test('and to no other, from the first to the last', async () => {
    await enter(owner);
    await prove(owner, 'mario.nuovo@gmail.com');
    expect((await deliver()).flat().sort()).toEqual(['mario.nuovo@gmail.com', own].sort());
    expect(mailKinds().sort()).toEqual(['mailbox-change-asked', 'mailbox-code']);
    expect(recordOf('mario')).toMatchObject({ mailbox: own });
  });

  test('who has no mailbox that works is written to by letter: an office has what to print', async () => {
    await enter(owner);
    const citizenId = citizenIdOf('mario');
    const key = { pk: `DID#${declarationId}`, sk: 'CASE' };
    memory.set(key, { entity: 'case', ...caseIn('confirmed', { operatorId: cpi }), citizenId });
    memory.set(
      { pk: `CITIZEN#${citizenId}`, sk: 'PROFILE' },
      { channel: { kind: 'letter', since: later(0), by: 'officer' } },
    );
    await me('report-not-me', owner, { body: { what: 'not-me' } });
    const before = tasks().length;
    await me('record-guardian', counter, { body: guardianOf(mario.fiscalCode) });
    expect(await deliver()).toEqual([]);
    expect(tasks()).toHaveLength(before + 1);
    expect(tasks().at(-1)).toMatchObject({
      kind: 'letter',
      letter: { subject: expect.any(String), text: expect.stringContaining('Allo sportello') },
    });
    expect(all('mail').map(({ state }) => state)).toEqual(['letter']);
  });
});

describe('R11: help does not take the person’s place', () => {
  test('no officer, manager or administrator names, proves or changes a citizen’s mailbox', () => {
    for (const name of ['name-mailbox', 'prove-mailbox', 'object-to-mailbox', 'write-me'] as const) {
      for (const role of ['operator', 'manager', 'admin', 'inps', 'employer'] as const) {
        expect(authorise(name, { ...officer(cpi), role })).toBe('forbidden');
      }
    }
  });

  test('no route of an office takes an address to write to but the one of a guardian, which is still to be proved', () => {
    expect(Object.keys(actions).filter((name) => /mailbox|guardian/.test(name))).toEqual([
      'name-mailbox',
      'prove-mailbox',
      'object-to-mailbox',
      'record-guardian',
    ]);
  });
});

describe('R12: also who is helped has a mailbox of their own', () => {
  test('a guardian’s mailbox is a stranger’s without the decree', async () => {
    await enter(byPassword('tutrice', shared), anna);
    const ward = byPassword('ward', shared);
    expect((await me('write-me', ward, { body: mario })).body).toMatchObject({ code: 'mailbox-in-use' });
  });

  test('with it, it serves several wards and the guardian, and each gets their own mail there', async () => {
    const paola = { ...mario, fiscalCode: 'RSSMRA85T50A562W', givenName: 'Maria' };
    for (const { fiscalCode } of [mario, paola]) expect((await record(guardianOf(fiscalCode))).status).toBe(201);
    await enter(byPassword('ward-1', shared), mario);
    await enter(byPassword('ward-2', shared), paola);
    await enter(byPassword('tutrice', shared), anna);
    expect(all('guard').filter(({ pk }) => String(pk).startsWith('EMAIL#'))).toHaveLength(1);
    for (const sub of ['ward-1', 'ward-2'])
      expect(recordOf(sub)).toMatchObject({ mailbox: shared, mailboxShared: true });
    expect(recordOf('tutrice')).not.toHaveProperty('mailboxShared');
  });

  test('a ward who gets a mailbox of their own leaves the guardian hers', async () => {
    await record(guardianOf(mario.fiscalCode));
    await enter(byPassword('tutrice', shared), anna);
    await enter(byPassword('ward', shared), mario);
    await prove(byPassword('ward', shared), 'mario.solo@libero.it');
    expect(
      (await me('write-me', byPassword('stranger', shared), { body: { ...mario, fiscalCode: 'RSSMRA85T50A562W' } }))
        .body,
    ).toMatchObject({ code: 'mailbox-in-use' });
  });

  test('it is recorded at a job centre’s counter, by nobody else, and not for oneself', async () => {
    expect((await record(guardianOf(mario.fiscalCode), accreditedCounter)).status).toBe(403);
    expect((await record(guardianOf(mario.fiscalCode), owner)).status).toBe(403);
    const self = { ...counter, fiscalCode: mario.fiscalCode };
    expect(await record(guardianOf(mario.fiscalCode), self)).toMatchObject({ status: 403, body: { code: 'own-case' } });
  });

  test.each<[string, object, string]>([
    ['an office’s mailbox', { mailbox: 'tutele@inca.it' }, 'mailbox-not-own'],
    [
      'a decree of tomorrow',
      { guardian: { kind: 'guardian', evidence: { ...decree, date: '2026-11-24' } } },
      'evidence-in-future',
    ],
    [
      'a parent of somebody of age',
      { guardian: { kind: 'parent', evidence: { kind: 'parent-of-minor', minorBornOn: '2008-11-23' } } },
      'guardian-of-age',
    ],
    ['an end that is past', { until: '2026-11-22' }, 'guardian-ended'],
    [
      'a guardian without a decree',
      { guardian: { kind: 'guardian', evidence: { kind: 'signed-mandate', signedOn: '2026-01-01' } } },
      'invalid',
    ],
  ])('it is refused: %s', async (_, more, code) => {
    const { status, body } = await record(guardianOf(mario.fiscalCode, more));
    expect([status, body['code']]).toEqual([422, code]);
    expect(all('guardian')).toEqual([]);
  });

  test('the person is told where they are written to now, and the answer does not tell that they are known', async () => {
    const unknown = await record(guardianOf(anna.fiscalCode));
    await enter(owner);
    const known = await record(guardianOf(mario.fiscalCode));
    expect(known).toEqual({ ...unknown, headers: known.headers });
    expect((await deliver()).flat()).toEqual([own]);
    expect(mailKinds()).toEqual(['guardian-recorded']);
  });

  test('asked again because its answer was lost, it is recorded and told once', async () => {
    await enter(owner);
    const asked = { body: guardianOf(mario.fiscalCode), headers: { 'idempotency-key': 'counter-0001' } };
    const first = await me('record-guardian', counter, asked);
    const again = await me('record-guardian', counter, { ...asked, at: hours(1) });
    expect(again.body).toEqual(first.body);
    expect([all('guardian').length, mailKinds()]).toEqual([1, ['guardian-recorded']]);
  });

  test('keeps neither code nor mailbox in a key, nor the mailbox at all', async () => {
    await record(guardianOf(mario.fiscalCode));
    const [stored] = all('guardian');
    expect(JSON.stringify(stored)).not.toMatch(/RSSMRA|tutrice@/);
  });

  test.each([
    ['the day before coming of age', '2026-05-01', true],
    ['the day of coming of age', '2026-05-02', false],
  ])('a parent may receive until the minor is of age: %s', (_, on, expected) => {
    const guardian = Guardian.parse({
      kind: 'parent',
      evidence: { kind: 'parent-of-minor', minorBornOn: '2008-05-02' },
    });
    expect(mayReceive({ guardian }, day(on))).toBe(expected);
  });

  test('who was born on 29 February is of age on 1 March', () => {
    const guardian = Guardian.parse({
      kind: 'parent',
      evidence: { kind: 'parent-of-minor', minorBornOn: '2008-02-29' },
    });
    expect([mayReceive({ guardian }, day('2026-02-28')), mayReceive({ guardian }, day('2026-03-01'))]).toEqual([
      true,
      false,
    ]);
  });

  test('an end counts as the last day', () => {
    const body = RecordGuardian.parse(guardianOf(mario.fiscalCode, { until: '2026-12-31' }));
    expect(guardianProblem(body, day('2026-12-31'))).toBeUndefined();
    expect([mayReceive(body, day('2026-12-31')), mayReceive(body, day('2027-01-01'))]).toEqual([true, false]);
  });
});

describe('R13: who helps acts in the person’s own session', () => {
  test('only the session tells whose mailbox is named: no body takes another person', async () => {
    const { status, body } = await me('name-mailbox', bySpid('mario', own), {
      body: { mailbox: 'mario@gmail.com', fiscalCode: anna.fiscalCode },
    });
    expect([status, body['errors']]).toEqual([422, [expect.objectContaining({ field: 'fiscalCode' })]]);
  });
});
