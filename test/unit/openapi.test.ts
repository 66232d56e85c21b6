import { readFileSync } from 'node:fs';
import '../../functions/api/openapi/settings.ts';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as answers from '../../functions/api/openapi/answers.ts';
import { buildDocument, operations } from '../../functions/api/openapi/document.ts';
import { routeB, routeC } from '../../functions/api/openapi/elsewhere.ts';
import { asJson, numbers } from '../../functions/api/openapi/examples.ts';
import { schemaNames } from '../../functions/api/openapi/names.ts';
import { ProblemCode } from '../../functions/api/openapi/problem-answers.ts';
import { codesOf } from '../../functions/api/openapi/problems.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { cases, citizen, citizenActor, story } from '../../functions/api/openapi/samples.ts';
import { declarationView, historyView } from '../../functions/api/views.ts';
import { type Action, type ActionName, actions } from '../../functions/domain/authorisation.ts';
import { decide } from '../../functions/domain/commands.ts';
import { edits } from '../../functions/domain/edits.ts';
import { type Party, statuses, type Verb, verbs } from '../../functions/domain/lifecycle.ts';
import { languages } from '../../functions/domain/person.ts';
import { refusals } from '../../functions/domain/refusals.ts';
import { outcomes } from '../../functions/domain/sanctions.ts';
import { directory } from './directory.ts';
import {
  accredited,
  caseIn,
  closedCpi,
  cpi,
  day,
  editFactsOf,
  foreigner,
  identityDocument,
  partyFactsOf,
  permit,
  policy,
  receivedAt,
} from './samples.ts';

const command = 'node functions/api/openapi/write.ts';
const source = readFileSync(new URL('../../functions/api/openapi.json', import.meta.url), 'utf8');

/** Who may look at a case through the API. */
const onlookers = ['citizen', 'cpi', 'accredited', 'manager'] as const satisfies Party[];
function isAction<Name extends string>(name: Name): name is Name & ActionName {
  return Object.hasOwn(actions, name);
}
const names = Object.keys(actions).filter(isAction);

const Reference = z.strictObject({ $ref: z.string() });
const Parameter = z.looseObject({ in: z.string(), name: z.string() });
const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(z.union([Reference, Parameter])),
});
const { paths, components } = z
  .object({
    paths: z.record(z.string(), z.record(z.string(), Operation)),
    components: z.object({
      parameters: z.record(z.string(), Parameter),
      schemas: z.record(z.string(), z.unknown()),
    }),
  })
  .parse(JSON.parse(source));
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);

/** Strictly: the schema takes the value and leaves nothing out of it. */
const expectExactly = (schema: z.ZodMiniType, value: unknown) => expect(schema.parse(value)).toStrictEqual(value);

const { confirmation, pact, registration } = bodies;
const [early, late] = [day('2020-01-01'), day('2031-01-01')];
const meeting = { ...confirmation, metOn: day('2026-11-20') };
const paper = { signedOn: day('2026-11-20'), reference: 'prot. 1' };
const contestation = {
  ...{ kind: 'offer', factOn: day('2026-11-20'), facts: 'Non risulta la risposta.' },
  ...{ channel: 'hand', officerMac: 'mac' },
};
/** Bodies that break each rule of a verb, and one that breaks none. */
const trials: Record<Verb, readonly object[]> = {
  register: [
    registration,
    routeB,
    routeC,
    { ...routeB, inps: { ...routeB.inps, appliedOn: late } },
    { ...routeC, oldDid: { cpiId: 'cpi-nowhere' } },
    { ...routeC, oldDid: { ...routeC.oldDid, date: late } },
    { ...registration, lastJobEndedOn: late },
    { ...registration, availability: { work: true, training: false } },
  ],
  release: [{}],
  confirm: [
    meeting,
    { ...meeting, metOn: late },
    { ...meeting, metOn: early },
    { ...meeting, identityDocument: { ...identityDocument, expiresOn: early } },
    { ...meeting, permit: { ...permit, expiresOn: early } },
    { ...meeting, paperDeclaration: undefined },
    { ...meeting, paperDeclaration: { signedOn: early } },
    { ...meeting, paperDeclaration: { signedOn: late } },
  ],
  'sign-pact': [pact, { ...pact, signedOn: late }, { ...pact, signedOn: early }],
  withdraw: [{}, { lossConfirmed: true }, { signedRequest: { signedOn: late, reference: 'prot. 1' } }],
  close: [
    { reason: 'job', signedRequest: paper },
    { reason: 'job', since: late, signedRequest: paper },
    { reason: 'job', since: early, signedRequest: paper },
    { reason: 'job', since: day('2026-11-20'), until: day('2026-11-21'), signedRequest: paper },
    { reason: 'moved', signedRequest: { ...paper, signedOn: late } },
    { reason: 'annulled', signedRequest: paper },
  ],
  expire: [{}],
  suspend: [{ from: day('2026-11-20') }, { from: late }, { from: early }],
  resume: [{ until: day('2026-11-20') }, { until: late }, { until: early }],
  reopen: [{}, { signedRequest: paper }],
  'void-pact': [{}],
  'record-appeal-outcome': [{}],
  'report-breach': [
    contestation,
    { ...contestation, factOn: late },
    { ...contestation, factOn: early },
    { ...contestation, kind: 'declaration' },
    { ...contestation, channel: 'email' },
    { ...contestation, kind: 'call-up' },
  ],
  decide: outcomes.map((outcome) => ({
    actId: '7c1b2c3d-4444-5c5c-8c5c-000000000001',
    outcome,
    reasons: 'Era in ospedale.',
    channel: 'hand',
    officerMac: 'keyed hash',
  })),
  'change-route': [
    { route: 'A' },
    { route: 'B', inps: { state: 'about-to', kind: 'naspi' } },
    { route: 'B', inps: { ...routeB.inps, appliedOn: late } },
    { route: 'C', oldDid: { cpiId: 'cpi-nowhere' } },
    { route: 'C', oldDid: { ...routeC.oldDid, date: late } },
    { route: 'A', availability: { work: true, training: false } },
    { route: 'B', lastJobEndedOn: late, inps: routeB.inps },
  ],
  'verify-old-did': [
    { answer: 'valid', didDate: early },
    { answer: 'valid', didDate: late },
    { answer: 'not-valid', reason: 'Decaduta.' },
  ],
};

