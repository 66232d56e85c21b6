/** What people are told of a case whose DID is made elsewhere: its label, and what is awaited (routes B and C). */
import { contactDays, expectedOn, isUndated } from './awaited-did.ts';
import { addDays } from './dates.ts';
import type { DidCase } from './declaration.ts';
import type { Party } from './lifecycle.ts';
import { isAsked } from './old-did.ts';
import type { Language } from './person.ts';
import type { ProcedurePolicy } from './policies.ts';
import { existsElsewhere } from './verbs/change-route.ts';
import { mayAnswer } from './verbs/verify-old-did.ts';
import type { Awaiting } from './view.ts';

/** A day with the Italian preposition that its number takes: «del 3», «dell’8». */
const del = (day: string) => (/^(8|11) /.test(day) ? `dell’${day}` : `del ${day}`);

/** The label of a registration on route B or C; `undefined` for a draft. Days come in words, the operator by name. */
export function elsewhereLabel(
  didCase: DidCase,
  language: Language,
  words: { readonly did: string; readonly stated: string; readonly operator: string | undefined },
): string | undefined {
  const { status, route, didDate, didSource, oldDid } = didCase;
  if (status !== 'registered') return undefined;
  const { did, stated, operator } = words;
  if (didDate !== undefined) {
    const source =
      didSource === 'cpi' ? (oldDid?.cpiName ?? '') : { it: 'domanda INPS', en: 'application to INPS' }[language];
    return {
      it: `La tua DID è ${del(did)} (${source}). ${operator === undefined ? 'Ora scegli chi ti seguirà' : `Ora incontra ${operator}`}`,
      en: `Your DID is of ${did} (${source}). ${operator === undefined ? 'Now choose who will follow you' : `Now meet ${operator}`}`,
    }[language];
  }
  if (oldDid && isAsked(oldDid) && route === 'C') {
    const name = /^(cpi|centro)\b/i.test(oldDid.cpiName) ? oldDid.cpiName : `CPI di ${oldDid.cpiName}`;
    return {
      it: `Abbiamo chiesto al ${name} se la tua DID${stated === '' ? '' : ` ${del(stated)}`} è valida`,
      en: `We asked the ${name} whether your DID${stated === '' ? '' : ` of ${stated}`} is valid`,
    }[language];
  }
  if (route !== 'B') return undefined;
  if (isUndated(didCase)) {
    return {
      it: `Hai fatto domanda all’INPS: manca solo la data. ${operator === undefined ? 'Ora scegli chi ti seguirà' : `Ora incontra ${operator}`}`,
      en: `You have applied to INPS: only the date is missing. ${operator === undefined ? 'Now choose who will follow you' : `Now meet ${operator}`}`,
    }[language];
  }
  return {
    it: 'In attesa della tua domanda INPS: la DID nascerà con quella',
    en: 'Waiting for your application to INPS: the DID will come with it',
  }[language];
}

/** What a registration on route B or C waits for; `undefined` for a draft. */
export function elsewhereAwaiting(didCase: DidCase, policy: ProcedurePolicy): Awaiting | undefined {
  const { status, route, didDate, oldDid, operatorId } = didCase;
  if (status !== 'registered') return undefined;
  const expected = expectedOn(didCase);
  if (didDate !== undefined && expected !== undefined) {
    const by = addDays(expected, contactDays(didCase, policy).value);
    return { who: 'citizen', what: operatorId === undefined ? 'choose-operator' : 'confirm', by };
  }
  if (isUndated(didCase))
    return { who: 'citizen', what: operatorId === undefined ? 'choose-operator' : 'confirm', by: null };
  if (route === 'C' && isAsked(oldDid)) return { who: 'office', what: 'verify-old-did', by: null };
  return route === 'B' ? { who: 'citizen', what: 'apply-to-inps', by: null } : undefined;
}

/** Whether a verb that the table gives a party is of use on this case, where its DID may be made elsewhere. */
export function isOfUse(verb: string, didCase: DidCase, party: Party): boolean {
  const { route, didDate } = didCase;
  if (verb === 'release') return route === 'A' && didDate === undefined;
  if (verb === 'change-route') return !existsElsewhere(didCase);
  return verb === 'verify-old-did' ? isAskedOf(didCase, party) : true;
}

/** Whether this party is the one to answer about an earlier DID, and may answer now. */
export function isAskedOf(didCase: DidCase, party: Party): boolean {
  const { oldDid, operatorId, competentCpiId } = didCase;
  const offices: Partial<Record<Party, string | undefined>> = { cpi: operatorId, 'competent-cpi': competentCpiId };
  if (!['manager', 'other-cpi', 'cpi', 'competent-cpi'].includes(party)) return false;
  const asked = party === 'other-cpi' ? oldDid?.askedOf : offices[party];
  return mayAnswer(didCase) && asked === oldDid?.askedOf;
}
