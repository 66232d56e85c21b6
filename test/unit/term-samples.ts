import type { DidCase } from '../../functions/domain/declaration.ts';
import { Subject } from '../../functions/domain/ids.ts';
import { Benefit } from '../../functions/domain/inps.ts';
import type { Contested, Officer, SanctionDecision } from '../../functions/domain/proceedings.ts';
import { at, caseIn, commandId, cpi, day, otherCommandId } from './samples.ts';

const reporter: Officer = {
  subject: Subject.parse('account-of-giulia'),
  fiscalCodeMac: 'mac-1',
  party: 'cpi',
  operatorId: cpi,
};
const benefit = Benefit.parse({ kind: 'naspi', protocol: 'INPS.8100.23/11/2026.1234567' });

/** A fact that was contested on 20 November 2026 and served on the 26th: fifteen days end on Friday 11 December. */
export const contestedOf = (changes: Partial<Contested> = {}): Contested => ({
  ...{ id: commandId, kind: 'call-up', factOn: day('2026-11-18'), conditionality: 'dlgs-150-2015' },
  ...{ procedure: 'lombardia-2017', rule: 'art. 21 c.7 a', recurrence: 1, benefit, possible: 'cut', possibleDays: 8 },
  ...{ reportedBy: reporter, reportedAt: at('2026-11-20T09:00:00.000Z'), justifications: [] },
  service: { channel: 'registered-letter', sentOn: day('2026-11-20'), servedOn: day('2026-11-26') },
  ...changes,
});

/** A forfeiture that was decided on 14 December 2026 and served on the 18th: thirty days end on Sunday 17 January. */
export const decisionOf = (changes: Partial<SanctionDecision> = {}): SanctionDecision => ({
  ...{ id: commandId, kind: 'offer', factOn: day('2026-11-18'), conditionality: 'dlgs-150-2015' },
  ...{ procedure: 'lombardia-2017', rule: 'art. 21 c.7 d', recurrence: 1, benefit, number: 1 },
  ...{ reportedBy: reporter, reportedAt: at('2026-11-20T09:00:00.000Z'), decisionId: otherCommandId },
  ...{ statusBefore: 'psp-signed', decidedAt: at('2026-12-14T09:00:00.000Z'), decidedBy: reporter },
  effect: { kind: 'forfeiture', from: day('2026-12-15') },
  service: { channel: 'registered-letter', sentOn: day('2026-12-14'), servedOn: day('2026-12-18') },
  ...changes,
});

/** A case in which a fact is contested. */
export const contestedCase = (contested: Partial<Contested> = {}, changes: Partial<DidCase> = {}): DidCase =>
  caseIn('sanction-proposed', { operatorId: cpi, benefit, contested: contestedOf(contested), ...changes });
