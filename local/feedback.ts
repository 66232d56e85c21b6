import { randomUUID } from 'node:crypto';
import { inboxId, type Mail } from './inbox.ts';
import type { RecordedMail } from './mail-record.ts';
import { account, LocalProblem, region } from './settings.ts';

/** What SES can say became of a mail. `bounce`: for good; `soft-bounce`: for the moment. */
export const feedbackKinds = ['send', 'delivery', 'bounce', 'soft-bounce', 'complaint', 'reject'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

const detailTypes: Readonly<Record<FeedbackKind, string>> = {
  send: 'Email Sent',
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  'soft-bounce': 'Email Bounced',
  complaint: 'Email Complaint Received',
  reject: 'Email Rejected',
};

/** The part of an event that its kind alone has. */
function outcomeOf(kind: FeedbackKind, recipients: readonly string[], timestamp: string): object {
  const feedbackId = randomUUID();
  const bounced = (bounceType: string, bounceSubType: string, status: string, diagnosticCode: string) => ({
    eventType: 'Bounce',
    bounce: {
      feedbackId,
      bounceType,
      bounceSubType,
      bouncedRecipients: recipients.map((emailAddress) => ({ emailAddress, action: 'failed', status, diagnosticCode })),
      timestamp,
      reportingMTA: `dns; e1.smtp-out.${region}.amazonses.com`,
    },
  });
  switch (kind) {
    case 'send':
      return { eventType: 'Send', send: {} };
    case 'delivery':
      return {
        eventType: 'Delivery',
        delivery: {
          timestamp,
          processingTimeMillis: 1200,
          recipients,
          smtpResponse: '250 2.0.0 accepted',
          reportingMTA: `e1.smtp-out.${region}.amazonses.com`,
        },
      };
    case 'bounce':
      return bounced('Permanent', 'NoEmail', '5.1.1', 'smtp; 550 5.1.1 user unknown');
    case 'soft-bounce':
      return bounced('Transient', 'MailboxFull', '4.2.2', 'smtp; 452 4.2.2 mailbox full');
    case 'complaint':
      return {
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
          timestamp,
          feedbackId,
          complaintFeedbackType: 'abuse',
          arrivalDate: timestamp,
        },
      };
    case 'reject':
      return { eventType: 'Reject', reject: { reason: 'Bad content' } };
  }
}

/**
 * The event of SES about a mail, in the form in which the default bus carries it. The recipient is the one that SES
 * really got, which need not be the one that the record would name.
 * @param taken the mail as SES took it
 * @param at when it happened (UTC, milliseconds)
 */
export function sesEvent(kind: FeedbackKind, mail: RecordedMail, taken: Mail, at: string): object {
  const destination = [...taken.to, ...(taken.cc ?? []), ...(taken.bcc ?? [])];
  const timestamp = taken.sentAt;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailTypes[kind],
    source: 'aws.ses',
    account,
    time: at,
    region,
    resources: [`arn:aws:ses:${region}:${account}:configuration-set/did-local`],
    detail: {
      ...outcomeOf(kind, destination, at),
      mail: {
        timestamp,
        sendingAccountId: account,
        messageId: mail.messageId,
        destination,
        headersTruncated: false,
        tags: {
          'ses:operation': ['SendRawEmail'],
          'ses:configuration-set': ['did-local'],
          mail: [mail.id],
          owner: [mail.owner.replace('#', '_')],
        },
      },
    },
  };
}

/**
 * The mail of an id, and how SES took it last.
 * @throws LocalProblem if there is no such mail, or if SES has not taken it
 */
export function takenMail(
  id: string,
  mails: readonly RecordedMail[],
  inbox: readonly Mail[],
): { readonly mail: RecordedMail; readonly taken: Mail } {
  const mail = mails.find((one) => one.id === id);
  if (!mail) {
    throw new LocalProblem(
      `There is no mail ${id}. GET /v1/declarations/{id}/communications names the mails of a case in "id".`,
    );
  }
  const message = mail.messageId === undefined ? undefined : inboxId(mail.messageId);
  const taken = inbox.find((one) => one.id === message);
  if (!taken)
    throw new LocalProblem(`SES has not taken mail ${id} (it is ${mail.state}): nothing can have become of it.`);
  return { mail, taken };
}
