/**
 * The minimum of every communication (L. 241/1990 arts 3, 5, 8, 18-bis; D.P.R. 445/2000 art. 55): one table of what each
 * must say, by mail and by letter, in both languages. What a kind leaves out is named with the reason.
 */
import { describe, expect, test } from 'vitest';
import { type MailKind, type MailParameters, mailKinds, mailSorts } from '../../functions/domain/communications.ts';
import type { Language } from '../../functions/domain/person.ts';
import type { MailContent, Section } from '../../functions/outbox/templates/content.ts';
import type { Medium } from '../../functions/outbox/templates/context.ts';
import { cases, mailOf, sectionsOf, shownIn } from './mail-samples.ts';

interface Said {
  readonly parameters: MailParameters;
  readonly language: Language;
  readonly medium: Medium;
  readonly content: MailContent;
  readonly text: string;
}

/** What a section says, as the plain text of the mail does. */
const linesOf = (section: Section | null) =>
  section
    ? [
        section.heading,
        ...section.paragraphs,
        ...section.items,
        ...section.rows.map((row) => `${row.label}: ${row.value}`),
      ]
    : [];
/** A section that says something below its heading. */
const told = (section: Section | null) => (linesOf(section).length > 1 ? linesOf(section) : []);
const row = (section: Section | null, label: RegExp) =>
  linesOf(section).filter((line) => label.test(line.split(':')[0] ?? ''));
const among = (lines: readonly string[], pattern: RegExp) => lines.filter((line) => pattern.test(line));
const factsOf = ({ content }: Said) => content.facts.map(({ label, value }) => `${label}: ${value}`);

const months = {
  it: 'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
};
const date = (language: Language) => new RegExp(`\\d{1,2}º? (${months[language]}) \\d{4}`);
const romeTime = /\((?:ora italiana|Italian time)\)/;
const hour = /\d{1,2}:\d{2}|orari dell’ufficio|office’s opening hours/;

/** Each thing that a mail must say: the lines that say it; none means that it does not. */
const minimum = {
  'the name of the body, in words': ({ text }) =>
    among([text.split('\n')[0] ?? ''], /^Regione Esempio – Servizi per il lavoro$/),
  'the case number': (said) => among(factsOf(said), /^(Pratica|Case): DID 1A2B-3C4D-5E6F$/),
  'the number of the register and its day': (said) =>
    among(
      factsOf(said),
      /^(?:Protocollo: 2026\/0000123 del 23 novembre 2026|Protocol number: 2026\/0000123 of 23 November 2026)$/,
    ),
  'the object of the proceeding': (said) => among(factsOf(said), /^(Oggetto|About): .*DID/),
  'what happened': ({ content }) => told(content.happened),
  'when it happened, in words': (said) =>
    among([...factsOf(said), ...told(said.content.happened)], date(said.language)),
  'what to do': ({ content }) => told(content.todo),
  'by when': ({ content }) => told(content.byWhen),
  'what if not': ({ content }) => told(content.otherwise),
  'the address of the office': ({ content }) => row(content.office, /^(Indirizzo|Sportello|Address|Desk)$/),
  'its telephone': ({ content }) =>
    among(row(content.office, /^(Telefono|Aiuto per telefono|Telephone|Help by telephone)$/), /\d/),
  'its hours': ({ content }) =>
    among(linesOf(content.office), /(Orari|Opening hours): .+|\(da lunedì a venerdì, ore 8-18\)/),
  'who answers for the proceeding': ({ content }) =>
    row(content.office, /^(Responsabile del procedimento|Responsible for the proceeding)$/),
  'its certified mailbox': ({ content }) => among(row(content.office, /PEC/), /lavoro@pec\.regione\.example/),
  'how the proceeding ends': ({ content }) => told(content.ending).slice(1, -1),
  'whom to ask if it is late': ({ content }) =>
    among(
      told(content.ending),
      // The office's head, never the officer who is late (L. 241/1990 art. 2 c. 9-bis).
      /30 (giorni|days).*(chiedi a chi dirige l’ufficio|ask the head of the office): Ufficio DID della Regione\.$/,
    ),
  'how to see the file': ({ content }) => among(told(content.file), /DID 1A2B-3C4D-5E6F/),
  'how to say that it was somebody else': ({ content }) => told(content.notYou),
  'the privacy notice': ({ content }) => among(told(content.privacy), /https:\/\/www\.regione\.example\/privacy-did/),
  'that it went to nobody else, and what is never asked': ({ content, medium }) =>
    among(
      content.closing,
      {
        email:
          /^(Questa email è stata inviata a (te|questa casella) soltanto\. Non chiediamo mai|This email was sent to (you|this mailbox) only\. We never ask)/,
        letter:
          /^(Questa lettera è stata inviata a te soltanto\. Non chiediamo mai|This letter was sent to you only\. We never ask)/,
      }[medium],
    ),
} as const satisfies Record<string, (said: Said) => readonly string[]>;
type Element = keyof typeof minimum;

