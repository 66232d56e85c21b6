/** The list of domains that are no citizen's own: edited, with its history, and what becomes of mailboxes of before. */
import { SESClient } from '@aws-sdk/client-ses';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeOfList } from '../../functions/domain/list-changes.ts';
import { deniedDomains, fixedDomains, listProblem } from '../../functions/domain/listed-domains.ts';
import { type ListedDomain, shippedListedDomains } from '../../functions/domain/mailbox.ts';
import { denialPolicies, recipientPatterns } from '../../functions/domain/third-wall.ts';
import { lookAtReview } from '../../functions/schedule/mailboxes.ts';
import { openThirdWall } from '../../functions/schedule/third-wall.ts';
import {
  admin,
  administrator,
  all,
  begin,
  byPassword,
  counter,
  deliver,
  enter,
  forget,
  hours,
  mailKinds,
  me,
  memory,
  prove,
  recordOf,
  sweepAt,
  tasks,
} from './mailbox-world.ts';
import { receivedAt } from './samples.ts';

const shipped = [...shippedListedDomains()];
const row = (domain: string, more: Partial<ListedDomain> = {}): ListedDomain => ({
  domain,
  organisation: 'Patronato Esempio',
  kind: 'patronato',
  certainty: 'assumed',
  ...more,
});
const reason = 'Segnalato dal CPI di Milano';
const write = (domains: readonly ListedDomain[], version = 0, at = receivedAt) =>
  admin('write-listed-domains', { body: { version, reason, domains }, at });
const own = 'mario@esempio-lavoro.it';
const listed = [...shipped, row('esempio-lavoro.it')];

beforeEach(begin);

