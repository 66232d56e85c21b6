import type { PlainDate } from '../domain/dates.ts';
import { dayInWords } from '../domain/day-in-words.ts';
import type { Said, Sentence, Source } from '../domain/explanation.ts';
import type { Language } from '../domain/person.ts';
import type { Awaiting } from '../domain/view.ts';
import { englishExplanation } from './explanation-words-en.ts';
import { italianExplanation } from './explanation-words-it.ts';

export type InWords = (day: PlainDate) => string;

/** The words of an explanation in a language. */
export interface ExplanationWords {
  /** Where a sentence stands that tells what the record holds; of a rule that no law gives, whose it is. */
  readonly record: (sequence: number) => string;
  readonly office: string;
  readonly say: (said: Said, day: InWords) => string;
  readonly next: (awaited: Pick<Awaiting, 'what' | 'by'>, day: InWords) => string;
}

const words: Readonly<Record<Language, ExplanationWords>> = { it: italianExplanation, en: englishExplanation };

/** A sentence as it is read, with its source: what is cited, and the rule of the record that it is. */
export function sentenceIn(language: Language, { says, source }: Sentence) {
  return { text: words[language].say(says, days(language)), source: sourceIn(language, source) };
}

/** Who must do what next, in a sentence. */
export function nextIn(language: Language, awaited: Pick<Awaiting, 'what' | 'by'>): string {
  return words[language].next(awaited, days(language));
}

function sourceIn(language: Language, source: Source) {
  const { record, office } = words[language];
  if (source.kind === 'record') return { kind: source.kind, rule: null, cited: record(source.sequence) };
  return { kind: source.kind, rule: source.rule, cited: source.kind === 'law' ? source.citation : office };
}

const days =
  (language: Language): InWords =>
  (day) =>
    dayInWords(day, language);
