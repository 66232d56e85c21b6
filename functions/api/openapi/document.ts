/** The description of the API, made from the table of access, the contracts of the requests and the views. */
import './settings.ts';
import './names.ts';
import * as z from 'zod/mini';
import {
  type CreateDocumentOptions,
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { type Access, type Action, type ActionName, actions } from '../../domain/authorisation.ts';
import { PlainDate } from '../../domain/dates.ts';
import { AppointmentId, CitizenId, CommandId, DeclarationId, MandateId, OperatorId } from '../../domain/ids.ts';
import type { Party } from '../../domain/lifecycle.ts';
import { partiesOf } from '../../domain/parties.ts';
import { languages } from '../../domain/person.ts';
import { ReplyId } from '../../domain/replies.ts';
import { keyForm } from '../http.ts';
import { acts } from './acts.ts';
import { TaskId } from './answers.ts';
import { appeals } from './appeals.ts';
import { appointments } from './appointments.ts';
import { callUps } from './call-ups.ts';
import { declarations } from './cases.ts';
import { changes } from './changes.ts';
import { counter } from './counter.ts';
import { decisions } from './decisions.ts';
import { directory } from './directory.ts';
import { dossier } from './dossier.ts';
import { elsewhere } from './elsewhere.ts';
import { explanations } from './explanation.ts';
import { life } from './life.ts';
import { mailboxes } from './mailboxes.ts';
import { mandates } from './mandates.ts';
import { offices } from './offices.ts';
import { type Answer, type Examples, type Operation, tags } from './operation.ts';
import { outages } from './outages.ts';
import { pact } from './pact.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { privacy } from './privacy.ts';
import { problemsOf } from './problems.ts';
import { replies } from './replies.ts';
import { telephone } from './telephone.ts';

/** What the document tells of every row of the table of access. */
export const operations: Readonly<Record<ActionName, Operation>> = {
  ...people,
  ...declarations,
  ...offices,
  ...papers,
  ...mailboxes,
  ...directory,
  ...appointments,
  ...counter,
  ...telephone,
  ...dossier,
  ...pact,
  ...decisions,
  ...appeals,
  ...life,
  ...changes,
  ...acts,
  ...callUps,
  ...replies,
  ...elsewhere,
  ...explanations,
  ...privacy,
  ...mandates,
  ...outages,
};

const introduction = `Declarations of immediate availability (DID) and service pacts (PSP) of a region's labour office.

- A day is \`YYYY-MM-DD\` in Europe/Rome, an instant is UTC. The legal instant of a request is that of its receipt.
- A request that changes a status is a command: 202 with a receipt, then \`GET /commands/{id}\` tells the outcome. What is
  refused at once is a 4xx and changes nothing. The same \`Idempotency-Key\` with the same body gives the first answer again.
- Other changes are done when they are answered.
- Problems are \`application/problem+json\` (RFC 9457): 422 the request breaks a rule, 409 the state of things does not
  allow it, 404 it does not exist or is none of the caller's, 405 the path has no such method (\`Allow\` names those
  that it has). The gateway's own answers (401, 429, 503) are \`{message}\`.
- Bodies are JSON of at most 64 KB, files of rows are CSV of at most 2 MB; a field that is not known is refused. Answers
  may gain fields.
- A query parameter that an operation does not list, that is there twice or that breaks its schema is refused: 422 \`invalid\`
  names it. A \`cursor\` is that of the page before in the same list; any other one is refused too.
- No path and no query ever carries a fiscal code, a mailbox or a name. Nothing may be cached but the
  directory of operators, for a minute.`;

const partyWords: Partial<Record<Party, string>> = {
  citizen: 'the citizen whose DID it is',
  cpi: 'the chosen job centre',
  'competent-cpi': 'the job centre of the domicile where the chosen operator is accredited',
  'other-cpi': 'the job centre that is asked about an earlier DID',
  accredited: 'the chosen accredited operator',
  manager: 'managers',
  admin: 'administrators',
  patronato: 'a patronato within the citizen’s mandate',
  delegate: 'the delegate whom the citizen named, in their own session',
  representative: 'who acts for the citizen by law, within what an office recorded',
};

/** Who may call, in words, from the table of access. */
function whoMay(access: Access): string {
  const named = (parties: readonly Party[]) => parties.flatMap((party) => partyWords[party] ?? []).join(', ');
  switch (access.kind) {
    case 'public':
      return 'Open to anyone.';
    case 'roles':
      return `For the roles: ${access.roles.join(', ')}.`;
    case 'parties':
      return `For: ${named(access.parties)}.`;
    case 'verb':
      return `For: ${named(partiesOf(access.verb))}.`;
  }
}

const acceptLanguage = z.optional(z.string());
z.globalRegistry.add(acceptLanguage, {
  description: `The language of labels and problems: ${languages.join(' or ')}, Italian unless asked otherwise.`,
  example: 'en',
  param: { id: 'AcceptLanguage', name: 'Accept-Language', in: 'header' },
});
const idempotencyKey = z.string().check(z.regex(keyForm));
z.globalRegistry.add(idempotencyKey, {
  description: 'Names the request, so that repeating it has one effect. A new one for every new request.',
  param: { id: 'IdempotencyKey', name: 'Idempotency-Key', in: 'header' },
});

// The page takes it as people type it, and answers any text.
const writtenCode = z.string();
z.globalRegistry.add(writtenCode, {
  description:
    'The code as it stands on the paper; case, blanks and hyphens do not matter. Of anything else: not authentic.',
});

const DecisionNumber = z.int().check(z.minimum(1), z.maximum(9999));

const pathIds: Partial<Record<string, z.ZodMiniType>> = {
  operators: OperatorId,
  outages: CommandId,
  decisions: DecisionNumber,
  appointments: AppointmentId,
  declarations: DeclarationId,
  commands: CommandId,
  acts: CommandId,
  changes: CommandId,
  'call-ups': CommandId,
  restrictions: CitizenId,
  mandates: MandateId,
  tasks: TaskId,
  replies: ReplyId,
  verify: writtenCode,
  protocol: PlainDate,
};
function pathParameters(path: string) {
  const steps = path.split('/');
  const named = steps.flatMap((step, index) => {
    const name = /^\{(\w+)\}$/.exec(step)?.[1];
    const id = pathIds[steps[index - 1] ?? ''];
    return name !== undefined && id ? [[name, id] as const] : [];
  });
  return named.length > 0 ? { path: z.object(Object.fromEntries(named)) } : {};
}

const location = z.string();
z.globalRegistry.add(location, { description: 'Path of the command.' });
const commandHeaders = z.object({ Location: location });
const commandLinks = {
  outcome: { id: 'Outcome', operationId: 'read-command', parameters: { id: '$response.body#/commandId' } },
  declaration: { id: 'Did', operationId: 'read-declaration', parameters: { id: '$response.body#/declarationId' } },
};

const examplesOf = (examples: Examples) =>
  Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));

