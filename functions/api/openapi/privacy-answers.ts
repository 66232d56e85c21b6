/** What the API answers about a person's rights over their data, as schemas. */
import './settings.ts';
import * as z from 'zod/mini';
import { sights } from '../../domain/access.ts';
import { operatorKinds, roles } from '../../domain/actor.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { Hold } from '../../domain/declaration.ts';
import { CitizenId, DeclarationId, OperatorId, PatronatoId } from '../../domain/ids.ts';
import { statuses } from '../../domain/lifecycle.ts';
import { restrictionStates } from '../../domain/restriction.ts';
import { retentionIds } from '../../domain/retention-terms.ts';
import { exportSchema, exportSections } from '../export.ts';
import { ReceiptNumber } from './release-answers.ts';

const CaseNumber = z.string().check(z.regex(/^DID [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/));

/** A look at a person's data as `accessView` shows it. */
export const AccessLine = z.object({
  at: Instant,
  sight: z.enum(sights),
  label: z.string(),
  role: z.enum(roles),
  roleLabel: z.string(),
  operator: z.nullable(z.object({ id: OperatorId, kind: z.enum(operatorKinds), name: z.string() })),
  patronato: z.nullable(z.object({ id: PatronatoId, name: z.string() })),
  declarationId: z.nullable(DeclarationId),
  caseNumber: z.nullable(CaseNumber),
});

/** A term of retention as `retentionView` shows it. */
export const RetentionLine = z.object({
  id: z.enum(retentionIds),
  what: z.string(),
  keptFor: z.object({ length: z.int(), unit: z.enum(['hours', 'days', 'months', 'years']) }),
  since: z.string(),
  afterwards: z.string(),
  rule: z.string(),
  source: z.string(),
  assumed: z.boolean(),
});

/** One thing that is held. What `data` holds depends on the section, and is as it stands in the record. */
export const ExportItem = z.object({ section: z.enum(exportSections), data: z.looseObject({}) });

/** `GET /me/export`. */
export const ExportPage = z.object({
  schema: z.literal(exportSchema),
  exportedAt: Instant,
  complete: z.boolean(),
  notes: z.array(z.string()),
  retention: z.optional(z.array(RetentionLine)),
  items: z.array(ExportItem),
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,2000}$/))),
});

/** A restriction of processing as `restrictionView` shows it. */
export const RestrictionView = z.object({
  state: z.enum(restrictionStates),
  askedAt: Instant,
  reason: z.string(),
  decidedAt: z.nullable(Instant),
  answer: z.nullable(z.string()),
});
/** The same to the citizen who has just asked. */
export const RestrictionAsked = z.extend(RestrictionView, { receiptNumber: ReceiptNumber });
/** The same to who decides. */
export const RestrictionRequest = z.extend(RestrictionView, { id: CitizenId });

/** What an administrator sees of a case. */
export const HeldCase = z.object({
  id: DeclarationId,
  caseNumber: CaseNumber,
  status: z.enum(statuses),
  holds: z.array(Hold),
});

/** What the end of an account leaves. */
export const AccountEnded = z.object({
  endedAt: Instant,
  kept: z.array(
    z.object({
      declarationId: DeclarationId,
      caseNumber: CaseNumber,
      status: z.enum(statuses),
      endedOn: z.nullable(PlainDate),
    }),
  ),
});
