/** What one DID takes over from a newer one of the same person that goes into it, beside its days and its status. */
import type { DidCase } from './declaration.ts';
import { hasOpenMismatch, type InpsRecord } from './inps.ts';
import { isAsked, type OldDid } from './old-did.ts';
import { isDisputed } from './pact.ts';
import type { CaseTask } from './tasks.ts';

type Stands = Omit<DidCase, 'version'>;

/** All that is known of applications to INPS; of one that both know, what the newer DID heard last. */
function bothRecords(old: InpsRecord | undefined, newer: InpsRecord | undefined): InpsRecord | undefined {
  if (!old || !newer) return newer ?? old;
  const heard = newer.applications ?? [];
  const known = (old.applications ?? []).map((one) => heard.find(({ protocol }) => protocol === one.protocol) ?? one);
  const added = heard.filter(({ protocol }) => !known.some((one) => one.protocol === protocol));
  return { ...old, ...newer, applications: [...known, ...added] };
}

/** Of two questions about an earlier DID: the one answered «valid», else one that is still open, else the newer. */
function betterAnswer(old: OldDid | undefined, newer: OldDid | undefined): OldDid | undefined {
  const both = [newer, old].filter((one) => one !== undefined);
  return both.find(({ answer }) => answer?.valid === true) ?? both.find(isAsked) ?? both[0];
}

/** Applications, benefit and the question about an earlier DID, of both. */
export function carriedOver(old: Stands, newer: DidCase): Pick<Partial<DidCase>, 'inps' | 'benefit' | 'oldDid'> {
  const inps = bothRecords(old.inps, newer.inps);
  const benefit = newer.benefit ?? old.benefit;
  const oldDid = betterAnswer(old.oldDid, newer.oldDid);
  return { ...(inps && { inps }), ...(benefit && { benefit }), ...(oldDid && { oldDid }) };
}

/** What offices have to settle by what a case holds: it goes along with the DID. */
export function openQuestions(didCase: Stands): CaseTask[] {
  const { oldDid } = didCase;
  return [
    ...(oldDid && isAsked(oldDid)
      ? [
          {
            kind: oldDid.byLetter ? ('old-did-letter' as const) : ('old-did-question' as const),
            list: oldDid.askedOf ?? ('managers' as const),
          },
        ]
      : []),
    ...(hasOpenMismatch(didCase) ? [{ kind: 'inps-mismatch' as const }] : []),
    ...(isDisputed(didCase)
      ? [
          { kind: 'pact-disputed' as const, list: 'managers' as const },
          { kind: 'examine-pact' as const, list: 'job-centre' as const },
        ]
      : []),
  ];
}
