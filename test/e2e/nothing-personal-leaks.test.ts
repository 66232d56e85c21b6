import { beforeAll, describe, expect, inject, test } from 'vitest';
import * as z from 'zod/mini';
import { demo } from './support/accounts.ts';
import {
  type Account,
  applied,
  choose,
  citizen,
  communicationsOf,
  enterData,
  identityDocument,
  meeting,
  pact,
  released,
  releasedAt,
  routeA,
  visitor,
} from './support/cases.ts';
import { api } from './support/http.ts';
import { codeIn } from './support/inbox.ts';
import { familyNames, freshMailbox, givenNames, inDays, person, secretsOf, streetNames } from './support/people.ts';
import { histories, listen, logFiles, logs, type Trace } from './support/traces.ts';
import { until } from './support/until.ts';

const document = { ...identityDocument(), number: 'QZ80417WY', issuedBy: 'Questura di Quintavallesia' };
const permit = { kind: 'permit-of-stay', number: 'PZ55501QX', reason: 'protezione', expiresOn: inDays(100) };
const told = new Set([
  ...['id', 'schema', 'declarationId', 'sequence', 'event', 'from', 'to', 'by', 'commandId', 'receiptNumber'],
  ...['receivedAt', 'appliedAt', 'rules', 'policy', 'reason', 'warnings'],
]);
const toldOfWho = new Set(['party', 'assurance', 'idp', 'operatorId']);

const secretWords = [
  'pasticciera-acrobata',
  'Ermintrude Bellavigna',
  'monitoraggio bisbigliato',
  'La leggo soltanto io',
];

/** What INPS is told of a decision: which benefit and what of it. */
const toldOfSanction = new Set([
  ...['id', 'schema', 'declarationId', 'appliedAt', 'decision', 'conditionality', 'rule', 'kind', 'days'],
  ...['from', 'to', 'on', 'benefit'],
]);
const toldOfBenefit = new Set(['kind', 'appliedOn', 'protocol']);

const EntryOfHistory = z.looseObject({
  declarationId: z.string(),
  sequence: z.int(),
  event: z.string(),
  by: z.record(z.string(), z.unknown()),
});
const Sanction = z.looseObject({ declarationId: z.string(), benefit: z.record(z.string(), z.unknown()) });
const Event = z.union([
  z.object({
    source: z.literal('did'),
    'detail-type': z.enum(['sanction.effect-due', 'sanction.effect-reversed']),
    detail: Sanction,
  }),
  z.object({ source: z.literal('did'), 'detail-type': z.string(), detail: EntryOfHistory }),
]);
const eventIn = ({ text }: Trace) => Event.parse(JSON.parse(text)).detail;
const nameOf = ({ declarationId, sequence }: { declarationId: string; sequence?: unknown }) =>
  `${declarationId} ${sequence}`;
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** A citizen who goes the strong way with everything that can be entered. */
async function strongStory(): Promise<[Account, string]> {
  const who = await citizen('SPID');
  const cpi = await demo('operatorCpi');
  const id = await releasedAt(who, 'cpi-milano');
  const body = {
    ...pact(),
    responsibleOfficer: 'Ermintrude Bellavigna',
    profile: 'pasticciera-acrobata',
    searchActs: ['monitoraggio bisbigliato'],
    identityDocument: { ...document, expiresOn: inDays(-1) },
  };
  await applied(cpi, `/declarations/${id}/pact`, body);
  await applied(who.token, `/declarations/${id}/withdrawal`);
  return [who, id];
}

/** A citizen from abroad, con riserva, at another mailbox than the account's. */
async function reservedStory(): Promise<[Account, string, string]> {
  const who = await visitor(undefined, person({ citizenship: 'MA' }));
  const mailbox = freshMailbox(who.me);
  const { token } = who;
  await api('POST', '/me/mailbox', { token, body: { mailbox, reason: 'La leggo soltanto io, da anni.' } });
  const code = await codeIn(mailbox);
  await api('POST', '/me/mailbox/confirmation', { token, body: { code: '000000' } });
  await api('POST', '/me/mailbox/confirmation', { token, body: { code } });
  await enterData(token, who.me);
  const id = await releasedAt(who, 'acc-demo-milano');
  const accredited = await demo('operatorAccredited');
  await applied(accredited, `/declarations/${id}/confirmation`, { ...meeting(), identityDocument: document, permit });
  await choose(who, id, 'cpi-milano');
  return [who, id, mailbox];
}

/** A stranger who is found out, and the owner who comes. */
async function takenOverStory(): Promise<[Account, string]> {
  const owner = person();
  const thief = await visitor(undefined, { ...owner, mailbox: freshMailbox(owner.me) });
  await enterData(thief.token, owner.me);
  await released(thief);
  const { token } = await visitor('SPID', owner);
  await enterData(token, owner.me);
  return [{ ...owner, token }, await released({ ...owner, token })];
}

