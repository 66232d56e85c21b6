import { describe, expect, test } from 'vitest';
import { readCursorWithin } from '../../functions/store/table.ts';

const cursorOf = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
const bounds = {
  pk: (text: string) => text === 'DID#1',
  sk: (text: string) => text.startsWith('HISTORY#'),
};
const at = (sk: string) => readCursorWithin(cursorOf({ pk: { S: 'DID#1' }, sk: { S: sk } }), bounds);

describe('a cursor that somebody made up', () => {
  test('is followed within the bounds of the list', () => {
    expect(at('HISTORY#00000001')).toEqual({ pk: { S: 'DID#1' }, sk: { S: 'HISTORY#00000001' } });
    expect(at('MAIL#1')).toBeUndefined();
  });

  test('is none if its key is longer than DynamoDB takes: 1024 bytes', () => {
    expect(at(`HISTORY#${'x'.repeat(1016)}`)).toBeDefined();
    expect(at(`HISTORY#${'x'.repeat(1017)}`)).toBeUndefined();
    expect(at(`HISTORY#${'é'.repeat(509)}`)).toBeUndefined();
  });

  test('is none if its key is no text that can be sent: half a surrogate pair', () => {
    expect(at('HISTORY#\uD800')).toBeUndefined();
  });
});
