/**
 * What INPS and the region have a person written (S0:9 «tutte le successive comunicazioni … da parte degli Enti
 * competenti»): texts of a closed list, each with facts of its own, to a citizen and never to an address.
 */
import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { applicationNews, inpsMatters, stoppedServices } from './communications.ts';
import { dateInRome, Instant, PlainDate } from './dates.ts';
import { CitizenId, DeclarationId } from './ids.ts';
import { Protocol } from './inps.ts';
import type { MailKind } from './mail-kinds.ts';
import { type Refusal, refuse } from './refusals.ts';

/** To whom: a DID, or a citizen whose DID is found; one of them. */
const to = { declarationId: z.optional(DeclarationId), citizenId: z.optional(CitizenId) };

/** News of an application: what happened to it, and by when INPS wants something. */
const BenefitNews = z.strictObject({
  appliedOn: PlainDate,
  protocol: Protocol,
  news: z.enum(applicationNews),
  /** The last day for what INPS asks. */
  by: z.optional(PlainDate),
});
const AreaInvitation = z.strictObject({ matter: z.enum(inpsMatters) });
const Interruption = z.strictObject({
  services: z.array(z.enum(stoppedServices)).check(z.minLength(1), z.maxLength(stoppedServices.length)),
  from: Instant,
  until: Instant,
});

/** Body of `POST /communications`. */
export const CommunicationBody = z
  .discriminatedUnion('template', [
    z.strictObject({ template: z.literal('inps-benefit-news'), parameters: BenefitNews, ...to }),
    z.strictObject({ template: z.literal('inps-area-invitation'), parameters: AreaInvitation, ...to }),
    z.strictObject({ template: z.literal('service-interruption'), parameters: Interruption, ...to }),
  ])
  .check(
    z.refine(({ declarationId, citizenId }) => (declarationId === undefined) !== (citizenId === undefined), {
      error: 'one-recipient',
      path: ['declarationId'],
    }),
  );
export type CommunicationBody = z.infer<typeof CommunicationBody>;

/** Whose text it is. */
export const templateOwners = {
  'inps-benefit-news': 'inps',
  'inps-area-invitation': 'inps',
  'service-interruption': 'admin',
} as const satisfies Record<CommunicationBody['template'], Actor['role']>;

/** Who has a person written: INPS, the region, or the service that holds the case. */
export const writers = ['service', 'inps', 'region'] as const;
export type Writer = (typeof writers)[number];

/** Who has a mail of a kind written. */
export function writerOf(kind: MailKind): Writer {
  const owner = Object.entries(templateOwners).find(([template]) => template === kind)?.[1];
  if (owner === undefined) return 'service';
  return owner === 'inps' ? 'inps' : 'region';
}

/** What keeps a body from having this written: another body's text, a term that is over, times that do not fit. */
export function communicationProblem(
  body: CommunicationBody,
  role: Actor['role'],
  receivedAt: Instant,
): Refusal | undefined {
  if (templateOwners[body.template] !== role) return refuse('template-not-yours', 'template');
  const today = dateInRome(receivedAt);
  switch (body.template) {
    case 'inps-benefit-news': {
      const { appliedOn, by } = body.parameters;
      if (appliedOn > today) return refuse('applied-in-future', 'parameters.appliedOn');
      return by !== undefined && by < today ? refuse('term-in-past', 'parameters.by') : undefined;
    }
    case 'inps-area-invitation':
      return undefined;
    case 'service-interruption': {
      const { from, until } = body.parameters;
      if (until <= from) return refuse('interruption-ends-first', 'parameters.until');
      return until <= receivedAt ? refuse('interruption-over', 'parameters.until') : undefined;
    }
  }
}
