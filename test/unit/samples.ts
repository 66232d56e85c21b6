/** People, cases and facts that the unit tests begin from. */
import type { Actor } from '../../functions/domain/actor.ts';
import { dateInRome, Instant, PlainDate } from '../../functions/domain/dates.ts';
import type { CaseFacts, Decision, Facts } from '../../functions/domain/decide.ts';
import { DeclarationData, DidCase } from '../../functions/domain/declaration.ts';
import type { EditFacts } from '../../functions/domain/edits.ts';
import { CitizenId, CommandId, DeclarationId, OperatorId, Subject } from '../../functions/domain/ids.ts';
import type { Party, Status } from '../../functions/domain/lifecycle.ts';
import type { Operator } from '../../functions/domain/operators.ts';
import { Person } from '../../functions/domain/person.ts';
import { procedurePolicies } from '../../functions/domain/policies.ts';
import type { Refusal } from '../../functions/domain/refusals.ts';
import { directory, operatorById } from './directory.ts';

export const day = (text: string): PlainDate => PlainDate.parse(text);
export const at = (text: string): Instant => Instant.parse(text);

export const policy = procedurePolicies['lombardia-2017'];
export const citizenId = CitizenId.parse('0b7a5c1e-1111-4a4a-8a4a-000000000001');
export const otherCitizenId = CitizenId.parse('0b7a5c1e-1111-4a4a-8a4a-000000000002');
export const declarationId = DeclarationId.parse('5e3d9f7a-2222-4b4b-9b4b-000000000001');
export const otherDeclarationId = DeclarationId.parse('5e3d9f7a-2222-4b4b-9b4b-000000000002');
export const commandId = CommandId.parse('9a1b2c3d-3333-5c5c-8c5c-000000000001');
export const otherCommandId = CommandId.parse('9a1b2c3d-3333-5c5c-8c5c-000000000002');
export const subject = Subject.parse('account-of-mario');

export const cpi = OperatorId.parse('cpi-milano');
export const otherCpi = OperatorId.parse('cpi-bergamo');
export const accredited = OperatorId.parse('acc-demo-milano');
/** Closed for good at the end of 2020. */
export const closedCpi = OperatorId.parse('cpi-sesto-calende');

export function operatorOf(id: OperatorId): Operator {
  const operator = operatorById(id);
  if (!operator) throw new Error(`${id} is not in the directory`);
  return operator;
}

export const mario = Person.parse({
  fiscalCode: 'RSSMRA85T10A562S',
  givenName: 'Mario',
  familyName: 'Rossi',
  birthDate: '1985-12-10',
  birthPlace: 'A562',
  citizenship: 'IT',
  domicile: { municipality: 'F205', address: 'Via Roma 1', postcode: '20121' },
  language: 'it',
});
/** The same, from outside the Union. */
export const foreigner: Person = { ...mario, citizenship: 'MA' };

export const data = DeclarationData.parse({
  availability: { work: true, training: true },
  lastJobEndedOn: '2026-10-31',
  profile: { education: 'upper-secondary', everWorked: true, monthsSearching: 1, studying: false },
  privacyNoticeVersion: '2026-1',
});

/** The day the sample DID was released on, and the day on which tests act unless they say otherwise. */
export const didDate = day('2026-11-03');
export const today = day('2026-11-23');
export const receivedAt = at('2026-11-23T09:30:00.000Z');

const registered = {
  declarationId,
  citizenId,
  route: 'A',
  status: 'registered',
  version: 1,
  registeredAt: '2026-11-02T10:00:00.000Z',
  data,
  withReserve: false,
  authenticity: { state: 'none' },
};
const released = {
  ...registered,
  version: 2,
  snapshot: {
    person: mario,
    data,
    textVersion: '2026-1',
    warningsShown: ['dpr-445-2000-art-75', 'dpr-445-2000-art-76'],
    takenAt: '2026-11-03T10:00:00.000Z',
  },
  didDate,
  didSource: 'portal',
  releasedAt: '2026-11-03T10:00:00.000Z',
  unemployedSince: didDate,
};
const strong = { ...released, status: 'confirmed', authenticity: { state: 'authentic', by: 'SPID', on: didDate } };
const signed = {
  ...strong,
  version: 3,
  operatorId: cpi,
  pactSignedOn: '2026-11-10',
  unemploymentConfirmedOn: '2026-11-10',
};
const suspended = {
  ...signed,
  version: 4,
  suspension: { from: '2026-11-12', reason: 'job', statusBefore: 'psp-signed' },
};
const ended = {
  ...strong,
  version: 3,
  endedOn: '2026-11-12',
  ending: { at: '2026-11-12T10:00:00.000Z', from: 'confirmed' },
};

const bases: Record<Status, object> = {
  registered,
  reserved: { ...released, status: 'reserved', withReserve: true, authenticity: { state: 'reserve' } },
  confirmed: strong,
  'psp-signed': signed,
  suspended,
  'sanction-proposed': signed,
  sanctioned: signed,
  expired: { ...released, withReserve: true, authenticity: { state: 'reserve' }, endedOn: '2027-04-01' },
  withdrawn: ended,
  closed: { ...ended, closure: { reason: 'job', nationalCode: 'R' } },
};

