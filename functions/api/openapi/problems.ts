/** The problems of each operation: those that access makes, those of the request, those of the domain. */
import * as z from 'zod/mini';
import type { ZodOpenApiExampleObject, ZodOpenApiMediaTypeObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { type Actor, roles } from '../../domain/actor.ts';
import { type Action, type ActionName, actions, authorise, type Verdict } from '../../domain/authorisation.ts';
import { commands } from '../../domain/commands.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { type RefusalCode, refusals, refuse, refuseAfter, refuseBefore, refuseFields } from '../../domain/refusals.ts';
import { missingData } from '../../domain/verbs/declared.ts';
import { refusalReply, requestProblem, statusOf, Unworded } from '../problem.ts';
import * as words from '../problem-words.ts';
import { asJson } from './examples.ts';
import type { Operation } from './operation.ts';
import { GatewayMessage, Problem } from './problem-answers.ts';
import { bodies } from './sample-bodies.ts';
import { citizen, citizenActor, operatorActor } from './samples.ts';

type RequestCode = keyof typeof statusOf;
export type Code = RequestCode | RefusalCode;

/** The field of the body that a refusal is about. */
const fields: Partial<Record<RefusalCode, string>> = {
  'did-exists-at-inps': 'route',
  'did-exists': 'route',
  'same-route': 'route',
  'old-did-unanswered': 'noEarlierDid',
  'inps-application-made': 'noInpsApplication',
  'applied-in-future': 'inps.appliedOn',
  'extremes-missing': 'inps.protocol',
  'extremes-differ': 'oldDid.didDate',
  'inps-mismatch-open': 'inps',
  'later-did-date': 'choice',
  'old-did-in-future': 'didDate',
  'old-did-document-missing': 'document',
  'availability-incomplete': 'availability.training',
  'job-not-ended': 'lastJobEndedOn',
  'job-before-birth': 'lastJobEndedOn',
  'job-before-working-age': 'lastJobEndedOn',
  'job-dates-reversed': 'lastJob.startedOn',
  'never-worked': 'lastJobEndedOn',
  'title-year-impossible': 'professional.titleYear',
  'privacy-notice-unknown': 'privacyNoticeVersion',
  'privacy-notice-superseded': 'privacyNoticeVersion',
  'declaration-text-unknown': 'shown.textVersion',
  'declaration-text-superseded': 'shown.textVersion',
  'fiscal-code-unread': 'codeRead',
  'fiscal-code-differs': 'codeRead.fiscalCode',
  'fiscal-code-same': 'correction.fiscalCode',
  'fiscal-code-provisional-again': 'correction.fiscalCode',
  'fiscal-code-held': 'correction.fiscalCode',
  'operator-unknown': 'operatorId',
  'operator-owns-mailbox': 'operatorId',
  'met-in-future': 'metOn',
  'met-before-did': 'metOn',
  'identity-document-expired': 'identityDocument',
  'permit-missing': 'permit',
  'permit-expired': 'permit',
  'paper-declaration-missing': 'paperDeclaration',
  'paper-declaration-before-did': 'paperDeclaration',
  'paper-declaration-after-meeting': 'paperDeclaration',
  'pact-before-did': 'signedOn',
  'pact-availability-incomplete': 'availability.congruousOffers',
  'under-age': 'birthDate',
  'countersignature-missing': 'countersignature',
  'not-asked-for': 'missing.1',
  'next-meeting-in-past': 'nextAppointmentOn',
  'pact-in-future': 'signedOn',
  'suspension-in-future': 'from',
  'suspension-before-did': 'from',
  'suspension-overlaps': 'from',
  'resumption-in-future': 'until',
  'resumption-before-suspension': 'until',
  'suspension-limit': 'until',
  'closure-in-future': 'since',
  'closure-before-did': 'since',
  'did-in-future': 'correction.didDate',
  'nothing-to-rectify': 'correction.pactSignedOn',
  'not-a-job-centre': 'competentCpiId',
  'change-in-future': 'from',
  'change-before-birth': 'from',
  'already-there': 'competentCpiId',
  'correction-not-told': 'note',
  'signed-request-missing': 'signedRequest',
  'loss-not-confirmed': 'lossConfirmed',
  'fiscal-code-not-yours': 'fiscalCode',
  'fiscal-code-changes': 'fiscalCode',
  'fiscal-code-needs-proof': 'fiscalCode',
  'birth-date-future': 'birthDate',
  'mailbox-not-own': 'mailbox',
  'mailbox-reason-needed': 'mailbox',
  'mailbox-in-use': 'mailbox',
  'mailbox-code-wrong': 'code',
  'slot-not-offered': 'startsAt',
  'slot-taken': 'startsAt',
  'too-late': 'startsAt',
  'mailbox-already-yours': 'mailbox',
  'evidence-in-future': 'guardian.evidence.date',
  'guardian-of-age': 'guardian.evidence.minorBornOn',
  'guardian-ended': 'until',
  'notice-too-short': 'startsAt',
  'call-up-holiday': 'startsAt',
  'call-up-hour': 'startsAt',
  'call-up-too-far': 'startsAt',
  'called-up-already': 'startsAt',
  'channel-not-agreed': 'service.channel',
  'work-unread': 'workToldAt',
  'answer-paper-missing': 'paper',
  'answer-in-future': 'paper.receivedOn',
  'answer-before-act': 'paper.receivedOn',
  'appeal-paper-missing': 'paper',
  'appeal-in-future': 'paper.receivedOn',
  'appeal-before-decision': 'paper.receivedOn',
  'outcome-in-future': 'on',
  'outcome-before-appeal': 'on',
  'patronato-unknown': 'patronatoId',
  'delegate-yourself': 'fiscalCode',
  'representative-self': 'representative',
  'representation-in-past': 'until',
  'representation-too-long': 'until',
  'mandate-in-past': 'until',
  'mandate-too-long': 'until',
  'notice-own-hand': 'privacyNoticeVersion',
  'listed-domain-fixed': 'domains',
  'listed-domain-of-everybody': 'domains.0.domain',
};

function isRequestCode(code: string): code is RequestCode {
  return Object.hasOwn(statusOf, code);
}

const statusOfCode = (code: Code): number => (isRequestCode(code) ? statusOf[code] : refusals[code].status);

// 31 February: the mistake that every field of the form can make.
const mistake = commands.register.body.safeParse({ ...bodies.registration, lastJobEndedOn: '2026-02-31' });

// A draft in which nothing is declared but its education.
const gaps = missingData({ profile: { education: 'tertiary' } });

function replyOf(code: Code) {
  if (code === 'data-missing') return refusalReply(refuseFields(code, gaps), 'en');
  if (code === 'invalid')
    return requestProblem(code, 'en', (words) => (mistake.error ? words.fieldErrors(mistake.error, 'en') : []));
  if (isRequestCode(code)) return requestProblem(code, 'en');
  if (code === 'notice-too-short' || code === 'channel-not-agreed') {
    return refusalReply({ ...refuse(code, fields[code]), earliest: Instant.parse('2026-10-28T06:00:00.000Z') }, 'en');
  }
  if (code === 'call-up-hour') {
    return refusalReply({ ...refuse(code, fields[code]), hours: { from: '07:00', to: '20:00' } }, 'en');
  }
  if (code === 'channel-not-valid') {
    return refusalReply({ ...refuse(code, 'service.channel'), channels: ['registered-letter', 'pec', 'hand'] }, 'en');
  }
  if (code === 'term-too-far') return refusalReply(refuseAfter(code, 'until', PlainDate.parse('2027-06-01')), 'en');
  if (code === 'before-two-months') return refusalReply(refuseBefore(code, PlainDate.parse('2027-01-07')), 'en');
  return refusalReply(refuse(code, fields[code]), 'en');
}

const examples = new Map<Code, ZodOpenApiExampleObject>();

/** The example of a code: one object, so that the document holds it once. */
function exampleOf(code: Code): ZodOpenApiExampleObject {
  const { body } = replyOf(code);
  const value = asJson(body instanceof Unworded ? body.inWords(words) : body);
  const example = examples.get(code) ?? { id: code, value };
  examples.set(code, example);
  return example;
}

const problemJson = (of: readonly Code[]): ZodOpenApiMediaTypeObject => ({
  schema: Problem,
  examples: Object.fromEntries(of.map((code) => [code, exampleOf(code)])),
});
const gateway = (message: string): ZodOpenApiMediaTypeObject => ({
  schema: GatewayMessage,
  examples: { gateway: { value: { message } } },
});

const retryAfter = z.int();
z.globalRegistry.add(retryAfter, { description: 'Seconds after which to try again.' });

const shared = {
  400: {
    id: 'Malformed',
    description: 'The body is not JSON.',
    content: { 'application/problem+json': problemJson(['malformed']) },
  },
  401: {
    id: 'Unauthenticated',
    description:
      'No token, or one that is not valid: the gateway answers by itself. A valid token that is not an id token of a ' +
      'known role: `unauthenticated`.',
    content: {
      'application/json': gateway('Unauthorized'),
      'application/problem+json': problemJson(['unauthenticated']),
    },
  },
  415: {
    id: 'UnsupportedMediaType',
    description: 'The body is sent as another type than `application/json`.',
    content: { 'application/problem+json': problemJson(['unsupported-media-type']) },
  },
  413: {
    id: 'TooLarge',
    description: 'The body is larger than 64 KB, or a file than 2 MB.',
    content: { 'application/problem+json': problemJson(['too-large']) },
  },
  429: {
    id: 'TooManyRequests',
    description: 'More requests than the stage takes: wait, then try again.',
    content: { 'application/json': gateway('Too Many Requests') },
  },
  500: {
    id: 'Fault',
    description: 'The service failed. A POST may be repeated with the same Idempotency-Key.',
    content: {
      'application/problem+json': problemJson(['fault']),
      'application/json': gateway('Internal Server Error'),
    },
  },
  503: {
    id: 'Unavailable',
    description: 'The service did not answer in time, or has no room right now (`Retry-After`): try again.',
    content: {
      'application/problem+json': problemJson(['overloaded']),
      'application/json': gateway('Service Unavailable'),
    },
  },
} satisfies Record<number, ZodOpenApiResponseObject>;

const meaning: Record<number, string> = {
  403: 'Not for this person',
  404: 'It does not exist, or the caller is no party to it',
  409: 'The state of things does not allow it',
  422: 'The request breaks a rule',
};

const { citizenId, person } = citizen;
const parties = { citizenId, operatorId: operatorActor.operatorId, citizenFiscalCode: person.fiscalCode };
/** One actor of each sort that access tells apart. */
const sorts: readonly (Actor | undefined)[] = [
  undefined,
  citizenActor,
  operatorActor,
  { ...operatorActor, operatorKind: 'accredited' },
  { ...operatorActor, fiscalCode: person.fiscalCode },
  ...roles.map((role): Actor => ({ subject: operatorActor.subject, role, assurance: 'strong' })),
];

/** Every verdict that access can give on an action. */
function verdictsOf(name: ActionName): ReadonlySet<Verdict> {
  return new Set(sorts.map((actor) => authorise(name, actor, parties)));
}

/** Every code that an operation answers with, problems of the gateway aside. */
export function codesOf(name: ActionName, operation: Operation): Code[] {
  const verdicts = verdictsOf(name);
  const { takes, method, saysWhy }: Action = actions[name];
  const json: RequestCode[] = takes ? [] : ['malformed', 'unsupported-media-type'];
  // What is sent is read even where nothing is asked for.
  const isRead = method === 'POST' || method === 'PUT' || saysWhy;
  const body: RequestCode[] = isRead ? [...json, 'too-large'] : [];
  const access = (['unauthenticated', 'forbidden', 'own-case', 'not-found'] as const).filter((code) =>
    verdicts.has(code),
  );
  const absent: RequestCode[] = operation.mayBeAbsent ? ['not-found'] : [];
  // A query that the operation does not take is refused everywhere.
  const contract: RequestCode[] = ['invalid'];
  const missing: RequestCode[] = actions[name].method === 'POST' ? ['key-missing'] : [];
  const key: RequestCode[] = [...missing, ...(operation.keyed ? (['key-reused'] as const) : [])];
  const own: RequestCode[] = operation.mayBeOwnCase ? ['own-case'] : [];
  const all: Code[] = [
    ...body,
    ...access,
    ...own,
    ...absent,
    ...contract,
    ...key,
    ...(operation.refusals ?? []),
    'fault',
    'overloaded',
  ];
  return [...new Set(all)];
}

/** The answers of an operation that are problems, by status. */
export function problemsOf(name: ActionName, operation: Operation): Record<string, ZodOpenApiResponseObject> {
  const { 429: tooMany, 503: unavailable } = shared;
  const byStatus = Map.groupBy(codesOf(name, operation), statusOfCode);
  const answers = [...byStatus].map(([status, of]) => [status, sharedBy(status) ?? answerOf(status, of)] as const);
  const limits = byStatus.get(429) ?? [];
  return { ...Object.fromEntries(answers), 429: limits.length > 0 ? limited(limits) : tooMany, 503: unavailable };
}

/** What a limit of the domain answers, beside the gateway's own. */
const limited = (of: readonly Code[]): ZodOpenApiResponseObject => ({
  description: `Too many tries: ${of.map((code) => `\`${code}\``).join(', ')}; or more requests than the stage takes.`,
  content: { ...shared[429].content, 'application/problem+json': problemJson(of) },
  headers: z.object({ 'Retry-After': z.optional(retryAfter) }),
});

const sharedBy = (status: number) => Object.entries(shared).find(([known]) => known === String(status))?.[1];

function answerOf(status: number, of: readonly Code[]): ZodOpenApiResponseObject {
  return {
    description: `${meaning[status]}: ${of.map((code) => `\`${code}\``).join(', ')}.`,
    content: { 'application/problem+json': problemJson(of) },
    ...(of.includes('command-pending') && { headers: z.object({ 'Retry-After': z.optional(retryAfter) }) }),
  };
}
