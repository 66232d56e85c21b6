import MailComposer from 'nodemailer/lib/mail-composer';
import { epochOf, type Instant } from '../domain/dates.ts';
import type { Language } from '../domain/person.ts';
import type { CalendarEntry } from './calendar.ts';
import type { RenderedMail } from './render.ts';

/** The sender, from configuration. */
export interface Sender {
  /** Shown beside the address: the body's name. */
  readonly name: string;
  readonly address: string;
  /** Where an answer goes. */
  readonly replyTo: string;
}

/** One mail on its way to one mailbox. */
export interface Envelope {
  /**
   * Letters, digits, hyphens: the mail's id. It makes the Message-ID, which SES on AWS replaces with its own (and the
   * Date): there a mail sent twice is told by its tag `mail`, locally by this header.
   */
  readonly id: string;
  readonly language: Language;
  readonly to: string;
  readonly queuedAt: Instant;
}

const address =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

function oneAddress(field: string, text: string): string {
  if (text.length > 254 || !address.test(text)) throw new Error(`${field} is not one plain address`);
  return text;
}

function token(field: string, text: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(text)) throw new Error(`${field} is not a plain token`);
  return text;
}

function oneLine(field: string, text: string): string {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) throw new Error(`${field} holds a control character`);
  return text;
}

/**
 * The bytes of a mail (RFC 5322, multipart/alternative, UTF-8; a calendar entry both as an alternative, which mailboxes
 * act on, and as a file) for exactly one recipient: no Cc, no Bcc, sender from
 * configuration. Throws if an address is not one plain ASCII address, or if a header would hold a control character;
 * the error names the field, never its value.
 */
export async function compose(
  envelope: Envelope,
  sender: Sender,
  mail: RenderedMail,
  calendar?: CalendarEntry,
): Promise<Uint8Array> {
  const from = oneAddress('from', sender.address);
  const id = token('id', envelope.id);
  const message = new MailComposer({
    from: { name: oneLine('from', sender.name), address: from },
    to: { name: '', address: oneAddress('to', envelope.to) },
    replyTo: { name: '', address: oneAddress('reply-to', sender.replyTo) },
    subject: oneLine('subject', mail.subject),
    messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    date: new Date(epochOf(envelope.queuedAt)),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': envelope.language },
    html: mail.html,
    text: mail.text,
    ...(calendar && { icalEvent: { ...calendar, filename: 'appuntamento.ics' } }),
    encoding: 'quoted-printable',
    baseBoundary: id,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message.compile().build();
}
