import { describe, expect, test } from 'vitest';
import { mailKinds } from '../../functions/domain/communications.ts';
import { isAct } from '../../functions/domain/protocol.ts';
import { viewOf } from '../../functions/outbox/templates/content.ts';
import {
  blocks,
  cases,
  code,
  context,
  mailOf,
  office,
  protocol,
  samples,
  sectionsOf,
  shownIn,
} from './mail-samples.ts';

const monthNames = ['it-IT', 'en-GB'].flatMap((locale) =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 15)).toLowerCase(),
  ),
);
/** The hash of each mail, made once for all comparisons. */
const hashes = new Map(cases.map((sample) => [sample, mailOf(sample).hash]));
const squeezed = (text: string) => text.replace(/\s+/g, ' ');

test('every kind of mail is among the samples', () => {
  expect(new Set(samples.map(({ parameters }) => parameters.kind))).toEqual(new Set(mailKinds));
});

describe.each(cases)('$name, $language', (sample) => {
  const mail = mailOf(sample);
  const { parameters } = sample;
  const isCode = parameters.kind === 'mailbox-code';

  test('says what happened, what to do, by when, what if not, whom to ask, how it ends, how to see it, how to report', () => {
    const content = sectionsOf(sample);
    const { sections } = viewOf(content);
    expect(sections).toHaveLength(('caseNumber' in parameters ? 9 : 7) + (content.decision ? 1 : 0));
    for (const { heading, paragraphs, items, rows } of sections) {
      expect(heading).not.toBe('');
      expect(paragraphs.length + items.length + rows.length).toBeGreaterThan(0);
    }
    expect(sections.filter(({ action }) => action !== null)).toHaveLength(1);
    expect(mail.html.match(/role="presentation" style="border:none;border-radius/g)).toHaveLength(1);
  });

  test('HTML and text carry the same facts', () => {
    const read = shownIn(mail.html);
    const lines = mail.text
      .split('\n')
      .map((line) => line.replace(/^- /, ''))
      .filter(Boolean);
    for (const line of lines) {
      for (const part of line.endsWith(context.portalUrl) ? line.split(/: (?=https)/) : [line])
        expect(read).toContain(part);
    }
    const inHtml = blocks(mail.html);
    expect(inHtml.length).toBeGreaterThan(15);
    for (const block of inHtml) expect(squeezed(mail.text)).toContain(block);
  });

  test('has a subject that can be read on a locked screen', () => {
    expect(mail.subject.length).toBeLessThanOrEqual(60);
    expect(mail.subject).not.toMatch(
      /Bianchi|sanzion|decaden|persa|ritirat|chius|eliminat|withdrawn|sanction|lost|closed|deleted/i,
    );
    if (!isCode) expect(mail.subject).not.toMatch(/codice|code|casella|verif/i);
    else expect(mail.subject).toMatch(/codice|code|casella|verif/i);
  });

  test('holds six digits in a row only if they are the code', () => {
    const found = `${mail.subject} ${mail.text} ${mail.html}`.match(/\b\d{6}\b/g) ?? [];
    expect([...new Set(found)]).toEqual(isCode ? [code] : []);
    expect(`${mail.subject} ${mail.text.split('\n')[0]}`).not.toContain(code);
  });

  test('links nothing but home page, privacy notice, telephones and offices, and fetches nothing', () => {
    const links = [...mail.html.matchAll(/\b(?:href|src|background|action)="([^"]*)"/g)].map(([, link]) => link ?? '');
    const allowed = [
      context.portalUrl,
      context.privacyUrl,
      `mailto:${office.email}`,
      'mailto:lavoro@pec.regione.example',
    ];
    for (const link of links) if (!/^tel:[0-9-]+$/.test(link)) expect(allowed).toContain(link);
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|object|form)\b|@import|url\(/i);
  });

  test('holds no personal data', () => {
    const everything = `${mail.subject} ${mail.text} ${mail.html}`;
    expect(everything).not.toMatch(/\b[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b/i);
    expect(everything).not.toMatch(/\bIT\d{2}[A-Z]\d{10}/i);
    const mailboxes = new Set(everything.match(/[\w.]+@[\w.]+\w/g));
    for (const mailbox of mailboxes) expect([office.email, 'lavoro@pec.regione.example']).toContain(mailbox);
  });

  test('names no date but those of its facts', () => {
    const named = [...mail.text.matchAll(new RegExp(`(\\d+)º? (${monthNames.join('|')}) (\\d{4})`, 'gi'))].map(
      ([, dayOfMonth = '', month = '', year]) => {
        const number = (monthNames.indexOf(month.toLowerCase()) % 12) + 1;
        return `${year}-${String(number).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
      },
    );
    const given: string[] = JSON.stringify(parameters).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const known = new Set([...given, ...(isAct(parameters.kind) ? [protocol.day] : [])]);
    expect([...new Set(named)].filter((date) => !known.has(date))).toEqual([]);
    if (!isCode) expect(named.length).toBeGreaterThan(0);
  });

  test('is the same each time, and its hash tells it from others', () => {
    expect(mailOf(sample)).toEqual(mail);
    expect(mail.hash).toMatch(/^[0-9a-f]{64}$/);
    const others = cases.filter((other) => other !== sample).map((other) => hashes.get(other));
    expect(others).not.toContain(mail.hash);
  });

  test('says that unemployment is confirmed only once the pact is signed', () => {
    const said = `${mail.subject} ${sectionsOf(sample).preheader} ${mail.text}`;
    const confirmed = /confermat[oaie]\b|\bconfirmed(?<!to be confirmed)/i;
    if (parameters.kind === 'psp-signed') expect(said).toMatch(confirmed);
    else expect(said).not.toMatch(confirmed);
  });
});

describe.each(cases.filter(({ language }) => language === 'it'))('Italian of $name', (sample) => {
  const content = sectionsOf(sample);
  const prose = [
    content.title,
    content.preheader,
    ...viewOf(content).sections.flatMap(({ heading, paragraphs, items }) => [heading, ...paragraphs, ...items]),
    ...content.closing,
  ];
  const sentences = prose.flatMap((line) => line.split(/(?<=[.!?])\s+/));
  const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+(?:[:/-][\p{L}\p{N}]+)*/gu) ?? [];

  test('reads easily: Gulpease of at least 60', () => {
    const running = sentences.filter((sentence) => /[.!?]$/.test(sentence));
    const words = running.flatMap(wordsOf);
    const letters = running.join('').match(/[\p{L}\p{N}]/gu) ?? [];
    expect(89 + (300 * running.length - 10 * letters.length) / words.length).toBeGreaterThanOrEqual(60);
  });

  test('has sentences of at most 20 words', () => {
    for (const sentence of sentences) expect(wordsOf(sentence).length, sentence).toBeLessThanOrEqual(20);
  });

  test('speaks to «tu», without officialese or blame', () => {
    const said = prose.join(' ');
    expect(said).not.toMatch(
      /si prega|gent\.?(?:mo|ma|ile)|spett\.|egregi|la s\.v\.|suddett|codesto|\bLei\b|non hai fatto|mancata/i,
    );
    expect(said).toMatch(/\b(?:tua|tuo|tuoi|hai|puoi)\b/);
  });
});
