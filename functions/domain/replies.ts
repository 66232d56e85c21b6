/**
 * Answers to our mail. What comes from the citizen's own mailbox, and is proved to, is the person's word; anything else is
 * kept apart until a person in an office recognises it. What a reply says is read by people, never by a machine.
 */
import * as z from 'zod/mini';
import { Instant } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { CommandId, caseNumber, DeclarationId, Subject } from './ids.ts';
import { answeredByMail, withoutMailed } from './justify.ts';
import { statuses } from './lifecycle.ts';
import type { OwnEmail } from './mailbox.ts';
import type { Operator } from './operators.ts';
import { lineOfText } from './person.ts';
import type { ProcedurePolicy } from './policies.ts';
import { refuse } from './refusals.ts';
import type { Outage } from './terms.ts';
import { officeOf } from './verbs/meeting.ts';

/** Names a reply within its case: the millisecond of its receipt, so that names sort by time, and 12 hex digits. */
export const ReplyId = z
  .string()
  .check(z.regex(/^\d{13}-[0-9a-f]{12}$/))
  .brand<'ReplyId'>();
export type ReplyId = z.infer<typeof ReplyId>;

/** `recognised`: the person's word; `quarantined`: nobody knows yet; `rejected`: an office found that it is not. */
export const replyStates = ['recognised', 'quarantined', 'rejected'] as const;

/**
 * Why a reply is not taken for the person's word: it comes from another mailbox than the one of that time; nothing proves
 * that it comes from there; it was found to be spam or to hold a virus; whose the mailbox is, is contested; the person
 * has died or is no party any more; the message cannot be read.
 */
export const replyDoubts = [
  'another-mailbox',
  'not-authenticated',
  'spam',
  'virus',
  'mailbox-contested',
  'not-a-party',
  'unreadable',
] as const;
export type ReplyDoubt = (typeof replyDoubts)[number];

/** What is kept of a reply; the message itself is kept apart, as it came. */
export const Reply = z.object({
  replyId: ReplyId,
  declarationId: DeclarationId,
  /** When the mail was received: the legal instant (D.Lgs. 82/2005 art. 45 c.2). */
  receivedAt: Instant,
  receiptNumber: z.string(),
  /** Names the act of sending it; what it brings hangs on that name. */
  commandId: CommandId,
  /** SHA-256 of the message as it came, in hex. */
  imprint: z.string(),
  state: z.enum(replyStates),
  doubts: z.array(z.enum(replyDoubts)),
  /** Whom it says it is from: only where that is in doubt. */
  from: z.optional(z.string()),
  subject: z.optional(z.string()),
  /** Empty if it cannot be read or says nothing. */
  text: z.string(),
  /** The text went on. */
  cut: z.boolean(),
  /** What came with it, by media type and size in bytes. */
  attachments: z.array(z.object({ kind: z.string(), bytes: z.int() })),
  /** SES's identifier of the message, by which it is found. */
  messageId: z.string(),
  /** Whether the person was told by mail that it arrived, when it did. */
  told: z.boolean(),
  /** Whether it was noted as the person's, once: for the register of the protocol. */
  noted: z.boolean(),
  /** What an office found, and who. */
  decision: z.optional(
    z.object({ outcome: z.enum(['recognised', 'rejected']), reason: z.string(), at: Instant, by: Subject }),
  ),
});
export type Reply = z.infer<typeof Reply>;

const verdicts = ['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED'] as const;
export const Verdict = z.enum(verdicts);
type Verdict = z.infer<typeof Verdict>;

/** What is known of a mail that came in: what it says of itself, and what whoever received it found. */
export interface Arrival {
  /** The one mailbox in its `From`; absent if there is none, or several, or the message cannot be read. */
  readonly from: OwnEmail | undefined;
  readonly readable: boolean;
  /** The sender of the envelope, where bounces go (RFC 5321). */
  readonly envelopeFrom: string;
  readonly verdicts: Readonly<Record<'spf' | 'dmarc' | 'spam' | 'virus', Verdict>>;
}

