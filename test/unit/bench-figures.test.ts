import { describe, expect, test } from 'vitest';
import { contributorOf, contributorsOf } from '../bench/bundles.ts';
import { change, keeps, linesOf, mark, markdownOf } from '../bench/figures.ts';
import { jsonCall, mailCall } from '../bench/recorder.ts';
import { between } from '../bench/saved.ts';

const figure = (value: number, goal?: number) => ({ id: 'weight', what: 'the weight', value, unit: 'KB', goal });

describe('a figure', () => {
  test.each([
    [269.9, 270, '✓'],
    [270, 270, '✓'],
    [270.1, 270, '✗'],
    [999, undefined, ' '],
  ])('of %d with the goal %s is marked "%s"', (value, goal, expected) => {
    expect(mark(figure(value, goal))).toBe(expected);
    expect(keeps(figure(value, goal))).toBe(expected !== '✗');
  });

  test('tells how it differs from the last one, if it does at the accuracy shown', () => {
    expect(change(figure(300), undefined)).toBe('');
    expect(change(figure(300.01), 300.02)).toBe('');
    expect(change(figure(330), 300)).toBe('was 300.0 KB (+30.0 KB, +10.0 %)');
    expect(change(figure(270), 300)).toBe('was 300.0 KB (−30.0 KB, −10.0 %)');
    expect(change(figure(2), 0)).toBe('was 0.0 KB (+2.0 KB)');
  });

  test('missing its goal is printed, in the terminal and in the table', () => {
    const section = { title: 'Bundles', notes: ['a note'], figures: [figure(300, 270)] };
    expect(linesOf(section, new Map([['weight', 290]])).join('\n')).toMatch(
      /a note\n ✗ the weight +300\.0 KB +≤ 270\.0 KB +was 290\.0 KB \(.*\) +30\.0 KB over/,
    );
    expect(markdownOf([section])).toContain('| the weight | 300.0 KB | ≤ 270.0 KB | ✗ |');
  });
});

test('the table takes its place between the marks, and only there', () => {
  const text = 'before\n<!-- figures -->\nold\n<!-- /figures -->\nafter';
  expect(between(text, 'new')).toBe('before\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\nafter');
  expect(() => between('no marks', 'new')).toThrow('no place');
});

describe('what a bundle is made of', () => {
  test.each([
    ['node_modules/zod/v4/core/util.js', 'zod'],
    ['../x/node_modules/@aws-sdk/core/dist-es/index.js', '@aws-sdk/core'],
    ['node_modules/@smithy/core/dist-es/submodules/retry/index.js', '@smithy/core/retry'],
    ['node_modules/a/node_modules/b/index.js', 'b'],
    ['functions/domain/dates.ts', 'functions/domain'],
    ['infra/bundle/credentials.ts', 'credentials.ts'],
  ])('%s counts as %s', (input, expected) => {
    expect(contributorOf(input)).toBe(expected);
  });

  test('is added up by contributor, the heaviest first', () => {
    const bytes = (bytesInOutput: number) => ({ bytesInOutput });
    const inputs = {
      'functions/api/a.ts': bytes(1),
      'node_modules/zod/a.js': bytes(3),
      'functions/api/b.ts': bytes(4),
    };
    expect(contributorsOf(inputs)).toEqual([
      ['functions/api', 5],
      ['zod', 3],
    ]);
  });
});

describe('the recorder', () => {
  const dynamo = (action: string, asked: object, answered: object, failed = false) =>
    jsonCall('register', `DynamoDB_20120810.${action}`, asked, answered, failed);
  const big = { pk: { S: 'x'.repeat(5000) } };

  test('reckons reads from what came back, by their consistency', () => {
    const capacity = { ConsumedCapacity: { CapacityUnits: 1 } };
    expect(dynamo('GetItem', { ConsistentRead: true }, { Item: big, ...capacity })).toMatchObject({
      readUnits: 2,
      writeUnits: 0,
    });
    expect(dynamo('GetItem', {}, capacity).readUnits).toBe(0.5);
    expect(dynamo('Query', {}, { Items: [big, big], ...capacity }).readUnits).toBe(1.5);
    const keys = { RequestItems: { t: { Keys: [{}, {}, {}], ConsistentRead: true } } };
    expect(dynamo('BatchGetItem', keys, { Responses: { t: [big] } }).readUnits).toBe(4);
  });

  test('takes writes from the consumed capacity, and counts changes of waits', () => {
    const write = (pk: string) => ({ Update: { Key: { pk: { S: pk } } } });
    const asked = { TransactItems: [write('WAIT#1'), write('DID#1'), { Put: { Item: { pk: { S: 'WAIT#2' } } } }] };
    const call = dynamo('TransactWriteItems', asked, {
      ConsumedCapacity: [{ CapacityUnits: 7 }, { CapacityUnits: 1 }],
    });
    expect(call).toMatchObject({ action: 'DynamoDB.TransactWriteItems', writeUnits: 8, readUnits: 0, waitChanges: 2 });
    expect(dynamo('UpdateItem', { Key: { pk: { S: 'WAIT#1' } } }, {}).waitChanges).toBe(1);
  });

  test('charges a write that was refused', () => {
    expect(dynamo('UpdateItem', {}, { __type: 'ConditionalCheckFailedException' }, true)).toMatchObject({
      failed: true,
      writeUnits: 1,
    });
  });

  test('counts the events that are put on the bus', () => {
    expect(jsonCall('publish', 'AWSEvents.PutEvents', { Entries: [{}, {}] }, {}, false)).toMatchObject({
      action: 'EventBridge.PutEvents',
      events: 2,
    });
  });

  test('knows a mail by its size, recipient and tags', () => {
    const form = new URLSearchParams({
      Action: 'SendRawEmail',
      'RawMessage.Data': Buffer.from('x'.repeat(1000)).toString('base64'),
      'Destinations.member.1': 'somebody@mailbox.example',
      'Tags.member.1.Name': 'mail',
      'Tags.member.1.Value': 'the-id',
    });
    const call = mailCall('outbox', form.toString(), '<MessageId>m-1</MessageId>', false);
    expect(call).toMatchObject({
      action: 'SES.SendRawEmail',
      mail: { bytes: 1000, to: 'somebody@mailbox.example', messageId: 'm-1', tags: { mail: 'the-id' } },
    });
    expect(mailCall('outbox', form.toString(), '', true).mail).toBeUndefined();
  });
});
