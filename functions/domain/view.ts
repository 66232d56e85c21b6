/** What people are told of a case: its label, who must do what by when, and what they may do now. */
import { addDays, type PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { edits } from './edits.ts';
import { isAvailable, lifecycle, type Party, type Verb } from './lifecycle.ts';
import { operatorById } from './operators.ts';
import type { Language } from './person.ts';
import type { ProcedurePolicy } from './policies.ts';

// Written out, since loading the runtime's calendar data costs each cold start some 10 ms.
const months = {
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const inWords = (date: PlainDate | undefined, language: Language) => {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  return date === undefined ? '' : `${day} ${months[language][(month ?? 1) - 1]} ${year}`;
};

/** The Italian article of a day: «il 23», «l’8», «l’11». */
const elides = (day: string) => /^(8|11) /.test(day);
const il = (day: string) => (elides(day) ? `l’${day}` : `il ${day}`);
const dal = (day: string) => (elides(day) ? `dall’${day}` : `dal ${day}`);

type Label = (words: Record<'did' | 'pact' | 'ended' | 'operator', string>) => string;
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
    it: ({ did, pact }) => `Patto firmato ${il(pact)}: stato di disoccupazione confermato ${dal(did)}`,
    en: ({ did, pact }) => `Pact signed on ${pact}: status of unemployment confirmed from ${did}`,
  },
  suspended: { it: () => 'Stato sospeso per lavoro', en: () => 'Status suspended for work' },
  'sanction-proposed': {
    it: () => 'Ti è stato contestato un fatto. Nessuna decisione è stata presa',
    en: () => 'A fact was contested. Nothing has been decided',
  },
  sanctioned: { it: () => 'Decadenza decisa', en: () => 'Forfeiture decided' },
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
  closed: { it: ({ ended }) => `Chiusa ${il(ended)}`, en: ({ ended }) => `Closed on ${ended}` },
};

/** The label of where a case stands, in words a person understands; never that a status is confirmed before the pact. */
export function statusLabel(didCase: DidCase, language: Language): string {
  const { status, didDate, pactSignedOn, endedOn, operatorId } = didCase;
  return labels[status][language]({
    did: inWords(didDate, language),
    pact: inWords(pactSignedOn, language),
    ended: inWords(endedOn, language),
    operator: (operatorId === undefined ? undefined : operatorById(operatorId)?.name) ?? none[language],
  });
}

/** Who must do what next, and by which day if a term runs (Europe/Rome). */
export interface Awaiting {
  readonly who: 'citizen' | 'operator' | 'office' | 'nobody';
  readonly what: Verb | 'choose-operator' | 'follow-pact' | 'nothing';
  readonly by: PlainDate | null;
}

/** Who must do what next in a case. Terms: the policy's; for a DID that is authentic, art. 20 c.1 D.Lgs. 150/2015. */
export function awaiting(didCase: DidCase, policy: ProcedurePolicy): Awaiting {
  const { status, didDate, operatorId } = didCase;
  const by = (days: number): PlainDate | null => (didDate === undefined ? null : addDays(didDate, days));
  switch (status) {
    case 'registered':
      return { who: 'citizen', what: 'release', by: null };
    case 'reserved':
      return operatorId === undefined
        ? { who: 'citizen', what: 'choose-operator', by: by(policy.reserveDays.value) }
        : { who: 'citizen', what: 'confirm', by: by(policy.reserveDays.value) };
    case 'confirmed':
      return operatorId === undefined
        ? { who: 'citizen', what: 'choose-operator', by: by(policy.conveneDays.value) }
        : { who: 'citizen', what: 'sign-pact', by: by(policy.conveneDays.value) };
    case 'psp-signed':
      return { who: 'citizen', what: 'follow-pact', by: null };
    case 'suspended':
      return { who: 'citizen', what: 'resume', by: null };
    case 'sanction-proposed':
      return { who: 'office', what: 'decide', by: null };
    default:
      return { who: 'nobody', what: 'nothing', by: null };
  }
}

/** What this party may do now: the verbs of the lifecycle table that are in service, and for the citizen the edits. */
export function allowedActions(didCase: DidCase, party: Party): string[] {
  const verbs = lifecycle
    .filter((row) => row.from === didCase.status && row.by.includes(party) && isAvailable(row.verb))
    .map((row) => row.verb)
    .filter((verb) => verb !== 'close' && (verb !== 'confirm' || didCase.didDate !== undefined));
  const changes = Object.entries(edits)
    .filter(([, rule]) => party === 'citizen' && rule.statuses.includes(didCase.status))
    .map(([name]) => name);
  return [...verbs, ...changes];
}
