/** Operations on the mandates that a person gives patronati, and the desk of a patronato. */
import './settings.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { NameDelegate } from '../../domain/delegates.ts';
import { FiscalCode } from '../../domain/fiscal-code.ts';
import { MandateId, OperatorId, PatronatoId, Subject } from '../../domain/ids.ts';
import { GiveMandate, type Mandate } from '../../domain/mandates.ts';
import { EndRepresentative, RecordRepresentative } from '../../domain/representatives.ts';
import { awaiting, statusLabel } from '../../domain/view.ts';
import { PageQuery } from '../http.ts';
import { mandateView, patronatiView } from '../mandate-views.ts';
import { mandatedView } from '../mandated-view.ts';
import { listOf, pageOf } from './answers.ts';
import { asJson, cursor } from './examples.ts';
import { MandateAnswer, MandateLine, MandateReceipted, PatronatoLine } from './mandate-answers.ts';
import { type Operation, ok } from './operation.ts';
import { cases, citizen, policy } from './samples.ts';

const at = Instant.parse('2026-10-06T08:00:00.000Z');
const decree = {
  kind: 'court-decree',
  number: '1234/2026',
  date: PlainDate.parse('2026-03-02'),
  court: 'Tribunale di Milano',
} as const;
const two = { fiscalCode: 'RSSMRA85T10A562S', representative: 'VLLLCU73R15F205W' };
const mandate: Mandate = {
  mandateId: MandateId.parse('6f0d3b8a-5555-5c5c-8c5c-000000000001'),
  citizenId: citizen.citizenId,
  patronatoId: PatronatoId.parse('pat-inca'),
  scope: ['see', 'fill-in'],
  givenAt: at,
  until: PlainDate.parse('2026-12-31'),
};
const { draft } = cases;
const given = mandateView(mandate, at);
const { patronatoId: _, ...unnamed } = mandate;
const delegated = mandateView({ ...unnamed, delegateMac: '01', scope: [] }, at);
const ended = mandateView({ ...mandate, endedAt: Instant.parse('2026-10-20T08:00:00.000Z') }, at);
const represented = mandateView(
  {
    ...unnamed,
    delegateMac: '01',
    scope: [],
    representation: {
      kind: 'support-administrator',
      scope: ['see', 'declare', 'choose-operator'],
      fiscalCode: FiscalCode.parse('VLLLCU73R15F205W'),
      evidence: decree,
      recordedBy: { subject: Subject.parse('officer'), operatorId: OperatorId.parse('cpi-milano') },
    },
  },
  at,
);
const receiptNumber = 'R-20261006-0123456789AB';
const declaration = {
  id: draft.declarationId,
  caseNumber: 'DID 5E3D-9F7A-2222',
  status: draft.status,
  statusLabel: statusLabel(draft, 'en', undefined),
  awaiting: awaiting(draft, policy),
};
const line = asJson({ ...given, declaration });
const delegation = asJson({ ...delegated, declaration });

/** What a patronato is shown of a draft that it may fill in. */
export const shownToPatronato = asJson(
  mandatedView(draft, { operators: new Map() }, mandate, { language: 'en', receivedAt: at }, policy),
);