const noCase =
  'is about the mailbox or the record and no case: nothing is decided, so nothing ends and there is no file';
const noAct = 'is courtesy: it repeats what an act has said';
const code = 'is a code for who waits in front of the portal, no act and of no file';

/** What a kind leaves out, and why. */
const leftOut: Partial<Record<MailKind, Partial<Record<Element, string>>>> = {
  ...Object.fromEntries(
    mailKinds
      .filter((kind) => mailSorts[kind].nature === 'courtesy')
      .map((kind) => [kind, { 'the number of the register and its day': noAct }]),
  ),
  ...Object.fromEntries(
    (
      [
        'mailbox-changed',
        'mailbox-change-asked',
        'mailbox-change-stopped',
        'mailbox-listed',
        'guardian-recorded',
        'mandate-given',
        'mandate-ended',
        'restriction',
        'account-ended',
      ] as const
    ).map((kind) => [
      kind,
      {
        'the case number': noCase,
        'how the proceeding ends': noCase,
        'whom to ask if it is late': noCase,
        'how to see the file': noCase,
      },
    ]),
  ),
  'mailbox-code': {
    'the case number': code,
    'the number of the register and its day': code,
    'when it happened, in words': 'was asked for a moment ago; it tells until when the code counts',
    'how the proceeding ends': code,
    'whom to ask if it is late': code,
    'how to see the file': code,
  },
};

/** What an act that can cost a person something says beside (L. 241/1990 arts 3 c.1 and c.4, 21-bis). */
const ofDecisions = {
  'the facts': ({ content }) => told(content.happened),
  'the rule': ({ content }) => row(content.decision, /^(Regola|Rule)$/),
  'the reasons': ({ content }) =>
    among(
      [...told(content.happened), ...told(content.todo)],
      /perché|because|errore|mistake|non vale:|does not count|non vale più|not valid any more|mancavano|not met|prova della firma|proof of the signature|la dichiarazione non vale/,
    ),
  'the effect, and from when': ({ content }) =>
    among(row(content.decision, /^(Che cosa cambia|What changes)$/), / da(l| )|from|nessuna DID|no DID|resta|stays/),
  'who decided': ({ content }) => row(content.decision, /^(Chi ha deciso|Who decided)$/),
  'the term and the authority of an appeal': ({ content }) =>
    among(
      row(content.decision, /^(Ricorso|Appeal)$/),
      /(Tribunale|TAR|Comitato).*[0-9]+ (giorni (di calendario )?dalla notifica|(calendar )?days of the service)/,
    ),
  'free help': ({ content }) => among(row(content.decision, /^(Aiuto gratuito|Free help)$/), /patronato/),
} as const satisfies Record<string, (said: Said) => readonly string[]>;

/** Whether a mail tells a decision that costs the person something. */
function isAdverse(parameters: MailParameters): boolean {
  switch (parameters.kind) {
    case 'did-closed':
    case 'did-rectified':
    case 'pact-dispute-dismissed':
      return true;
    case 'decision-taken':
      return parameters.outcome !== 'dismissed';
    case 'appeal-decided':
      return parameters.outcome !== 'upheld';
    case 'file-closed':
      return parameters.didDate !== undefined;
    case 'old-did-answered':
      return !parameters.valid;
    default:
      return false;
  }
}

