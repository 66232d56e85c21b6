import type { MailContent, Section } from './content.ts';

/** What a letter says where a mail speaks of itself, in both languages. */
const swaps: readonly (readonly [RegExp, string])[] = [
  [/\b([Qq]uesta|altra) email\b/g, '$1 lettera'],
  [/\b([Tt]his|other) email\b/g, '$1 letter'],
];
/** No file goes with a letter. */
const ofFiles = /\b(?:file allegato|attached file)\b/i;

const said = (text: string) => swaps.reduce((so, [mail, letter]) => so.replace(mail, letter), text);
const lines = (texts: readonly string[]) => texts.filter((text) => !ofFiles.test(text)).map(said);

function onPaper(section: Section): Section {
  return { ...section, paragraphs: lines(section.paragraphs), items: lines(section.items) };
}
const whole = (section: Section | null) => section && onPaper(section);

/** A mail as it goes out on paper: it calls itself a letter, and speaks of no file that came with it. */
export function asLetter(content: MailContent): MailContent {
  return {
    ...content,
    subject: said(content.subject),
    title: said(content.title),
    happened: onPaper(content.happened),
    todo: onPaper(content.todo),
    byWhen: onPaper(content.byWhen),
    otherwise: onPaper(content.otherwise),
    decision: whole(content.decision),
    office: onPaper(content.office),
    ending: whole(content.ending),
    file: whole(content.file),
    notYou: onPaper(content.notYou),
    privacy: onPaper(content.privacy),
  };
}
