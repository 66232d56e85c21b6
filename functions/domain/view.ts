/** What people are told of a case: its label, who must do what by when, and what they may do now. */
import { sanctionOf, standsSanctioned } from './after-decision.ts';
import { contactDays, isUndated } from './awaited-did.ts';
import { addDays, dateInRome, type PlainDate } from './dates.ts';
import { dayInWords } from './day-in-words.ts';
import { lastDayToComplete, suspendedDays, termStart } from './deadlines.ts';
import type { DidCase } from './declaration.ts';
import { edits } from './edits.ts';
import { elsewhereAwaiting, elsewhereLabel, isAskedOf, isOfUse } from './elsewhere-view.ts';
import { isLate } from './late-old-did.ts';
import type { ClosureReason } from './life.ts';
import { lifecycle, type Party, type Verb } from './lifecycle.ts';
import { mustChooseAgain } from './operator-end.ts';
import type { Operator } from './operators.ts';
import { isDisputed } from './pact.ts';
import { mayUse } from './parties.ts';
import type { Language } from './person.ts';
import type { ProcedurePolicy } from './policies.ts';
import { deciderOf } from './propose.ts';
import { decidersOn } from './sanctions.ts';
import type { Outage } from './terms.ts';

/** The Italian article of a day: «il 23», «l’8», «l’11». */
const elides = (day: string) => /^(8|11) /.test(day);
const il = (day: string) => (elides(day) ? `l’${day}` : `il ${day}`);
const dal = (day: string) => (elides(day) ? `dall’${day}` : `dal ${day}`);

type Label = (
  words: Record<'did' | 'pact' | 'ended' | 'operator' | 'suspended' | 'why' | 'decided' | 'lost' | 'unserved', string>,
) => string;
const none = { it: 'l’operatore che sceglierai', en: 'the operator you will choose' };

const labels: Record<DidCase['status'], Record<Language, Label>> = {
  registered: {
    it: () => 'Bozza: la DID non è ancora rilasciata',
    en: () => 'Draft: the DID is not released yet',
  },
  reserved: {
    it: ({ did }) => `DID rilasciata con riserva ${il(did)}: va completata con documento e patto`,
    en: ({ did }) => `DID released con riserva on ${did}: to be completed with document and pact`,
  },
  confirmed: {
    it: ({ did, operator }) =>
      `DID rilasciata ${il(did)}. Per confermare lo stato di disoccupazione firma il patto con ${operator}`,
    en: ({ did, operator }) =>
      `DID released on ${did}. To have the status of unemployment confirmed, sign the pact with ${operator}`,
  },
  'psp-signed': {
    it: ({ did, pact, lost }) =>
      `Patto firmato ${il(pact)}: stato di disoccupazione confermato ${dal(did)}` +
      (lost && `. Perdita della prestazione decisa ${il(lost)}: lo stato resta`),
    en: ({ did, pact, lost }) =>
      `Pact signed on ${pact}: status of unemployment confirmed from ${did}` +
      (lost && `. Loss of the benefit decided on ${lost}: the status stays`),
  },
  suspended: {
    it: ({ suspended }) =>
      suspended === '' ? 'Stato sospeso per lavoro' : `Stato sospeso ${dal(suspended)} per lavoro`,
    en: ({ suspended }) =>
      suspended === '' ? 'Status suspended for work' : `Status suspended from ${suspended} for work`,
  },
  'sanction-proposed': {
    it: () => 'Ti è stato contestato un fatto. Nessuna decisione è stata presa',
    en: () => 'A fact was contested. Nothing has been decided',
  },
  sanctioned: {
    it: ({ decided, unserved }) => `Decadenza decisa${decided && ` ${il(decided)}`}${unserved}`,
    en: ({ decided, unserved }) => `Forfeiture decided${decided && ` on ${decided}`}${unserved}`,
  },
  expired: {
    it: ({ did }) =>
      did === ''
        ? 'Bozza eliminata: nessuna DID era stata rilasciata'
        : 'Pratica chiusa perché la DID con riserva non è stata completata. Non è una sanzione',
    en: ({ did }) =>
      did === ''
        ? 'Draft deleted: no DID had been released'
        : 'Case closed because the DID con riserva was not completed. This is no sanction',
  },
  withdrawn: { it: ({ ended }) => `Ritirata ${il(ended)}`, en: ({ ended }) => `Withdrawn on ${ended}` },
  closed: { it: ({ ended, why }) => `Chiusa ${il(ended)}${why}`, en: ({ ended, why }) => `Closed on ${ended}${why}` },
};