describe('the list', () => {
  test('is the shipped one until somebody changes it', async () => {
    expect(await admin('read-listed-domains')).toMatchObject({ status: 200, body: { version: 0, domains: shipped } });
    expect(await admin('read-listed-domains-history')).toMatchObject({ status: 200, body: { items: [] } });
  });

  test('changed, tells who, when, why and what, from the shipped one on', async () => {
    expect(await write(listed)).toMatchObject({ status: 200, body: { version: 1 } });
    const without = listed.filter(({ domain }) => domain !== 'cia.it');
    const doubted = without.map((each) =>
      each.domain === 'mcl.it' ? { ...each, certainty: 'doubtful' as const } : each,
    );
    expect(await write(doubted, 1, hours(1))).toMatchObject({ status: 200, body: { version: 2 } });
    const { body } = await admin('read-listed-domains-history');
    expect(body['items']).toEqual([
      {
        version: 2,
        changedAt: hours(1),
        changedBy: administrator['sub'],
        reason,
        added: [],
        removed: [shipped.find(({ domain }) => domain === 'cia.it')],
        changed: [expect.objectContaining({ domain: 'mcl.it', certainty: 'doubtful' })],
      },
      expect.objectContaining({ version: 1, added: [row('esempio-lavoro.it')], removed: [], changed: [] }),
      expect.objectContaining({ version: 0, reason: 'shipped', added: shipped }),
    ]);
  });

  test('written again as it is changes nothing', async () => {
    await write(listed);
    expect(await write(listed)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(all('listed-domains-change')).toHaveLength(2);
  });

  test.each([0, 2])('of another version (%d) is not overwritten', async (version) => {
    await write(listed);
    const answer = await write([...listed, row('altro-esempio.it')], version);
    expect(answer).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  });

  test('changed by two at once is changed by one', async () => {
    const answers = await Promise.all([write(listed), write([...shipped, row('altro-esempio.it')])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test.each<[string, readonly ListedDomain[], number, string]>([
    ['a row that the product fixes', shipped.slice(1), 409, 'listed-domain-fixed'],
    [
      'doubting one',
      shipped.map((each) => (each.domain === 'inca.it' ? { ...each, certainty: 'doubtful' } : each)),
      409,
      'listed-domain-fixed',
    ],
    ['everybody’s provider', [...shipped, row('gmail.com')], 422, 'listed-domain-of-everybody'],
    ['a domain twice', [...listed, row('esempio-lavoro.it')], 422, 'invalid'],
    ['a whole country', [...shipped, row('*.it')], 422, 'invalid'],
    ['a top level', [...shipped, row('it')], 422, 'invalid'],
    ['capital letters', [...shipped, row('Esempio.it')], 422, 'invalid'],
  ])('is refused: %s', async (_, domains, status, code) => {
    expect(await write(domains)).toMatchObject({ status, body: { code } });
    expect(all('listed-domains')).toEqual([]);
  });

  test('is for administrators alone', async () => {
    for (const action of [
      'read-listed-domains',
      'write-listed-domains',
      'read-listed-domains-history',
      'read-mail-audit',
    ] as const) {
      for (const claims of [counter, byPassword('mario', own), { ...counter, role: 'manager' }]) {
        expect((await admin(action, {}, claims)).status).toBe(403);
      }
    }
  });
});

describe('the first wall follows the list', () => {
  test('a domain added is refused from then on', async () => {
    await write(listed);
    forget();
    const claims = byPassword('mario', own);
    expect((await me('name-mailbox', claims, { body: { mailbox: own } })).body).toMatchObject({
      code: 'mailbox-not-own',
      rule: 'mailbox-listed-domain',
    });
  });

  test('a domain taken off is accepted again', async () => {
    await write(shipped.filter(({ domain }) => domain !== 'cia.it'));
    forget();
    await enter(byPassword('mario', 'mario@cia.it'));
  });

  test('a doubtful row asks for a reason', async () => {
    await write([...shipped, row('esempio-lavoro.it', { certainty: 'doubtful' })]);
    forget();
    const claims = byPassword('mario', own);
    const named = await me('name-mailbox', claims, { body: { mailbox: own } });
    expect(named).toMatchObject({ status: 422, body: { rule: 'mailbox-doubtful-domain' } });
    const explained = { mailbox: own, reason: 'È il dominio della mia famiglia.' };
    const { status, body } = await me('name-mailbox', claims, { body: explained });
    expect([status, body['warnings']]).toEqual([
      202,
      expect.arrayContaining([expect.objectContaining({ rule: 'doubtful-domain-explained' })]),
    ]);
  });
});

describe('a domain listed after a mailbox at it became a citizen’s', () => {
  const claims = byPassword('mario', own);
  const others = byPassword('paola', 'paola@libero.it');
  const listLater = async () => {
    await enter(claims);
    await write(listed, 0, hours(1));
    await sweepAt(hours(1));
  };

  test('an office has a task, the person is told there, and nothing else changes', async () => {
    await listLater();
    expect(tasks()).toEqual([expect.objectContaining({ kind: 'mailbox-listed' })]);
    expect(mailKinds()).toEqual(['mailbox-listed']);
    expect((await deliver(hours(1))).flat()).toEqual([own]);
    expect(recordOf('mario')).toMatchObject({ mailbox: own, mailboxListedAt: hours(1) });
    expect((await me('read-me', claims)).body).toMatchObject({ mailbox: own, mailboxListed: true });
    expect(all('mailbox').map(({ mailbox, from }) => [mailbox, from])).toEqual([[own, receivedAt]]);
  });

  test('is told once, however often it is looked at', async () => {
    await listLater();
    await write([...listed, row('altro-esempio.it')], 1, hours(2));
    for (const at of [2, 3, 30]) await sweepAt(hours(at));
    expect(mailKinds()).toEqual(['mailbox-listed']);
    expect(tasks()).toHaveLength(1);
  });

  test('another mailbox that is proved settles the task', async () => {
    await listLater();
    await deliver(hours(1));
    await prove(claims, 'mario@gmail.com', hours(2));
    await deliver(hours(2));
    await sweepAt(hours(26));
    expect(recordOf('mario')).toMatchObject({ mailbox: 'mario@gmail.com' });
    expect(recordOf('mario')).not.toHaveProperty('mailboxListedAt');
    expect(tasks()).toEqual([]);
    await sweepAt(hours(28));
    expect(all('kept-mailbox')).toEqual([]);
  });

  test('taken off the list again, it is as before', async () => {
    await listLater();
    await write(shipped, 1, hours(2));
    await sweepAt(hours(2));
    expect(recordOf('mario')).not.toHaveProperty('mailboxListedAt');
    expect(tasks()).toEqual([]);
    expect(all('kept-mailbox')).toEqual([]);
  });

  test('is not denied by the third wall before nobody is written to there', async () => {
    await enter(claims);
    await write([...listed, row('altro-esempio.it')], 0, hours(1));
    const walls: (readonly string[])[] = [];
    const wall = async (denied: readonly string[]) => {
      walls.push(denied);
    };
    await sweepAt(hours(1), wall);
    expect(walls.at(-1)).toContain('altro-esempio.it');
    expect(walls.at(-1)).not.toContain('esempio-lavoro.it');
    await deliver(hours(1));
    await prove(claims, 'mario@gmail.com', hours(2));
    await deliver(hours(2));
    await sweepAt(hours(26), wall);
    await sweepAt(hours(28), wall);
    expect(walls.at(-1)).toContain('esempio-lavoro.it');
  });

  test('who has another mailbox hears nothing', async () => {
    await enter(others);
    await write(listed, 0, hours(1));
    await sweepAt(hours(1));
    expect([mailKinds(), tasks(), all('kept-mailbox')]).toEqual([[], [], []]);
    // Nothing is left to watch: the sweep forgets it.
    expect(all('mailbox-review')[0]).not.toHaveProperty('agendaDue');
  });

  test('a look that runs out of time goes on where it was', async () => {
    await enter(claims);
    for (let index = 0; index < 2500; index += 1) {
      const name = `NOISE#${index}`;
      memory.set({ pk: name, sk: name }, { entity: 'noise' });
    }
    await write(listed, 0, hours(1));
    const review = () => all('mailbox-review')[0];
    const due = {
      key: { pk: 'LISTED#DOMAINS', sk: 'REVIEW' },
      entity: 'review' as const,
      agendaDue: hours(1),
    };
    const look = () => lookAtReview(memory.table, undefined, due, hours(1), () => false);
    let runs = 0;
    while (review()?.['state'] === 'looking' && runs < 10) {
      await look();
      runs += 1;
    }
    expect(runs).toBeGreaterThan(1);
    expect(review()).toMatchObject({ state: 'watching' });
    expect(tasks()).toHaveLength(1);
  });
});

describe('the third wall', () => {
  const arn = 'arn:aws:ses:eu-south-1:111122223333:identity/did.regione.example';
  const policies = new Map<string, string>();
  const calls: string[] = [];
  /** SES's policies of one identity, as it answers about them. */
  const client = new SESClient({ region: 'eu-south-1' });
  client.send = async (command: { readonly input: object; readonly constructor: { readonly name: string } }) => {
    const name = command.constructor.name.replace('Command', '');
    calls.push(name);
    const { PolicyName = '', Policy = '' } = { PolicyName: '', Policy: '', ...command.input };
    if (name === 'PutIdentityPolicy') policies.set(PolicyName, Policy);
    if (name === 'DeleteIdentityPolicy') policies.delete(PolicyName);
    return { PolicyNames: [...policies.keys()], Policies: Object.fromEntries(policies) };
  };
  const wall = openThirdWall(client, arn);

  beforeEach(() => {
    policies.clear();
    calls.length = 0;
  });

  test('denies what it is told, in policies that SES takes', async () => {
    policies.set('somebody-elses', '{}');
    const denied = deniedDomains(shipped, []);
    await wall(denied);
    expect(policies.get('somebody-elses')).toBe('{}');
    policies.delete('somebody-elses');
    const recipients = [...policies.values()].flatMap(
      (text) => JSON.parse(text).Statement[0].Condition['ForAnyValue:StringLike']['ses:Recipients'],
    );
    expect(recipients).toEqual(recipientPatterns(denied));
    for (const text of policies.values()) expect(text.length).toBeLessThan(4096);
  });

  test('is left alone where it says so already, and loses what is left over', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `ente-numero-${index}.it`);
    await wall(many);
    const before = policies.size;
    calls.length = 0;
    await wall(many);
    expect(calls).toEqual(['ListIdentityPolicies', 'GetIdentityPolicies']);
    await wall(['inca.it']);
    expect([before > 1, policies.size]).toEqual([true, 1]);
  });

  test('denies no doubtful domain: a mailbox there was accepted with its reason', () => {
    for (const { domain, certainty } of shipped)
      expect(deniedDomains(shipped, []).includes(domain)).toBe(certainty !== 'doubtful');
  });
});

describe('of any list', () => {
  const domains = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'bb', 'x-y', 'ufficio'), fc.constantFrom('ente', 'altro')), {
      selector: (parts) => parts.join('.'),
      maxLength: 8,
    })
    .map((pairs) => pairs.map((parts) => row(`${parts.join('.')}.example`)));
  const certainties = fc.constantFrom<ListedDomain['certainty']>('stated', 'assumed', 'doubtful');

  test('a change tells all that is needed to make one list of the other', () => {
    fc.assert(
      fc.property(domains, domains, certainties, (before, after, certainty) => {
        const changedAfter = after.map((each, index) => (index === 0 ? { ...each, certainty } : each));
        const { added, removed, changed } = changeOfList(before, changedAfter);
        const gone = new Set([...removed, ...changed].map(({ domain }) => domain));
        const rebuilt = [...before.filter(({ domain }) => !gone.has(domain)), ...added, ...changed];
        const sorted = (rows: readonly ListedDomain[]) => rows.toSorted((a, b) => a.domain.localeCompare(b.domain));
        expect(sorted(rebuilt)).toEqual(sorted(changedAfter));
      }),
    );
  });

  test('what is still written to is never denied, and a doubtful row never is', () => {
    fc.assert(
      fc.property(domains, fc.nat(7), fc.boolean(), (rows, index, sub) => {
        const own = rows[index % Math.max(rows.length, 1)]?.domain;
        const kept = own === undefined ? [] : [sub ? `mail.${own}` : own];
        const denied = deniedDomains(rows, kept);
        if (own !== undefined) expect(denied).not.toContain(own);
        expect(denied.length).toBe(rows.length - (own === undefined ? 0 : 1));
        expect(
          deniedDomains(
            rows.map((each) => ({ ...each, certainty: 'doubtful' })),
            [],
          ),
        ).toEqual([]);
      }),
    );
  });

  test('the fixed rows stay in any list that is allowed', () => {
    fc.assert(
      fc.property(fc.subarray([...shipped]), domains, (some, more) => {
        const allowed = listProblem([...some, ...more]) === undefined;
        const fixed = fixedDomains().every(({ domain }) => some.some((each) => each.domain === domain));
        expect(allowed).toBe(fixed);
      }),
    );
  });

  test('a policy of SES holds every pattern once, within its size', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.domain(), { maxLength: 200 }), (names) => {
        const parts = denialPolicies('arn:aws:ses:eu-south-1:1:identity/x', names);
        const held = parts.flatMap(
          ({ document }) => JSON.parse(document).Statement[0].Condition['ForAnyValue:StringLike']['ses:Recipients'],
        );
        expect(held).toEqual(recipientPatterns(names));
        for (const { document } of parts) expect(document.length).toBeLessThan(4096);
      }),
    );
  });
});
