/** Whose work list a task is on. */

import type { DidCase } from './declaration.ts';
import type { OperatorId } from './ids.ts';
import { jobCentreOf } from './job-centre.ts';
import type { TaskKind } from './tasks.ts';

/** What is on the work list of the job centre who may decide on the case, whoever else follows it. */
const ofJobCentre: readonly TaskKind[] = [
  'convene',
  'mailbox-listed',
  'mailbox-contested',
  'not-me',
  'letter',
  'suspension-proposed',
  'domicile-changed',
  'suspension-over',
  'reopening-asked',
  'correction-asked',
  'examine-pact',
  'decision-final',
  'breach-to-decide',
  'job-news',
];
/** What stays with whom it was given to: another office was asked, or it is the managers'. */
const ofNobodyElse: readonly TaskKind[] = [
  'choose-again',
  'did-annulled',
  'old-did-question',
  'old-did-overdue',
  'old-did-letter',
  'inps-unknown-person',
  'proposal-made',
  'restriction-asked',
  'pact-disputed',
  'intake-review',
  'decision-overdue',
];

/** Who follows a case. */
export type Followed = Pick<DidCase, 'operatorId' | 'competentCpiId' | 'convenedAt' | 'status'>;

/**
 * On whose work list a task is: the chosen operator's. What only a job centre may settle, such as to convene
 * (D.Lgs. 150/2015 art. 20 c.1), is with the one of the domicile where an accredited operator was chosen, or nobody in time. Otherwise as it was: some
 * tasks follow nobody.
 */
export function listedFor(
  { kind, operatorId: listed }: { readonly kind: TaskKind; readonly operatorId?: OperatorId | undefined },
  followed: Followed,
): OperatorId | undefined {
  if (ofNobodyElse.includes(kind)) return listed;
  return ofJobCentre.includes(kind) ? jobCentreOf(followed) : followed.operatorId;
}
