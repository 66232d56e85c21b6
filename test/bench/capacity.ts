/**
 * What DynamoDB charges for a call, by its documented rules: item sizes in bytes, reads in steps of 4 KB, writes in
 * steps of 1 KB (1 KB = 1 024 bytes).
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const utf8 = (text: string) => Buffer.byteLength(text, 'utf8');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A number takes a byte for two significant digits, one more for the whole, and one for a minus. */
function numberBytes(text: string): number {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return sum(value.SS.map(utf8));
  if (value.NS !== undefined) return sum(value.NS.map(numberBytes));
  if (value.L !== undefined) return 3 + sum(value.L.map((inner) => 1 + valueBytes(inner)));
  if (value.M !== undefined)
    return 3 + sum(Object.entries(value.M).map(([name, inner]) => 1 + utf8(name) + valueBytes(inner)));
  return 1;
}

/** The size of an item: names and values of its attributes. */
export function itemBytes(item: Readonly<Record<string, AttributeValue>>): number {
  return sum(Object.entries(item).map(([name, value]) => utf8(name) + valueBytes(value)));
}

/** Units of reading so many bytes at once: 4 KB each, half of that if it need not be consistent, and one step at least. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
}

/** Units of writing an item that is so large before or after, whichever is more: 1 KB each, and one at least. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}