/** Data in all the wrong places: paths, queries, keys, bodies that are refused. */
async function clumsyStory(): Promise<Account> {
  const who = await citizen('CIE');
  const { token, me, mailbox } = who;
  await Promise.all([
    api('GET', `/declarations/${me.fiscalCode}`, { token }),
    api('GET', `/commands/${encodeURIComponent(mailbox)}`, { token }),
    api('GET', `/${encodeURIComponent(me.familyName)}`, { token }),
    api('GET', `/operators?text=${encodeURIComponent(me.familyName)}&phone=${encodeURIComponent(me.phone)}`),
    api('GET', `/declarations?fiscalCode=${me.fiscalCode}`, { token }),
    api('POST', '/declarations', { token, body: { ...routeA(), [me.fiscalCode]: mailbox } }),
    api('POST', '/declarations', { token, raw: `{"route":"A","who":"${me.familyName} ${me.phone}"` }),
    api('POST', '/declarations', { token, raw: JSON.stringify({ ...routeA(), note: `${me.familyName}\ud800` }) }),
    api('POST', '/declarations', { token, body: routeA(), key: me.fiscalCode }),
    api('PUT', '/me', { token, body: { ...me, phone: `${me.phone}${me.phone}`, fiscalCode: me.fiscalCode.slice(1) } }),
    api('GET', '/me', { token: `${me.fiscalCode}.${mailbox}` }),
  ]);
  return who;
}

describe('what the system writes down beside its record', () => {
  let traces: Trace[] = [];
  let events: Trace[] = [];
  let secrets: string[] = [];
  let ids: string[] = [];

  beforeAll(async () => {
    const heard = await listen('did-local');
    const [strong, reserved, takenOver, clumsy] = await Promise.all([
      strongStory(),
      reservedStory(),
      takenOverStory(),
      clumsyStory(),
    ]);
    const stories = [strong, reserved, takenOver] as const;
    ids = stories.map(([, id]) => id);
    for (const [who, id] of stories) await communicationsOf(who.token, id);
    events = await until('the events of all stories', async () => {
      events = [...events, ...(await heard())];
      const known = new Set(events.map(eventIn).map(nameOf));
      const last = [
        { declarationId: strong[1], sequence: 5 },
        { declarationId: reserved[1], sequence: 5 },
        { declarationId: takenOver[1], sequence: 2 },
      ];
      return last.every((event) => known.has(nameOf(event))) ? events : undefined;
    });
    const people = [...stories.map(([who]) => who), clumsy];
    secrets = [
      ...people.flatMap((who) => [...secretsOf(who), who.mailbox, who.token]),
      reserved[2],
      document.number,
      document.issuedBy,
      permit.number,
      ...secretWords,
      ...familyNames,
      ...givenNames.F,
      ...givenNames.M,
      ...streetNames,
    ];
    traces = [...(await histories()), ...(await logs()), ...logFiles(inject('folder')), ...events];
  });

  test('is there, so that there is something to look through', () => {
    const from = (start: string) => traces.filter(({ where, text }) => where.startsWith(start) && text !== '');
    for (const id of ids) {
      expect(from(`execution ${id}-1`)).toHaveLength(1);
      expect(from('/aws/lambda/did-local-release').some(({ text }) => text.includes(id))).toBe(true);
      expect(events.some(({ text }) => text.includes(id))).toBe(true);
    }
    for (const name of ['api-me', 'api-declarations', 'api-commands', 'outbox', 'publish', 'register', 'sign-pact']) {
      expect(from(`/aws/lambda/did-local-${name}`).length, name).toBeGreaterThan(0);
    }
    expect(traces.some(({ where }) => where === 'emulator.log')).toBe(true);
  });

  test('holds nothing that the people of these stories entered', () => {
    const found = traces.flatMap(({ where, text }) => {
      const lower = text.toLowerCase();
      return secrets.filter((secret) => lower.includes(secret.toLowerCase())).map((secret) => `${where}: ${secret}`);
    });
    expect(found).toEqual([]);
  });

  test.each([
    ['a fiscal code', /\b[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b/gi],
    // SES names its messages like mailboxes of this one domain.
    ['a mailbox', /[a-z0-9._%+-]+(@|%40)(?!email\.amazonses\.com)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/gi],
    // A sweep of the tests that is years late says so in seconds, which are as many digits.
    [
      'a telephone number',
      /(\+|%2B|\b0{2})39\s?3\d{2}|(?<!"(?:lag|wait|mail|SweepLagSeconds|Oldest(?:Command|Mail)Seconds)":)\b3\d{2}[ .-]?\d{6,7}\b/g,
    ],
    ['a session', /\beyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/g],
  ])('holds nowhere the form of %s, whoever’s it is', (_, form) => {
    // The digits of an id, drawn by chance, may look like anything.
    const found = traces.flatMap(({ where, text }) =>
      [...text.replace(uuid, 'id').matchAll(form)].map(([hit]) => `${where}: ${hit}`),
    );
    expect(found).toEqual([]);
  });

  test('an event tells ids, statuses, dates and rules, and nothing else', () => {
    const beside = (allowed: ReadonlySet<string>, told: object) => Object.keys(told).filter((key) => !allowed.has(key));
    for (const event of events) {
      const detail = eventIn(event);
      if ('benefit' in detail) {
        const { benefit } = Sanction.parse(detail);
        expect([beside(toldOfSanction, detail), beside(toldOfBenefit, benefit)]).toEqual([[], []]);
        continue;
      }
      const { 'detail-type': type } = Event.parse(JSON.parse(event.text));
      const entry = EntryOfHistory.parse(detail);
      expect(type).toBe(`declaration.${entry.event}`);
      expect([beside(told, entry), beside(toldOfWho, entry.by)]).toEqual([[], []]);
    }
  });
});
