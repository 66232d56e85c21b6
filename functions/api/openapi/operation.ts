import type * as z from 'zod/mini';
import type { RefusalCode } from '../../domain/refusals.ts';

/** Examples by name. */
export type Examples = Readonly<Record<string, unknown>>;

/** An answer that is no problem. */
export interface Answer {
  readonly status: '200' | '201' | '202';
  readonly description: string;
  readonly schema: z.ZodMiniType;
  readonly examples: Examples;
  /** Set where it is no JSON. */
  readonly media?: 'application/json' | 'application/pdf' | 'text/csv';
  /** Set where it is the receipt of a command: `Location` names it. */
  readonly receipt?: true;
}

/** What the document tells of an operation beyond its row in the table of access. */
export interface Operation {
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  readonly body?: { readonly schema: z.ZodMiniType; readonly examples: Examples };
  readonly query?: z.ZodMiniObject;
  readonly answers: readonly Answer[];
  /** Why the domain refuses it at once. */
  readonly refusals?: readonly RefusalCode[];
  /** Set where it answers 404 although access alone would not. */
  readonly mayBeAbsent?: true;
  /** Set where the same Idempotency-Key with another body is refused. */
  readonly keyed?: true;
  /** Set where staff are refused on their own case beyond what access alone tells. */
  readonly mayBeOwnCase?: true;
}

export const tags = {
  system: 'Whether the service is up, and what it offers.',
  directory: 'Job centres and accredited operators.',
  record: "The citizen's own record and mailbox.",
  declarations: 'The DID: draft, release, choice of operator, history.',
  appointments: 'Free times, appointments and the calendar of an office.',
  office: 'What the chosen operator does.',
  papers: 'Receipts, pacts, certificates as PDF, and what anybody may check of them.',
  privacy: 'What a person may ask of their data, who looked at them, and what is kept for how long.',
  mandates: 'The mandate by which a citizen has a patronato or a trusted person help, and the desks of both.',
  administration: 'What administrators keep: listed domains, the audit of mail.',
  inps: 'What INPS tells.',
  commands: 'What became of a request that changes a status.',
} as const;
export type Tag = keyof typeof tags;

/** An answer of 200. */
export const ok = (schema: z.ZodMiniType, description: string, examples: Examples): Answer => ({
  status: '200',
  description,
  schema,
  examples,
});
