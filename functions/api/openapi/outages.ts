/** Operations on the register of outages. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant } from '../../domain/dates.ts';
import { CommandId } from '../../domain/ids.ts';
import { OutageBody } from '../../domain/outages.ts';
import { listOf } from './answers.ts';
import { type Operation, ok } from './operation.ts';

/** An entry of the register as `outageView` shows it. */
export const OutageView = z.object({
  id: CommandId,
  from: Instant,
  to: Instant,
  reason: z.string(),
  state: z.enum(['proposed', 'confirmed']),
  proposedAt: Instant,
  confirmedAt: z.nullable(Instant),
});

const body = {
  from: '2026-10-19T08:00:00.000Z',
  to: '2026-10-19T17:30:00.000Z',
  reason: 'Il portale non era raggiungibile.',
};
const proposed = {
  id: '4b0a6f4e-1d0c-5a1e-9f59-0a4b8c6d2e11',
  ...body,
  state: 'proposed',
  proposedAt: '2026-10-20T08:00:00.000Z',
  confirmedAt: null,
};
const confirmed = { ...proposed, state: 'confirmed', confirmedAt: '2026-10-20T09:00:00.000Z' };
const answer = (status: '200' | '201', description: string, examples: object) => ({
  ...ok(OutageView, description, { ...examples }),
  status,
});

export const outages = {
  'list-outages': {
    tag: 'system',
    summary: 'Read when the service was down',
    description:
      'Lists the outages that two administrators certified, the latest first. Who had a term that ended in one has the ' +
      'first working day after it. An administrator also sees what waits for a second one.',
    answers: [ok(listOf(OutageView), 'The register.', { register: { items: [confirmed] } })],
  },
  'propose-outage': {
    tag: 'administration',
    summary: 'Enter an outage',
    description:
      'Enters a time in which the service could not be used, once it is over: `from` is the first instant without it, `to` ' +
      'the first with it again, 31 days later at most. It shifts nothing until another administrator confirms it.',
    body: { schema: OutageBody, examples: { day: body } },
    answers: [answer('201', 'What was entered.', { proposed })],
    refusals: ['outage-times', 'outage-not-over', 'outage-too-long', 'changed-meanwhile'],
    keyed: true,
  },
  'confirm-outage': {
    tag: 'administration',
    summary: 'Confirm an outage',
    description:
      'Certifies what another administrator entered, by fiscal code and not by account. From then on every term that ended ' +
      'in it ends on the first working day after; nothing that was done meanwhile is undone.',
    body: { schema: z.strictObject({}), examples: { nothing: {} } },
    answers: [answer('200', 'The outage.', { confirmed })],
    refusals: ['same-person', 'changed-meanwhile'],
    mayBeAbsent: true,
  },
} as const satisfies Record<string, Operation>;