function answerOf({ status, description, schema, examples, media = 'application/json', receipt }: Answer) {
  return [
    status,
    {
      description,
      content: { [media]: { schema, examples: examplesOf(examples) } },
      ...(receipt && { headers: commandHeaders, links: commandLinks }),
    },
  ] as const;
}

function operationOf(name: ActionName, action: Action): ZodOpenApiOperationObject {
  const operation = operations[name];
  const { tag, summary, description, body, query, answers } = operation;
  const open = action.access.kind === 'public';
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: `${description} ${whoMay(action.access)}`,
    security: open ? [] : [{ idToken: [] }],
    parameters: [...(actions[name].method === 'POST' ? [idempotencyKey] : []), acceptLanguage],
    requestParams: { ...pathParameters(action.path), ...(query && { query }) },
    ...(body && {
      requestBody: {
        // A PUT replaces: nothing sent is nothing to put there.
        required: action.method === 'PUT' || !body.schema.safeParse({}).success,
        content: {
          [action.takes === 'csv' ? 'text/csv' : 'application/json']: {
            schema: body.schema,
            examples: examplesOf(body.examples),
          },
        },
      },
    }),
    responses: {
      ...Object.fromEntries(answers.map(answerOf)),
      ...problemsOf(name, operation),
    },
  };
}

function isAction(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

function pathsOf(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, action] of Object.entries<Action>(actions)) {
    if (!isAction(name)) continue;
    paths[action.path] = { ...paths[action.path], [action.method.toLowerCase()]: operationOf(name, action) };
  }
  return paths;
}

/**
 * Patterns that name categories of Unicode, which many tools cannot read, as ranges: control, format and separator
 * characters of the basic plane.
 */
export const portablePatterns = new Map([
  [
    String.raw`^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}@]+$`,
    String.raw`^[^@\u0000-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+$`,
  ],
]);

/** Leaves out what Zod adds of its own to a JSON schema and tells a reader nothing. */
function plainer({ jsonSchema, zodSchema, io }: Parameters<NonNullable<CreateDocumentOptions['override']>>[0]) {
  const { def } = zodSchema._zod;
  // Zod closes every object of an answer; only those that the domain declares strict are.
  if (io === 'output' && def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
  if (jsonSchema.format === 'uuid') delete jsonSchema.pattern;
  const portable = portablePatterns.get(jsonSchema.pattern ?? '');
  if (portable) jsonSchema.pattern = portable;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // A larger one is refused, and never answered.
  if (io === 'output' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Makes the OpenAPI 3.1 document: one operation a row of the table of access. The same every time. */
export function buildDocument() {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'DID and PSP',
        version: '1',
        description: introduction,
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: '/v1' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths: pathsOf(),
      components: {
        securitySchemes: {
          idToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The id token of the session, not its access token.',
          },
        },
      },
    },
    { override: plainer },
  );
}