/** A decision works once it has reached the person. */
const unserved = { it: ', non ancora notificata', en: ', not yet served' } as const;

/** When the latest loss of S1 that stands was decided: it takes payments, and the status stays. */
function lossOf({ decisions = [] }: DidCase) {
  const loss = decisions.findLast(({ effect, reversedOn }) => effect.kind === 'loss' && reversedOn === undefined);
  return loss && dateInRome(loss.decidedAt);
}

/** A pact that the person says not to have signed is neither called signed nor void before somebody has decided. */
const disputed: Record<Language, (did: string) => string> = {
  it: (did) => `DID rilasciata ${il(did)}. Hai detto di non avere firmato il patto: l’ufficio deve decidere`,
  en: (did) => `DID released on ${did}. You said that you did not sign the pact: the office has to decide`,
};

/** Why a DID was closed, in neutral words; nothing of a death, which the label is no place for. */
const closures: Record<ClosureReason, Record<Language, string>> = {
  job: { it: ': hai un lavoro', en: ': you have work' },
  pension: { it: ': sei in pensione', en: ': you are retired' },
  death: { it: '', en: '' },
  moved: { it: ': la pratica passa a un’altra Regione', en: ': the case goes to another region' },
  annulled: { it: ': la dichiarazione non vale', en: ': the declaration does not count' },
  'not-admitted': { it: ': mancavano le condizioni per la DID', en: ': the conditions for the DID were not met' },
  forfeiture: { it: ' dopo la decadenza', en: ' after the forfeiture' },
  merged: { it: ': è unita alla tua DID precedente', en: ': it is part of your earlier DID' },
};

/**
 * The label of where a case stands, in words a person understands; never that a status is confirmed before the pact.
 * `operator` is the one that was chosen, if one was.
 */
export function statusLabel(didCase: DidCase, language: Language, operator: Operator | undefined): string {
  const { status, didDate, pactSignedOn, endedOn, suspension, closure, oldDid } = didCase;
  const sanction = sanctionOf(didCase);
  const did = dayInWords(didDate, language);
  const stated = dayInWords(oldDid?.statedDate, language);
  const elsewhere = elsewhereLabel(didCase, language, { did, stated, operator: operator?.name });
  if (elsewhere !== undefined) return elsewhere;
  if (status === 'psp-signed' && isDisputed(didCase)) return disputed[language](did);
  return labels[status][language]({
    did,
    pact: dayInWords(pactSignedOn, language),
    ended: dayInWords(endedOn, language),
    suspended: dayInWords(suspension?.from, language),
    why: closure === undefined ? '' : closures[closure.reason][language],
    lost: dayInWords(lossOf(didCase), language),
    decided: dayInWords(sanction && dateInRome(sanction.decidedAt), language),
    unserved: standsSanctioned(didCase) === 'unserved' ? unserved[language] : '',
    operator: operator?.name ?? none[language],
  });
}

/** Who must do what next, and by which day if a term runs (Europe/Rome). */
export interface Awaiting {
  readonly who: 'citizen' | 'operator' | 'office' | 'nobody';
  readonly what: Verb | 'choose-operator' | 'apply-to-inps' | 'follow-pact' | 'decide-pact-dispute' | 'nothing';
  readonly by: PlainDate | null;
}

