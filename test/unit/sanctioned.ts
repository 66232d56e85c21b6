/** Decisions on contested facts that the unit tests begin from. */
import type { PlainDate } from '../../functions/domain/dates.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import type { Status } from '../../functions/domain/lifecycle.ts';
import { SanctionDecision } from '../../functions/domain/proceedings.ts';
import { caseIn, cpi } from './samples.ts';

/** Who of an office acted. */
export const person = (name: string, party: 'cpi' | 'manager' = 'cpi') => ({
  subject: `account-of-${name}`,
  fiscalCodeMac: `mac-of-${name}`,
  party,
  ...(party === 'cpi' && { operatorId: cpi }),
});

const decisionId = (number: number) => `9a1b2c3d-4444-5c5c-8c5c-00000000000${number}`;

/** What a decision is made of: the first cut, served on the day after it was taken, unless told otherwise. */
export function sanction(effect: object, more: object = {}): SanctionDecision {
  const { number = 1, servedOn = '2026-12-02' } = Object(more);
  return SanctionDecision.parse({
    id: `9a1b2c3d-5555-5c5c-8c5c-00000000000${number}`,
    kind: 'training',
    factOn: '2026-11-13',
    conditionality: 'dlgs-150-2015',
    procedure: 'lombardia-2017',
    rule: 'art. 21 c.7 c',
    recurrence: number,
    benefit: { kind: 'naspi', protocol: 'INPS.4900.05/11/2026.0012345' },
    reportedBy: person('carla'),
    reportedAt: '2026-11-14T09:00:00.000Z',
    number,
    decisionId: decisionId(number),
    statusBefore: 'psp-signed',
    effect,
    decidedAt: '2026-12-01T09:00:00.000Z',
    decidedBy: person('dario'),
    service: {
      channel: 'registered-letter',
      sentOn: '2026-12-01',
      ...(servedOn !== null && { servedOn }),
    },
    ...more,
  });
}

export const cut = { kind: 'cut', days: 30, from: '2026-11-14', to: '2026-12-13' };
export const forfeiture = { kind: 'forfeiture', from: '2026-11-14' };
export const loss = { kind: 'loss', from: '2026-11-14' };
export const dismissed = { kind: 'dismissed' };

/** A DID with a decision, standing where that left it. */
export function decidedCase(
  effect: { readonly kind: string },
  { decision = {}, status, ...more }: { decision?: object; status?: Status } & Partial<DidCase> = {},
): DidCase {
  const stands = effect.kind === 'forfeiture' ? 'sanctioned' : 'psp-signed';
  return DidCase.parse({
    ...caseIn(status ?? stands, { operatorId: cpi }),
    decisions: [sanction(effect, decision)],
    ...more,
  });
}

/** An appeal as it was recorded. */
export const appealOf = (filedAt: string, more: object = {}) => ({
  appeal: { filedAt, inTime: true, receiptNumber: 'R-20261210-0A1B2C3D4E5F', ...more },
});

/** The committee's outcome, as somebody proposed it. */
export const outcomeProposal = (outcome: string, on: PlainDate, number = 1) => ({
  kind: 'appeal-outcome' as const,
  decisionId: decisionId(number),
  outcome,
  protocol: 'CRC 2026/00412',
  on,
  reason: 'Delibera n. 77.',
  proposedBy: person('dario'),
  proposedAt: '2026-12-20T09:00:00.000Z',
});
