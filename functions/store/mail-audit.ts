/** What the fourth wall has found: mails that SES reports elsewhere than at their citizen's mailbox. */
import * as z from 'zod/mini';
import { Instant } from '../domain/dates.ts';
import { DeclarationId, MailId } from '../domain/ids.ts';
import { encodeItem, type Page, type PageAsked, readPage, type Table, type Write } from './table.ts';

const partition = 'AUDIT#MAIL';

/** A mail that went elsewhere: which, when, and how; never where. */
export const WrongMail = z.object({
  mailId: MailId,
  declarationId: z.optional(DeclarationId),
  /** SES's identifier of the message. */
  messageId: z.string(),
  sentAt: Instant,
  foundAt: Instant,
  fault: z.enum(['another-mailbox', 'several-recipients']),
});
export type WrongMail = z.infer<typeof WrongMail>;

/** Notes a mail that went elsewhere; the same sending once, however often SES tells of it. */
export function noteWrongMail(table: Table, wrong: WrongMail): Write {
  const { sentAt, mailId, messageId } = wrong;
  const key = { pk: partition, sk: `WRONG#${sentAt}#${mailId}#${messageId}` };
  return {
    label: 'audit',
    item: { Put: { TableName: table.name, Item: encodeItem({ ...key, entity: 'wrong-mail', ...wrong }) } },
  };
}

/** A page of the mails that went elsewhere, the newest first. */
export function readWrongMails(table: Table, asked: PageAsked): Promise<Page<WrongMail>> {
  return readPage(table, { pk: partition, prefix: 'WRONG#' }, { ...asked, newestFirst: true }, WrongMail);
}
