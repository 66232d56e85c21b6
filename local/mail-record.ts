import * as z from 'zod/mini';
import { call } from './aws.ts';

const text = z.object({ S: z.string() });
const Keys = z.object({ pk: text, sk: text });
const MailItem = z.object({
  ...Keys.shape,
  mailId: text,
  citizenId: text,
  declarationId: z.optional(text),
  parameters: z.object({ M: z.object({ kind: text }) }),
  state: text,
  queuedAt: text,
  messageId: z.optional(text),
});
/** Without a mailbox: it was forgotten with the account. */
const PeriodItem = z.object({ citizenId: text, mailbox: z.optional(text), from: text });
const CandidateItem = z.object({ citizenId: text, mailbox: text });
const Item = z.object({ entity: text });

/** A communication as the record holds it; only what is asked of it here. */
export interface RecordedMail {
  readonly id: string;
  /** Its partition: `DID#…`, or `CITIZEN#…` for mail that belongs to no DID. */
  readonly owner: string;
  readonly citizenId: string;
  readonly declarationId: string | undefined;
  readonly kind: string;
  readonly state: string;
  readonly queuedAt: string;
  /** SES's identifier of its last sending. */
  readonly messageId: string | undefined;
}

/** What the record says of mail: communications, whose mailbox was which from when, and mailboxes still to be proved. */
export interface MailRecord {
  readonly mails: readonly RecordedMail[];
  readonly periods: readonly {
    readonly citizenId: string;
    readonly mailbox: string | undefined;
    readonly from: string;
  }[];
  readonly candidates: readonly { readonly citizenId: string; readonly mailbox: string }[];
}

function mailOf(item: unknown): RecordedMail {
  const { pk, mailId, citizenId, declarationId, parameters, state, queuedAt, messageId } = MailItem.parse(item);
  return {
    id: mailId.S,
    owner: pk.S,
    citizenId: citizenId.S,
    declarationId: declarationId?.S,
    kind: parameters.M.kind.S,
    state: state.S,
    queuedAt: queuedAt.S,
    messageId: messageId?.S,
  };
}

const Page = z.object({ Items: z.optional(z.array(z.unknown())), LastEvaluatedKey: z.optional(Keys) });

/** Reads every item of some entities from the table, page by page. */
async function itemsOf(endpoint: string, tableName: string, ...entities: readonly string[]): Promise<unknown[]> {
  const values = Object.fromEntries(entities.map((entity, index) => [`:e${index}`, { S: entity }]));
  const asked = {
    TableName: tableName,
    FilterExpression: `entity IN (${Object.keys(values).join(', ')})`,
    ExpressionAttributeValues: values,
    ConsistentRead: true,
  };
  const found: unknown[] = [];
  let start: z.infer<typeof Keys> | undefined;
  do {
    const page = { ...asked, ...(start && { ExclusiveStartKey: start }) };
    const { Items = [], LastEvaluatedKey } = Page.parse(await call(endpoint, 'dynamodb', 'Scan', page));
    found.push(...Items);
    start = LastEvaluatedKey;
  } while (start);
  return found;
}

/** Reads all that the record says of mail. */
export async function readMailRecord(endpoint: string, tableName: string): Promise<MailRecord> {
  const items = await itemsOf(endpoint, tableName, 'mail', 'mailbox', 'candidate');
  const of = (entity: string) => items.filter((item) => Item.parse(item).entity.S === entity);
  return {
    mails: of('mail').map(mailOf),
    periods: of('mailbox').map((item) => {
      const { citizenId, mailbox, from } = PeriodItem.parse(item);
      return { citizenId: citizenId.S, mailbox: mailbox?.S, from: from.S };
    }),
    candidates: of('candidate').map((item) => {
      const { citizenId, mailbox } = CandidateItem.parse(item);
      return { citizenId: citizenId.S, mailbox: mailbox.S };
    }),
  };
}
