/** What is wrong with a part of a request that no contract of a body tells, and how to mend it. */
import type { Language } from '../domain/person.ts';

type Words = Readonly<Record<Language, string>>;

/** By the rule that it breaks. */
export const requestWords = {
  required: { it: 'Manca questo dato: compilalo.', en: 'This is missing: fill it in.' },
  'query-twice': {
    it: 'Questo parametro compare due volte: lasciane uno.',
    en: 'This parameter is there twice: leave one.',
  },
  'text-not-printable': {
    it: 'Questo testo va su una carta numerata, dove questi caratteri non si possono stampare. Usa lettere latine, senza emoji. Toglili:',
    en: 'This text goes on a numbered paper, where these characters cannot be printed. Use Latin letters and no emoji. Take them out:',
  },
  cursor: {
    it: 'L’elenco non ha questa pagina: ricomincia dalla prima.',
    en: 'The list has no such page: start again from the first.',
  },
} as const satisfies Readonly<Record<string, Words>>;
