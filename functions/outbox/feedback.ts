import * as z from 'zod/mini';
import { type Instant, instantOf } from '../domain/dates.ts';
import { MailId } from '../domain/ids.ts';
import { OwnEmail } from '../domain/mailbox.ts';
import { type ProcedurePolicy, procedurePolicies } from '../domain/policies.ts';
import { environment } from '../middleware/environment.ts';
import { observed, type Tools } from '../middleware/observed.ts';
import { openTable } from '../store/clients.ts';
import { getMail, mailOwner } from '../store/mails.ts';
import type { Table } from '../store/table.ts';
import { onBounce, onComplaint, onDelivery, onReject, onSend } from './reactions.ts';

const at = z.pipe(
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  z.transform((text) => instantOf(Date.parse(text))),
);

/** An event of SES as the default bus carries it; only what is looked at. */
export const SesEvent = z.object({
  detail: z.object({
    eventType: z.enum(['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject', 'DeliveryDelay']),
    mail: z.object({
      timestamp: at,
      messageId: z.string(),
      destination: z.array(z.string()),
      tags: z.record(z.string(), z.array(z.string())),
    }),
    delivery: z.optional(z.object({ timestamp: at })),
    bounce: z.optional(z.object({ timestamp: at, bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']) })),
    complaint: z.optional(z.object({ timestamp: at })),
  }),
});
export type SesEvent = z.infer<typeof SesEvent>;

/** What reacting to feedback rests on. */
export interface FeedbackDesk {
  readonly table: Table;
  readonly policy: ProcedurePolicy;
  readonly now: () => Instant;
}

/**
 * Takes note of what became of a mail. An event of a mail that is not ours is left alone; doubled and late events
 * change nothing twice. Where the event tells the recipient, it is held against the citizen's mailbox of that time.
 */
export async function react(desk: FeedbackDesk, { detail }: SesEvent, tools: Tools): Promise<void> {
  const { mail: message, eventType } = detail;
  const mailId = MailId.safeParse(message.tags['mail']?.[0]);
  const owner = mailOwner(message.tags['owner']?.[0]);
  const mail =
    mailId.success && owner !== undefined
      ? await getMail(desk.table, { pk: owner, sk: `MAIL#${mailId.data}` })
      : undefined;
  if (!mail) {
    tools.logger.info('feedback of another mail', { messageCode: 'FEEDBACK_FOREIGN', eventType });
    return;
  }
  tools.logger.info('feedback', { messageCode: 'FEEDBACK', eventType, mailId: mail.mailId });
  tools.count(`Mail${eventType}`);
  const destination = message.destination.map((address) => OwnEmail.safeParse(address).data);
  const sending = { messageId: message.messageId, sentAt: message.timestamp };
  switch (eventType) {
    case 'Send':
      return onSend(desk, mail, { ...sending, destination }, tools);
    case 'Delivery':
      return onDelivery(desk, mail, sending, detail.delivery?.timestamp ?? message.timestamp);
    case 'Bounce': {
      const { bounceType, timestamp: at = desk.now() } = detail.bounce ?? {};
      return onBounce(desk, mail, sending, { permanent: bounceType === 'Permanent', at });
    }
    case 'Reject':
      return onReject(desk, mail, sending);
    case 'Complaint':
      return onComplaint(desk, mail, detail.complaint?.timestamp ?? desk.now());
    case 'DeliveryDelay':
      return;
  }
}

const desk: FeedbackDesk = {
  table: openTable(environment.tableName),
  policy: procedurePolicies[environment.procedurePolicy],
  now: () => instantOf(Date.now()),
};

/** Reads SES's events from the default bus. Throws on faults, for the bus to try again and then to keep the event. */
export const handler = observed(async (event: unknown, tools) => react(desk, SesEvent.parse(event), tools));
