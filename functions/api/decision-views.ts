import type { DidCase } from '../domain/declaration.ts';
import type { Party } from '../domain/lifecycle.ts';
import type { SanctionDecision } from '../domain/proceedings.ts';
import { isAppealInTime, newDeclarationFrom, type Outage } from '../domain/terms.ts';
import { serviceView } from './proceeding-views.ts';

/** Who reads what was decided: the person, and who decides. No accredited operator, and nobody else. */
const readers: readonly Party[] = ['citizen', 'representative', 'delegate', 'cpi', 'competent-cpi', 'manager', 'inps'];

function decisionView(decision: SanctionDecision, outages?: readonly Outage[]) {
  const { id, number, decisionId, kind, factOn, conditionality, procedure, rule, recurrence, legalBasis } = decision;
  const { effect, decidedAt, decidedBy, approvedBy, service, appeal, reversedOn } = decision;
  return {
    ...{ number, id: decisionId, contestedId: id, kind, factOn, conditionality, procedure, rule, recurrence },
    legalBasis: legalBasis ?? null,
    effect,
    decidedAt,
    decidedBy: decidedBy.party,
    twoPersons: approvedBy !== undefined,
    service: serviceView(service),
    // A decision works from when it is served.
    due: service.servedOn !== undefined && reversedOn === undefined && effect.kind !== 'dismissed',
    declareFrom: newDeclarationFrom(decision) ?? null,
    appeal: appeal
      ? {
          filedAt: appeal.filedAt,
          // What was noted when it was filed is for its receipt; the service may be known better now.
          inTime: isAppealInTime(decision, outages),
          receiptNumber: appeal.receiptNumber,
          outcome: appeal.outcome?.kind ?? null,
          decidedOn: appeal.outcome?.on ?? null,
        }
      : null,
    reversedOn: reversedOn ?? null,
  };
}

const proceedings: readonly string[] = [
  'report-breach',
  'justify',
  'serve-act',
  'read-act',
  'propose-forfeiture',
  'decide',
  'file-appeal',
  'propose-appeal-outcome',
  'appeal-outcome',
  'record-appeal-outcome',
];
/** Whether a line of the history tells a party what it was about: an accredited operator does not learn what others contest. */
export const tellsWhy = (event: string, party: Party) => party !== 'accredited' || !proceedings.includes(event);

/** What was decided on contested facts, oldest first, for who reads it; the reasons are read with the act. */
export function decisionsView({ decisions = [] }: DidCase, party: Party, outages?: readonly Outage[]) {
  return readers.includes(party) ? decisions.map((decision) => decisionView(decision, outages)) : [];
}
