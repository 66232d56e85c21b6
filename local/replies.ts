import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { invoke, putObject } from './aws.ts';
import type { Mail } from './inbox.ts';
import { account, LocalProblem } from './settings.ts';

/** An answer to a mail, as a person or a machine would write it. */
export interface Answer {
  readonly text: string;
  /** Whose it says to be: the mailbox that got the mail, unless told. */
  readonly from?: string | undefined;
  /** A machine writes it, as that of somebody who is away. */
  readonly automatic?: boolean;
  /** When SES receives it (UTC, milliseconds). */
  readonly at: string;
}

/** SES's event about a mail that it received and left in the bucket; every check has passed. */
export function receiptEvent(messageId: string, from: string, to: string, at: string): object {
  const pass = { status: 'PASS' };
  return {
    Records: [
      {
        eventSource: 'aws:ses',
        eventVersion: '1.0',
        ses: {
          mail: { timestamp: at, messageId, source: from, destination: [to], headersTruncated: false },
          receipt: {
            timestamp: at,
            processingTimeMillis: 40,
            recipients: [to],
            spamVerdict: pass,
            virusVerdict: pass,
            spfVerdict: pass,
            dkimVerdict: pass,
            dmarcVerdict: pass,
            action: { type: 'Lambda', functionArn: 'did-local-inbox', invocationType: 'Event' },
          },
        },
      },
    ],
  };
}

/** The bytes of an answer to a mail. */
function messageOf(mail: Mail, to: string, { text, automatic = false, at }: Answer, from: string): Promise<Buffer> {
  const message = new MailComposer({
    from,
    to,
    subject: `R: ${mail.subject}`,
    date: new Date(at),
    text,
    ...(automatic && { headers: { 'Auto-Submitted': 'auto-replied' } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message.compile().build();
}

/**
 * Does what SES does with an answer to a mail, since the emulator's SES receives nothing: leaves the message in the
 * bucket, then calls the function.
 * @throws LocalProblem if nobody takes answers to this mail in: it is about no case
 */
export async function deliverReply(endpoint: string, mail: Mail, answer: Answer): Promise<void> {
  const from = answer.from ?? mail.to[0];
  const to = mail.replyTo;
  if (from === undefined || to === undefined || !to.startsWith('r-')) {
    throw new LocalProblem('This mail is about no case: answers to it go to people, not to the service.');
  }
  const messageId = randomUUID().replaceAll('-', '');
  const raw = await messageOf(mail, to, answer, from);
  await putObject(endpoint, `did-local-messages-${account}`, `messages/${messageId}`, Uint8Array.from(raw));
  await invoke(endpoint, 'did-local-inbox', receiptEvent(messageId, from, to, answer.at));
}
