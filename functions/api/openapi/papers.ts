/** Operations on papers, and on the register of what came in and went out. */
import './settings.ts';
import * as z from 'zod/mini';
import { PlainDate } from '../../domain/dates.ts';
import { ProtocolEntry } from '../../domain/protocol.ts';
import { PageQuery } from '../http.ts';
import { pageOf } from './answers.ts';
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
    description: 'Tells whether a paper with this code was issued here, when, and whether the DID still counts.',
    answers: [
      ok(Verified, 'What anybody may know.', {
        authentic: { authentic: true, issuedOn: '2026-10-19', stillLive: true },
        unknown: { authentic: false, issuedOn: null, stillLive: null },
      }),
    ],
  },
  'read-register': {
    tag: 'papers',
    summary: 'A day of the register',
    description: 'Lists what came in and went out on a day, by number, with an imprint over the page.',
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
              declarationId: '6b1f6f0e-2f5e-4c6a-9a43-5f0d6f1f6f0e',
              imprint: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
              enteredAt: '2026-10-19T08:30:00.000Z',
            },
          ],
          imprint: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
          cursor,
        },
      }),
    ],
  },
} as const satisfies Record<string, Operation>;
