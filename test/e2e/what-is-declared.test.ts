import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { isProvisionalFiscalCode } from '../../functions/domain/fiscal-code.ts';
import { bringIdentity, demo } from './support/accounts.ts';
import {
  type Account,
  act,
  applied,
  approvalOf,
  choose,
  citizen,
  enterData,
  historyOf,
  meeting,
  registered,
  released,
  routeA,
  see,
  visitor,
} from './support/cases.ts';
import { api, bodyOf, problemOf } from './support/http.ts';
import { inDays, person } from './support/people.ts';

const Text = z.object({
  version: z.string(),
  language: z.enum(['it', 'en']),
  declaration: z.array(z.string()),
  warnings: z.array(z.object({ id: z.string(), text: z.string() })),
});
const Errors = z.array(z.object({ field: z.string(), rule: z.string(), message: z.string() }));
const Told = z.array(z.object({ rule: z.string(), field: z.optional(z.string()), detail: z.string() }));
const Person = z.looseObject({ fiscalCode: z.string(), familyName: z.string(), phone: z.optional(z.string()) });
const Seen = z.object({
  status: z.string(),
  didDate: z.nullable(z.string()),
  toRelease: z.nullable(z.object({ missing: Errors, warnings: Told, person: Person, text: Text })),
  declared: z.nullable(
    z.object({
      person: Person,
      data: z.looseObject({}),
      receiptNumber: z.nullable(z.string()),
      text: z.nullable(Text),
    }),
  ),
});
const shown = async (token: string, id: string, language?: string) =>
  bodyOf(await api('GET', `/declarations/${id}`, { token, ...(language && { language }) }), 200, Seen);
const write = (token: string, id: string, body: object) => api('PUT', `/declarations/${id}/data`, { token, body });

const { route: _, ...data } = routeA();
const full = {
  ...data,
  professional: {
    title: 'diploma di ragioneria',
    qualification: 'contabile',
    languages: [
      { language: 'it', level: 'mother-tongue' },
      { language: 'en', level: 'B1' },
    ],
    drivingLicences: ['B'],
    computerSkills: 'intermediate',
  },
  lastJob: { contract: 'fixed-term', sector: 'M', startedOn: inDays(-800), endReason: 'end-of-term' },
  preferences: { hours: 'full-time', shifts: ['day'], places: ['F205'] },
};

test('a draft is saved with gaps, told what it still needs, and released once it is whole', async () => {
  const who = await citizen('SPID');
  const { token } = who;
  const id = await registered(who);
  expect((await shown(token, id)).toRelease?.missing).toEqual([]);

  const gaps = { availability: { work: true }, profile: { education: 'tertiary', everWorked: true } };
  bodyOf(await write(token, id, gaps), 200, Seen);
  const missing = ['availability.training', 'profile.monthsSearching', 'profile.studying', 'lastJobEndedOn'];
  const { toRelease, declared } = await shown(token, id);
  expect(toRelease?.missing.map(({ field, rule }) => [field, rule])).toEqual(
    missing.map((field) => [field, 'required']),
  );
  expect([toRelease?.person.fiscalCode, declared]).toEqual([who.me.fiscalCode, null]);
  const refusal = problemOf(await api('POST', `/declarations/${id}/release`, { token, body: {} }), 409);
  expect([refusal.code, refusal.errors?.map(({ field }) => field)]).toEqual(['data-missing', missing]);

  bodyOf(await write(token, id, full), 200, Seen);
  const { text } = (await shown(token, id, 'en')).toRelease ?? {};
  expect(text).toMatchObject({
    language: 'en',
    warnings: [{ id: 'dpr-445-2000-art-75' }, { id: 'dpr-445-2000-art-76' }],
  });
  await applied(token, `/declarations/${id}/release`, {
    shown: { textVersion: text?.version, language: text?.language },
  });

  const frozen = await shown(token, id);
  expect(frozen).toMatchObject({ status: 'confirmed', toRelease: null, declared: { data: full, text } });
  // What changes afterwards is not what was declared.
  expect((await enterData(token, { ...who.me, phone: '+390298765432' })).status).toBe(200);
  expect((await shown(token, id)).declared).toEqual(frozen.declared);
});

