import * as z from 'zod/mini';
import type { OperatorKind } from './actor.ts';
import { PlainDate } from './dates.ts';
import { isNonEu, lineOfText } from './person.ts';

const DocumentNumber = z
  .string()
  .check(z.trim(), z.toUpperCase(), z.regex(/^(?=.*[A-Z0-9])[A-Z0-9 ./-]{3,30}$/, { error: 'document-number' }));

/** Documents that prove who one is; `other-equivalent`: any other that D.P.R. 445/2000 art. 35 puts beside them. */
export const identityKinds = ['identity-card', 'passport', 'driving-licence', 'other-equivalent'] as const;

/**
 * The document shown at the meeting (S0:29); which kinds identify is not in the sources (assumed: D.P.R. 445/2000 art.
 * 35). Of an equivalent one `description` tells what it is. What it says is kept, never a copy of it. `expiresOn` is its
 * last day of validity; 2099-12-31 where it has none.
 */
export const IdentityDocument = z
  .strictObject({
    kind: z.enum(identityKinds),
    description: z.optional(lineOfText(100)),
    number: DocumentNumber,
    issuedBy: lineOfText(100),
    expiresOn: PlainDate,
  })
  .check(
    z.refine(({ kind, description }) => (kind === 'other-equivalent') === (description !== undefined), {
      path: ['description'],
      error: 'equivalent-description',
    }),
  );
export type IdentityDocument = z.infer<typeof IdentityDocument>;

/**
 * Kinds of title of stay that the national data standard tells apart, the card of a family member of a citizen of the
 * Union (D.Lgs. 30/2007 arts 10 and 17), and the two receipts that stand for a title.
 */
export const permitKinds = [
  'permit-of-stay',
  'long-term-eu-permit',
  'eu-family-card',
  'asylum-request-receipt',
  'renewal-receipt',
  'first-issue-receipt',
] as const;

/**
 * The permit of stay of a citizen from outside the EU (S0:29). `expiresOn` is its last day of validity; with a
 * `renewal-receipt`, `number` is the receipt's and `expiresOn` the old permit's; with a `first-issue-receipt` it is
 * 1900-01-01; without an end, 2099-12-31 (conventions of the national data standard).
 */
export const PermitOfStay = z.strictObject({
  kind: z.enum(permitKinds),
  number: DocumentNumber,
  reason: z.optional(lineOfText(100)),
  expiresOn: PlainDate,
});
export type PermitOfStay = z.infer<typeof PermitOfStay>;

/** The signed paper that confirms the authenticity of a DID "con riserva" (S0:31). */
export const PaperDeclaration = z.strictObject({ signedOn: PlainDate });
export type PaperDeclaration = z.infer<typeof PaperDeclaration>;

/** What is wrong with the papers of a meeting: `blocks` refuses the step, `warns` is told and recorded. */
export type Severity = 'blocks' | 'warns';

export interface DocumentProblem {
  readonly rule:
    | 'identity-document-missing'
    | 'identity-document-expired'
    | 'identity-document-equivalent'
    | 'permit-missing'
    | 'permit-expired'
    | 'permit-receipt'
    | 'paper-declaration-missing'
    | 'paper-declaration-before-did'
    | 'paper-declaration-after-meeting';
  readonly field: 'identityDocument' | 'permit' | 'paperDeclaration';
  readonly severity: Severity;
  readonly source: string;
  /** Set where the rule is the office's own policy. */
  readonly certainty?: 'stated' | 'assumed';
}

/** How grave each lack is at a step; `ignored`: that paper is not asked for there. */
export interface DocumentPolicy {
  readonly missing: Severity | 'ignored';
  readonly expired: Severity;
  /** What a receipt of issue or renewal counts for, by the office's policy; it warns unless told. */
  readonly receipt?: Severity;
}

/** Confirming a DID "con riserva": the passage of S0:29-31, nothing may be missing or expired. */
export const atConfirmation: DocumentPolicy = { missing: 'blocks', expired: 'blocks' };

/**
 * Where a DID is authentic already, as at the pact of one released with strong identity: S0:29 stands in the other
 * passage, so a lack only warns.
 */
export const atStrongPact: DocumentPolicy = { missing: 'warns', expired: 'warns' };

/** At the pact of somebody whose documents were looked at before: nothing is asked again, what is shown is looked at. */
export const seenBefore: DocumentPolicy = { missing: 'ignored', expired: 'warns' };