export const mandates = {
  'list-patronati': {
    tag: 'directory',
    summary: 'List the patronati',
    description: 'Lists the patronati that a mandate can be given to today. None of them can be chosen for the pact.',
    answers: [
      ok(listOf(PatronatoLine), 'The patronati.', {
        list: { items: patronatiView(PlainDate.parse('2026-10-06'), false).slice(0, 2) },
      }),
    ],
  },
  'give-mandate': {
    tag: 'mandates',
    summary: 'Give a patronato a mandate',
    description:
      'Lets a patronato see where the case stands and the deadlines (`see`), prepare the draft (`fill-in`), enter date and ' +
      'receipt of the application to INPS (`tell-inps`), until a day that is at most a year off. The citizen is told by ' +
      'mail now and at each act; the patronato gets no mail, and never releases, chooses or confirms.',
    body: {
      schema: GiveMandate,
      examples: { draft: { patronatoId: 'pat-inca', until: '2026-12-31', scope: ['see', 'fill-in'] } },
    },
    answers: [
      { ...ok(MandateReceipted, 'The mandate was given.', { given: { ...given, receiptNumber } }), status: '201' },
    ],
    refusals: [
      'record-missing',
      'patronato-unknown',
      'mandate-in-past',
      'mandate-too-long',
      'mandate-exists',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'name-delegate': {
    tag: 'mandates',
    summary: 'Name a delegate',
    description:
      'Lets a trusted person, named by fiscal code, act until a day that is at most a year off: in a session of their own ' +
      'with a digital identity they read the case, keep its appointments, tell changes, justify and appeal. They never ' +
      'release, withdraw, choose or change the mailbox. The citizen, who needs a digital identity for this, is told by mail ' +
      'now and at each act, and takes it back with `DELETE /me/mandates/{mandateId}`. Neither code nor name is kept.',
    body: {
      schema: NameDelegate,
      examples: { daughter: { fiscalCode: 'BNCGLI80C52F205P', until: '2026-12-31' } },
    },
    answers: [
      { ...ok(MandateReceipted, 'The delegate was named.', { named: { ...delegated, receiptNumber } }), status: '201' },
    ],
    refusals: [
      'record-missing',
      'identity-for-delegate',
      'delegate-yourself',
      'mandate-in-past',
      'mandate-too-long',
      'delegate-exists',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'list-delegations': {
    tag: 'mandates',
    summary: 'The cases that I may act on as a delegate',
    description:
      'Lists the mandates in force of the people who named who asks, with the number of the DID and where it stands; whose ' +
      'it is is not shown. A page may be short, or empty, though others follow.',
    query: PageQuery,
    answers: [ok(pageOf(MandateLine), 'A page of the mandates.', { page: { items: [delegation], cursor } })],
    refusals: ['record-missing', 'identity-for-delegate'],
  },
  'list-own-mandates': {
    tag: 'mandates',
    summary: 'My mandates',
    description: 'Lists the mandates that the citizen gave, the newest first, those that are over included.',
    answers: [ok(listOf(MandateAnswer), 'The mandates.', { list: { items: [given, delegated] } })],
    refusals: ['record-missing'],
  },
  'end-mandate': {
    tag: 'mandates',
    summary: 'Take a mandate back',
    description: 'Takes effect at once; the citizen is told by mail. One that is over stays as it is.',
    answers: [ok(MandateReceipted, 'The mandate is over.', { ended: { ...ended, receiptNumber } })],
    refusals: ['record-missing', 'representation-by-office', 'changed-meanwhile'],
    mayBeAbsent: true,
  },
  'record-representative': {
    tag: 'office',
    summary: 'Record who acts for a person by law',
    description:
      "Records at a job centre's counter, on what was shown, who acts for a person that has a record here: a guardian, a " +
      'parent of a minor, or an administrator of support within what the decree says (`scope`). They sign in with a digital ' +
      'identity of their own. It ends on its last day, three years off at most, a parent’s on the day before the person is ' +
      'of age, or when a job centre ends it. The person is told by mail now and at each act. The look-up is counted.',
    body: {
      schema: RecordRepresentative,
      examples: {
        guardian: { ...two, basis: { kind: 'guardian', evidence: decree } },
        supportAdministrator: {
          ...two,
          basis: { kind: 'support-administrator', evidence: decree, scope: ['see', 'declare', 'choose-operator'] },
          until: '2027-12-31',
        },
        parent: {
          ...two,
          basis: { kind: 'parent', evidence: { kind: 'parent-of-minor', minorBornOn: '2010-05-01' } },
        },
      },
    },
    answers: [
      { ...ok(MandateReceipted, 'It was recorded.', { recorded: { ...represented, receiptNumber } }), status: '201' },
    ],
    refusals: [
      'person-without-record',
      'representative-self',
      'evidence-in-future',
      'guardian-of-age',
      'representation-in-past',
      'representation-too-long',
      'representative-exists',
      'intake-limit',
      'changed-meanwhile',
    ],
    mayBeOwnCase: true,
    keyed: true,
  },
  'end-representative': {
    tag: 'office',
    summary: 'End what a legal representative may do',
    description: 'Takes effect at once; the person is told by mail. One that is over stays as it is.',
    body: { schema: EndRepresentative, examples: { replaced: { ...two, reason: 'replaced' } } },
    answers: [
      ok(MandateReceipted, 'It is over.', { ended: { ...represented, inForce: false, endedAt: at, receiptNumber } }),
    ],
    refusals: ['person-without-record', 'representative-none', 'intake-limit', 'changed-meanwhile'],
    mayBeOwnCase: true,
    keyed: true,
  },
  'list-mandates': {
    tag: 'mandates',
    summary: 'The mandates of the own patronato',
    description:
      'Lists the mandates that the own patronato has now, with the number of the DID and where it stands; whose it is is ' +
      'not shown. A page may be short, or empty, though others follow.',
    query: PageQuery,
    answers: [ok(pageOf(MandateLine), 'A page of the mandates.', { page: { items: [line], cursor } })],
  },
} as const satisfies Record<string, Operation>;