/** Who must do what next in a case. Terms: the policy's; for a DID that is authentic, art. 20 c.1 D.Lgs. 150/2015. */
export function awaiting(didCase: DidCase, policy: ProcedurePolicy, outages?: readonly Outage[]): Awaiting {
  const { status, didDate } = didCase;
  const operatorId = mustChooseAgain(didCase) ? undefined : didCase.operatorId;
  const by = (days: number): PlainDate | null =>
    didDate === undefined ? null : addDays(termStart(didCase), days + suspendedDays(didCase));
  const completeBy = lastDayToComplete(didCase, policy, outages) ?? by(policy.reserveDays.value);
  switch (status) {
    case 'registered':
      return elsewhereAwaiting(didCase, policy) ?? { who: 'citizen', what: 'release', by: null };
    case 'reserved':
      return operatorId === undefined
        ? { who: 'citizen', what: 'choose-operator', by: completeBy }
        : { who: 'citizen', what: 'confirm', by: completeBy };
    case 'confirmed':
      return operatorId === undefined
        ? { who: 'citizen', what: 'choose-operator', by: by(contactDays(didCase, policy).value) }
        : { who: 'citizen', what: 'sign-pact', by: by(contactDays(didCase, policy).value) };
    case 'psp-signed':
      if (mustChooseAgain(didCase)) return { who: 'citizen', what: 'choose-operator', by: null };
      return disputeAwaiting(didCase, policy) ?? { who: 'citizen', what: 'follow-pact', by: null };
    case 'suspended':
      return { who: 'citizen', what: 'resume', by: lastDayOfWork(didCase, policy) };
    case 'sanction-proposed':
      return { who: 'office', what: 'decide', by: null };
    default:
      return { who: 'nobody', what: 'nothing', by: null };
  }
}

/** That an office is to decide on a pact which the person says not to have signed. */
function disputeAwaiting({ pactDispute }: DidCase, policy: ProcedurePolicy): Awaiting | undefined {
  if (!pactDispute || pactDispute.dismissed) return undefined;
  const by = addDays(dateInRome(pactDispute.disputedAt), policy.pactDecisionDays.value);
  return { who: 'office', what: 'decide-pact-dispute', by };
}

/** The last day of work for which a status stays suspended without anybody looking. */
function lastDayOfWork({ suspension }: DidCase, policy: ProcedurePolicy): PlainDate | null {
  return suspension ? addDays(suspension.from, policy.suspensionDays.value - 1) : null;
}

/** The verbs that people do not use as they are: the sweep's, and what a second person's approval brings. */
const notOffered: readonly Verb[] = ['expire', 'reopen', 'void-pact', 'record-appeal-outcome'];
/** Verbs that need a DID, which a draft is not. */
const needDid: readonly Verb[] = ['confirm', 'suspend', 'resume'];

/** What of late answers, of two persons' decisions, and of taking a withdrawal back, is offered beside the table. */
function beside(didCase: DidCase, party: Party): string[] {
  return [
    ...(mayUse(party, didCase.status, 'reopen') && party !== 'manager' ? ['undo-withdrawal'] : []),
    ...(didCase.proposal && party === deciderOf(didCase) ? ['approve-proposal'] : []),
    ...(isLate(didCase) && isAskedOf(didCase, party) ? ['verify-old-did'] : []),
  ];
}

/** What this party may do now: the verbs of the lifecycle table, and the edits. */
export function allowedActions(didCase: DidCase, party: Party): string[] {
  const verbs = lifecycle
    .filter((row) => row.from === didCase.status && row.by.includes(party))
    .map((row) => row.verb)
    .filter(
      (verb) =>
        !notOffered.includes(verb) &&
        (!needDid.includes(verb) || didCase.didDate !== undefined || (verb === 'confirm' && isUndated(didCase))),
    )
    .filter((verb) => isOfUse(verb, didCase, party));
  const changes = Object.entries(edits)
    .filter(([, rule]) => rule.parties.includes(party) && rule.statuses.includes(didCase.status) && rule.when(didCase))
    .map(([name]) => name);
  return [...verbs, ...beside(didCase, party), ...changes].filter((act) => isTheirs(act, didCase, party));
}

/** Whether it is for this party to act so on what is contested, or on what was proposed: INPS decides by S1 alone. */
function isTheirs(act: string, didCase: DidCase, party: Party): boolean {
  const { contested } = didCase;
  if (act === 'refuse-proposal') return party === deciderOf(didCase);
  if (act !== 'decide' && act !== 'propose-forfeiture') return true;
  return contested !== undefined && decidersOn(contested).includes(party);
}
