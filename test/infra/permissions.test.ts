import { describe, expect, it } from 'vitest';
import { entries, transitions } from '../../infra/functions.ts';
import { fixedRecipients, listedRecipients } from '../../infra/listed-domains.ts';
import { permits, statementsOfFunction } from './policy.ts';
import { configFor, templatesOf } from './stacks.ts';

const stage = 'prod';
const { app } = templatesOf(stage);
const own = (service: string, resource: string) => `arn:aws:${service}:eu-south-1:111122223333:${resource}`;
const table = own('dynamodb', `table/did-${stage}`);
const machine = own('states', `stateMachine:did-${stage}-lifecycle`);

const may = (name: string, action: string, resource: string, keys: Record<string, string[]> = {}) =>
  permits(statementsOfFunction(app, `did-${stage}-${name}`), { action, resource, keys });

const write = (pk: string, ...attributes: string[]) => ({
  'dynamodb:LeadingKeys': [pk],
  'dynamodb:Attributes': ['pk', 'sk', ...attributes],
});

const sweepKeeps = ['ListIdentityPolicies', 'GetIdentityPolicies', 'PutIdentityPolicy', 'DeleteIdentityPolicy'];
const editors = [
  'api-me',
  'api-declarations',
  'api-life',
  'api-proceedings',
  'api-inps',
  'api-appointments',
  'api-privacy',
  'outbox',
  'feedback',
  'sweep',
];
const drivers = [
  'api-me',
  'api-declarations',
  'api-life',
  'api-proceedings',
  'api-inps',
  'api-privacy',
  'outbox',
  'sweep',
];
const readers = ['api-commands', 'api-queue'];
const strangers = ['api-system'];
/** The triggers of the pool live in stack Data and reach no table. */
const triggers = ['pre-sign-up', 'pre-token'];
const others = Object.keys(entries).filter(
  (name) => !triggers.includes(name) && !transitions.some((writer) => writer === name),
);

describe('one writer of status', () => {
  it.each(transitions)('%s writes it', (name) => {
    expect(may(name, 'dynamodb:PutItem', table, write('DID#1', 'status', 'version'))).toBe(true);
  });

  it.each(others)('%s does not, whole or in part', (name) => {
    for (const action of ['PutItem', 'UpdateItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLInsert']) {
      expect([action, may(name, `dynamodb:${action}`, table, write('DID#1', 'status', 'version'))]).toEqual([
        action,
        false,
      ]);
    }
  });

  it.each(editors)('%s edits the rest', (name) => {
    expect(may(name, 'dynamodb:UpdateItem', table, write('DID#1', 'operatorId', 'version'))).toBe(true);
    expect(may(name, 'dynamodb:PutItem', table, write('DID#1', 'state'))).toBe(true);
    expect(may(name, 'dynamodb:UpdateItem', table, write('WAIT#1', 'pending', 'status'))).toBe(true);
  });

  it('api-commands revives a command and makes it wait, api-queue settles tasks, and no more', () => {
    const change = (name: string, pk: string, ...attributes: string[]) =>
      may(name, 'dynamodb:UpdateItem', table, write(pk, ...attributes));
    expect(change('api-commands', 'COMMAND#1', 'state') && change('api-commands', 'WAIT#1', 'pending', 'status')).toBe(
      true,
    );
    expect(change('api-queue', 'TASK#1', 'doneAt') && change('api-queue', 'DID#1', 'open', 'doneAt')).toBe(true);
    expect(change('api-queue', 'DID#1', 'open', 'operatorId') || change('api-queue', 'DID#1', 'data')).toBe(false);
    expect(may('api-queue', 'dynamodb:UpdateItem', table, { 'dynamodb:LeadingKeys': ['DID#1'] })).toBe(false);
    expect(change('api-commands', 'DID#1', 'operatorId') || change('api-queue', 'WAIT#1', 'pending')).toBe(false);
  });

  it.each([...strangers, ...readers, 'api-operators', 'api-admin'])('%s writes nothing of a citizen', (name) => {
    for (const action of ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']) {
      expect(may(name, `dynamodb:${action}`, table, write('CITIZEN#1', 'name'))).toBe(false);
    }
  });
});

