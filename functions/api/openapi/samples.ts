/**
 * The story that the examples tell: a citizen registers with a password, releases con riserva, chooses a job centre,
 * which confirms and signs the pact. Every step is decided by the domain and shown by the views, so that no example can
 * say what the API would not.
 */
import type { Actor } from '../../domain/actor.ts';
import { Appointment } from '../../domain/appointment.ts';
import { decide } from '../../domain/commands.ts';
import { Competence } from '../../domain/competence.ts';
import { dateInRome, Instant } from '../../domain/dates.ts';
import type { Decision, Facts } from '../../domain/decide.ts';
import type { DidCase } from '../../domain/declaration.ts';
import { CitizenId, CommandId, DeclarationId, OperatorId, receiptNumber, Subject } from '../../domain/ids.ts';
import { Benefit } from '../../domain/inps.ts';
import type { Party, Verb } from '../../domain/lifecycle.ts';
import { Operator, type Operators } from '../../domain/operators.ts';
import { procedurePolicies } from '../../domain/policies.ts';
import { CallUp } from '../../domain/proceedings.ts';
import { asFacts, CitizenRecord } from '../../store/citizens.ts';
import { StoredCommand } from '../../store/commands.ts';
import { HistoryEntry } from '../../store/history.ts';
import { StoredMail } from '../../store/mails.ts';
import { bodies } from './sample-bodies.ts';

/** The procedure of the office. */
export const policy = procedurePolicies['lombardia-2017'];

const subject = Subject.parse('e2f5a7c0-7d1b-4b7e-9a55-0c8d9f1b2a34');
const citizenId = CitizenId.parse('5b0c1c52-6f0a-4a57-8a53-3f6f8f6d7c21');
const declarationId = DeclarationId.parse('3f2b8c1e-9d4a-4f6b-8e2a-7c5d1b0a9e84');

/** The job centre of the story. */
export const cpi = Operator.parse({
  id: 'cpi-milano',
  kind: 'cpi',
  name: "Centro per l'Impiego di Milano",
  managingBody: 'AFOL Metropolitana',
  seats: [
    {
      town: 'Milano',
      province: 'MI',
      address: 'Via Esempio 1, 20100 Milano',
      phone: '+39 02 0000000',
      email: 'cpi.milano@afol.example',
      openingHours: 'Lun-Ven 9:00-12:30',
    },
  ],
  certainty: 'stated',
});
export const operators: Operators = new Map([[cpi.id, cpi]]);
/** Where the citizen of the story lives. */
export const competence = Competence.parse({
  municipality: 'F205',
  name: 'Milano',
  province: 'MI',
  periods: [{ operatorId: cpi.id, from: null, to: null, certainty: 'assumed' }],
});

/** The citizen of the story. */
export const citizen = CitizenRecord.parse({
  citizenId,
  person: bodies.person,
  mailbox: 'mario.rossi@example.com',
  mailboxSince: '2026-10-05T07:40:00.000Z',
  subjects: [subject],
  fiscalCodeGuard: 'none',
  mailboxGuard: 'none',
  createdAt: '2026-10-05T07:40:00.000Z',
  version: 1,
});

/** The two who act. */
export const citizenActor: Actor = { subject, role: 'citizen', assurance: 'basic', idp: 'PASSWORD', citizenId };
export const operatorActor: Actor = {
  subject: Subject.parse('0f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0'),
  role: 'operator',
  assurance: 'strong',
  idp: 'CIE',
  operatorId: OperatorId.parse('cpi-milano'),
  operatorKind: 'cpi',
};

interface Step {
  readonly verb: Verb;
  readonly party: Party;
  readonly actor: Actor;
  readonly commandId: string;
  readonly receivedAt: string;
  readonly body: unknown;
}

/** One command of the story: the facts it is decided on, and the decision. Throws if the domain refuses it. */
export function step({ verb, party, actor, commandId, receivedAt, body }: Step, didCase: DidCase | undefined) {
  const facts: Facts = {
    commandId: CommandId.parse(commandId),
    declarationId,
    receivedAt: Instant.parse(receivedAt),
    actor,
    party,
    citizen: asFacts(citizen),
    didCase,
    operator: didCase?.operatorId === undefined ? undefined : cpi,
    operators,
    domicileCpiId: cpi.id,
    policy,
  };
  const decision = decide(verb, facts, body);
  if (decision.kind === 'refusal') throw new Error(`the story stops at ${verb}: ${decision.code}`);
  const after: DidCase = { ...decision.next, version: (didCase?.version ?? 0) + 1 };
  return { verb, facts, decision, after, history: historyOf(verb, facts, decision, after) };
}

function historyOf(verb: Verb, facts: Facts, decision: Decision, after: DidCase): HistoryEntry {
  const { actor, party, didCase, commandId, receivedAt } = facts;
  return HistoryEntry.parse({
    declarationId,
    sequence: after.version,
    event: verb,
    from: didCase?.status ?? 'none',
    to: after.status,
    by: {
      party,
      subject: actor.subject,
      assurance: actor.assurance,
      idp: actor.idp,
      ...(actor.operatorId !== undefined && { operatorId: actor.operatorId }),
    },
    commandId,
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
    receivedAt,
    appliedAt: receivedAt.replace('.000Z', '.640Z'),
    rules: decision.rules,
    policy: policy.id,
  });
}

export const ofCitizen = { party: 'citizen', actor: citizenActor } as const;
const ofOffice = { party: 'cpi', actor: operatorActor } as const;

