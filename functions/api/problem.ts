import { dateInRome, type PlainDate, timeInRome } from '../domain/dates.ts';
import { dayInWords } from '../domain/day-in-words.ts';
import type { Language } from '../domain/person.ts';
import { type Refusal, refusals } from '../domain/refusals.ts';
import type { FieldError } from './problem-words.ts';

/** What a route answers. */
export interface Reply {
  readonly status: number;
  /** Bytes go out as they are, anything else as JSON; a problem has its words yet to come (`worded`). */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type ProblemWords = typeof import('./problem-words.ts');
type InWords<Said> = (words: ProblemWords) => Said;

/** The body of a problem but for its words. */
export class Unworded {
  readonly inWords: InWords<object>;

  constructor(inWords: InWords<object>) {
    this.inWords = inWords;
  }
}

/** An answer as it goes out. The words of problems are a file of their own, read when the first problem is told. */
export async function worded(reply: Reply): Promise<Reply> {
  if (!(reply.body instanceof Unworded)) return reply;
  return { ...reply, body: reply.body.inWords(await import('./problem-words.ts')) };
}

/** What a problem tells beside its code and its words. */
interface More {
  readonly headers?: Readonly<Record<string, string>>;
  readonly commandId?: string;
  readonly declarationId?: string;
}

/** An answer of RFC 9457. `code` names the kind of problem for programs, `detail` tells people. */
function problem(
  status: number,
  code: string,
  says: InWords<{ readonly detail: string; readonly errors?: readonly FieldError[] | undefined }>,
  { headers, ...more }: More & Readonly<Record<string, unknown>> = {},
): Reply {
  const body = new Unworded((words) => {
    const { detail, errors } = says(words);
    return {
      ...{ type: `urn:did-psp:problem:${code}`, title: code, status, code, detail },
      ...(errors && { errors }),
      ...more,
    };
  });
  return { status, body, headers: { 'content-type': 'application/problem+json', ...headers } };
}

/** A refusal of the domain as an answer: its own status, and each field that it is about with its rule. */
export function refusalReply(refusal: Refusal, language: Language, more?: More): Reply {
  const { code, field, rule, errors, notBefore, notAfter, earliest, hours, channels } = refusal;
  const says = (words: ProblemWords) => {
    const detail = [words.refusalWords[code][language], ...whenInWords(refusal, language, words)].join(' ');
    const several = errors?.map((each) => words.fieldError(each.field, each.rule, language));
    const single = field === undefined ? undefined : [{ field, rule, message: detail }];
    return { detail, errors: several ?? single };
  };
  return problem(refusals[code].status, code, says, {
    rule,
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
    ...(earliest !== undefined && { earliest }),
    ...(hours && { hours }),
    ...(channels && { channels }),
    ...more,
  });
}

/** From when on, or up to when, what is refused would be allowed. */
function whenInWords(
  { notBefore, notAfter, earliest, hours, channels, unagreed }: Refusal,
  language: Language,
  words: ProblemWords,
): string[] {
  const told = (day: PlainDate) => dayInWords(day, language);
  return [
    ...(notBefore === undefined ? [] : [words.firstDayWords[language](told(notBefore))]),
    ...(notAfter === undefined ? [] : [words.lastDayWords[language](told(notAfter))]),
    ...(earliest === undefined
      ? []
      : [words.earliestWords[language](told(dateInRome(earliest)), timeInRome(earliest))]),
    ...(hours ? [words.hoursWords[language](hours.from, hours.to)] : []),
    ...(unagreed ? [words.unagreedWords[language]] : []),
    ...(channels ? [words.channelWords[language](channels)] : []),
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
  'unsupported-media-type': 415,
  invalid: 422,
  'key-missing': 422,
  'key-reused': 422,
  fault: 500,
  overloaded: 503,
} as const;

/** A problem of the request itself, before the domain is asked. */
export function requestProblem(
  code: keyof typeof statusOf,
  language: Language,
  errors?: InWords<readonly FieldError[]>,
): Reply {
  return problem(statusOf[code], code, (words) => ({
    detail: words.requestProblemWords[code][language],
    errors: errors?.(words),
  }));
}