describe('the record', () => {
  it.each([...transitions, ...others])(
    'is scanned by the sweep alone, and never dropped or emptied of a DID by %s',
    (name) => {
      for (const action of ['DeleteTable', 'UpdateTable', 'ExportTableToPointInTime']) {
        expect(may(name, `dynamodb:${action}`, table)).toBe(false);
      }
      expect(may(name, 'dynamodb:Scan', table)).toBe(name === 'sweep');
      expect(may(name, 'dynamodb:DeleteItem', table, write('DID#1'))).toBe(false);
    },
  );

  it('is read by whoever serves it', () => {
    for (const name of [...transitions, ...readers, ...editors]) {
      expect(may(name, 'dynamodb:GetItem', table)).toBe(true);
    }
    for (const name of strangers) expect(may(name, 'dynamodb:GetItem', table)).toBe(false);
  });

  it.each([
    ['queue', ['api-queue', 'sweep']],
    ['agenda', ['sweep']],
  ])('has its index %s for %j alone', (index, readers) => {
    const allowed = others.filter((name) => may(name, 'dynamodb:Query', `${table}/index/${index}`));
    expect(allowed).toEqual(readers);
  });

  it('shows the public directory nothing of anybody, and lets administrators change it, never a case', () => {
    for (const action of ['GetItem', 'Query']) {
      expect(may('api-operators', `dynamodb:${action}`, table, write('DIRECTORY#OPERATORS'))).toBe(true);
      for (const pk of ['CITIZEN#1', 'DID#1', 'OPERATOR#1', 'WAIT#1']) {
        expect([pk, may('api-operators', `dynamodb:${action}`, table, write(pk))]).toEqual([pk, false]);
      }
    }
    const puts = (pk: string) => may('api-admin', 'dynamodb:PutItem', table, write(pk));
    expect(['OPERATOR#1', 'DIRECTORY#OPERATORS'].map(puts)).toEqual([true, true]);
    expect(['CITIZEN#1', 'DID#1', 'WAIT#1', 'TASK#1'].map(puts)).toEqual([false, false, false, false]);
    expect(may('api-operators', 'dynamodb:PutItem', table, write('DIRECTORY#OPERATORS'))).toBe(false);
  });

  it('lets whoever ends an appointment set its place free in the calendar of the office', () => {
    const deletes = (pk: string) =>
      [...transitions, ...others].filter((name) => may(name, 'dynamodb:DeleteItem', table, write(pk)));
    expect(deletes('CALENDAR#1')).toEqual([
      ...transitions,
      'api-declarations',
      'api-life',
      'api-proceedings',
      'api-appointments',
      'sweep',
    ]);
    expect([...deletes('OPERATOR#1'), ...deletes('DIRECTORY#OPERATORS')]).toEqual([]);
    // The code for the telephone goes by the person's word, and with the case.
    expect(deletes('TELEPHONE#1')).toEqual(['api-life', 'sweep']);
  });

  it('takes from who prints papers their codes and numbers, and no change of a case', () => {
    const does = (action: string, pk: string, ...attributes: string[]) =>
      may('api-documents', `dynamodb:${action}`, table, write(pk, ...attributes));
    expect(['DID#1', 'VERIFY#1', 'PROTOCOL#2026'].map((pk) => does('PutItem', pk, 'code'))).toEqual([true, true, true]);
    for (const pk of ['DID#1', 'VERIFY#1', 'WAIT#1']) expect(does('UpdateItem', pk, 'operatorId')).toBe(false);
    for (const pk of ['CITIZEN#1', 'WAIT#1', 'COMMAND#1', 'OPERATOR#1']) expect(does('PutItem', pk)).toBe(false);
    expect(does('PutItem', 'DID#1', 'status')).toBe(false);
  });

  it('lets four functions add lines to the register of the protocol, and nobody change one or take it out', () => {
    const line = write('PROTOCOL#2026', 'number', 'chain');
    const all = [...transitions, ...others];
    const keepers = all.filter((name) => may(name, 'dynamodb:PutItem', table, line));
    expect(keepers.toSorted()).toEqual(['api-documents', 'outbox', 'publish', 'sweep']);
    for (const action of ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLDelete']) {
      expect([action, all.filter((name) => may(name, `dynamodb:${action}`, table, line))]).toEqual([action, []]);
    }
  });

  it.each([...transitions, ...others])(
    'is closed to %s outside of what it writes, and the register by a Deny',
    (name) => {
      const statements = statementsOfFunction(app, `did-${stage}-${name}`);
      const withRegister = [{ Effect: 'Allow' as const, Action: ['dynamodb:*'], Resource: [table], Condition: {} }];
      for (const action of ['UpdateItem', 'DeleteItem']) {
        const asked = { action: `dynamodb:${action}`, resource: table, keys: write('PROTOCOL#2026', 'chain') };
        expect([action, permits([...withRegister, ...statements], asked)]).toEqual([action, false]);
        expect(may(name, `dynamodb:${action}`, table, write('SOMETHING#1', 'new'))).toBe(false);
      }
      expect(may(name, 'dynamodb:PutItem', table, write('SOMETHING#1', 'new'))).toBe(false);
    },
  );

  it('takes from who tells the bus the register, and nothing else of the record', () => {
    const does = (action: string, pk: string) => may('publish', `dynamodb:${action}`, table, write(pk));
    expect(['GetItem', 'Query', 'PutItem'].map((action) => does(action, 'PROTOCOL#2026'))).toEqual([true, true, true]);
    for (const pk of ['DID#1', 'CITIZEN#1', 'COMMAND#1', 'OPERATOR#1']) {
      for (const action of ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'Scan'])
        expect([pk, action, does(action, pk)]).toEqual([pk, action, false]);
    }
  });

  it('lets whoever shows a case to staff add to the log of looks, and nobody take a line out of it', () => {
    const all = [...transitions, ...others];
    const shows = [
      'api-declarations',
      'api-documents',
      'api-life',
      'api-proceedings',
      'api-appointments',
      'api-commands',
      'api-privacy',
    ];
    for (const name of shows) {
      expect([name, may(name, 'dynamodb:UpdateItem', table, write('ACCESS#1', 'at', 'by'))]).toEqual([name, true]);
    }
    expect(all.filter((name) => may(name, 'dynamodb:DeleteItem', table, write('ACCESS#1')))).toEqual([]);
    // A task may hold the fiscal code of somebody who is looked for.
    expect(may('api-queue', 'dynamodb:UpdateItem', table, write('ACCESS#1', 'at', 'by'))).toBe(true);
  });

  it('lets an act hold the mandate that it rests on, and a counter’s look-up be counted', () => {
    for (const name of ['api-declarations', 'api-life', 'api-proceedings', 'api-appointments']) {
      expect([name, may(name, 'dynamodb:ConditionCheckItem', table, write('CF#1'))]).toEqual([name, true]);
    }
    expect(may('api-proceedings', 'dynamodb:UpdateItem', table, write('CF#1', 'endedAt'))).toBe(false);
    for (const pk of ['OPERATOR#1', 'ACCESS#1']) {
      expect([pk, may('api-me', 'dynamodb:UpdateItem', table, write(pk, 'lookUps'))]).toEqual([pk, true]);
    }
  });

  it('lets the end of an account, and the sweep once its term is over, delete a record; of a DID nothing', () => {
    for (const name of ['api-privacy', 'sweep']) {
      for (const pk of ['CITIZEN#1', 'EMAIL#1', 'CF#1'])
        expect([name, pk, may(name, 'dynamodb:DeleteItem', table, write(pk))]).toEqual([name, pk, true]);
    }
    // That an account has ended is noted at once, and kept for as long as its token is about.
    expect(may('api-privacy', 'dynamodb:UpdateItem', table, write('SUB#1', 'endedAt'))).toBe(true);
    expect(may('api-privacy', 'dynamodb:DeleteItem', table, write('SUB#1'))).toBe(false);
    expect(may('sweep', 'dynamodb:UpdateItem', table, write('SUB#1', 'ttl'))).toBe(true);
    expect(may('sweep', 'dynamodb:DeleteItem', table, write('SUB#1'))).toBe(true);
    const all = [...transitions, ...others];
    expect(all.filter((name) => may(name, 'dynamodb:DeleteItem', table, write('CF#1')))).toEqual([
      'api-privacy',
      'sweep',
    ]);
  });

  it('lets a registration that was refused drop its wait, and a take-over its claims', () => {
    expect(may('register', 'dynamodb:DeleteItem', table, write('WAIT#1'))).toBe(true);
    expect(may('api-me', 'dynamodb:DeleteItem', table, write('SUB#1'))).toBe(true);
    expect(may('api-me', 'dynamodb:DeleteItem', table, write('WAIT#1'))).toBe(false);
  });
});

