import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Letters } from './letters.ts';
import { writeWhole } from './run-file.ts';
import { account } from './settings.ts';

export const Mail = z.object({
  id: z.string(),
  to: z.array(z.string()),
  cc: z.optional(z.array(z.string())),
  bcc: z.optional(z.array(z.string())),
  subject: z.string(),
  text: z.nullable(z.string()),
  html: z.nullable(z.string()),
  sentAt: z.string(),
  action: z.optional(z.string()),
  replyTo: z.optional(z.string()),
  attachments: z.optional(z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() }))),
});
/**
 * A mail that SES took. `sentAt` is a UTC instant; `cc` and `bcc` are there only if the mail had any; `action` says how
 * SES got it: `SendRawEmail` from who calls SES, `CognitoVerificationMessage` and the like from the user pool; `attachments` are
 * there only if the mail had any; `replyTo` is where answers go, if the mail said so.
 */
export type Mail = z.infer<typeof Mail>;

const list = z.nullish(z.array(z.string()));
const Taken = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        MessageId: z.string(),
        To: list,
        CC: list,
        BCC: list,
        Subject: z.nullish(z.string()),
        BodyText: z.nullish(z.string()),
        BodyHtml: z.nullish(z.string()),
        Timestamp: z.number(),
        Type: z.optional(z.string()),
      }),
    ),
  ),
});

/** How many mails of earlier runs are kept. */
const keptMails = 500;

/** How the inbox names a message: by what SES calls it, without the emulator's domain. */
export const inboxId = (messageId: string): string => messageId.replace(/@.*$/, '');

/** The mails in the emulator's answer, oldest first. Its SES has taken the messages apart already. */
export function mailsIn(answer: unknown): Mail[] {
  const taken = Taken.parse(answer).messages[account] ?? [];
  return taken.map((message) => ({
    id: inboxId(message.MessageId),
    to: message.To ?? [],
    ...(message.CC?.length ? { cc: message.CC } : {}),
    ...(message.BCC?.length ? { bcc: message.BCC } : {}),
    subject: message.Subject ?? '',
    text: message.BodyText || null,
    html: message.BodyHtml || null,
    sentAt: new Date(message.Timestamp * 1000).toISOString(),
    ...(message.Type === undefined ? {} : { action: message.Type }),
  }));
}

function keptIn(file: string): Mail[] {
  try {
    return existsSync(file) ? z.array(Mail).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  } catch {
    return [];
  }
}

/** The mail of an instance: what the emulator holds now, after what earlier runs kept. */
export interface Inbox {
  /** Every mail, oldest first. While the emulator is down, those known so far. */
  all(): Promise<Mail[]>;
  /**
   * Writes the last of the mails that are known to the file. After the emulator has stopped and kept its state: mail of
   * what it lost would speak of cases that are in no record.
   */
  keep(): void;
}

/**
 * Opens the inbox of an instance.
 * @param endpoint the emulator's address
 * @param file where mail is kept between runs
 * @param letters what came with each mail, which the emulator does not keep
 */
export function openInbox(
  endpoint: string,
  file: string,
  letters?: Pick<Letters, 'attachmentsOf' | 'replyToOf'>,
): Inbox {
  let opened: Map<string, Mail> | undefined;
  let reading: Promise<void> | undefined;

  // Read when it is first asked for: by then a start has thrown away what belongs to no state.
  function mails(): Map<string, Mail> {
    opened ??= new Map(keptIn(file).map((mail) => [mail.id, mail]));
    return opened;
  }

  async function read(): Promise<void> {
    const known = mails();
    try {
      const response = await fetch(`${endpoint}/_ministack/ses/messages?account=${account}`);
      if (!response.ok) return;
      for (const mail of mailsIn(await response.json())) {
        const attachments = letters?.attachmentsOf(mail.id) ?? [];
        const replyTo = letters?.replyToOf(mail.id);
        known.set(mail.id, {
          ...mail,
          ...(replyTo !== undefined && { replyTo }),
          ...(attachments.length > 0 && { attachments: [...attachments] }),
        });
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async function all(): Promise<Mail[]> {
    // Clients ask again and again while they wait for a mail: those who ask at once share one answer.
    reading ??= read().finally(() => (reading = undefined));
    await reading;
    return [...mails().values()];
  }

  return {
    all,
    keep() {
      writeWhole(file, JSON.stringify([...mails().values()].slice(-keptMails)));
    },
  };
}
