import PostalMime, { type Address, addressParser, type Email } from 'postal-mime';
import { OwnEmail } from '../domain/mailbox.ts';

/** What a message says, reduced to what is kept of it. */
export interface Message {
  /** The one mailbox that it says it is from; absent if there is none, or several. */
  readonly from: OwnEmail | undefined;
  readonly subject: string | undefined;
  readonly text: string;
  readonly cut: boolean;
  readonly attachments: readonly { readonly kind: string; readonly bytes: number }[];
  /** A machine wrote it: an answer of somebody who is away, a bounce, a list. */
  readonly automatic: boolean;
}

/** So many characters of a text are kept, and so many of HTML are looked at for it. */
const longestText = 20_000;
const longestHtml = 1_000_000;
const longestSubject = 200;
const mostAttachments = 20;

const headersOf = ({ headers }: Email, name: string) =>
  headers.filter(({ key }) => key === name).map(({ value }) => value.trim().toLowerCase());

/** RFC 3834 (2), and what programs said before it. A bounce is a report (RFC 6522). */
function isAutomatic(email: Email): boolean {
  const submitted = headersOf(email, 'auto-submitted').some((value) => !/^no\s*(;|$)/.test(value));
  const bulk = headersOf(email, 'precedence').some((value) => /^(bulk|junk|list|auto_reply)$/.test(value));
  const report = headersOf(email, 'content-type').some((value) => value.startsWith('multipart/report'));
  return submitted || bulk || report;
}

/** Two senders, in one header or in two, are nobody's mailbox: programs show one of them and check the other. */
function senderOf(email: Email): OwnEmail | undefined {
  const [value = '', ...others] = email.headers.filter(({ key }) => key === 'from').map((header) => header.value);
  const [sender, ...more]: Address[] = addressParser(value, { flatten: true });
  if (others.length > 0 || more.length > 0) return undefined;
  return OwnEmail.safeParse(sender?.address).data;
}

/** The text of HTML: the parser makes it for a message that has text beside it, so an empty one is put there. */
async function textOf(html: string): Promise<string> {
  const part = (type: string, content: string) =>
    `--x\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`;
  const encoded = Buffer.from(html.slice(0, longestHtml)).toString('base64');
  const parts = `${part('text/plain', '')}${part('text/html', encoded)}--x--\r\n`;
  return (await PostalMime.parse(`Content-Type: multipart/mixed; boundary=x\r\n\r\n${parts}`)).text ?? '';
}

/** Plain text for people: whole characters, no control characters but ends of line and tabs, no turns of direction. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const mediaType = (type: string) => (/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'application/octet-stream');
const sizeOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;

/**
 * Reads a message (RFC 5322, MIME): whom it is from, its text (HTML is reduced to text), what came with it by media type
 * and size. Nothing of it is followed, run or opened. `undefined` if it cannot be read.
 */
export async function readMail(raw: Uint8Array): Promise<Message | undefined> {
  try {
    const email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
    const text = plain(email.text ?? '') || (email.html === undefined ? '' : plain(await textOf(email.html)));
    const subject = plain(email.subject ?? '').replace(/\s+/g, ' ');
    return {
      from: senderOf(email),
      subject: subject.slice(0, longestSubject).toWellFormed() || undefined,
      text: text.slice(0, longestText).toWellFormed(),
      cut: text.length > longestText,
      attachments: email.attachments
        .slice(0, mostAttachments)
        .map(({ mimeType, content }) => ({ kind: mediaType(mimeType), bytes: sizeOf(content) })),
      automatic: isAutomatic(email),
    };
  } catch {
    return undefined;
  }
}