/** A case of route A that stands in a status, as the record would hold it. */
export function caseIn(status: Status, changes: Partial<DidCase> = {}): DidCase {
  return DidCase.parse({ ...bases[status], ...changes, status });
}

export const citizenActor: Actor = { subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD', citizenId };
export const strongActor: Actor = { ...citizenActor, assurance: 'strong', idp: 'SPID', fiscalCode: mario.fiscalCode };

/** Who staff are: somebody else than the citizen. */
export const officerCode = 'BNCGLI80C52F205P';

/** Staff of an operator. */
export function officer(operatorId: OperatorId = cpi): Actor {
  const operatorKind = operatorOf(operatorId).kind;
  return {
    subject: Subject.parse(`officer-of-${operatorId}`),
    role: 'operator',
    assurance: 'basic',
    operatorId,
    operatorKind,
    fiscalCode: officerCode,
  };
}

/** The record of a person as decisions see it: a mailbox that takes mail, held since long before. */
export const recordOf = (person: Person = mario): Facts['citizen'] => ({
  citizenId,
  person,
  mailboxHealthy: true,
  mailboxSince: at('2026-01-01T00:00:00.000Z'),
});

/** Facts of a citizen who acts on a case, but for what a test says otherwise. */
export function factsOf(changes: Partial<Facts> = {}): Facts {
  const didCase = 'didCase' in changes ? changes.didCase : caseIn('registered');
  return {
    commandId,
    declarationId,
    receivedAt,
    actor: citizenActor,
    party: 'citizen',
    citizen: recordOf(),
    didCase,
    operator: didCase?.operatorId === undefined ? undefined : operatorOf(didCase.operatorId),
    operators: directory,
    domicileCpiId: cpi,
    officeTaskOpen: false,
    policy,
    ...changes,
  };
}

/** Facts of a verb on a case. */
export function caseFactsOf(didCase: DidCase, changes: Partial<Facts> = {}): CaseFacts {
  const facts = factsOf({ ...changes, didCase });
  return { ...facts, didCase, today: dateInRome(facts.receivedAt) };
}

/** Facts of an edit: of the citizen, but for what a test says otherwise. */
export function editFactsOf(didCase: DidCase, changes: Partial<EditFacts> = {}): EditFacts {
  return { ...factsOf({ didCase, ...changes }), didCase, mailbox: 'mario@libero.it', ...changes };
}

/** Facts of the chosen operator's officer on a case. */
export function officeFactsOf(didCase: DidCase, changes: Partial<Facts> = {}): Facts {
  const operatorId = didCase.operatorId ?? cpi;
  return factsOf({ didCase, actor: officer(operatorId), party: operatorOf(operatorId).kind, ...changes });
}

/** Facts of any party on a case, with an actor who is that party. */
export function partyFactsOf(party: Party, didCase: DidCase | undefined, changes: Partial<Facts> = {}): Facts {
  if (party === 'citizen') return factsOf({ didCase, ...changes });
  if (party === 'cpi' || party === 'accredited') {
    const operatorId = party === 'cpi' ? cpi : accredited;
    const of = didCase && { ...didCase, operatorId };
    return factsOf({ didCase: of, actor: officer(operatorId), party, ...changes });
  }
  if (party === 'competent-cpi') {
    const of = didCase && { ...didCase, operatorId: accredited, competentCpiId: cpi };
    return factsOf({ didCase: of, actor: officer(cpi), party, ...changes });
  }
  if (party === 'other-cpi') {
    const oldDid = { cpiName: 'Bergamo', askedAt: receivedAt, askedOf: otherCpi, byLetter: false };
    const of = didCase && { ...didCase, operatorId: undefined, oldDid };
    return factsOf({ didCase: of, actor: officer(otherCpi), party, ...changes });
  }
  const role = party === 'manager' || party === 'inps' ? party : 'system';
  return factsOf({ didCase, party, actor: { subject, role, assurance: 'basic' }, ...changes });
}

/** The decision of an outcome; a refusal fails the test, by its code. */
export function decisionOf(outcome: Decision | Refusal): Decision {
  if (outcome.kind === 'refusal') throw new Error(`refused: ${outcome.code} ${outcome.field ?? ''} ${outcome.rule}`);
  return outcome;
}

/** What a test compares of an outcome: the refusal's code, field and rule, or the word `decided`. */
export function verdictOf(outcome: { readonly kind: string } | Refusal): readonly (string | undefined)[] {
  return 'code' in outcome ? [outcome.code, outcome.field, outcome.rule] : ['decided'];
}

export const identityDocument = {
  kind: 'identity-card',
  number: 'CA12345AB',
  issuedBy: 'Comune di Milano',
  expiresOn: day('2030-01-01'),
} as const;
export const permit = { kind: 'permit-of-stay', number: 'I01234567', expiresOn: day('2030-01-01') } as const;
export const meeting = { metOn: today, identityDocument, paperDeclaration: { signedOn: today } };
export const pact = {
  signedOn: today,
  responsibleOfficer: 'Anna Bianchi',
  profile: 'Intermedio',
  searchActs: ['Tre candidature a settimana'],
  contactFrequency: 'P2W',
  proof: 'Diario delle candidature',
};
