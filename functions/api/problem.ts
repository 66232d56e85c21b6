import type * as z from 'zod/mini';
import { dateInRome, type Instant, type PlainDate, timeInRome } from '../domain/dates.ts';
import { dayInWords } from '../domain/day-in-words.ts';
import type { Language } from '../domain/person.ts';
import { type Refusal, refusals } from '../domain/refusals.ts';
import { refusalWords } from './refusal-words.ts';
import { firstDayWords } from './refusal-words-appeals.ts';
import { earliestWords } from './refusal-words-call-ups.ts';
import { ruleInWords } from './request-words.ts';
import { inWords } from './words.ts';

/** What a route answers. */
export interface Reply {
  readonly status: number;
  /** Bytes go out as they are, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One thing wrong with a request: where, by which rule, in words. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** An answer of RFC 9457. `code` names the kind of problem for programs, `detail` tells people. */
export function problem(
  status: number,
  code: string,
  detail: string,
  more: {
    errors?: readonly FieldError[];
    rule?: string;
    headers?: Record<string, string>;
    commandId?: string;
    declarationId?: string;
    notBefore?: PlainDate;
    earliest?: Instant;
  } = {},
): Reply {
  const { headers, ...fields } = more;
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: { type: `urn:did-psp:problem:${code}`, title: code, status, code, detail, ...fields },
  };
}

/** A refusal of the domain as an answer: its own status, and each field that it is about with its rule. */
export function refusalReply(refusal: Refusal, language: Language): Reply {
  const { code, field, rule, errors, notBefore, earliest } = refusal;
  const detail = [refusalWords[code][language], ...whenInWords(refusal, language)].join(' ');
  const several = errors?.map((each) => fieldError(each.field, each.rule, language));
  const single = field === undefined ? undefined : [{ field, rule, message: detail }];
  const told = several ?? single;
  return problem(refusals[code].status, code, detail, {
    rule,
    ...(told && { errors: told }),
    ...(notBefore !== undefined && { notBefore }),
    ...(earliest !== undefined && { earliest }),
  });
}

/** From when on what is refused would be allowed. */
function whenInWords({ notBefore, earliest }: Refusal, language: Language): string[] {
  const told = (day: PlainDate) => dayInWords(day, language);
  return [
    ...(notBefore === undefined ? [] : [firstDayWords[language](told(notBefore))]),
    ...(earliest === undefined ? [] : [earliestWords[language](told(dateInRome(earliest)), timeInRome(earliest))]),
  ];
}

/** The problems of a request itself, with the HTTP status of each. */
export const statusOf = {
  malformed: 400,
  'too-large': 413,
  unauthenticated: 401,
  forbidden: 403,
  'own-case': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  invalid: 422,
  'key-missing': 422,
  'key-reused': 422,
  fault: 500,
  overloaded: 503,
} as const;

const words: Readonly<Record<keyof typeof statusOf, Readonly<Record<Language, string>>>> = {
  malformed: { it: 'Il corpo della richiesta non è JSON.', en: 'The body of the request is not JSON.' },
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

/** A problem of the request itself, before the domain is asked. */
export function requestProblem(code: keyof typeof statusOf, language: Language, errors?: readonly FieldError[]): Reply {
  return problem(statusOf[code], code, words[code][language], errors && { errors });
}

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