export interface ShownDocuments {
  readonly metOn: PlainDate;
  readonly citizenship: string;
  readonly identityDocument?: IdentityDocument | undefined;
  readonly permit?: PermitOfStay | undefined;
}

const validIdentity = 'S0:29 «un documento d’identità valido»';
const validPermit = 'S0:29 «il permesso di soggiorno in corso di validità»';
const pendingPermit = 'TUI art. 5 c.9-bis: rights are kept while issue or renewal is pending';
const equivalent = 'D.P.R. 445/2000 art. 35: with a photograph and a stamp, issued by an administration of the State';

/**
 * What is wrong with the identity document and the permit shown at a meeting, on the day of the meeting in Europe/Rome:
 * one that expires that very day is valid. The permit is asked of non-EU citizens only, family members of citizens of
 * the Union among them, and one shown by another is not looked at. An equivalent document always warns: the operator
 * looks at whether it is one. A receipt of issue or renewal counts for what the policy says.
 */
export function documentProblems(shown: ShownDocuments, policy: DocumentPolicy): DocumentProblem[] {
  return [...identityProblems(shown, policy), ...permitProblems(shown, policy)];
}

function identityProblems({ identityDocument, metOn }: ShownDocuments, policy: DocumentPolicy): DocumentProblem[] {
  const field = 'identityDocument';
  if (identityDocument === undefined) {
    if (policy.missing === 'ignored') return [];
    return [{ rule: 'identity-document-missing', field, severity: policy.missing, source: validIdentity }];
  }
  if (identityDocument.expiresOn < metOn) {
    return [{ rule: 'identity-document-expired', field, severity: policy.expired, source: validIdentity }];
  }
  if (identityDocument.kind !== 'other-equivalent') return [];
  return [{ rule: 'identity-document-equivalent', field, severity: 'warns', source: equivalent, certainty: 'assumed' }];
}

function permitProblems({ permit, citizenship, metOn }: ShownDocuments, policy: DocumentPolicy): DocumentProblem[] {
  if (!isNonEu(citizenship)) return [];
  const field = 'permit';
  if (permit === undefined) {
    if (policy.missing === 'ignored') return [];
    return [{ rule: 'permit-missing', field, severity: policy.missing, source: validPermit }];
  }
  if (permit.kind === 'renewal-receipt' || permit.kind === 'first-issue-receipt') {
    return [{ rule: 'permit-receipt', field, severity: policy.receipt ?? 'warns', source: pendingPermit }];
  }
  if (permit.expiresOn >= metOn) return [];
  return [{ rule: 'permit-expired', field, severity: policy.expired, source: validPermit }];
}

export interface PaperRule {
  readonly rule: 'paper-declaration';
  readonly required: boolean;
  readonly source: string;
  readonly certainty: 'stated' | 'assumed';
}

/**
 * Whether an operator of this kind must take the paper declaration when confirming a DID "con riserva": the accredited
 * operator always (S0:31 names it alone), a job centre as the office's policy says.
 */
export function paperDeclarationRule(
  operatorKind: OperatorKind,
  policy: { readonly cpiNeedsPaper: boolean },
): PaperRule {
  const rule = 'paper-declaration';
  if (operatorKind === 'accredited') return { rule, required: true, source: 'S0:31', certainty: 'stated' };
  const source = 'D.P.R. 445/2000 art. 38';
  return { rule, required: policy.cpiNeedsPaper, source, certainty: 'assumed' };
}

/**
 * What is wrong with the paper declaration of a meeting: missing where required, signed before the DID that it confirms,
 * or signed after the meeting at which it was taken. A declaration given where none is required is checked all the same.
 */
export function paperProblems(
  paper: PaperDeclaration | undefined,
  { rule, didDate, metOn }: { readonly rule: PaperRule; readonly didDate: PlainDate; readonly metOn: PlainDate },
): DocumentProblem[] {
  const { source, certainty } = rule;
  const base = { field: 'paperDeclaration', severity: 'blocks', source, certainty } as const;
  if (paper === undefined) return rule.required ? [{ ...base, rule: 'paper-declaration-missing' }] : [];
  if (paper.signedOn < didDate) return [{ ...base, rule: 'paper-declaration-before-did' }];
  if (paper.signedOn > metOn) return [{ ...base, rule: 'paper-declaration-after-meeting' }];
  return [];
}