/** Every code with which the domain refuses a verb to these parties, in any status. */
function refusalsOf(verb: Verb, parties: readonly Party[]): Set<string> {
  const routes = ['A', 'B'] as const;
  const found =
    verb === 'register' ? [undefined] : statuses.flatMap((status) => routes.map((route) => caseIn(status, { route })));
  const facts = found.flatMap((didCase) => parties.map((party) => partyFactsOf(party, didCase)));
  const abroad = facts.map((each) => ({ ...each, citizen: { ...each.citizen, person: foreigner } }));
  const outcomes = [...facts, ...abroad].flatMap((each) => trials[verb].map((body) => decide(verb, each, body)));
  return new Set(outcomes.flatMap((outcome) => (outcome.kind === 'refusal' ? [outcome.code] : [])));
}

describe('the document', () => {
  test('is current in the repository', () => {
    const current = `${JSON.stringify(buildDocument(), null, 2)}\n` === source;
    expect(current, `functions/api/openapi.json is out of date: run ${command}`).toBe(true);
  });

  test('is valid OpenAPI 3.1, its examples fit its schemas, and nothing in it is unused', async () => {
    const rules = { 'no-unused-components': 'error', 'no-invalid-media-type-examples': 'error' } as const;
    const config = await createConfig({ extends: ['recommended-strict'], rules });
    const problems = await lintFromString({ source, config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  test('names its schemas, each as it should and none for nothing', () => {
    expect(Object.keys(components.schemas).toSorted()).toEqual(schemaNames.toSorted());
  });

  test('the linter sees a broken one', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    const broken = source.replace('"operationId": "health"', '"operationid": "health"').replace('"Milano"', '7');
    expect((await lintFromString({ source: broken, config })).length).toBeGreaterThan(1);
  });

  test('has one operation a row of the table of access, and no other', () => {
    const rows = Object.entries<Action>(actions).map(([name, { method, path, access }]) =>
      [name, method, path, access.kind === 'public' ? 'open' : 'signed in'].join(' '),
    );
    const found = described.map(({ operationId, method, path, security }) =>
      [operationId, method, path, security.length === 0 ? 'open' : 'signed in'].join(' '),
    );
    expect(found.toSorted()).toEqual(rows.toSorted());
  });

  test('carries no personal data in a path or a query', () => {
    const all = described.flatMap(({ parameters }) =>
      parameters.flatMap((entry) => {
        const found =
          Parameter.safeParse(entry).data ?? components.parameters[String(entry.$ref).split('/').at(-1) ?? ''];
        return found ? [found] : [];
      }),
    );
    const inAddress = all.filter((parameter) => parameter.in === 'path' || parameter.in === 'query');
    expect(inAddress.length).toBeGreaterThan(10);
    expect([...new Set(inAddress.map((parameter) => parameter.name))].toSorted()).toEqual(
      // `text` is looked for in the names of offices.
      // The answers about a route name days, no person.
      [
        ...[
          'actId',
          'appointmentId',
          'before',
          'changeId',
          'code',
          'cursor',
          'day',
          'dismissalNoticeOn',
          'dryRun',
          'earlierDid',
          'from',
          'id',
        ],
        ...[
          'inpsApplication',
          'jobEndedOn',
          'kind',
          'limit',
          'mandateId',
          'neverWorked',
          'number',
          'part',
          'place',
          'province',
          'replyId',
          'startsAt',
          'status',
          'suspended',
          'text',
        ],
        'to',
      ],
    );
    expect(JSON.stringify(inAddress)).not.toMatch(/FiscalCode|Mailbox|PersonName|Phone/);
  });

  test('names every refusal, and at an operation every one that a person can meet there', () => {
    const somewhere = new Set<string>(names.flatMap((name) => codesOf(name, operations[name])));
    const nowhere = Object.keys(refusals).filter((code) => !somewhere.has(code));
    const elsewhere = new Set<string>([
      'identity-document-missing', // the contract asks for the document first
      'not-this-party', // access asks first, and no verb changes parties with the status
      'room-full', // told of a row
      'permit-receipt', // warns only
      'identity-document-equivalent', // warns only
      'needs-two-persons', // the service makes the approval itself
      ...verbs
        .filter((verb) => !isAction(verb))
        .flatMap((verb) => [...refusalsOf(verb, [...onlookers, 'schedule', 'identity'])]),
    ]);
    expect(nowhere.filter((code) => !elsewhere.has(code))).toEqual([]);
    for (const code of Object.keys(refusals)) expect(ProblemCode.safeParse(code).success, code).toBe(true);
  });
});

describe('examples', () => {
  test.each(names)('of %s fit the schemas of the API', (name) => {
    const { body, answers: replies } = operations[name];
    for (const example of Object.values(body?.examples ?? {}))
      expect(body?.schema.safeParse(example).error).toBe(undefined);
    for (const { schema, examples } of replies) {
      expect(Object.keys(examples).length).toBeGreaterThan(0);
      for (const example of Object.values(examples)) expectExactly(schema, example);
    }
  });
});

describe('schemas of the answers', () => {
  const onlooker = { citizen, actor: citizenActor, operators: directory };

  test.each(statuses)('take every view of a DID that is %s, whoever looks', (status) => {
    for (const didCase of [caseIn(status), caseIn(status, { operatorId: undefined, didDate: undefined })]) {
      for (const party of onlookers) {
        for (const language of languages) {
          expectExactly(
            answers.Declaration,
            asJson(declarationView(didCase, { ...onlooker, party }, { language, receivedAt }, policy)),
          );
        }
      }
    }
  });

  test('take every line of the history, whoever looks', () => {
    const full = {
      ...story.confirmed.history,
      reason: 'because',
      warnings: [{ rule: 'permit-receipt', field: 'permit' }],
    };
    for (const party of onlookers) {
      for (const line of [full, story.registered.history]) {
        expectExactly(answers.HistoryLine, asJson(historyView(line, party, numbers)));
      }
    }
  });

  test('refuse a field that the document does not know', () => {
    const view = asJson(
      declarationView(cases.draft, { ...onlooker, party: 'citizen' }, { language: 'it', receivedAt }, policy),
    );
    expect(() => expectExactly(answers.Declaration, { ...z.object({}).parse(view), mailbox: 'a@b.example' })).toThrow();
  });
});

describe('what the domain refuses at the door', () => {
  test.each(verbs.filter((verb) => isAction(verb)))('by %s is in the document', (verb) => {
    const documented = new Set<string>(codesOf(verb, operations[verb]));
    const found = refusalsOf(verb, onlookers);
    expect(found.size).toBeGreaterThan(0);
    // Access has sent away who is no such party.
    expect([...found].filter((code) => code !== 'not-this-party' && !documented.has(code))).toEqual([]);
  });

  const { route: _, ...data } = registration;
  const choices = [cpi, closedCpi, accredited, 'cpi-nowhere'].map((operatorId) => ({ operatorId }));
  const drafts = [data, { ...data, lastJobEndedOn: late }, { ...data, availability: { work: false, training: true } }];
  test.each([
    ['choose-operator', choices],
    ['write-data', drafts],
  ] as const)('by %s is in the document', (name, bodies) => {
    const documented = new Set<string>(codesOf(name, operations[name]));
    const outcomes = statuses.flatMap((status) =>
      bodies.map((body) => edits[name].decide(editFactsOf(caseIn(status), { mailbox: 'a@afolmet.it' }), body)),
    );
    const found = new Set(outcomes.flatMap((outcome) => (outcome.kind === 'refusal' ? [outcome.code] : [])));
    expect(found.size).toBeGreaterThan(2);
    expect([...found].filter((code) => !documented.has(code))).toEqual([]);
  });
});
