/** What a citizen sees of *salva DID*: before it what is missing and what will be released, after it what was. */

import { dateInRome, type Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type ShownText, textInForce } from '../domain/declaration-texts.ts';
import { textShownIn } from '../domain/declared-in-words.ts';
import { type Language, type Person, personWarnings } from '../domain/person.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { declarationWarnings, missingData } from '../domain/verbs/declared.ts';
import { declaredWarning } from './declared-words.ts';
import { requestWords } from './request-words.ts';

interface Seen {
  readonly person: Person;
  readonly language: Language;
  readonly receivedAt: Instant;
  readonly policy: ProcedurePolicy;
}

/** Something odd in a person's or a draft's data, in words. */
const told = (
  warnings: readonly { readonly rule: string; readonly field?: string | undefined }[],
  language: Language,
) => warnings.map((warning) => ({ ...warning, detail: declaredWarning(warning.rule, language) ?? warning.rule }));

/** What is odd in a person's data, for the person and for the operator who sees the document. */
export const personTold = (person: Person, language: Language) => told(personWarnings(person), language);

const textView = (version: string, language: Language, { declaration, warnings }: ShownText) => ({
  version,
  language,
  declaration,
  warnings,
});

/** A draft of route A: what it still needs, field by field, and what the person reads and releases. */
export function toRelease({ route, status, data }: DidCase, { person, language, receivedAt, policy }: Seen) {
  if (route !== 'A' || status !== 'registered') return null;
  const today = dateInRome(receivedAt);
  const { version, words } = textInForce(today);
  return {
    missing: missingData(data).map(({ field, rule }) => ({ field, rule, message: requestWords[rule][language] })),
    warnings: [
      ...told(declarationWarnings(data, { policy, person, today }), language),
      ...personTold(person, language),
    ],
    person,
    text: textView(version, language, words[language]),
  };
}

/** What was released, as it stood then, with the text and the warnings in the language in which they were read. */
export function declared({ snapshot }: DidCase) {
  if (!snapshot) return null;
  const { person, data, takenAt, receiptNumber } = snapshot;
  const text = textShownIn(snapshot);
  return {
    person,
    data,
    takenAt,
    receiptNumber: receiptNumber ?? null,
    text: text ? textView(text.version, text.language, text.words) : null,
  };
}
