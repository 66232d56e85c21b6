/** Changes of a case that leave its status alone: one synchronous transaction, with history. */
import * as z from 'zod/mini';
import { appealEdits } from './appeals.ts';
import { withoutAppointment } from './appointment-news.ts';
import { askReopening } from './ask-reopening.ts';
import { isThere } from './awaited-did.ts';
import { withoutCallUps } from './call-up-news.ts';
import { reportChange, transfer } from './changes.ts';
import { dateInRome } from './dates.ts';
import type { Warning } from './decide.ts';
import { PartialData } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { extendTerm } from './extend-term.ts';
import { OperatorId } from './ids.ts';
import { inpsEdits } from './inps-edits.ts';
import { justify } from './justify.ts';
import { isInPlace, type Status } from './lifecycle.ts';
import { isUnder } from './mailbox.ts';
import { meetingEdits } from './meeting-edits.ts';
import { mustChooseAgain } from './operator-end.ts';
import { domainsOf, isActive, type Operator } from './operators.ts';
import { pactEdits } from './pact-edits.ts';
import { proposeRectification, proposeReopening, refuseProposal } from './proposals.ts';
import { proposeForfeiture } from './propose-forfeiture.ts';
import { type Refusal, refuse } from './refusals.ts';
import { serviceEdits } from './serve-act.ts';
import { telephoneEdits } from './telephone-code.ts';
import { declarationProblem, declarationWarnings, unreadNotice } from './verbs/declared.ts';

export type { Edit, EditFacts, EditRule } from './edit.ts';

const ChooseOperatorBody = z.strictObject({ operatorId: OperatorId });

const beforePact: readonly Status[] = ['registered', 'reserved', 'confirmed'];
const afterPact: readonly Status[] = ['psp-signed', 'suspended', 'sanction-proposed', 'sanctioned'];

/** What is odd in a choice, and said without refusing it: S0:17 speaks of the job centre of the domicile. */
function domicileWarnings({ kind, id }: Operator, domicileCpiId: OperatorId | undefined): readonly Warning[] {
  if (kind !== 'cpi' || id === domicileCpiId) return [];
  return [{ rule: domicileCpiId === undefined ? 'domicile-cpi-unknown' : 'cpi-not-of-domicile', field: 'operatorId' }];
}

/**
 * Chooses the job centre or accredited operator to sign the pact with, once there is a DID (S0:17): on routes B and C
 * this is what the registration is for (S0:45, S0:59). After the pact it is chosen anew only if the operator has ended.
 * Refuses where there is no DID yet (`no-did-yet`), and one that is not in the directory, not active, or to whom the
 * citizen's mailbox belongs (S0:11). A job centre that is not that of the domicile is only warned of.
 */
export function chooseOperator(facts: EditFacts, { operatorId }: z.infer<typeof ChooseOperatorBody>): Edit | Refusal {
  const { receivedAt, mailbox, operators, operator: before, didCase, domicileCpiId } = facts;
  const today = dateInRome(receivedAt);
  if (!isThere(didCase)) return refuse(didCase.route === 'A' ? 'wrong-status' : 'no-did-yet');
  const ended = mustChooseAgain(didCase) || (before !== undefined && !isActive(before, today));
  if (afterPact.includes(didCase.status) && !ended) return refuse('wrong-status');
  const operator = operators.get(operatorId);
  if (!operator) return refuse('operator-unknown', 'operatorId');
  if (!isActive(operator, today)) return refuse('operator-not-active', 'operatorId');
  const domain = mailbox.slice(mailbox.indexOf('@') + 1);
  if (domainsOf(operator).some((own) => isUnder(domain, own))) return refuse('operator-owns-mailbox', 'operatorId');
  const left =
    operatorId === didCase.operatorId ? undefined : withoutAppointment(didCase, 'operator-changed', before, receivedAt);
  const calls =
    operatorId === didCase.operatorId ? undefined : withoutCallUps(didCase, 'operator-changed', operators, receivedAt);
  const asked = didCase.chooseAgain !== undefined;
  const warnings = domicileWarnings(operator, domicileCpiId);
  return {
    kind: 'edit',
    changes: {
      operatorId,
      operatorChosenOn: today,
      ...(asked && { chooseAgain: undefined }),
      ...(didCase.nextMeeting && operatorId !== didCase.operatorId && { nextMeeting: undefined }),
      ...left?.changes,
      ...calls?.changes,
    },
    rules: ['S0:17', 'S0:19'],
    ...(warnings.length > 0 && { warnings }),
    ...(asked && { settles: ['choose-again'] }),
    ...(left && { mail: left.mail }),
    ...(calls && { takenBack: calls.takenBack }),
  };
}

/**
 * Rewrites a draft, as often as wanted until *salva DID* (S0:15), with any gap: what is not sent is not declared any more,
 * but for the privacy notice, which stays read. Refuses what `unreadNotice` and `declarationProblem` refuse, and who says
 * for the person that the notice was read (`notice-own-hand`).
 */
function writeData({ didCase, receivedAt, policy, citizen, party }: EditFacts, sent: PartialData): Edit | Refusal {
  const today = dateInRome(receivedAt);
  const saysRead = sent.privacyNoticeVersion !== undefined;
  if (!isInPlace(party) && saysRead && sent.privacyNoticeVersion !== didCase.data.privacyNoticeVersion) {
    return refuse('notice-own-hand', 'privacyNoticeVersion');
  }
  const about = { policy, person: citizen.person, today };
  const { privacyNoticeVersion } = didCase.data;
  const data = { ...(privacyNoticeVersion !== undefined && { privacyNoticeVersion }), ...sent };
  const problem = unreadNotice(sent, today) ?? declarationProblem(data, about);
  if (problem) return problem;
  const warnings = declarationWarnings(data, about);
  return { kind: 'edit', changes: { data }, rules: ['S0:15'], ...(warnings.length > 0 && { warnings }) };
}

/** Every edit in service, by the name of its action. */
export const edits = {
  'choose-operator': edit(
    {
      statuses: [...beforePact, ...afterPact],
      parties: ['citizen', 'representative'],
      when: (didCase) => isThere(didCase) && (beforePact.includes(didCase.status) || mustChooseAgain(didCase)),
      names: ({ operatorId }) => [operatorId],
    },
    ChooseOperatorBody,
    chooseOperator,
  ),
  'write-data': edit(
    { statuses: ['registered'], parties: ['citizen', 'representative', 'patronato'], otherwise: 'already-released' },
    PartialData,
    writeData,
  ),
  ...inpsEdits,
  ...meetingEdits,
  ...pactEdits,
  justify,
  ...serviceEdits,
  'report-change': reportChange,
  ...telephoneEdits,
  transfer,
  'extend-term': extendTerm,
  'ask-reopening': askReopening,
  'propose-reopening': proposeReopening,
  'propose-rectification': proposeRectification,
  'propose-forfeiture': proposeForfeiture,
  ...appealEdits,
  'refuse-proposal': refuseProposal,
} as const;
export type EditName = keyof typeof edits;
