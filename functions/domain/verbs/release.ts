import * as z from 'zod/mini';
import { onCase } from '../command.ts';
import type { MailParameters } from '../communications.ts';
import { addDays } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { DeclarationData } from '../declaration.ts';
import { isNonEu } from '../person.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { ageProblem, declarationProblem } from './declared.ts';
import { receiptOf } from './meeting.ts';

/** Body of `POST …/release`: nothing to say, the draft says it all. */
export const ReleaseBody = z.strictObject({});

/** Version of the text that the person releases and of the warnings (D.P.R. 445/2000 arts 75-76) shown with it. */
const declarationText = { version: '2026-1', warnings: ['dpr-445-2000-art-75', 'dpr-445-2000-art-76'] };

/**
 * *Salva DID* (S0:15). With strong identity the DID is authentic at once; without, it is con riserva (S0:25). In both
 * cases it counts from the day of receipt (S0:33), and what was declared is frozen. Refuses a digital identity of
 * somebody else (`fiscal-code-not-yours`), which the door alone can tell, what `ageProblem` and `declarationProblem`
 * refuse, and any release where a DID exists elsewhere or may (S0:45, S0:57).
 */
export function release(facts: CaseFacts): Decision | Refusal {
  const { didCase, citizen, today, receivedAt, actor } = facts;
  if (actor.fiscalCode !== undefined && actor.fiscalCode !== citizen.person.fiscalCode) {
    return refuse('fiscal-code-not-yours', 'fiscalCode');
  }
  const elsewhere = otherRoute(didCase);
  if (elsewhere) return elsewhere;
  const declared = DeclarationData.safeParse(didCase.data);
  if (!declared.success) return refuse('data-missing', declared.error.issues[0]?.path.join('.'));
  const { data } = declared;
  const problem = ageProblem(facts, today) ?? declarationProblem(data, today);
  if (problem) return problem;
  const strong = actor.assurance === 'strong';
  return decided(
    didCase,
    {
      status: strong ? 'confirmed' : 'reserved',
      snapshot: {
        person: citizen.person,
        data,
        textVersion: declarationText.version,
        warningsShown: declarationText.warnings,
        takenAt: receivedAt,
        receiptNumber: receiptOf(facts).receiptNumber,
      },
      withReserve: !strong,
      authenticity: strong ? { state: 'authentic', by: actor.idp ?? 'strong', on: today } : { state: 'reserve' },
      didDate: today,
      didSource: 'portal',
      releasedAt: receivedAt,
      unemployedSince: today,
      // Where the person lives on the day of the DID (S0:17).
      ...(facts.domicileCpiId !== undefined && { competentCpiId: facts.domicileCpiId }),
    },
    {
      rules: strong ? ['S0:15', 'S0:33'] : ['S0:25', 'S0:27', 'S0:33'],
      // From now on nobody takes the code, and this DID with it, for an unproved claim.
      effects: strong ? ['verify-fiscal-code'] : [],
      mail: strong ? releasedMail(facts) : reservedMail(facts),
    },
  );
}

/** Where B or C holds, no new DID may be released (S0:45, S0:57); the refusal says where to go. */
function otherRoute({ route, didDate }: CaseFacts['didCase']): Refusal | undefined {
  if (didDate !== undefined) return refuse('did-exists');
  if (route === 'A') return undefined;
  return refuse(route === 'B' ? 'release-on-route-b' : 'release-on-route-c');
}

function releasedMail(facts: CaseFacts): MailParameters {
  const { today, policy } = facts;
  return {
    kind: 'did-released',
    ...receiptOf(facts),
    didDate: today,
    completeBy: addDays(today, policy.conveneDays.value),
  };
}

function reservedMail(facts: CaseFacts): MailParameters {
  const { today, policy, citizen } = facts;
  return {
    kind: 'did-released-with-reserve',
    ...receiptOf(facts),
    didDate: today,
    documents: isNonEu(citizen.person.citizenship)
      ? ['identity-document', 'residence-permit', 'paper-declaration']
      : ['identity-document', 'paper-declaration'],
    completeBy: addDays(today, policy.reserveDays.value),
  };
}

export const releaseCommand = onCase('release', ReleaseBody, release);
