import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import { PlainLine } from '../communications.ts';
import { PlainDate } from '../dates.ts';
import { type CaseFacts, citizenshipOf, type Decision, decided } from '../decide.ts';
import { atStrongPact, documentProblems, IdentityDocument, PermitOfStay } from '../documents.ts';
import { isActive } from '../operators.ts';
import { lineOfText } from '../person.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { documentWarnings, officeOf, receiptOf } from './meeting.ts';

const text = lineOfText(300);

/** Body of `POST …/pact`: the content of the PSP (D.Lgs. 150/2015 art. 20 c.2) and the day it was signed. */
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
  identityDocument: z.optional(IdentityDocument),
  permit: z.optional(PermitOfStay),
});
export type PactBody = z.infer<typeof PactBody>;

/**
 * Signs the service pact: the status of unemployment is confirmed from the DID's date (S0:17, D.Lgs. 150/2015 art. 20
 * c.1). An expired document warns here and does not block, the DID is authentic already. Refuses a pact signed in the
 * future, before the DID, or while the operator was not active.
 */
export function signPact(facts: CaseFacts, body: PactBody): Decision | Refusal {
  const { didCase, operator, today } = facts;
  if (!operator) return refuse('wrong-status');
  if (body.signedOn > today) return refuse('pact-in-future', 'signedOn');
  if (didCase.didDate === undefined || body.signedOn < didCase.didDate) return refuse('pact-before-did', 'signedOn');
  if (!isActive(operator, body.signedOn)) return refuse('operator-not-active', 'signedOn');
  const problems = documentProblems({ ...body, metOn: body.signedOn, citizenship: citizenshipOf(facts) }, atStrongPact);
  return decided(
    didCase,
    {
      status: 'psp-signed',
      pactSignedOn: body.signedOn,
      unemploymentConfirmedOn: body.signedOn,
      responsibleOfficer: body.responsibleOfficer,
    },
    {
      rules: ['S0:17', 'S0:33', 'D.Lgs. 150/2015 art. 20 c.1-2'],
      warnings: documentWarnings(problems),
      evidence: { kind: 'pact', content: body },
      mail: {
        kind: 'psp-signed',
        ...receiptOf(facts),
        didDate: didCase.didDate,
        pactSignedOn: body.signedOn,
        responsibleOfficer: body.responsibleOfficer,
        contactFrequency: body.contactFrequency,
        office: officeOf(operator),
      },
    },
  );
}

export const signPactCommand = onCase('sign-pact', PactBody, signPact);
