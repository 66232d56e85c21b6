/** What an edit is: a change of a case that leaves its status alone, one synchronous transaction with history. */
import type * as z from 'zod/mini';
import type { CallUpTakenBack } from './call-up-news.ts';
import type { MailParameters } from './communications.ts';
import { type Facts, isStill, type Warning } from './decide.ts';
import type { DidCase } from './declaration.ts';
import type { EvidenceKind } from './evidence.ts';
import type { CommandId, OperatorId } from './ids.ts';
import type { Party, Status } from './lifecycle.ts';
import type { RuleId } from './policies.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { SanctionNews } from './sanction-news.ts';
import type { CaseTask } from './tasks.ts';

/** What an edit looks at; `commandId` names the act, and what it brings hangs on that name. */
export interface EditFacts extends Facts {
  readonly didCase: DidCase;
  /** The citizen's own mailbox. */
  readonly mailbox: string;
  /** Keyed hash of an officer's fiscal code, where two persons must act. */
  readonly fiscalCodeMac?: string | undefined;
}

/** A task that is done with: the one of its kind about the DID, or about an act. */
export type Settled = CaseTask['kind'] | { readonly kind: CaseTask['kind']; readonly act: CommandId };

/** The fields that an edit changes, the rules it rests on, and what goes with it in the same transaction. */
export interface Edit {
  readonly kind: 'edit';
  readonly changes: Omit<Partial<DidCase>, 'status' | 'version'>;
  readonly rules: readonly RuleId[];
  /** Why, as a code; the history tells it. */
  readonly reason?: string;
  /** What the person is told without being stopped. */
  readonly warnings?: readonly Warning[];
  /** The one communication of this edit, if the person is to be told. */
  readonly mail?: MailParameters | undefined;
  /** A second one, of an appointment that this ends: only so do calendars take it out. */
  readonly alsoTold?: MailParameters | undefined;
  /** That who acts for the person did this. */
  readonly actTold?: MailParameters | undefined;
  /** Those that take back call-ups, one each. */
  readonly takenBack?: readonly CallUpTakenBack[];
  /** What was said or shown, kept beside the case. */
  readonly evidence?: { readonly kind: EvidenceKind; readonly content: object };
  /** What INPS is told beside. */
  readonly sanction?: SanctionNews | undefined;
  /** Tasks that it opens. */
  readonly tasks?: readonly CaseTask[];
  /** Tasks that it makes needless: about the DID by their kinds, about an act by its name. */
  readonly settles?: readonly Settled[];
}

/** An edit of the API: who may make it in which statuses, its body, and who decides. */
export interface EditRule {
  readonly statuses: readonly Status[];
  readonly parties: readonly Party[];
  /** Whether the case is one that such an edit is offered on, its status apart. */
  readonly when: (didCase: DidCase) => boolean;
  readonly body: z.ZodMiniType;
  /** The operators that a body names: the directory is asked for them beforehand. */
  readonly names: (body: unknown) => readonly OperatorId[];
  readonly decide: (facts: EditFacts, body: unknown) => Edit | Refusal;
}

/** Makes the rule of an edit: the same gate stands before each, where the case is and who acts, as it stands now. */
export function edit<Body>(
  {
    statuses,
    parties,
    otherwise = 'wrong-status',
    when = () => true,
    names = () => [],
  }: Pick<EditRule, 'statuses' | 'parties'> & {
    readonly otherwise?: 'wrong-status' | 'already-released';
    readonly when?: (didCase: DidCase) => boolean;
    readonly names?: (body: Body) => readonly OperatorId[];
  },
  body: z.ZodMiniType<Body>,
  decide: (facts: EditFacts, body: Body) => Edit | Refusal,
): EditRule {
  return {
    statuses,
    parties,
    when,
    body,
    names: (raw) => names(body.parse(raw)),
    decide: (facts, raw) => {
      if (!parties.includes(facts.party) || !isStill(facts)) return refuse('not-this-party');
      return statuses.includes(facts.didCase.status) ? decide(facts, body.parse(raw)) : refuse(otherwise);
    },
  };
}