test('the text of another day is not released, nor one that never was', async () => {
  const who = await citizen('SPID');
  const path = `/declarations/${await registered(who)}/release`;
  const body = { shown: { textVersion: '1999-9', language: 'it' } };
  const refusal = problemOf(await api('POST', path, { token: who.token, body }), 422);
  expect(refusal).toMatchObject({ code: 'declaration-text-unknown', errors: [{ field: 'shown.textVersion' }] });
});

describe('what cannot be', () => {
  let who: Account;
  let id = '';
  beforeAll(async () => {
    who = await citizen('SPID', { birthDate: '1990-06-15' });
    id = await registered(who);
  });
  const { lastJobEndedOn: __, ...never } = { ...data, profile: { ...data.profile, everWorked: false } };
  const { lastOccupation: ___, ...profile } = never.profile;

  test.each<[string, object, string, string]>([
    ['a job before birth', { ...data, lastJobEndedOn: '1990-06-14' }, 'job-before-birth', 'lastJobEndedOn'],
    ['a job at fourteen', { ...data, lastJobEndedOn: '2005-06-14' }, 'job-before-working-age', 'lastJobEndedOn'],
    ['a job that ends tomorrow', { ...data, lastJobEndedOn: inDays(1) }, 'job-not-ended', 'lastJobEndedOn'],
    ['a job of who never worked', { ...never, profile, lastJobEndedOn: inDays(-9) }, 'never-worked', 'lastJobEndedOn'],
    ['an occupation of who never worked', never, 'never-worked', 'profile.lastOccupation'],
    [
      'a job that began after it ended',
      { ...full, lastJob: { startedOn: inDays(-1) } },
      'job-dates-reversed',
      'lastJob.startedOn',
    ],
    [
      'a title of the next century',
      { ...data, professional: { titleYear: 2126 } },
      'title-year-impossible',
      'professional.titleYear',
    ],
    [
      'a notice that never was',
      { ...data, privacyNoticeVersion: '1999-9' },
      'privacy-notice-unknown',
      'privacyNoticeVersion',
    ],
  ])('%s is refused by its field, in a draft and at its opening', async (_, body, code, field) => {
    expect(problemOf(await write(who.token, id, body), 422)).toMatchObject({ code, errors: [{ field }] });
    const other = await citizen('SPID', { birthDate: '1990-06-15' });
    const opening = await api('POST', '/declarations', { token: other.token, body: { route: 'A', ...body } });
    expect(problemOf(opening, 422)).toMatchObject({ code, errors: [{ field }] });
  });

  test('never worked is an answer like any other', async () => {
    bodyOf(await write(who.token, id, { ...never, profile }), 200, Seen);
    expect((await shown(who.token, id)).toRelease?.missing).toEqual([]);
  });

  test('what is only odd is told, and released', async () => {
    const odd = { ...data, profile: { ...data.profile, monthsSearching: 300 } };
    const Warned = z.object({ warnings: Told });
    const { warnings } = bodyOf(await write(who.token, id, odd), 200, Warned);
    expect(warnings).toMatchObject([{ rule: 'months-searching-long', field: 'profile.monthsSearching' }]);
    const command = await applied(who.token, `/declarations/${id}/release`);
    expect(command.warnings).toMatchObject([{ rule: 'months-searching-long' }]);
    expect((await historyOf(who.token, id)).at(-1)?.warnings).toMatchObject([{ rule: 'months-searching-long' }]);
  });
});

