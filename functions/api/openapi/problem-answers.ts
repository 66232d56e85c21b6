/** What the API answers where it refuses, as schemas. */
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { CommandId, DeclarationId } from '../../domain/ids.ts';
import { refusals } from '../../domain/refusals.ts';
import { serviceChannels } from '../../domain/service.ts';
import { statusOf } from '../problem.ts';

/** Every code of a problem: of the request itself, and of the domain. */
export const ProblemCode = z.enum([...new Set([...Object.keys(statusOf), ...Object.keys(refusals)])]);

export const FieldProblem = z.object({ field: z.string(), rule: z.string(), message: z.string() });

/** An answer of RFC 9457 as `problem` makes it. */
export const Problem = z.object({
  type: z.string().check(z.regex(/^urn:did-psp:problem:[a-z0-9-]+$/)),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  detail: z.string(),
  rule: z.optional(z.string()),
  errors: z.optional(z.array(FieldProblem)),
  commandId: z.optional(CommandId),
  declarationId: z.optional(DeclarationId),
  /** The first day on which what was refused can be asked for. */
  notBefore: z.optional(PlainDate),
  /** The last day that could be named. */
  notAfter: z.optional(PlainDate),
  /** The earliest time to which the person could be called up. */
  earliest: z.optional(Instant),
  /** Between which hours of Italian time the person could be called up; both count. */
  hours: z.optional(z.object({ from: z.string(), to: z.string() })),
  /** The ways by which the act could be served. */
  channels: z.optional(z.array(z.enum(serviceChannels))),
});

/** What API Gateway answers on its own, before or instead of the service. */
export const GatewayMessage = z.object({ message: z.string() });
