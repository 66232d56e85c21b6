import type { Actor } from './actor.ts';
import type { CallUpTakenBack } from './call-up-news.ts';
import type { MailParameters } from './communications.ts';
import { dateInRome, type Instant, type PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import type { EvidenceKind } from './evidence.ts';
import type { CitizenId, CommandId, DeclarationId, OperatorId } from './ids.ts';
import type { InpsApplication } from './inps.ts';
import { edgeOf, type Party, type Status, type Verb } from './lifecycle.ts';
import type { RepresentativeKind } from './mail-facts-mandates.ts';
import type { Operator, Operators } from './operators.ts';
import { mayUse, partiesOf, partyOf } from './parties.ts';
import { isNonEu, type Person } from './person.ts';
import type { ProcedurePolicy, RuleId } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { SanctionNews } from './sanction-news.ts';
import type { CaseTask } from './tasks.ts';
import type { Outage } from './terms.ts';

/** The person's record as far as decisions look at it. */
export interface Citizen {
  readonly citizenId: CitizenId;
  readonly person: Person;
  readonly mailboxHealthy: boolean;
  readonly mailboxSince: Instant;
  readonly liveDeclarationId?: DeclarationId | undefined;
  /** The first day on which the person makes another declaration, after a forfeiture that stands; looked up for one. */
  readonly mayDeclareFrom?: PlainDate | undefined;
  /** The code's true owner came, or the account has ended: nobody is a party to this record any more, and nothing of it lives again. */
  readonly takenOver?: boolean;
  /** What INPS told of the person that waits for a DID; looked up for a registration. */
  readonly applications?: readonly InpsApplication[] | undefined;
}

/** What the directory tells of the places around a case, read when a decision is made. */
export interface Surroundings {
  /** The operator chosen by the citizen. */
  readonly operator: Operator | undefined;
  /** The chosen operator and those that the body names, with who followed them; as far as the directory has them. */
  readonly operators: Operators;
  /** The job centre of the domicile (S0:17), if the table of competences tells. */
  readonly domicileCpiId: OperatorId | undefined;
}

/** All that a decision may look at; the same at the door and in the transition, so that it comes out the same. */
export interface Facts extends Surroundings {
  readonly commandId: CommandId;
  readonly declarationId: DeclarationId;
  /** The legal instant: when the request was received, never when it is applied. */
  readonly receivedAt: Instant;
  readonly actor: Actor;
  readonly party: Party;
  /** Of a legal representative: what they are to the person, and when that was recorded. */
  readonly onMandate?: { readonly kind: RepresentativeKind; readonly namedAt: Instant } | undefined;
  readonly citizen: Citizen;
  readonly didCase: DidCase | undefined;
  /** The citizen's other DID that holds the live guard: looked up where one is to begin, or to live again. */
  readonly liveCase?: DidCase | undefined;
  /** Whether an office has something to do about the case; left out where no decision asks. */
  readonly officeTaskOpen?: boolean;
  /** When the service could not be used; looked up for a case in which a term runs that an outage shifts. */
  readonly outages?: readonly Outage[] | undefined;
  readonly policy: ProcedurePolicy;
}

/** Facts of a verb that works on a DID that exists. */
export interface CaseFacts extends Facts {
  readonly didCase: DidCase;
  /** The day of receipt in Rome. */
  readonly today: PlainDate;
}

/** What a decision does to things beside the case, or holds them to as it saw them, in the same transaction. */
export type Effect =
  | 'take-live-guard'
  | 'free-live-guard'
  | 'verify-fiscal-code'
  | 'mark-deceased'
  | 'mark-living'
  | 'adopt-applications'
  | 'hold-citizen'
  | 'hold-tasks';

/** Something the actor is told that does not stop the command. */
export interface Warning {
  readonly rule: string;
  readonly field?: string | undefined;
}

/** What becomes of a case: its next state in full (but for its version), and what goes with it. */
export interface Decision {
  readonly kind: 'decision';
  readonly next: Omit<DidCase, 'version'>;
  /** Rules and policy it rests on; they go to the history. */
  readonly rules: readonly RuleId[];
  readonly reason?: string;
  readonly warnings: readonly Warning[];
  readonly effects: readonly Effect[];
  /** What was shown or signed, kept beside the case: the command that brought it is deleted after 90 days. */
  readonly evidence?: { readonly kind: EvidenceKind; readonly content: object };
  /** The one communication of this step, if the person is to be told. */
  readonly mail?: MailParameters | undefined;
  /** A second one, of an appointment that this ends: only so do calendars take it out. */
  readonly alsoTold?: MailParameters | undefined;
  /** That who acts for the person did this. */
  readonly actTold?: MailParameters | undefined;
  /** Those that take back call-ups, one each. */
  readonly takenBack?: readonly CallUpTakenBack[];
  /** The newer DID that goes into this one: it gives up the live guard, and is sent to be closed. */
  readonly absorbs?: DidCase;
  /** An earlier DID that gives the live guard to this one: so long after its forfeiture another may begin. */
  readonly succeeds?: DidCase;
  /** The newer DID beside which this one lives without the guard: it notes that. */
  readonly besides?: DidCase;
  /** What INPS is told beside. */
  readonly sanction?: SanctionNews | undefined;
  /** Tasks that it opens. */
  readonly tasks?: readonly CaseTask[];
  /** Tasks about the DID that it makes needless. */
  readonly settles?: readonly CaseTask['kind'][];
}

/** Makes a decision on a case: the fields that change, the rules, and what else it brings. */
export function decided(
  didCase: Omit<DidCase, 'version'>,
  changes: Partial<DidCase> & { readonly status: Status },
  rest: { rules: readonly RuleId[] } & Partial<Omit<Decision, 'kind' | 'next' | 'rules'>>,
): Decision {
  return { kind: 'decision', next: { ...didCase, ...changes }, warnings: [], effects: [], ...rest };
}

/**
 * Whether the lifecycle table lets this party use this verb where the case stands, and an operator is still the chosen
 * one; the refusal if not. The same gate stands before every verb, at the door and in the transition.
 */
export function gate(facts: Facts, verb: Verb): Refusal | undefined {
  const from = facts.didCase?.status ?? 'none';
  if (!partiesOf(verb).includes(facts.party)) return refuse('not-this-party');
  if (!edgeOf(from, verb)) {
    if (verb === 'report-breach' && from === 'sanction-proposed') return refuse('breach-pending');
    return refuse(verb === 'sign-pact' && from === 'reserved' ? 'reserve-not-lifted' : 'wrong-status');
  }
  if (from !== 'none' && !mayUse(facts.party, from, verb)) return refuse('not-this-party');
  return isStill(facts) ? undefined : refuse('not-this-party');
}

/** Whether an office still is to the case what it was when it acted: the citizen may have chosen another since. */
export function isStill({ actor, party, didCase }: Pick<Facts, 'actor' | 'party' | 'didCase'>): boolean {
  return actor.operatorId === undefined || (didCase !== undefined && partyOf(actor, didCase) === party);
}

/**
 * The citizenship that decides on the permit (S0:29): from outside the EU if it was declared so at release or is so now,
 * since the profile may be rewritten after the declaration was frozen.
 */
export function citizenshipOf({ didCase, citizen }: Pick<CaseFacts, 'didCase' | 'citizen'>): string {
  const declared = didCase.snapshot?.person.citizenship ?? citizen.person.citizenship;
  return isNonEu(declared) ? declared : citizen.person.citizenship;
}

/** The facts of a case that exists; the table lets only `register` pass without one. */
export function ofCase(facts: Facts): CaseFacts | Refusal {
  const { didCase } = facts;
  return didCase ? { ...facts, didCase, today: dateInRome(facts.receivedAt) } : refuse('wrong-status');
}
