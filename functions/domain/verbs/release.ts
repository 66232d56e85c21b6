import * as z from 'zod/mini';
import { tooEarly } from '../after-decision.ts';
import { toBring } from '../appointment-news.ts';
import { onCase } from '../command.ts';
import type { MailParameters } from '../communications.ts';
import { addDays, type PlainDate } from '../dates.ts';
import { type CaseFacts, type Decision, decided } from '../decide.ts';
import { DeclarationData } from '../declaration.ts';
import { type DeclarationText, declarationText, textInForce } from '../declaration-texts.ts';
import { languages, lineOfText, personWarnings } from '../person.ts';
import { type Refusal, refuse, refuseFields } from '../refusals.ts';
import { ageProblem, declarationProblem, declarationWarnings, missingData } from './declared.ts';
import { receiptOf } from './meeting.ts';
import { takingUpNews } from './proving.ts';

/**
 * Body of `POST …/release`: nothing to say, the draft says it all. `shown`: which text the person has read and in which
 * language; the one in force, in the language of the record, where the client does not tell.
 */
export const ReleaseBody = z.strictObject({
  shown: z.optional(z.strictObject({ textVersion: lineOfText(20), language: z.enum(languages) })),
});
export type ReleaseBody = z.infer<typeof ReleaseBody>;

/**
 * *Salva DID* (S0:15). With strong identity the DID is authentic at once; without, it is con riserva (S0:25). In both
 * cases it counts from the day of receipt (S0:33), and what was declared is frozen with the text and the warnings shown.
 * Refuses a digital identity of somebody else (`fiscal-code-not-yours`), which the door alone can tell, a draft with gaps
 * (`data-missing`, which names each), another text than the one in force, what `ageProblem` and `declarationProblem`
 * refuse, any release where a DID exists elsewhere or may (S0:45, S0:57), and one that comes too early after a forfeiture
 * (`before-two-months`, by the day of receipt).
 */
export function release(facts: CaseFacts, body: ReleaseBody): Decision | Refusal {
  const { didCase, citizen, today, receivedAt, actor } = facts;
  const { person } = citizen;
  // A representative proves who they are, and an office whom they represent.
  if (facts.party !== 'representative' && actor.fiscalCode !== undefined && actor.fiscalCode !== person.fiscalCode) {
    return refuse('fiscal-code-not-yours', 'fiscalCode');
  }
  const elsewhere = otherRoute(didCase) ?? tooEarly(facts);
  if (elsewhere) return elsewhere;
  const declared = DeclarationData.safeParse(didCase.data);
  const missing = missingData(didCase.data);
  if (!declared.success || missing.length > 0) return refuseFields('data-missing', missing);
  const { data } = declared;
  const about = { policy: facts.policy, person, today };
  const problem = ageProblem(facts, today) ?? declarationProblem(data, about);
  if (problem) return problem;
  const text = textShown(body, today);
  if ('kind' in text) return text;
  const language = body.shown?.language ?? person.language;
  const strong = actor.assurance === 'strong';
  const decision = decided(
    didCase,
    {
      status: strong ? 'confirmed' : 'reserved',
      snapshot: {
        person,
        data,
        textVersion: text.version,
        warningsShown: text.words[language].warnings.map(({ id }) => id),
        language,
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
      warnings: [...declarationWarnings(data, about), ...personWarnings(person)],
      // From now on nobody takes the code, and this DID with it, for an unproved claim.
      effects: strong ? ['verify-fiscal-code'] : [],
      mail: strong ? releasedMail(facts) : reservedMail(facts),
    },
  );
  return takingUpNews(facts, decision);
}

/** The text that was released: the one in force. Refuses one that never was, and one that another has replaced. */
function textShown({ shown }: ReleaseBody, today: PlainDate): DeclarationText | Refusal {
  const inForce = textInForce(today);
  if (shown === undefined || shown.textVersion === inForce.version) return inForce;
  const known = declarationText(shown.textVersion) !== undefined;
  return refuse(known ? 'declaration-text-superseded' : 'declaration-text-unknown', 'shown.textVersion');
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
  const { today, policy, didCase } = facts;
  return {
    kind: 'did-released-with-reserve',
    ...receiptOf(facts),
    didDate: today,
    documents: toBring({ ...facts, didCase: { ...didCase, status: 'reserved' } }),
    completeBy: addDays(today, policy.reserveDays.value),
  };
}

export const releaseCommand = onCase('release', ReleaseBody, release);
