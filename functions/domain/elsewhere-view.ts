/** What people are told of a case whose DID is made elsewhere: its label, and what is awaited (routes B and C). */
import { expectedOn } from './awaited-did.ts';
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
  { status, route, didDate, didSource, oldDid }: DidCase,
  language: Language,
  words: { readonly did: string; readonly stated: string; readonly operator: string | undefined },
): string | undefined {
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
    const by = addDays(expected, policy.conveneDays.value);
    return { who: 'citizen', what: operatorId === undefined ? 'choose-operator' : 'confirm', by };
  }
  if (route === 'C' && isAsked(oldDid)) return { who: 'office', what: 'verify-old-did', by: null };
  return route === 'B' ? { who: 'citizen', what: 'apply-to-inps', by: null } : undefined;
}

/** Whether a verb that the table gives a party is of use on this case, where its DID may be made elsewhere. */
export function isOfUse(verb: string, didCase: DidCase, party: Party): boolean {
  const { status, route, didDate, oldDid, operatorId } = didCase;
  if (verb === 'release') return route === 'A' && didDate === undefined;
  if (verb === 'change-route') return !existsElsewhere(didCase);
  if (verb !== 'verify-old-did' || status !== 'registered') return true;
  const asked = party === 'manager' ? undefined : party === 'cpi' ? operatorId : oldDid?.askedOf;
  return mayAnswer(didCase) && asked === oldDid?.askedOf;
}