describe('a fiscal code of eleven digits', () => {
  const digits = Array.from({ length: 10 }, () => randomInt(1, 10)).join('');
  const provisional = [...'0123456789'].map((last) => digits + last).find(isProvisionalFiscalCode) ?? '';
  const whole = person({ birthPlace: 'Z330', citizenship: 'IT' });
  const me = { ...whole.me, fiscalCode: provisional };
  let who: Account;
  let id = '';
  let cpi = '';
  let manager = '';
  beforeAll(async () => {
    [who, cpi, manager] = await Promise.all([visitor(undefined, whole), demo('operatorCpi'), demo('manager')]);
  });

  test('is taken from who types it, who is told that an operator looks at it', async () => {
    const wrong = provisional.replace(/.$/, (last) => String((Number(last) + 1) % 10));
    const misread = problemOf(await enterData(who.token, { ...me, fiscalCode: wrong }), 422);
    expect(misread.errors).toMatchObject([{ field: 'fiscalCode', rule: 'fiscal-code-check-digit' }]);
    const record = bodyOf(
      await enterData(who.token, me),
      201,
      z.object({ identityVerified: z.boolean(), warnings: Told }),
    );
    expect(record).toMatchObject({
      identityVerified: false,
      warnings: [
        { rule: 'fiscal-code-provisional', field: 'fiscalCode', detail: expect.stringContaining('operatore') },
      ],
    });
    id = await released({ ...who, me });
    bodyOf(await choose(who, id, 'cpi-milano'), 200, Seen);
    const Checks = z.object({ status: z.string(), identityChecks: Told });
    const seen = bodyOf(await api('GET', `/declarations/${id}`, { token: cpi }), 200, Checks);
    expect(seen).toMatchObject({ status: 'reserved', identityChecks: [{ rule: 'fiscal-code-provisional' }] });
  });

  test('is read by an operator on paper before the reserve is lifted', async () => {
    const confirm = (body: object) => api('POST', `/declarations/${id}/confirmation`, { token: cpi, body });
    expect(problemOf(await confirm(meeting()), 422)).toMatchObject({
      code: 'fiscal-code-unread',
      errors: [{ field: 'codeRead' }],
    });
    const other = { fiscalCode: '00743110157', on: 'residence-permit' };
    expect(problemOf(await confirm({ ...meeting(), codeRead: other }), 422).code).toBe('fiscal-code-differs');
    const codeRead = { fiscalCode: provisional, on: 'revenue-agency-paper' };
    const command = await act(cpi, `/declarations/${id}/confirmation`, { ...meeting(), codeRead });
    expect(command.state).toBe('applied');
  });

  test('gives way to the definitive one, by two persons: the same person, DID and date', async () => {
    const before = await see(who.token, id);
    const correction = { fiscalCode: whole.me.fiscalCode };
    const reason = 'codice definitivo sulla tessera sanitaria';
    const propose = await api('POST', `/declarations/${id}/rectification`, {
      token: cpi,
      body: { reason, correction },
    });
    expect(propose.status).toBe(201);
    const body = await approvalOf(manager, id);
    const approve = await api('POST', `/declarations/${id}/proposal/approval`, { token: manager, body });
    expect(approve.status).toBe(201);
    const after = await see(who.token, id);
    expect([after.didDate, after.unemployedSince, after.status]).toEqual([
      before.didDate,
      before.unemployedSince,
      'confirmed',
    ]);
    expect((await shown(who.token, id)).declared?.person.fiscalCode).toBe(whole.me.fiscalCode);

    const token = await bringIdentity(who.mailbox, { idp: 'SPID', fiscalCode: whole.me.fiscalCode });
    expect((await enterData(token, whole.me)).status).toBe(200);
    expect((await see(token, id)).id).toBe(id);
    // The code of before stays with its person.
    const stranger = await visitor(undefined, person());
    expect(problemOf(await enterData(stranger.token, { ...stranger.me, fiscalCode: provisional }), 409).code).toBe(
      'fiscal-code-needs-proof',
    );
  });
});