describe('executions', () => {
  it('are started and woken by who takes commands, the outbox and the sweep', () => {
    for (const action of ['StartExecution', 'SendTaskSuccess']) {
      const allowed = [...transitions, ...others].filter((name) => may(name, `states:${action}`, machine));
      expect(allowed).toEqual(drivers);
    }
  });

  it('are looked for by whoever may find them closed, and stopped by nobody', () => {
    const execution = own('states', `execution:did-${stage}-lifecycle:1`);
    expect(may('sweep', 'states:ListExecutions', machine)).toBe(true);
    for (const name of drivers) expect(may(name, 'states:DescribeExecution', execution)).toBe(true);
    for (const name of others) expect(may(name, 'states:StopExecution', execution)).toBe(false);
  });
});

describe('mail, third wall', () => {
  const { mail } = configFor(stage);
  const identity = own('ses', 'identity/did.regione.example');
  const to = (recipient: string, from = mail.from) => ({ 'ses:FromAddress': [from], 'ses:Recipients': [recipient] });
  const send = (name: string, keys: Record<string, string[]>) => may(name, 'ses:SendRawEmail', identity, keys);

  it('leaves by the outbox only', () => {
    const senders = [...transitions, ...others].filter((name) => send(name, to('anna@posta.example')));
    expect(senders).toEqual(['outbox']);
  });

  it('goes to no listed domain', () => {
    for (const recipient of ['anna@inca.it', 'anna@milano.inca.it', 'anna@sede.cgiltorino.it']) {
      expect([recipient, send('outbox', to(recipient))]).toEqual([recipient, false]);
    }
    expect(send('outbox', to('anna@incanto.it'))).toBe(true);
    expect(send('outbox', to('anna.inca.it@posta.example'))).toBe(true);
    const oneOfTwo = { 'ses:FromAddress': [mail.from], 'ses:Recipients': ['anna@posta.example', 'x@inca.it'] };
    expect(send('outbox', oneOfTwo)).toBe(false);
  });

  it('is denied by the role where only a version of the product edits the list, by the identity everywhere', () => {
    expect(fixedRecipients().length).toBeGreaterThan(10);
    expect(fixedRecipients().filter((pattern) => !listedRecipients().includes(pattern))).toEqual([]);
    // An administrator may take this one off the list: then it must be written to.
    expect(send('outbox', to('anna@cia.it'))).toBe(true);
  });

  it.each(fixedRecipients())('goes nowhere like %s', (pattern) => {
    expect(send('outbox', to(pattern.replaceAll('*', 'x')))).toBe(false);
  });

  it.each(sweepKeeps)('its third wall is kept by the sweep alone: %s', (action) => {
    const keepers = [...transitions, ...others].filter((name) => may(name, `ses:${action}`, identity));
    expect(keepers).toEqual(['sweep']);
    expect(may('sweep', `ses:${action}`, own('ses', 'identity/other.example'))).toBe(false);
  });

  it('bears the one sender', () => {
    expect(send('outbox', to('anna@posta.example', 'other@did.regione.example'))).toBe(false);
    expect(may('outbox', 'ses:SendRawEmail', own('ses', 'identity/other.example'), to('anna@posta.example'))).toBe(
      false,
    );
    expect(may('outbox', 'ses:SendEmail', identity, to('anna@posta.example'))).toBe(false);
  });
});

