/** By which rule something is asked of a person at a meeting. */
import type { OperatorKind } from './actor.ts';
import { isMinor } from './age.ts';
import type { PlainDate } from './dates.ts';
import { type CaseFacts, citizenshipOf } from './decide.ts';
import { paperDeclarationRule } from './documents.ts';
import type { Basis, MissingThing } from './missing.ts';
import { isNonEu } from './person.ts';
import type { ProcedurePolicy, RuleId } from './policies.ts';
import { isCodeUnread } from './provisional-code.ts';

/** The rule by which something is asked at a meeting, and whose rule it is. */
export interface AskedBy {
  readonly rule: RuleId;
  readonly basis: Basis;
}

type MeetingFacts = Pick<CaseFacts, 'didCase' | 'citizen'> & {
  readonly policy: ProcedurePolicy;
  readonly operatorKind: OperatorKind;
  readonly metOn: PlainDate;
};

/** By which rule something is asked of the person at this meeting; `undefined` if it is not asked of them at all. */
export function askedBy(what: MissingThing, facts: MeetingFacts): AskedBy | undefined {
  const { didCase, policy, operatorKind, metOn } = facts;
  const { status, route } = didCase;
  const procedure = (rule: RuleId, asked: boolean) => (asked ? ({ rule, basis: 'procedure' } as const) : undefined);
  switch (what) {
    case 'identity-document':
      return procedure('S0:29', true);
    case 'residence-permit':
      return procedure('S0:29', isNonEu(citizenshipOf(facts)));
    case 'paper-declaration': {
      const { required, certainty, rule } = paperDeclarationRule(operatorKind, {
        cpiNeedsPaper: policy.paperDeclarationForCpi.value,
      });
      if (certainty === 'stated') return procedure('S0:31', status === 'reserved');
      return required && status === 'reserved' ? { rule: `${rule}:assumed`, basis: 'office' } : undefined;
    }
    case 'inps-extremes':
      return procedure('S0:55', status === 'registered' && route === 'B');
    case 'old-did-extremes':
      return procedure('S0:63', status === 'registered' && route === 'C');
    case 'countersignature': {
      const { rule, value } = policy.minorCountersignature;
      return value && isMinor(facts, metOn) ? { rule: `${rule}:assumed`, basis: 'office' } : undefined;
    }
    case 'fiscal-code-paper': {
      const { rule, value } = policy.provisionalCodeRead;
      return value && isCodeUnread(facts) ? { rule: `${rule}:assumed`, basis: 'office' } : undefined;
    }
    case 'agreement':
      return { rule: 'D.Lgs. 150/2015 art. 20 c.1-2', basis: 'law' };
  }
}