/** Decisions that cost nothing, though somebody took them. */
const notAdverse: Partial<Record<MailKind, string>> = {
  withdrawn: 'the person asked for it',
  'status-suspended': 'keeps the DID alive while the person works, as the law says; every date stays',
  'status-resumed': 'gives the status back',
  'did-reopened': 'gives the DID back',
  'case-transferred': 'the person moved; every date stays',
  'inps-date-decided': 'one officer alone decides on an earlier day only; a later one is a correction by two',
  'meeting-not-concluded': 'decides nothing: it tells what is missing',
  'term-extended': 'gives more time',
  'appeal-recorded': 'decides nothing: it is the receipt of an appeal',
  'may-declare-again': 'tells that a time is over',
  'deadline-extended': 'gives more time',
  'deadline-reminder': 'decides nothing: it warns before a term',
  'completion-reminder': 'decides nothing: it warns before a term',
  'operator-ended': 'the office ended; every date stays, the person chooses',
  'pact-voided': 'takes back a pact that the person did not sign; every date of the DID stays',
};

const media = (kind: MailKind): readonly Medium[] => (kind === 'mailbox-code' ? ['email'] : ['email', 'letter']);
const all = cases.flatMap(({ name, language, parameters }) =>
  media(parameters.kind).map((medium) => ({ name, language, parameters, medium })),
);

describe.each(all)('$name, $language, $medium', ({ language, parameters, medium }) => {
  const mail = mailOf({ language, parameters }, medium);
  const said: Said = {
    ...{ parameters, language, medium, text: mail.text },
    content: sectionsOf({ language, parameters }, medium),
  };
  const html = shownIn(mail.html);
  const text = mail.text.replace(/\s+/g, ' ');
  const saysIt = (lines: readonly string[]) => {
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const words = line.replace(/\s+/g, ' ');
      expect(text).toContain(words);
      if (medium === 'email') expect(html).toContain(words);
    }
  };
  const without: Partial<Record<string, string>> = leftOut[parameters.kind] ?? {};

  test.each(Object.entries(minimum))('says %s', (element, find) => {
    const lines = find(said);
    if (without[element] === undefined) saysIt(lines);
    else expect(lines, `left out because it ${without[element]}`).toEqual([]);
  });

  test('names no term without hour and Italian time', () => {
    const terms = among([...told(said.content.todo), ...told(said.content.byWhen)], /\b(entro|fino a|by|until)\b/i)
      .flatMap((line) => line.split(/(?<=[.?!]) /))
      .filter((sentence) => date(language).test(sentence));
    for (const term of terms) {
      expect(term).toMatch(hour);
      expect(term).toMatch(romeTime);
    }
  });

  if (isAdverse(parameters)) {
    test.each(Object.entries(ofDecisions))('says %s', (_, find) => saysIt(find(said)));
  } else {
    test('tells no decision against the person', () => expect(said.content.decision).toBeNull());
  }

  if (medium === 'letter') {
    test('calls itself a letter, and speaks of no file that comes with it', () => {
      expect(`${mail.subject} ${mail.text}`).not.toMatch(
        /\b(questa|altra|this|other) email\b|file allegato|attached file/i,
      );
      expect(mail.text).toMatch(/Non usi il portale\?|Do you not use the portal\?/);
    });
  }
});

test('what is left out is of kinds that there are', () => {
  for (const kind of [...Object.keys(leftOut), ...Object.keys(notAdverse)]) expect(mailKinds).toContain(kind);
});

test('every reason not to call a decision adverse is of a kind that is none', () => {
  const adverse = cases.filter(({ parameters }) => isAdverse(parameters)).map(({ parameters }) => parameters.kind);
  expect(adverse.filter((kind) => notAdverse[kind] !== undefined)).toEqual([]);
});
