/** Operations on papers, and on the register of what came in and went out. */
import './settings.ts';
import * as z from 'zod/mini';
import { PlainDate } from '../../domain/dates.ts';
import { chained, ProtocolEntry } from '../../domain/protocol.ts';
import { PartQuery } from '../documents/register.ts';
import { PageQuery } from '../http.ts';
import { pageOf } from './answers.ts';
import { Csv } from './directory-answers.ts';
import { cursor } from './examples.ts';
import { type Answer, type Operation, ok } from './operation.ts';

const pdf: Answer = {
  status: '200',
  description: 'The paper: a tagged PDF with its number and verification code.',
  media: 'application/pdf',
  schema: z.string(),
  examples: { pdf: '%PDF-1.7' },
};
const Verified = z.object({
  authentic: z.boolean(),
  issuedOn: z.nullable(PlainDate),
  stillLive: z.nullable(z.boolean()),
});
const Register = z.extend(pageOf(ProtocolEntry), { imprint: z.string() });

const paper = (summary: string, description: string): Operation => ({
  tag: 'papers',
  summary,
  description: `${description} Asked again for the same facts it has the same number and code.`,
  answers: [pdf],
  refusals: ['no-document'],
});

export const papers = {
  'read-receipt': paper('Receipt of the DID', 'What was declared at release, when, and the warnings shown.'),
  'read-pact': paper('The service pact', 'The pact as it was signed.'),
  'read-self-certification': paper(
    'Self-certification of the status',
    'Filled in as of today, for the person to sign (D.P.R. 445/2000 art. 46).',
  ),
  'read-certificate': paper(
    'Certificate of the status',
    'For private parties only, as its wording says (D.P.R. 445/2000 art. 40). Once the pact is signed.',
  ),
  'verify-paper': {
    tag: 'papers',
    summary: 'Check a paper',
    description:
      'Tells whether a paper with this code was issued here, when, and whether it still holds: the DID counts, the pact that ' +
      'it speaks of was not found none, and no work suspends a status that it certifies. Never which of these.',
    answers: [
      ok(Verified, 'What anybody may know.', {
        authentic: { authentic: true, issuedOn: '2026-10-19', stillLive: true },
        unknown: { authentic: false, issuedOn: null, stillLive: null },
      }),
    ],
  },
  'read-letter': {
    tag: 'office',
    summary: 'Print a letter',
    description:
      'What a person without a working mailbox is written, as a tagged PDF with the address: for who has the task `letter` on ' +
      'the own work list. An act bears its number of the register. Who prints it is noted for the citizen.',
    answers: [{ ...pdf, description: 'The letter: a tagged PDF.' }],
    mayBeAbsent: true,
    mayBeOwnCase: true,
  },
  'read-act-letter': {
    tag: 'office',
    summary: 'Print an act',
    description:
      'A call-up, what is contested or a decision, with its words, as a tagged PDF with the address: for whoever may record ' +
      'how it was served. It bears the number of the register of the mail about it. Who prints it is noted for the citizen.',
    answers: [{ ...pdf, description: 'The act: a tagged PDF.' }],
    mayBeAbsent: true,
  },
  'export-register': {
    tag: 'papers',
    summary: 'A day of the register for the archive',
    description:
      'The lines of a day as CSV (D.P.R. 445/2000 art. 53), up to 8 000 a part; the same bytes each time once the day is ' +
      'over. `chain` is the SHA-256, in hex, of `chainBefore`, a line feed and the JSON array of `number`, `day`, `direction`, ' +
      '`correspondent`, `citizenId`, `declarationId`, `subject`, `source`, `imprint`, `receivedAt`, `enteredAt`, with null for ' +
      'what is empty: no line can be changed, taken out or put in unseen. The header `Repr-Digest` is the imprint of the ' +
      'file, `Link` leads to the next part. Who it is stands in the record, under the identifiers.',
    query: PartQuery,
    answers: [
      {
        status: '200',
        description: 'A part of the day.',
        media: 'text/csv',
        schema: Csv,
        examples: { head: `${[...chained, 'chainBefore', 'chain'].join(',')}\n` },
      },
    ],
  },
  'read-register': {
    tag: 'papers',
    summary: 'A day of the register',
    description:
      'Lists what came in and went out on a day, by number: requests of citizens and of INPS, acts that were sent, papers ' +
      'that were issued. With an imprint over the page.',
    query: PageQuery,
    answers: [
      ok(Register, 'A page of the register.', {
        page: {
          items: [
            {
              number: '2026/0000124',
              day: '2026-10-19',
              source: 'paper.6b1f6f0e-2f5e-4c6a-9a43-5f0d6f1f6f0e.pact.2026-10-19',
              direction: 'out',
              subject: 'pact',
              correspondent: 'citizen',
              citizenId: '2c9d4f7e-1b3a-4d5c-8e6f-7a8b9c0d1e2f',
              declarationId: '6b1f6f0e-2f5e-4c6a-9a43-5f0d6f1f6f0e',
              imprint: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
              enteredAt: '2026-10-19T08:30:00.000Z',
              chain: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
            },
          ],
          imprint: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
          cursor,
        },
      }),
    ],
  },
} as const satisfies Record<string, Operation>;