describe('the rest', () => {
  it('the key of the guards is used by who names a person, to make a MAC only', () => {
    const key = `/did/${stage}/identity-key-arn`;
    expect(others.filter((name) => may(name, 'kms:GenerateMac', key))).toEqual([
      'api-me',
      'api-life',
      'api-proceedings',
      'api-inps',
      'api-privacy',
    ]);
    expect(may('api-me', 'kms:Decrypt', key)).toBe(false);
  });

  it('accounts of the user pool are deleted by the sweep, which can do nothing else with them', () => {
    const pool = own('cognito-idp', `userpool//did/${stage}/user-pool-id`);
    const all = [...transitions, ...others];
    expect(all.filter((name) => may(name, 'cognito-idp:AdminDeleteUser', pool))).toEqual(['sweep']);
    expect(may('sweep', 'cognito-idp:AdminDeleteUser', own('cognito-idp', 'userpool/another'))).toBe(false);
    for (const action of ['AdminGetUser', 'ListUsers', 'AdminCreateUser', 'AdminUpdateUserAttributes']) {
      expect(all.filter((name) => may(name, `cognito-idp:${action}`, pool))).toEqual([]);
    }
  });

  it('the bus is told by publish, and once more by the sweep', () => {
    const [bus] = Object.entries(app.parsed.Resources).find(([, { Type }]) => Type === 'AWS::Events::EventBus') ?? [];
    expect(others.filter((name) => may(name, 'events:PutEvents', `${bus}.Arn`))).toEqual(['publish', 'sweep']);
  });

  it.each([...transitions, ...others])("%s fits the size of a role's own policies", (name) => {
    expect(JSON.stringify(statementsOfFunction(app, `did-${stage}-${name}`)).length).toBeLessThan(10_240);
  });
});
