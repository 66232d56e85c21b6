/** «Riaprite la mia pratica»: a person asks an office to reopen a DID that ended; two persons decide, nothing reopens by it. */
import * as z from 'zod/mini';
import type { DidCase } from './declaration.ts';
import { edit } from './edit.ts';
import { endStatuses } from './lifecycle.ts';
import { lineOfText } from './person.ts';
import { refuse } from './refusals.ts';

/** Body of `POST …/reopening-request`: why it should not have ended. */
const AskReopeningBody = z.strictObject({ note: z.optional(lineOfText(1000)) });

/** What went into another DID lives on in that one. */
const isMerged = ({ closure }: DidCase) => closure?.reason === 'merged';

/**
 * Takes the request, with a receipt: the job centre who may decide on the case has a task, the managers where none is
 * known. Refused for a DID that is live or lives on in another (`wrong-status`).
 */
export const askReopening = edit(
  { statuses: endStatuses, parties: ['citizen'], when: (didCase) => !isMerged(didCase) },
  AskReopeningBody,
  ({ didCase }, { note }) =>
    isMerged(didCase) || didCase.erasedOn !== undefined || didCase.erasing !== undefined
      ? refuse(isMerged(didCase) ? 'wrong-status' : 'case-erased')
      : {
          kind: 'edit',
          changes: {},
          rules: ['L. 241/1990 art. 21-nonies'],
          evidence: { kind: 'change', content: { kind: 'reopening', ...(note !== undefined && { note }) } },
          tasks: [{ kind: 'reopening-asked', list: 'job-centre' }],
        },
);
