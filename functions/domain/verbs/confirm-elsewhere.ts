import type { PlainDate } from '../dates.ts';
import { type CaseFacts, citizenshipOf, type Decision, decided, type Warning } from '../decide.ts';
import type { DidCase } from '../declaration.ts';
import { atStrongPact, documentProblems } from '../documents.ts';
import { type Extremes, hasOpenMismatch, protocolWarnings, toldAbout } from '../inps.ts';
import type { Operator } from '../operators.ts';
import { codeReadProblem, codeReadRules, identityWarnings } from '../provisional-code.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { ConfirmBody } from './confirm.ts';
import { documentWarnings, officeOf, receiptOf } from './meeting.ts';

type Recorded = { readonly changes: Partial<DidCase>; readonly warnings: readonly Warning[]; readonly rule: string };

/**
 * The meeting on route B or C: the extremes are recorded, of the application to INPS (S0:55) or of the earlier DID
 * (S0:63). Who the person is was proved when that DID was made, so a document that is missing or expired only warns; one
 * that is valid proves whose the fiscal code is. Refuses extremes that are incomplete, differ from what the job centre answered, or are disputed between the citizen and INPS, and what
 * `codeReadProblem` refuses.
 */
export function confirmElsewhere(facts: CaseFacts, body: ConfirmBody, operator: Operator): Decision | Refusal {
  const { didCase } = facts;
  const recorded = didCase.route === 'B' ? recordInps(facts, body, operator) : recordOldDid(didCase, body);
  if ('kind' in recorded) return recorded;
  const didDate = recorded.changes.didDate ?? didCase.didDate;
  if (didDate === undefined) return refuse('no-did-yet');
  if (body.metOn < didDate) return refuse('met-before-did', 'metOn');
  const unread = codeReadProblem(facts, body.codeRead);
  if (unread) return unread;
  const problems = documentProblems({ ...body, citizenship: citizenshipOf(facts) }, atStrongPact);
  return decided(
    didCase,
    {
      ...recorded.changes,
      status: 'confirmed',
      authenticity: { state: 'authentic', by: operator.id, on: body.metOn },
      ...(facts.domicileCpiId !== undefined && { competentCpiId: facts.domicileCpiId }),
    },
    {
      rules: [recorded.rule, 'S0:33', ...codeReadRules(facts)],
      effects: showsIdentity(body) ? ['verify-fiscal-code'] : [],
      evidence: { kind: 'meeting', content: body },
      warnings: [...recorded.warnings, ...documentWarnings(problems), ...identityWarnings(facts)],
      mail: {
        kind: 'extremes-verified',
        ...receiptOf(facts),
        didDate,
        verifiedOn: body.metOn,
        office: officeOf(operator),
      },
    },
  );
}

/** Whether a document was shown that is valid on the day of the meeting. */
function showsIdentity({ identityDocument, metOn }: ConfirmBody): boolean {
  return identityDocument !== undefined && identityDocument.expiresOn >= metOn;
}

/** Date and protocol of the application: as the operator read them, or as INPS told both (S0:55). */
function extremesOf(didCase: DidCase, { inps }: ConfirmBody): Extremes | Refusal {
  const { stated, mismatch } = didCase.inps ?? {};
  const known = inps ?? (mismatch?.decided?.choice === 'stated' ? stated : toldAbout(didCase.inps));
  if (known?.appliedOn === undefined) return refuse('extremes-missing', 'inps.appliedOn');
  if (known.protocol === undefined) return refuse('extremes-missing', 'inps.protocol');
  return { appliedOn: known.appliedOn, protocol: known.protocol };
}

function recordInps({ didCase, today }: CaseFacts, body: ConfirmBody, operator: Operator): Recorded | Refusal {
  if (hasOpenMismatch(didCase)) return refuse('inps-mismatch-open', 'inps');
  const extremes = extremesOf(didCase, body);
  if ('kind' in extremes) return extremes;
  if (extremes.appliedOn > today) return refuse('applied-in-future', 'inps.appliedOn');
  const told = toldAbout(didCase.inps);
  const decided = didCase.inps?.mismatch?.decided;
  const differs = told && (told.appliedOn !== extremes.appliedOn || told.protocol !== extremes.protocol);
  // What INPS told is not overwritten by what is read from a receipt: that is decided apart, with a reason.
  if (differs && decided?.choice !== 'stated') return refuse('inps-mismatch-open', 'inps');
  const date = dateAgainst(didCase, extremes.appliedOn);
  return {
    changes: {
      inps: { ...didCase.inps, verified: { ...extremes, on: body.metOn, by: operator.id } },
      ...(date !== undefined && { didDate: date, didSource: 'inps', unemployedSince: date }),
    },
    warnings: protocolWarnings(extremes, 'inps.protocol'),
    rule: 'S0:55',
  };
}

/** The day that the extremes give the DID: theirs where it rests on the citizen's word, else only if it is earlier. */
function dateAgainst({ didDate, didSource, inps }: DidCase, appliedOn: PlainDate): PlainDate | undefined {
  const onWord = didSource === 'inps' && didDate === inps?.stated?.appliedOn;
  return didDate === undefined || onWord || appliedOn < didDate ? appliedOn : undefined;
}

/** The details of the earlier DID, as the job centre answered them (S0:57, S0:63). */
function recordOldDid({ didDate, oldDid }: DidCase, body: ConfirmBody): Recorded | Refusal {
  if (oldDid?.answer?.valid !== true) return refuse('no-did-yet');
  if (body.oldDid && body.oldDid.didDate !== didDate) return refuse('extremes-differ', 'oldDid.didDate');
  return { changes: {}, warnings: [], rule: 'S0:63' };
}
