import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { PlainLine } from '../communications.ts';
import { addDays, PlainDate } from '../dates.ts';
import { type CaseFacts, citizenshipOf, type Decision, decided, type Warning } from '../decide.ts';
import { contactChannels, type DidCase } from '../declaration.ts';
import { atStrongPact, documentProblems, IdentityDocument, PermitOfStay, seenBefore } from '../documents.ts';
import { isActive } from '../operators.ts';
import { Signature } from '../pact.ts';
import { lineOfText } from '../person.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { Countersignature, countersignatureProblem, countersignatureRules } from './countersigned.ts';
import { documentWarnings, officeOf, receiptOf } from './meeting.ts';

const text = lineOfText(300);

/** What the person is available for by the pact (D.Lgs. 150/2015 art. 20 c.3 a-c). */
const Availability = z.strictObject({
  searchSkills: z.boolean(),
  activeMeasures: z.boolean(),
  congruousOffers: z.boolean(),
});

/** Body of `POST …/pact`: the content of the PSP (D.Lgs. 150/2015 art. 20 c.2-3) and the day it was signed. */
export const PactBody = z.strictObject({
  signedOn: PlainDate,
  /** Art. 20 c.2 a: who is responsible for the person. */
  responsibleOfficer: PlainLine,
  /** Art. 20 c.2 b: the employability profile. */
  profile: text,
  /** Art. 20 c.2 c: the acts of search and their timing. */
  searchActs: z.array(text).check(z.minLength(1), z.maxLength(20)),
  /** Art. 20 c.2 d: how often the two meet, an ISO 8601 period such as `P2W`; a year at most for months. */
  contactFrequency: z.string().check(z.regex(/^P([1-9][0-9]?[DW]|([1-9]|1[0-2])M)$/, { error: 'contact-frequency' })),
  /** Art. 20 c.2 e: how the search is proved. */
  proof: text,
  /** Art. 20 c.3: all three; those of the form if the body says nothing. */
  availability: z.optional(Availability),
  /** Who enters no signature, or not where its proof is kept, is warned, and has a task until it is recorded. */
  signature: z.optional(Signature),
  /** How the person agrees to be called up from now on. */
  contactChannel: z.optional(z.enum(contactChannels)),
  /** A parent or guardian signs beside a minor. */
  countersignature: z.optional(Countersignature),
  identityDocument: z.optional(IdentityDocument),
  permit: z.optional(PermitOfStay),
});
export type PactBody = z.infer<typeof PactBody>;

/**
 * Signs the service pact: the status of unemployment is confirmed from the DID's date (S0:17, D.Lgs. 150/2015 art. 20
 * c.1). A document that lacks or has expired warns here and does not block, the DID is authentic already; who showed
 * theirs when the reserve was lifted or the extremes were recorded is not asked again. Refuses a pact signed in the
 * future, before the DID, before the reserve was lifted (S0:27), or while the operator was not active; one that lacks an
 * availability (art. 20 c.3), and what `countersignatureProblem` refuses.
 */
export function signPact(facts: CaseFacts, body: PactBody): Decision | Refusal {
  const { didCase, operator, today, receivedAt, policy } = facts;
  if (!operator) return refuse('wrong-status');
  if (body.signedOn > today) return refuse('pact-in-future', 'signedOn');
  if (didCase.didDate === undefined || body.signedOn < didCase.didDate) return refuse('pact-before-did', 'signedOn');
  if (body.signedOn < (didCase.reserveLiftedOn ?? body.signedOn)) return refuse('reserve-not-lifted', 'signedOn');
  if (!isActive(operator, body.signedOn)) return refuse('operator-not-active', 'signedOn');
  const lacking = Object.entries(body.availability ?? {}).find(([, available]) => !available);
  if (lacking) return refuse('pact-availability-incomplete', `availability.${lacking[0]}`);
  const unsigned = countersignatureProblem(facts, body.countersignature, body.signedOn);
  if (unsigned) return unsigned;
  const problems = documentProblems(
    { ...body, metOn: body.signedOn, citizenship: citizenshipOf(facts) },
    wasMet(didCase) ? seenBefore : atStrongPact,
  );
  return decided(
    didCase,
    {
      status: 'psp-signed',
      pactSignedOn: body.signedOn,
      unemploymentConfirmedOn: body.signedOn,
      responsibleOfficer: body.responsibleOfficer,
      pactEnteredAt: receivedAt,
      pactOperatorId: operator.id,
      ...(body.contactChannel !== undefined && { agreedChannel: body.contactChannel }),
      ...(body.signature && { pactSignature: body.signature }),
    },
    {
      rules: [
        ...['S0:17', 'S0:33', 'D.Lgs. 150/2015 art. 20 c.1-2', 'D.Lgs. 150/2015 art. 20 c.3'],
        ...countersignatureRules(facts, body.signedOn),
      ],
      warnings: [...documentWarnings(problems), ...signatureWarnings(body)],
      tasks: signatureWarnings(body).length > 0 ? [{ kind: 'pact-signature' }] : [],
      evidence: { kind: 'pact', content: body },
      mail: {
        kind: 'psp-signed',
        ...receiptOf(facts),
        didDate: didCase.didDate,
        pactSignedOn: body.signedOn,
        responsibleOfficer: body.responsibleOfficer,
        contactFrequency: body.contactFrequency,
        searchActs: body.searchActs.length,
        signature: body.signature?.kind ?? 'not-recorded',
        ...(body.countersignature && { countersignedBy: body.countersignature.kind }),
        disputeBy: addDays(today, policy.pactDisputeDays.value),
        office: officeOf(operator),
      },
    },
  );
}

/** What of the signature an operator has yet to record. */
function signatureWarnings({ signature }: PactBody): Warning[] {
  if (!signature) return [{ rule: 'signature-not-stated', field: 'signature' }];
  if (signature.evidence !== undefined) return [];
  return [{ rule: 'signature-without-proof', field: 'signature.evidence' }];
}

/** Whether an operator looked at the person's documents before the pact (S0:29, S0:55, S0:63). */
const wasMet = ({ route, reserveLiftedOn }: DidCase) => route !== 'A' || reserveLiftedOn !== undefined;

export const signPactCommand = onCase('sign-pact', PactBody, signPact);