const registered = step(
  {
    ...ofCitizen,
    verb: 'register',
    commandId: '8d7a1f52-3c4b-5e6d-9f80-1a2b3c4d5e6f',
    receivedAt: '2026-10-05T07:52:10.000Z',
    body: bodies.registration,
  },
  undefined,
);
const released = step(
  {
    ...ofCitizen,
    verb: 'release',
    commandId: '1c9e6f3a-2b7d-5a84-8c61-d0e4f5a6b7c8',
    receivedAt: '2026-10-05T08:01:33.000Z',
    body: {},
  },
  registered.after,
);
const chosen: DidCase = {
  ...released.after,
  operatorId: cpi.id,
  operatorChosenOn: dateInRome(released.facts.receivedAt),
  version: released.after.version + 1,
};
const confirmed = step(
  {
    ...ofOffice,
    verb: 'confirm',
    commandId: '77d0c2b1-5e8f-5c3a-b942-6f1e0d9c8b7a',
    receivedAt: '2026-10-12T09:20:05.000Z',
    body: bodies.confirmation,
  },
  chosen,
);
const signed = step(
  {
    ...ofOffice,
    verb: 'sign-pact',
    commandId: 'b3f4a5c6-0d1e-5f20-a132-435465768798',
    receivedAt: '2026-10-19T10:05:00.000Z',
    body: bodies.pact,
  },
  confirmed.after,
);
const withdrawn = step(
  {
    ...ofCitizen,
    verb: 'withdraw',
    commandId: '4e5f6071-8293-5a4b-bc5d-6e7f80912a3b',
    receivedAt: '2026-11-02T15:30:00.000Z',
    body: {},
  },
  signed.after,
);

/** The call-up to a course to which the person of the story did not come. */
const missedCourse = CallUp.parse({
  ...{ id: '5d2c1b0a-9f8e-5d7c-8b6a-4f3e2d1c0b9a', purpose: 'training', startsAt: '2026-10-26T08:00:00.000Z' },
  ...{ place: 'Sala B, via Strozzi 11, Milano', calledAt: '2026-10-14T09:00:00.000Z' },
  by: {
    ...{ subject: operatorActor.subject, fiscalCodeMac: 'keyed hash of the fiscal code', party: 'cpi' },
    operatorId: operatorActor.operatorId,
  },
  service: { channel: 'registered-letter', sentOn: '2026-10-14', servedOn: '2026-10-16' },
  ...{ attendance: 'absent', explainBy: '2026-10-27', justifications: [] },
});
const benefited: DidCase = {
  ...signed.after,
  callUps: [missedCourse],
  benefit: Benefit.parse({ kind: 'naspi', protocol: 'INPS.4900.05/10/2026.0012345', paidFrom: '2026-10-13' }),
};
const contested = step(
  {
    ...ofOffice,
    verb: 'report-breach',
    commandId: '9a8b7c6d-5e4f-5a3b-8c2d-1e0f9a8b7c6d',
    receivedAt: '2026-10-28T09:10:00.000Z',
    body: {
      kind: 'training',
      factOn: '2026-10-26',
      callUpId: missedCourse.id,
      facts: 'Il corso cominciava il 26 ottobre alle 9: non risulta la presenza.',
      channel: 'registered-letter',
      officerMac: 'keyed hash of the fiscal code',
    },
  },
  benefited,
);

/** The commands of the story, each with its facts, its decision and the case after it. */
export const story = { registered, released, confirmed, signed, withdrawn, contested };
/** The appointment that the citizen booked. */
export const appointment = Appointment.parse({
  id: 'f2b6c7d8-1a3e-5b4c-9d0f-6e7a8b9c0d1e',
  operatorId: cpi.id,
  startsAt: '2026-10-23T07:30:00.000Z',
  endsAt: '2026-10-23T08:00:00.000Z',
  place: 1,
  sequence: 0,
  channel: 'portal',
  bookedAt: '2026-10-06T06:00:00.000Z',
});

/** The DID as it stood along the story. */
export const cases = {
  draft: registered.after,
  released: released.after,
  withOperator: chosen,
  met: {
    ...chosen,
    appointment: {
      ...appointment,
      startsAt: Instant.parse('2026-10-12T07:30:00.000Z'),
      endsAt: Instant.parse('2026-10-12T08:00:00.000Z'),
      outcome: 'attended',
    },
  } satisfies DidCase,
  withAppointment: { ...chosen, appointment, version: chosen.version + 1 } satisfies DidCase,
  confirmed: confirmed.after,
  signed: signed.after,
  benefited,
  contested: contested.after,
};

/** A command of the story as the record holds it. */
export function commandOf({ verb, facts }: ReturnType<typeof step>, more: object): StoredCommand {
  return StoredCommand.parse({
    commandId: facts.commandId,
    verb,
    declarationId,
    citizenId,
    actor: facts.actor,
    party: facts.party,
    body: {},
    bodyHash: 'none',
    receivedAt: facts.receivedAt,
    receiptNumber: receiptNumber(facts.commandId, dateInRome(facts.receivedAt)),
    ...more,
  });
}

/** The mail that the release brought. */
export const mail = StoredMail.parse({
  mailId: 'c5a1e0d4-9b2f-5d37-8a46-0e1f2d3c4b5a',
  citizenId,
  declarationId,
  parameters: released.decision.mail,
  state: 'sent',
  queuedAt: '2026-10-05T08:01:33.640Z',
  attempts: 1,
  sentAt: '2026-10-05T08:01:34.210Z',
});
