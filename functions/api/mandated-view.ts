/** A case as the API shows it to whoever is a party to it, of which a patronato sees the least. */
import { isRepresentedIn, isWithin } from '../domain/authorisation.ts';
import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { caseNumber } from '../domain/ids.ts';
import type { Mandate } from '../domain/mandates.ts';
import type { Language } from '../domain/person.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { allowedActions, awaiting, statusLabel } from '../domain/view.ts';
import { deadlinesView } from './deadline-words.ts';
import { declarationView, type Onlooker } from './views.ts';

/** How and when it is shown. */
interface Shown {
  readonly language: Language;
  readonly receivedAt: Instant;
}

/** For whom, and the mandate that they have. */
export type SeenBy = Onlooker & { readonly mandate?: Mandate | undefined };

/**
 * What a patronato sees with the person's mandate: where the case stands, who must do what by when; of the data those alone
 * that it may enter. No name, history, mail, evidence, note, nor anything of what is contested.
 */
export function mandatedView(
  didCase: DidCase,
  { operators, outages }: Pick<Onlooker, 'operators' | 'outages'>,
  mandate: Mandate,
  { language, receivedAt }: Shown,
  policy: ProcedurePolicy,
) {
  const { declarationId, status, route, didDate, data, inps, version } = didCase;
  const { mandateId, scope, until } = mandate;
  const operator = operators.get(didCase.operatorId ?? '');
  const isDraft = status === 'registered' && route === 'A';
  const { at: _, ...stated } = inps?.stated ?? { at: receivedAt };
  return {
    id: declarationId,
    caseNumber: caseNumber(declarationId),
    status,
    statusLabel: statusLabel(didCase, language, operator),
    route,
    didDate: didDate ?? null,
    awaiting: awaiting(didCase, policy, outages),
    deadlines: deadlinesView(didCase, { party: 'patronato', language }, { policy, outages }),
    allowedActions: allowedActions(didCase, 'patronato').filter((act) => isWithin(scope, act)),
    mandate: { id: mandateId, scope, until },
    ...(isDraft && scope.includes('fill-in') && { data }),
    ...(route === 'B' && scope.includes('tell-inps') && { inps: 'state' in stated ? stated : null }),
    version,
  };
}

/** What who acts for the person by law sees: the case, and what they may do of it. */
function representedView(didCase: DidCase, seenBy: SeenBy, shown: Shown, policy: ProcedurePolicy) {
  const view = declarationView(didCase, seenBy, shown, policy);
  const { scope = [] } = seenBy.mandate?.representation ?? {};
  return { ...view, allowedActions: view.allowedActions.filter((act) => isRepresentedIn(scope, act)) };
}

/** A case as its party sees it. */
export function caseView(didCase: DidCase, seenBy: SeenBy, shown: Shown, policy: ProcedurePolicy) {
  if (seenBy.party === 'representative') return representedView(didCase, seenBy, shown, policy);
  if (seenBy.party !== 'patronato') return declarationView(didCase, seenBy, shown, policy);
  if (!seenBy.mandate) throw new Error('a patronato without a mandate is no party');
  return mandatedView(didCase, seenBy, seenBy.mandate, shown, policy);
}
