/** What the API answers about mandates to patronati, as schemas. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { MandateId, PatronatoId } from '../../domain/ids.ts';
import { InpsStatement } from '../../domain/inps.ts';
import { representativeKinds, representedScopes } from '../../domain/mail-facts-mandates.ts';
import { mandateScopes } from '../../domain/mandates.ts';
import { Declaration } from './answers.ts';
import { ReceiptNumber } from './release-answers.ts';

/** A patronato by its name. */
export const PatronatoLine = z.object({ id: PatronatoId, name: z.string() });

const scope = z.array(z.enum(mandateScopes));

/** A mandate as `mandateView` shows it. */
export const MandateAnswer = z.object({
  id: MandateId,
  /** Null where it is to a delegate or of a legal representative. */
  patronato: z.nullable(PatronatoLine),
  representation: z.nullable(
    z.object({ kind: z.enum(representativeKinds), scope: z.array(z.enum(representedScopes)) }),
  ),
  scope,
  givenAt: Instant,
  from: z.nullable(PlainDate),
  until: PlainDate,
  endedAt: z.nullable(Instant),
  inForce: z.boolean(),
});
/** The same once it was given or taken back. */
export const MandateReceipted = z.extend(MandateAnswer, { receiptNumber: z.optional(ReceiptNumber) });

/** The same to its patronato, with where the DID stands. */
export const MandateLine = z.extend(MandateAnswer, {
  declaration: z.nullable(
    z.pick(Declaration, { id: true, caseNumber: true, status: true, statusLabel: true, awaiting: true }),
  ),
});

/** A case as `mandatedView` shows it to a patronato. */
export const MandatedCase = z.extend(
  z.pick(Declaration, {
    id: true,
    caseNumber: true,
    status: true,
    statusLabel: true,
    route: true,
    didDate: true,
    awaiting: true,
    deadlines: true,
    allowedActions: true,
    warnings: true,
    version: true,
  }),
  {
    mandate: z.object({ id: MandateId, scope, until: PlainDate }),
    data: z.optional(Declaration.shape.data),
    inps: z.optional(z.nullable(InpsStatement)),
  },
);

/** A case as its party sees it, a patronato being shown the least. */
export const CaseAnswer = z.union([Declaration, MandatedCase]);
