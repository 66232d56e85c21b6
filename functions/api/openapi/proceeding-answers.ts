/** Answers on what is contested, and how it reached the person. */
import './settings.ts';
import * as z from 'zod/mini';
import { breachKinds } from '../../domain/conditionality.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { OperatorId } from '../../domain/ids.ts';
import { answerChannels } from '../../domain/justify.ts';
import { ActId, AnswerReason, attendances, callUpPurposes } from '../../domain/proceedings.ts';
import { servedActs, serviceChannels } from '../../domain/service.ts';
import { ReceiptNumber } from './release-answers.ts';

/** How an act goes to the person, and when it was served if it is known to be. */
export const ServiceShown = z.object({
  channel: z.enum(serviceChannels),
  sentOn: PlainDate,
  servedOn: z.nullable(PlainDate),
});

/** A call-up that is not settled, as `callUpsView` shows it. */
export const CallUpShown = z.object({
  id: ActId,
  purpose: z.enum(callUpPurposes),
  startsAt: Instant,
  place: z.string(),
  calledAt: Instant,
  operatorId: z.nullable(OperatorId),
  service: ServiceShown,
  attendance: z.nullable(z.enum(attendances)),
  explainBy: z.nullable(PlainDate),
  justifications: z.array(z.object({ at: Instant, inTime: z.boolean(), reason: z.optional(AnswerReason) })),
});

/** A fact that is contested, as `contestedView` shows it. */
export const ContestedShown = z.object({
  id: ActId,
  kind: z.enum(breachKinds),
  factOn: PlainDate,
  callUpId: z.nullable(ActId),
  conditionality: z.string(),
  rule: z.string(),
  recurrence: z.int(),
  reportedAt: Instant,
  possible: z.enum(['cut', 'forfeiture', 'loss']),
  possibleDays: z.nullable(z.int()),
  service: ServiceShown,
  justifications: z.array(z.object({ at: Instant, inTime: z.boolean(), reason: z.optional(AnswerReason) })),
  workToldAt: z.nullable(Instant),
});

/** An act with its words. */
export const ActShown = z.object({
  id: ActId,
  act: z.enum(servedActs),
  madeAt: Instant,
  service: ServiceShown,
  words: z.nullable(z.string()),
  justifications: z.optional(
    z.array(
      z.object({
        receivedAt: Instant,
        receiptNumber: ReceiptNumber,
        reason: AnswerReason,
        inTime: z.boolean(),
        note: z.nullable(z.string()),
        evidenceRef: z.nullable(z.string()),
        impededUntil: z.nullable(PlainDate),
        paper: z.nullable(z.object({ receivedOn: PlainDate, channel: z.enum(answerChannels), proof: z.string() })),
      }),
    ),
  ),
});
