import './settings.ts';
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { DeclarationId } from '../../domain/ids.ts';
import { JobNews, jobEvents, jobKinds } from '../../domain/job-news.ts';
import { languages } from '../../domain/person.ts';
import { jobProposals } from '../../domain/tasks.ts';
import { PageQuery } from '../http.ts';
import { jobOutcomes } from '../job-news.ts';
import { Declaration } from './answers.ts';
import { type Operation, ok } from './operation.ts';
import { ReceiptNumber } from './release-answers.ts';

/** A sentence and what it rests on. */
const Sentence = z.object({
  text: z.string(),
  source: z.object({
    kind: z.enum(['record', 'law', 'office']),
    rule: z.nullable(z.string()),
    cited: z.string(),
  }),
});

const Explanation = z.object({
  caseNumber: z.string(),
  language: z.enum(languages),
  statusLabel: z.string(),
  now: z.array(Sentence),
  next: z.object({ ...Declaration.shape.awaiting.shape, text: z.string() }),
  deadlines: z.array(Sentence),
  rights: z.array(Sentence),
  steps: z.array(
    z.object({
      sequence: z.int(),
      event: z.string(),
      on: PlainDate,
      policy: z.string(),
      receiptNumber: z.nullable(ReceiptNumber),
      sentences: z.array(Sentence),
      unknownRules: z.array(z.string()),
    }),
  ),
  cursor: z.optional(z.string()),
});

/** News of work, as `jobView` shows it. */
export const JobShown = z.object({
  kind: z.enum(jobKinds),
  from: PlainDate,
  until: z.nullable(PlainDate),
  event: z.enum(jobEvents),
  proposes: z.enum([...jobProposals, 'nothing']),
  receivedAt: Instant,
});

const JobTaken = z.object({
  outcome: z.enum(jobOutcomes),
  receivedAt: Instant,
  receiptNumber: ReceiptNumber,
  declarationId: z.optional(DeclarationId),
});

const record = (sequence: number) => ({ kind: 'record', rule: null, cited: `record of the case, step ${sequence}` });
const law = (rule: string) => ({ kind: 'law', rule, cited: rule });
const explained = {
  caseNumber: 'DID 3F2A-91C4-7B60',
  language: 'en',
  statusLabel: 'DID released on 5 October 2026. To have the status of unemployment confirmed, sign the pact',
  now: [{ text: 'Your DID counts from 5 October 2026.', source: law('S0:33') }],
  next: {
    ...{ who: 'citizen', what: 'choose-operator', by: '2026-11-04' },
    text: 'It is your turn: choose who follows you. You have time until 4 November 2026.',
  },
  deadlines: [
    {
      text: 'Contact the office to sign the pact: until 4 November 2026. The office calls you up. Your DID stays valid.',
      source: law('D.Lgs. 150/2015 art. 20 c.1'),
    },
  ],
  rights: [{ text: 'The office answers each request of yours within 30 days.', source: law('L. 241/1990 art. 2 c.2') }],
  steps: [
    {
      ...{ sequence: 2, event: 'release', on: '2026-10-05', policy: 'lombardia-2017' },
      receiptNumber: 'R-20261005-1C9E6F3A2B7D',
      sentences: [
        { text: 'On 5 October 2026 you released the DID.', source: record(2) },
        { text: 'You did it.', source: record(2) },
        { text: 'The DID counts from the day on which you made it.', source: law('S0:33') },
        { text: 'From here the DID is valid. The pact is missing.', source: record(2) },
      ],
      unknownRules: [],
    },
  ],
};

export const explanations = {
  'read-explanation': {
    tag: 'declarations',
    summary: 'Read why',
    description:
      'Tells in words, in the language asked for, why the case stands where it stands: how it is now, what comes next, what ' +
      'the person may hold the office to, and a page of its steps, the oldest first. Each sentence has its source: the ' +
      '`record` of the case, a `law` or text that is cited, or the `office` where no law gives the rule. Offices are named ' +
      'by what they are to the case, people never.',
    query: PageQuery,
    answers: [ok(Explanation, 'The case in words.', { released: explained })],
  },
  'take-job-news': {
    tag: 'inps',
    summary: 'Tell of work',
    description:
      'Tells of work that an employer told (*comunicazioni obbligatorie*): it began (`hired`), or it `ended`; or that such a ' +
      'communication was `corrected` or `annulled`. In any order, as often as it likes, once for each protocol. At a live ' +
      'DID it is kept (`attached`): the person is asked, the job centre gets a task that proposes a suspension, a closing ' +
      'or a resumption, and nothing changes by itself. Of anybody else nothing is kept (`noted`).',
    body: {
      schema: JobNews,
      examples: {
        hired: { fiscalCode: 'RSSMRA85T10A562S', kind: 'hired', from: '2026-11-16', protocol: '1500026200123456' },
        ended: {
          ...{ fiscalCode: 'RSSMRA85T10A562S', kind: 'ended', from: '2026-11-16', until: '2026-12-18' },
          protocol: '1500026200234567',
        },
      },
    },
    answers: [
      ok(JobTaken, 'The news was taken.', {
        attached: {
          outcome: 'attached',
          receivedAt: '2026-11-17T02:00:00.000Z',
          receiptNumber: 'R-20261117-1C9E6F3A2B7D',
          declarationId: '6f1d2c3b-4a59-4e8f-8a7b-0c1d2e3f4a5b',
        },
        noted: {
          outcome: 'noted',
          receivedAt: '2026-11-17T02:00:00.000Z',
          receiptNumber: 'R-20261117-1C9E6F3A2B7D',
        },
      }),
    ],
    refusals: ['command-pending', 'changed-meanwhile'],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
