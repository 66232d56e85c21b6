import { createHash } from 'node:crypto';
import type { MailKind, MailParameters } from '../domain/communications.ts';
import type { Language } from '../domain/person.ts';
import type { Texts } from './templates/common.ts';
import { type MailContent, viewOf } from './templates/content.ts';
import { inLanguage, type Setting } from './templates/context.ts';
import { english } from './templates/en.ts';
import { italian } from './templates/it.ts';
import text from './templates/layout.hbs';
import html from './templates/layout.mjml';
import { asLetter } from './templates/letter.ts';

const texts: Readonly<Record<Language, Texts>> = { it: italian, en: english };

/** A mail as it goes out, and what is kept of it: SHA-256 in hex of subject, HTML and text. */
export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly hash: string;
}

/**
 * Everything a mail says in a language, from its stored facts; on paper, in the words of a letter. Throws if
 * `mailbox-code` comes without its six-digit code, or another kind with one.
 */
export function contentOf(
  language: Language,
  parameters: MailParameters,
  context: Setting,
  code?: string,
): MailContent {
  const content = wordsOf(texts[language], parameters, inLanguage(context, language), code);
  return context.medium === 'letter' ? asLetter(content) : content;
}

function wordsOf(by: Texts, parameters: MailParameters, context: Setting, code: string | undefined): MailContent {
  if (parameters.kind === 'mailbox-code') {
    if (code === undefined || !/^[0-9]{6}$/.test(code)) throw new Error('mailbox-code needs a code of six digits');
    return by['mailbox-code'](parameters, context, code);
  }
  if (code !== undefined) throw new Error(`${parameters.kind} takes no code`);
  switch (parameters.kind) {
    case 'draft-saved':
      return by['draft-saved'](parameters, context);
    case 'did-released':
      return by['did-released'](parameters, context);
    case 'did-released-with-reserve':
      return by['did-released-with-reserve'](parameters, context);
    case 'did-authenticated':
      return by['did-authenticated'](parameters, context);
    case 'operator-chosen':
      return by['operator-chosen'](parameters, context);
    case 'meeting-not-concluded':
      return by['meeting-not-concluded'](parameters, context);
    case 'pact-disputed':
      return by['pact-disputed'](parameters, context);
    case 'pact-dispute-dismissed':
      return by['pact-dispute-dismissed'](parameters, context);
    case 'pact-voided':
      return by['pact-voided'](parameters, context);
    case 'psp-signed':
      return by['psp-signed'](parameters, context);
    case 'withdrawn':
      return by.withdrawn(parameters, context);
    case 'status-suspended':
      return by['status-suspended'](parameters, context);
    case 'status-resumed':
      return by['status-resumed'](parameters, context);
    case 'did-closed':
      return by['did-closed'](parameters, context);
    case 'closure-proposed':
      return by['closure-proposed'](parameters, context);
    case 'closure-dropped':
      return by['closure-dropped'](parameters, context);
    case 'did-reopened':
      return by['did-reopened'](parameters, context);
    case 'did-rectified':
      return by['did-rectified'](parameters, context);
    case 'case-transferred':
      return by['case-transferred'](parameters, context);
    case 'operator-ended':
      return by['operator-ended'](parameters, context);
    case 'completion-reminder':
      return by['completion-reminder'](parameters, context);
    case 'term-extended':
      return by['term-extended'](parameters, context);
    case 'file-closed':
      return by['file-closed'](parameters, context);
    case 'appointment-booked':
      return by['appointment-booked'](parameters, context);
    case 'appointment-moved':
      return by['appointment-moved'](parameters, context);
    case 'appointment-cancelled':
      return by['appointment-cancelled'](parameters, context);
    case 'appointment-reminder':
      return by['appointment-reminder'](parameters, context);
    case 'appointment-missed':
      return by['appointment-missed'](parameters, context);
    case 'inps-application':
      return by['inps-application'](parameters, context);
    case 'inps-awaited':
      return by['inps-awaited'](parameters, context);
    case 'inps-reminder':
      return by['inps-reminder'](parameters, context);
    case 'inps-date-decided':
      return by['inps-date-decided'](parameters, context);
    case 'old-did-asked':
      return by['old-did-asked'](parameters, context);
    case 'old-did-answered':
      return by['old-did-answered'](parameters, context);
    case 'extremes-verified':
      return by['extremes-verified'](parameters, context);
    case 'reply-received':
      return by['reply-received'](parameters, context);
    case 'inps-benefit-news':
      return by['inps-benefit-news'](parameters, context);
    case 'inps-area-invitation':
      return by['inps-area-invitation'](parameters, context);
    case 'call-up':
      return by['call-up'](parameters, context);
    case 'call-up-cancelled':
      return by['call-up-cancelled'](parameters, context);
    case 'call-up-missed':
      return by['call-up-missed'](parameters, context);
    case 'absence-excused':
      return by['absence-excused'](parameters, context);
    case 'breach-contested':
      return by['breach-contested'](parameters, context);
    case 'justification-received':
      return by['justification-received'](parameters, context);
    case 'job-news-told':
      return by['job-news-told'](parameters, context);
    case 'decision-taken':
      return by['decision-taken'](parameters, context);
    case 'appeal-recorded':
      return by['appeal-recorded'](parameters, context);
    case 'appeal-decided':
      return by['appeal-decided'](parameters, context);
    case 'may-declare-again':
      return by['may-declare-again'](parameters, context);
    case 'deadline-extended':
      return by['deadline-extended'](parameters, context);
    case 'deadline-reminder':
      return by['deadline-reminder'](parameters, context);
    case 'service-interruption':
      return by['service-interruption'](parameters, context);
    case 'mailbox-changed':
      return by['mailbox-changed'](parameters, context);
    case 'mailbox-change-asked':
      return by['mailbox-change-asked'](parameters, context);
    case 'mailbox-change-stopped':
      return by['mailbox-change-stopped'](parameters, context);
    case 'mailbox-listed':
      return by['mailbox-listed'](parameters, context);
    case 'mandate-given':
      return by['mandate-given'](parameters, context);
    case 'mandate-ended':
      return by['mandate-ended'](parameters, context);
    case 'mandate-act':
      return by['mandate-act'](parameters, context);
    case 'guardian-recorded':
      return by['guardian-recorded'](parameters, context);
    case 'correction-asked':
      return by['correction-asked'](parameters, context);
    case 'correction-refused':
      return by['correction-refused'](parameters, context);
    case 'restriction':
      return by.restriction(parameters, context);
    case 'account-ended':
      return by['account-ended'](parameters, context);
  }
}

/**
 * Renders a mail: the same facts as HTML and as text. Pure: equal arguments give equal bytes and an equal hash. `code`
 * is for `mailbox-code` alone and is left out of the hash, which is stored and would give a short code away. Throws if
 * the kind and its parameters do not belong together.
 */
export function render(
  kind: MailKind,
  language: Language,
  parameters: MailParameters,
  context: Setting,
  code?: string,
): RenderedMail {
  if (parameters.kind !== kind) throw new Error(`parameters of ${parameters.kind} for a mail ${kind}`);
  const content = contentOf(language, parameters, context, code);
  const view = viewOf(content);
  const mail = { subject: content.subject, html: html(view), text: text(view) };
  return { ...mail, hash: hashOf([mail.subject, mail.html, mail.text], code) };
}

function hashOf(parts: readonly string[], secret: string | undefined): string {
  const kept = secret === undefined ? parts : parts.map((part) => part.replaceAll(secret, ''));
  return createHash('sha256').update(JSON.stringify(kept)).digest('hex');
}
