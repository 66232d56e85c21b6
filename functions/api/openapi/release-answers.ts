/** What the API answers of *salva DID*: what it needs, the text that is released, what was released. */
import * as z from 'zod/mini';
import { Instant } from '../../domain/dates.ts';
import { DeclarationData } from '../../domain/declaration.ts';
import { languages, Person } from '../../domain/person.ts';
import { FieldProblem } from './problem-answers.ts';

export const ReceiptNumber = z.string().check(z.regex(/^R-[0-9]{8}-[0-9A-F]{12}$/));

/** Something odd, told without stopping anything. */
export const Warning = z.object({ rule: z.string(), field: z.optional(z.string()), detail: z.string() });

/** Something odd in a person's data, for the operator who sees the document. */
export const PersonCheck = z.object({
  field: z.enum(['fiscalCode', 'givenName', 'familyName', 'birthDate', 'birthPlace', 'sex']),
  rule: z.enum(['fiscal-code-mismatch', 'fiscal-code-provisional']),
  detail: z.string(),
});

/** What a person reads before *salva DID*: the declaration, and the warnings of D.P.R. 445/2000 arts 75-76. */
export const ReleaseText = z.object({
  version: z.string(),
  language: z.enum(languages),
  declaration: z.array(z.string()),
  warnings: z.array(z.object({ id: z.string(), text: z.string() })),
});

/** What a draft still needs, and what will be released. */
export const ToRelease = z.object({
  missing: z.array(FieldProblem),
  warnings: z.array(Warning),
  person: Person,
  text: ReleaseText,
});

/** What was released, as it stood then. */
export const Declared = z.object({
  person: Person,
  data: DeclarationData,
  takenAt: Instant,
  receiptNumber: z.nullable(ReceiptNumber),
  text: z.nullable(ReleaseText),
});
