import * as z from 'zod/mini';
import { stack } from './stack.ts';
import { until } from './until.ts';

const Mail = z.object({
  id: z.string(),
  to: z.array(z.string()),
  cc: z.optional(z.array(z.string())),
  bcc: z.optional(z.array(z.string())),
  subject: z.string(),
  text: z.nullable(z.string()),
  html: z.nullable(z.string()),
  sentAt: z.string(),
  attachments: z.optional(z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() }))),
});
/** A mail that came out of the local SES. */
export type Mail = z.infer<typeof Mail>;

/** Every mail that went to a mailbox, oldest first, or every mail there is. */
export async function inbox(address?: string): Promise<Mail[]> {
  const query = new URLSearchParams({ format: 'json', ...(address !== undefined && { to: address }) });
  const response = await fetch(`${stack().inboxUrl}?${query}`);
  return z.array(Mail).parse(await response.json());
}

/** The one mail in a mailbox with this subject, once it is there; throws if there are two. */
export async function mailOf(address: string, subject: string | RegExp): Promise<Mail> {
  const is = (mail: Mail) => (typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject));
  const found = await until(`a mail "${subject}"`, async () => {
    const mails = (await inbox(address)).filter(is);
    return mails.length > 0 ? mails : undefined;
  });
  const [mail, second] = found;
  if (!mail || second) throw new Error(`${found.length} mails "${subject}" in one mailbox`);
  return mail;
}

/** The newest six-digit code in a mailbox that is none of those seen before. */
export function codeIn(address: string, seen: readonly string[] = []): Promise<string> {
  return until('a code in the mailbox', async () =>
    (await inbox(address))
      .map(({ subject, text, html }) => /\b\d{6}\b/.exec(`${subject} ${text ?? html ?? ''}`)?.[0])
      .findLast((code) => code !== undefined && !seen.includes(code)),
  );
}
