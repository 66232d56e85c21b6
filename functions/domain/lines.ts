/** Lines of text that a mail may show. */
import * as z from 'zod/mini';

const fiscalCode = /\b[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b/i;

/**
 * One line of an office's particulars as a mail shows it: no control, format or separator character (it could forge
 * lines of the text), no `@` and no fiscal code (personal data never enter a mail: GDPR art. 5.1.c).
 */
export const PlainLine = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(160),
  z.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}@]+$/u, { error: 'plain-line' }),
  z.refine((line) => !fiscalCode.test(line), { error: 'fiscal-code' }),
);

/** A telephone number as people read it: digits, spaces, dots, slashes, hyphens, perhaps a leading `+`. */
export const Telephone = z.string().check(z.regex(/^\+?[0-9][0-9 ./-]{2,23}$/));
