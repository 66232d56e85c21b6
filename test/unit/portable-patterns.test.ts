import { describe, expect, test } from 'vitest';
import { portablePatterns } from '../../functions/api/openapi/document.ts';
import { PlainLine } from '../../functions/domain/communications.ts';

/** Every character of the basic plane that is one. */
const characters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((one) =>
  one.isWellFormed(),
);

describe('a pattern that the document writes without categories of Unicode', () => {
  test.each([...portablePatterns])('%s takes the same characters', (pattern, portable) => {
    expect(portable).not.toContain(String.raw`\p`);
    const [own, told] = [new RegExp(pattern, 'u'), new RegExp(portable, 'u')];
    expect(characters.filter((one) => own.test(one) !== told.test(one))).toEqual([]);
  });

  test('is one that a contract has', () => {
    const refused = (line: string) => !PlainLine.safeParse(`a${line}b`).success;
    const [portable = ''] = [...portablePatterns.values()];
    const told = new RegExp(portable, 'u');
    expect(characters.filter((one) => refused(one) === told.test(one))).toEqual([]);
  });
});
