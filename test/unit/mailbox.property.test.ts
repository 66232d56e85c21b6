import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUnder, judgeMailbox, type ListedDomain, OwnEmail, roleWord } from '../../functions/domain/mailbox.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const topLevel = fc.stringMatching(/^[a-z]{2,6}$/);
const domain = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), topLevel)
  .map(([labels, top]) => [...labels, top].join('.'));
const local = fc.stringMatching(/^[a-z0-9_+-]{1,20}(\.[a-z0-9_+-]{1,10}){0,2}$/);

test('a domain is under another exactly if its last labels are that one', () => {
  fc.assert(
    fc.property(domain, domain, fc.array(word, { maxLength: 2 }), word, (listed, other, sub, glued) => {
      expect(isUnder([...sub, listed].join('.'), listed)).toBe(true);
      expect(isUnder(`${glued}${listed}`, listed)).toBe(false);
      expect(isUnder(`${listed}.${glued}`, listed)).toBe(`.${listed}.${glued}`.endsWith(`.${listed}`));
      expect(isUnder(other, listed)).toBe(`.${other}`.endsWith(`.${listed}`));
    }),
  );
});

test('the domain part alone decides a refusal, in any case', () => {
  fc.assert(
    fc.property(local, domain, fc.boolean(), fc.infiniteStream(fc.boolean()), (name, listed, below, upper) => {
      const row: ListedDomain = { domain: listed, organisation: 'x', kind: 'union', certainty: 'stated' };
      const written = [...`${name}@${below ? 'ufficio.' : ''}${listed}`]
        .map((character) => (upper.next().value ? character.toUpperCase() : character))
        .join('');
      const verdict = judgeMailbox(OwnEmail.parse(written), { listedDomains: [row], operatorDomains: [] });
      expect(verdict).toEqual({ verdict: 'refused', rule: 'mailbox-listed-domain', organisation: 'x' });
      const asOperator = judgeMailbox(OwnEmail.parse(written), { listedDomains: [], operatorDomains: [row] });
      expect(asOperator).toEqual({ verdict: 'refused', rule: 'mailbox-operator-domain', organisation: 'x' });
    }),
  );
});

test('case does not matter, and reading twice changes nothing', () => {
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const email = `${name}@${host}`;
      expect(OwnEmail.parse(email.toUpperCase())).toBe(email);
      expect(OwnEmail.parse(OwnEmail.parse(email))).toBe(email);
    }),
  );
});

test('whatever is written, reading answers with one rule or with an ASCII mailbox that reads as itself', () => {
  const glued = fc.tuple(fc.string(), fc.string({ unit: 'binary' })).map((parts) => parts.join('@'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.emailAddress(), glued), (text) => {
      const answer = OwnEmail.safeParse(text);
      if (!answer.success) {
        expect(answer.error.issues).toHaveLength(1);
        return;
      }
      expect(answer.data).toMatch(/^[\x21-\x3f\x5b-\x7e]+@[a-z0-9.-]+$/);
      expect(answer.data.length).toBeLessThanOrEqual(254);
      expect(OwnEmail.parse(answer.data)).toBe(answer.data);
    }),
    { numRuns: 500 },
  );
});

test('a role word of the owner’s name never counts, and a name put first hides a role that is no body', () => {
  const role = fc.constantFrom('caf', 'inca', 'inas', 'ital', 'sportello', 'studio', 'info');
  const separator = fc.constantFrom('.', '_', '-', '7');
  fc.assert(
    fc.property(role, separator, word, (surname, glue, given) => {
      const owner = { givenName: 'Anna', familyName: surname.toUpperCase() };
      expect(roleWord(OwnEmail.parse(`${surname}${glue}anna@libero.it`), owner)).toBeUndefined();
      expect(roleWord(OwnEmail.parse(`anna${glue}${surname}@libero.it`))).toBeUndefined();
      expect(roleWord(OwnEmail.parse(`${surname}${glue}x${given}@libero.it`))).toBe(surname);
    }),
  );
});
