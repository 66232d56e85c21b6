/**
 * The texts that a person releases, and the warnings shown with them (D.P.R. 445/2000 arts 75-76), as data: a DID names
 * the version, so that the words can be given back years later.
 */
import type { PlainDate } from './dates.ts';
import type { Language } from './person.ts';

/** What was read before *salva DID*, in one language. */
export interface ShownText {
  readonly declaration: readonly string[];
  readonly warnings: readonly { readonly id: string; readonly text: string }[];
}

export interface DeclarationText {
  readonly version: string;
  /** The last day on which it was the one to release; absent for the one of today. */
  readonly until?: string;
  readonly words: Readonly<Record<Language, ShownText>>;
}

/** Oldest first. A version is never changed or taken out: another one follows it. */
export const declarationTexts: readonly DeclarationText[] = [
  {
    version: '2026-1',
    words: {
      it: {
        declaration: [
          'Dichiaro di non avere un lavoro (art. 19 del D.Lgs. 150/2015).',
          'Dichiaro di essere subito disponibile a lavorare e a partecipare alle misure di politica attiva.',
          'Confermo i miei dati personali, professionali e di lavoro, come li vedo qui.',
        ],
        warnings: [
          {
            id: 'dpr-445-2000-art-75',
            text:
              'Se da un controllo emerge che la dichiarazione non è vera, chi l’ha resa perde i benefici ottenuti grazie ' +
              'a essa (art. 75 del D.P.R. 445/2000).',
          },
          {
            id: 'dpr-445-2000-art-76',
            text:
              'Chi dichiara il falso, forma o usa un atto falso è punito dal codice penale e dalle leggi speciali in ' +
              'materia (art. 76 del D.P.R. 445/2000).',
          },
        ],
      },
      en: {
        declaration: [
          'I declare that I have no job (art. 19 of D.Lgs. 150/2015).',
          'I declare that I am available at once for work and for active labour measures.',
          'I confirm my personal, professional and work data, as I see them here.',
        ],
        warnings: [
          {
            id: 'dpr-445-2000-art-75',
            text:
              'If a check shows that the declaration is not true, who made it loses the benefits obtained by it ' +
              '(art. 75 of D.P.R. 445/2000).',
          },
          {
            id: 'dpr-445-2000-art-76',
            text:
              'Who declares what is false, or makes or uses a false document, is punished under the criminal code and ' +
              'the special laws (art. 76 of D.P.R. 445/2000).',
          },
        ],
      },
    },
  },
];

/** The text of a version; `undefined` if there never was one. */
export function declarationText(
  version: string,
  texts: readonly DeclarationText[] = declarationTexts,
): DeclarationText | undefined {
  return texts.find((text) => text.version === version);
}

/** The text to release on a day in Europe/Rome. Throws if none is in force, which a test excludes. */
export function textInForce(day: PlainDate, texts: readonly DeclarationText[] = declarationTexts): DeclarationText {
  const found = texts.find(({ until }) => until === undefined || day <= until);
  if (!found) throw new Error('no text of the declaration is in force');
  return found;
}
