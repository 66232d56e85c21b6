/** What waits for a second person, as the API shows it. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Correction, Presented, pactFindings } from '../../domain/declaration.ts';
import { proposedClosures } from '../../domain/life.ts';
import { parties } from '../../domain/lifecycle.ts';
import { ActId, appealOutcomes } from '../../domain/proceedings.ts';
import { serviceChannels } from '../../domain/service.ts';

export const ProposalShown = z.object({
  kind: z.enum(['reopen', 'close', 'rectify', 'pact', 'forfeit', 'appeal-outcome']),
  closure: z.optional(z.enum(proposedClosures)),
  since: z.optional(PlainDate),
  until: z.optional(PlainDate),
  rule: z.optional(z.string()),
  answerBy: z.optional(PlainDate),
  answeredAt: z.optional(Instant),
  finding: z.optional(z.enum(pactFindings)),
  contestedId: z.optional(ActId),
  effect: z.optional(z.enum(['forfeiture', 'loss'])),
  channel: z.optional(z.enum(serviceChannels)),
  decisionId: z.optional(ActId),
  outcome: z.optional(z.enum(appealOutcomes)),
  protocol: z.optional(z.string()),
  on: z.optional(PlainDate),
  correction: z.optional(Correction),
  presented: z.optional(Presented),
  reason: z.string(),
  proposedAt: Instant,
  proposedBy: z.enum(parties),
});
