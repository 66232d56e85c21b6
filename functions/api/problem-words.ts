/**
 * The words of everything that a request can meet: why it is refused, what is wrong with it, and what it is warned of.
 * A function loads them when it first has to tell any of it (`worded` in problem.ts), and starts without them.
 */
import type * as z from 'zod/mini';
import type { Language } from '../domain/person.ts';
import type { Unprintable } from '../domain/printed.ts';
import { declaredWarning } from './declared-words.ts';
import type { statusOf } from './problem.ts';
import { refusalWords } from './refusal-words.ts';
import { appealWarnings } from './refusal-words-appeals.ts';
import { choiceWarning, inpsWarnings } from './warning-words.ts';
import { inWords, ruleInWords } from './words.ts';

export { refusalWords } from './refusal-words.ts';
export { firstDayWords } from './refusal-words-appeals.ts';
export { earliestWords, hoursWords } from './refusal-words-call-ups.ts';
export { lastDayWords } from './refusal-words-life.ts';
export { channelWords, unagreedWords } from './refusal-words-proceedings.ts';

/** One thing wrong with a request: where, by which rule, in words. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** What is told of a problem of the request itself. */
export const requestProblemWords: Readonly<Record<keyof typeof statusOf, Readonly<Record<Language, string>>>> = {
  malformed: { it: 'Il corpo della richiesta non è JSON.', en: 'The body of the request is not JSON.' },
  'unsupported-media-type': {
    it: 'Il corpo della richiesta si manda come JSON: usa l’intestazione Content-Type: application/json.',
    en: 'The body of the request is sent as JSON: use the header Content-Type: application/json.',
  },
  'too-large': {
    it: 'La richiesta è troppo grande: al massimo 64 KB, 2 MB per un file di righe.',
    en: 'The request is too large: at most 64 KB, 2 MB for a file of rows.',
  },
  unauthenticated: { it: 'Serve entrare con la propria identità.', en: 'You need to sign in.' },
  forbidden: { it: 'Questa operazione spetta ad altri.', en: 'This operation belongs to somebody else.' },
  'own-case': refusalWords['own-case'],
  'not-found': { it: 'Non c’è nulla a questo indirizzo per te.', en: 'There is nothing here for you.' },
  'method-not-allowed': {
    it: 'Questo indirizzo non prevede questa operazione.',
    en: 'This address does not take this method.',
  },
  invalid: { it: 'La richiesta non rispetta una regola.', en: 'The request breaks a rule.' },
  'key-missing': {
    it: 'Serve l’intestazione Idempotency-Key: da 8 a 64 caratteri tra lettere, cifre e trattini.',
    en: 'The header Idempotency-Key is needed: 8 to 64 letters, digits and hyphens.',
  },
  'key-reused': {
    it: 'Questa Idempotency-Key è già servita per una richiesta diversa.',
    en: 'This Idempotency-Key was used for another request.',
  },
  fault: { it: 'Qualcosa non ha funzionato. Riprova tra poco.', en: 'Something went wrong. Try again shortly.' },
  overloaded: {
    it: 'In questo momento ci sono troppe richieste. Riprova tra qualche secondo.',
    en: 'There are too many requests right now. Try again in a few seconds.',
  },
};

/** One field or parameter and the rule that it breaks, in words. */
export function fieldError(field: string, rule: string, language: Language): FieldError {
  return { field, rule, message: ruleInWords(rule, language) };
}

// A contract names its own rules by an id in place of a message.
const ruleId = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What a contract found wrong, field by field; never the value that was sent. */
export function fieldErrors(error: z.core.$ZodError, language: Language): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    // A field that tells which of several bodies this is, with a value that tells none: off the list.
    const code = issue.code === 'invalid_union' && issue.errors.length === 0 ? 'invalid_value' : issue.code;
    const rule = ruleId.test(issue.message) ? issue.message : code;
    const message = inWords(issue, rule, language);
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    return fields.map((field) => ({ field: field.join('.') || 'body', rule, message }));
  });
}

/** The characters that the papers cannot print, field by field: the first of them, with their numbers in Unicode. */
export function unprintableErrors(fields: readonly Unprintable[], language: Language): FieldError[] {
  return fields.map(({ field, signs }) => {
    const told = signs.slice(0, 10).map((sign) => {
      const number = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      // What is not seen by itself is told by its number alone.
      return /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? `${sign} (${number})` : number;
    });
    const { message, ...where } = fieldError(field, 'text-not-printable', language);
    return { ...where, message: `${message} ${told.join(', ')}${signs.length > 10 ? ', …' : ''}` };
  });
}

/** A warning or refusal in words. */
export function wordsOf(code: string, language: Language): string {
  const refusal = Object.entries(refusalWords).find(([known]) => known === code)?.[1];
  const warning =
    choiceWarning(code, language) ??
    declaredWarning(code, language) ??
    inpsWarnings[code]?.[language] ??
    appealWarnings[code]?.[language];
  return refusal?.[language] ?? warning ?? code;
}
