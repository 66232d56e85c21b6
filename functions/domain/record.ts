/** Whose record a person's data go to: who may hold a fiscal code, and what happens when its owner comes. */
import type { Actor } from './actor.ts';
import type { Instant, PlainDate } from './dates.ts';
import type { CitizenId } from './ids.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';

/** Who holds the fiscal code now, and at which mailbox. */
export interface Holder {
  readonly citizenId: CitizenId;
  readonly provisional: boolean;
  readonly mailbox: string;
  /** When the holder ended the account: nothing but what a DID asks is left of the record. */
  readonly endedAt?: Instant | undefined;
}

export interface RecordFacts {
  readonly actor: Actor;
  readonly person: Person;
  /** The actor's own record, if there is one. */
  readonly own: { readonly fiscalCode: string } | undefined;
  readonly holder: Holder | undefined;
  /** The mailbox that the actor has proved; a record of one's own has proved it before. */
  readonly mailbox: string | undefined;
  /** The day of receipt in Rome. */
  readonly today: PlainDate;
}

/**
 * `create`: a new record; `update`: one's own; `link`: this account joins the record of the same person; `take-over`:
 * a new record, and the code is taken from who only claimed it; `return`: to one's own record, whose account had ended.
 */
export type RecordPlan = 'create' | 'update' | 'link' | 'take-over' | 'return';

/**
 * What becomes of the data a person enters. A digital identity's fiscal code binds (`fiscal-code-not-yours`); a record
 * keeps its code (`fiscal-code-changes`); without strong identity nobody gets a code that another holds
 * (`fiscal-code-needs-proof`). The owner with strong identity joins the record if it was verified, or if it is at the
 * same proved mailbox (the same person who began with a password); otherwise he takes the code over. Who comes back after
 * the end of the account proves a mailbox anew.
 */
export function planRecord({ actor, person, own, holder, mailbox, today }: RecordFacts): RecordPlan | Refusal {
  if (actor.fiscalCode !== undefined && actor.fiscalCode !== person.fiscalCode) {
    return refuse('fiscal-code-not-yours', 'fiscalCode');
  }
  if (person.birthDate > today) return refuse('birth-date-future', 'birthDate');
  if (own) return own.fiscalCode === person.fiscalCode ? 'update' : refuse('fiscal-code-changes', 'fiscalCode');
  // Asked before the code, so that nobody without a mailbox of their own learns who holds one.
  if (mailbox === undefined && actor.assurance !== 'strong') return refuse('mailbox-not-proven', 'mailbox');
  if (holder && actor.assurance !== 'strong') return refuse('fiscal-code-needs-proof', 'fiscalCode');
  if (holder && !holder.provisional && holder.endedAt === undefined) return 'link';
  if (mailbox === undefined) return refuse('mailbox-not-proven', 'mailbox');
  if (!holder) return 'create';
  if (holder.endedAt !== undefined) return 'return';
  return holder.mailbox === mailbox ? 'link' : 'take-over';
}