/** The citizen at the instant of receipt. */
export interface Correspondent {
  readonly mailbox: OwnEmail | undefined;
  /** Whether somebody says that the mailbox, or its change, is not the person's. */
  readonly contested: boolean;
  /** The person lives, and the case is theirs. */
  readonly party: boolean;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Whether a mail comes from where it says: by DMARC; where the domain has published none, by the sender of its envelope,
 * proved by SPF and of the same domain.
 */
function isAuthenticated({ from, envelopeFrom, verdicts: { spf, dmarc } }: Arrival): boolean {
  if (dmarc === 'PASS') return true;
  return dmarc === 'GRAY' && spf === 'PASS' && from !== undefined && domainOf(envelopeFrom) === domainOf(from);
}

/** Everything that keeps a mail from being taken for the person's word; empty if nothing does. */
export function doubtsOf(arrival: Arrival, { mailbox, contested, party }: Correspondent): ReplyDoubt[] {
  const found: Readonly<Record<ReplyDoubt, boolean>> = {
    unreadable: !arrival.readable,
    'another-mailbox': arrival.from === undefined || arrival.from !== mailbox,
    'not-authenticated': !isAuthenticated(arrival),
    spam: arrival.verdicts.spam === 'FAIL',
    virus: arrival.verdicts.virus === 'FAIL',
    'mailbox-contested': contested,
    'not-a-party': !party,
  };
  return replyDoubts.filter((doubt) => found[doubt]);
}

/** What an office needs to tell the person of a reply. */
type Told = Pick<Reply, 'declarationId' | 'receiptNumber' | 'receivedAt' | 'attachments'>;

function mailOf({ declarationId, receiptNumber, receivedAt, attachments }: Told, operator: Operator | undefined) {
  return {
    kind: 'reply-received',
    caseNumber: caseNumber(declarationId),
    receiptNumber,
    receivedAt,
    attachments: attachments.length > 0,
    ...(operator && { office: officeOf(operator) }),
  } as const;
}

const rule = 'D.Lgs. 82/2005 art. 45 c.2';

/** The task of whoever follows the case: there is something to read. */
export const replyTask = { kind: 'reply-received' } as const;

/**
 * Takes a reply that is the person's word, on a case in whatever status: it answers what asks for it, the history tells it, whoever follows the case
 * has a task, and the person a receipt by mail, unless they had as many that day as the policy gives (`toldToday`), so
 * that two machines cannot write to each other for ever.
 */
export function receiveReply(
  reply: Told & Pick<Reply, 'commandId'>,
  didCase: DidCase,
  operator: Operator | undefined,
  toldToday: number,
  { replyReceipts }: Pick<ProcedurePolicy, 'replyReceipts'>,
  outages?: readonly Outage[],
): Omit<Edit, 'kind'> {
  return {
    changes: answeredByMail(didCase, reply, outages),
    rules: [rule],
    tasks: [replyTask],
    mail: toldToday < replyReceipts.value ? mailOf(reply, operator) : undefined,
  };
}

/** Body of `POST …/replies/{replyId}/recognition`. The reason stays with the reply. */
export const RecognitionBody = z.strictObject({
  outcome: z.enum(['recognised', 'rejected']),
  reason: lineOfText(500),
});
export type RecognitionBody = z.infer<typeof RecognitionBody>;

/**
 * The rule by which an office says of a reply in quarantine whether it is the person's. Recognised, it counts from when it
 * was received, is an answer to what asks for one (`answeredByMail`), and the person is told; a mistake is put right by
 * deciding again. Refuses a reply that was taken for the
 * person's when it came (`reply-not-in-doubt`), and the decision that stands already (`reply-decided`).
 */
export function recognition(reply: Reply) {
  return edit(
    { statuses, parties: ['cpi', 'accredited', 'competent-cpi', 'manager'] },
    RecognitionBody,
    ({ operator, didCase, outages }: EditFacts, { outcome }) => {
      if (reply.doubts.length === 0) return refuse('reply-not-in-doubt');
      if (reply.state === outcome) return refuse('reply-decided');
      return {
        kind: 'edit',
        changes:
          outcome === 'recognised' ? answeredByMail(didCase, reply, outages) : withoutMailed(didCase, reply.commandId),
        rules: [rule],
        reason: outcome,
        mail: outcome === 'recognised' ? mailOf(reply, operator) : undefined,
      };
    },
  );
}
