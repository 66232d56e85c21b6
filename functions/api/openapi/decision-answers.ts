/** What was decided on contested facts, as the API shows it. */
import './settings.ts';
import * as z from 'zod/mini';
import { breachKinds } from '../../domain/conditionality.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { parties } from '../../domain/lifecycle.ts';
import { ActId, appealOutcomes, DecidedEffect } from '../../domain/proceedings.ts';
import { ServiceShown } from './proceeding-answers.ts';
import { ReceiptNumber } from './release-answers.ts';

const nullableDate = z.nullable(PlainDate);

/** A decision, as `decisionsView` shows it. */
export const DecisionShown = z.object({
  number: z.int(),
  id: ActId,
  contestedId: ActId,
  kind: z.enum(breachKinds),
  factOn: PlainDate,
  conditionality: z.string(),
  procedure: z.string(),
  rule: z.string(),
  recurrence: z.int(),
  legalBasis: z.nullable(z.string()),
  effect: DecidedEffect,
  decidedAt: Instant,
  decidedBy: z.enum(parties),
  twoPersons: z.boolean(),
  service: ServiceShown,
  due: z.boolean(),
  declareFrom: nullableDate,
  appeal: z.nullable(
    z.object({
      filedAt: Instant,
      inTime: z.boolean(),
      receiptNumber: ReceiptNumber,
      outcome: z.nullable(z.enum(appealOutcomes)),
      decidedOn: nullableDate,
    }),
  ),
  reversedOn: nullableDate,
});
