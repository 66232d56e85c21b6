import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A file that came with a mail, as text: calendar entries are. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
}

/** What a mail has beside what the emulator's SES keeps of it. */
interface Letter {
  readonly attachments: readonly Attachment[];
  readonly replyTo: string | undefined;
}

/** Takes each mail as SES sends it on, since the emulator's SES itself keeps neither attachments nor headers. */
export interface Letters {
  /** Where the emulator sends mail on, `host:port`. */
  readonly address: string;
  /** The attachments of a message, by what SES calls it without its domain. */
  attachmentsOf(id: string): readonly Attachment[];
  /** Where answers to a message go. */
  replyToOf(id: string): string | undefined;
  close(): Promise<void>;
}

/** The text of a file. The parser gives calendars ends of line of its own; theirs are CRLF (RFC 5545, 3.1). */
function textOf(mimeType: string, content: string | ArrayBuffer | Uint8Array): string {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return mimeType === 'application/ics' ? text.replace(/\r?\n/g, '\r\n') : text;
}

async function read(raw: Buffer): Promise<Letter & { readonly id: string }> {
  const { messageId = '', attachments, replyTo } = await PostalMime.parse(raw);
  return {
    id: messageId.replace(/^<|@.*$/g, ''),
    replyTo: replyTo?.[0]?.address,
    attachments: attachments
      .filter(({ disposition }) => disposition === 'attachment')
      .map(({ filename, mimeType, content }) => ({
        filename: filename ?? '',
        contentType: mimeType,
        content: textOf(mimeType, content),
      })),
  };
}

/** Opens the letter box on a free port of this machine. */
export async function openLetters(): Promise<Letters> {
  const known = new Map<string, Letter>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.once('end', () => {
        read(Buffer.concat(parts)).then(({ id, ...letter }) => {
          known.set(id, letter);
          done();
        }, done);
      });
    },
  });
  // A client that goes away is no business of the instance.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => listening.once('listening', resolve).once('error', reject));
  const { port }: AddressInfo = Object(listening.address());
  return {
    address: `127.0.0.1:${port}`,
    attachmentsOf: (id) => known.get(id)?.attachments ?? [],
    replyToOf: (id) => known.get(id)?.replyTo,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
