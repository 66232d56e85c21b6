/** GDPR arts 15 and 20: a person gets all that is held of them, as JSON, page by page, and nothing of anybody else. */
import { beforeAll, describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  type Account,
  applied,
  citizen,
  communicationsOf,
  meeting,
  pact,
  registered,
  released,
  releasedAt,
  see,
  visitor,
} from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { dataOf, type ExportPage, exportOf } from './support/own-data.ts';
import { inDays, secretsOf } from './support/people.ts';

describe('a person whose code is proved', () => {
  let who: Account;
  let id = '';
  let cpi = '';
  let pages: ExportPage[] = [];
  beforeAll(async () => {
    [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
    const told = { kind: 'illness', from: inDays(0), note: 'un’operazione al ginocchio' };
    expect((await api('POST', `/declarations/${id}/changes`, { token: who.token, body: told })).status).toBe(201);
    await see(cpi, id);
    await communicationsOf(who.token, id);
    pages = await exportOf(who);
  });

  test('gets what they entered and declared, as it was on the day of the DID', () => {
    expect(pages.every(({ complete }) => complete)).toBe(true);
    const [record] = dataOf(pages, 'record');
    expect(record).toMatchObject({ person: { fiscalCode: who.me.fiscalCode }, mailbox: who.mailbox });
    expect(dataOf(pages, 'mailboxes')).toEqual([expect.objectContaining({ mailbox: who.mailbox })]);
    const [declaration, second] = dataOf(pages, 'declarations');
    expect(second).toBeUndefined();
    expect(declaration).toMatchObject({ declarationId: id, snapshot: { person: { fiscalCode: who.me.fiscalCode } } });
    for (const secret of secretsOf(who)) expect(JSON.stringify(pages)).toContain(secret);
  });

  test('gets what happened, what was shown and told, what was sent, and who looked', () => {
    const events = dataOf(pages, 'history').map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(['register', 'release', 'sign-pact', 'report-change']));
    expect(JSON.stringify(dataOf(pages, 'evidence'))).toContain('operazione al ginocchio');
    expect(JSON.stringify(dataOf(pages, 'evidence'))).toContain('Fascicolo 2026/431');
    for (const mail of dataOf(pages, 'communications')) {
      expect(mail).toMatchObject({ parameters: { kind: expect.any(String) }, state: 'sent' });
    }
    expect(dataOf(pages, 'accesses')).toContainEqual(
      expect.objectContaining({ sight: 'case', operator: expect.objectContaining({ id: 'cpi-milano' }) }),
    );
    expect(dataOf(pages, 'tasks')).toContainEqual(expect.objectContaining({ kind: 'change-reported' }));
  });

  test('is told once what is kept for how long', () => {
    const [first, ...others] = pages;
    const kept = (first?.retention ?? []).map(({ id, keptFor }) => [id, keptFor]);
    expect(kept).toContainEqual(['access', { length: 24, unit: 'months' }]);
    expect(kept).toContainEqual(['case', { length: 10, unit: 'years' }]);
    for (const { retention } of others) expect(retention).toBeUndefined();
  });

  test('gets no key, no hash and no account of an officer', () => {
    const names =
      /"(pk|sk|ttl|subject|doneBy|bodyHash|fiscalCodeGuard|mailboxGuard|fiscalCodeMac|agendaDue|taskToken)"/;
    expect(JSON.stringify(pages)).not.toMatch(names);
  });

  test('gets nothing of anybody else, and nobody else gets anything of theirs', async () => {
    const other = await citizen('SPID');
    await released(other);
    const theirs = JSON.stringify(await exportOf(other));
    for (const secret of [who.mailbox, who.me.fiscalCode, id]) expect(theirs).not.toContain(secret);
    problemOf(await api('GET', '/me/export', { token: cpi }), 403);
    expect((await api('GET', '/me/export')).status).toBe(401);
  });

  test('no cursor of their own leads into another’s data', async () => {
    const [mine = ''] = pages.flatMap(({ cursor }) => cursor ?? []);
    const other = await citizen('SPID');
    const answer = await api('GET', `/me/export?cursor=${mine}`, { token: other.token });
    expect(JSON.stringify(answer.body)).not.toContain(who.me.fiscalCode);
  });
});

describe('a person who came with a password alone', () => {
  test('gets what they entered themselves, and reads why not more', async () => {
    const who = await citizen();
    const id = await registered(who);
    const pages = await exportOf(who);
    expect(pages.every(({ complete }) => !complete)).toBe(true);
    expect(pages[0]?.notes.join(' ')).toContain('Non sappiamo ancora se il codice fiscale è tuo');
    expect(dataOf(pages, 'record')).toMatchObject([{ person: { fiscalCode: who.me.fiscalCode } }]);
    expect(dataOf(pages, 'declarations')).toMatchObject([{ declarationId: id }]);
    expect(dataOf(pages, 'accesses')).toEqual([]);
  });

  test('gets all of it once an officer has seen the document: the code is theirs', async () => {
    const [who, cpi] = await Promise.all([citizen(), demo('operatorCpi')]);
    const id = await releasedAt(who, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/confirmation`, meeting());
    const pages = await exportOf(who);
    expect(pages.every(({ complete }) => complete)).toBe(true);
    expect(dataOf(pages, 'evidence')).not.toEqual([]);
    expect(dataOf(pages, 'accesses')).not.toEqual([]);
  });
});

test('who entered nothing has nothing to get', async () => {
  const { token } = await visitor();
  expect(problemOf(await api('GET', '/me/export', { token }), 409).code).toBe('record-missing');
});
