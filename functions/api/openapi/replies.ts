/** Operations on the answers to the mail of a case. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant } from '../../domain/dates.ts';
import { RecognitionBody, Reply, ReplyId } from '../../domain/replies.ts';
import { PageQuery } from '../http.ts';
import { pageOf, Receipted, ReceiptNumber } from './answers.ts';
import { asJson, seenBy } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { cases, story } from './samples.ts';

const { receivedAt } = story.withdrawn.facts;
const { state, doubts, cut, attachments } = Reply.shape;

/** An answer to our mail, as `replyView` shows it. */
export const ReplyAnswer = z.object({
  id: ReplyId,
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
  ...{ state, doubts, cut, attachments },
  from: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  text: z.nullable(z.string()),
  decision: z.nullable(
    z.object({ outcome: z.enum(['recognised', 'rejected']), at: Instant, reason: z.nullable(z.string()) }),
  ),
});

const mine = {
  id: '1793620800000-4e5f60718293',
  receivedAt,
  receiptNumber: 'R-20261102-4E5F60718293',
  state: 'recognised',
  doubts: [],
  from: null,
  subject: 'R: Appuntamento martedì 10 novembre, Milano',
  text: 'Buongiorno, martedì ho una visita: posso venire mercoledì?',
  cut: false,
  attachments: [{ kind: 'application/pdf', bytes: 48_211 }],
  decision: null,
};
const inDoubt = {
  ...mine,
  id: '1793624400000-0a1b2c3d4e5f',
  receiptNumber: 'R-20261102-0A1B2C3D4E5F',
  state: 'quarantined',
  doubts: ['another-mailbox'],
  from: 'zia@posta.example',
  attachments: [],
};

export const replies = {
  'read-replies': {
    tag: 'declarations',
    summary: 'Read the answers to the mail',
    description:
      'Lists what came to the mailbox of the case, the oldest first. `receivedAt` is the legal instant. What does not come ' +
      'from the person’s own mailbox, or is not proved to, is `quarantined`: who follows the case reads it with its ' +
      '`doubts`, the person sees no more of it than that it came. Of attachments kind and size are told.',
    query: PageQuery,
    answers: [
      ok(pageOf(ReplyAnswer), 'The replies.', {
        some: { items: [asJson(mine), asJson(inDoubt)] },
        none: { items: [] },
      }),
    ],
  },
  'recognise-reply': {
    tag: 'office',
    summary: 'Say whether a reply is the person’s',
    description:
      'Decides on a reply in quarantine, with a reason that stays with it. Recognised, it counts from when it was received, ' +
      'is an answer (`other`) to a contested fact and to each call-up that was missed, and the person has a receipt by mail. A mistake is put right by deciding again.',
    body: {
      schema: RecognitionBody,
      examples: {
        recognised: { outcome: 'recognised', reason: 'Ha confermato al telefono, richiamata al numero della pratica.' },
        rejected: { outcome: 'rejected', reason: 'La persona non ha scritto nulla.' },
      },
    },
    answers: [
      {
        status: '201',
        description: 'The DID, as it was, with the number of the receipt.',
        schema: Receipted,
        examples: { made: { ...Object(seenBy('cpi', cases.signed)), receiptNumber: 'R-20261103-5F6071829304' } },
      },
    ],
    refusals: ['reply-not-in-doubt', 'reply-decided', 'changed-meanwhile'],
    mayBeAbsent: true,
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
