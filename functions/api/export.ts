/** Everything that is held of a citizen, as JSON, page by page (GDPR arts 15 and 20). */
import * as z from 'zod/mini';
import { Access } from '../domain/access.ts';
import type { Language } from '../domain/person.ts';
import { partitionsOf, type RawItem, readPartitions } from '../store/export.ts';
import { loadOperators } from '../store/operators.ts';
import { getTasks } from '../store/tasks.ts';
import { table } from './desk.ts';
import { asking, signed } from './http.ts';
import { ownRecord } from './own-record.ts';
import { accessView, retentionView } from './privacy-views.ts';
import { leftOutWords, notProvedWords } from './privacy-words.ts';

/** Name and version of what a page holds: a program that reads it knows by this what to expect. */
export const exportSchema = 'did-export/1';

/** Which page; each is of one sort of data and far smaller than an answer may be. */
export const ExportQuery = z.strictObject({ cursor: z.optional(z.string()) });

/** The parts of an export. `other`: what is held beside these, as it is. */
export const exportSections = [
  'record',
  'mailboxes',
  'guardians',
  'mandates',
  'inps',
  'accesses',
  'declarations',
  'history',
  'communications',
  'evidence',
  'papers',
  'replies',
  'tasks',
  'other',
] as const;
export type ExportSection = (typeof exportSections)[number];

const sectionOf: Readonly<Record<string, ExportSection | undefined>> = {
  citizen: 'record',
  mailbox: 'mailboxes',
  candidate: 'mailboxes',
  guardian: 'guardians',
  mandate: 'mandates',
  inps: 'inps',
  access: 'accesses',
  case: 'declarations',
  history: 'history',
  mail: 'communications',
  evidence: 'evidence',
  paper: 'papers',
  reply: 'replies',
  'task-line': 'tasks',
};

/** What leads from one item to another and says nothing of anybody. */
const links: readonly string[] = ['guard', 'case-line', 'task-mark', 'communication-count', 'delegation'];

/** Of whom it is not proved whose the code is: what they entered themselves, and what came of it. */
const ownEntries: readonly string[] = ['citizen', 'mailbox', 'candidate', 'mandate', 'case', 'mail'];
const ownEvidence: readonly unknown[] = ['change', 'withdrawal', 'closure'];

/**
 * Names of fields that tell nothing of the person: keys, counters, hashes, leases, accounts of staff.
 */
const technical = new Set([
  ...['pk', 'sk', 'entity', 'ttl', 'version', 'agendaShard', 'agendaDue', 'queueOperator', 'queueKey'],
  ...[
    'fiscalCodeGuard',
    'formerCodes',
    'mailboxGuard',
    'delegateMac',
    'codeMac',
    'fiscalCodeMac',
    'fileId',
    'bodyHash',
    'hash',
    'key',
  ],
  ...['leaseUntil', 'attempts', 'uncounted', 'messageId', 'sought'],
  ...['subject', 'doneBy', 'decidedBy', 'approvedBy'],
]);

/** The same in one place only: the code that proves a mailbox, who of an office did something, by account. */
const technicalIn: Readonly<Record<string, readonly string[]>> = {
  candidate: ['code', 'answered', 'requests', 'wrongCodes'],
  channel: ['by'],
  decided: ['by'],
  decision: ['by'],
  content: ['proposedBy'],
  // Whose it is, is not the person's own; what they are and what was shown is told.
  representation: ['fiscalCode', 'recordedBy'],
};

/** A value without what is technical in it, at any depth. */
function plain(value: unknown, within = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(one, within));
  if (typeof value !== 'object' || value === null) return value;
  // The subject of a letter or of an answer is no account.
  const isSubject = (name: string) => name === 'subject' && (within === 'letter' || within === 'reply');
  const entries = Object.entries(value).filter(
    ([name]) => isSubject(name) || !(technical.has(name) || technicalIn[within]?.includes(name)),
  );
  return Object.fromEntries(entries.map(([name, field]) => [name, plain(field, name)]));
}

/** Of a case that somebody without proof began: what they declared, and where it stands. */
const ownFields = [
  'declarationId',
  'route',
  'status',
  'registeredAt',
  'data',
  'snapshot',
  'didDate',
  'releasedAt',
  'endedOn',
];

function mayShow(item: RawItem, proved: boolean): boolean {
  if (links.includes(item.entity)) return false;
  if (proved) return true;
  if (item.entity === 'evidence') return ownEvidence.includes(item['kind']);
  if (item.entity === 'history') return Object(item['by']).party === 'citizen';
  return ownEntries.includes(item.entity);
}

/** What an answer to mail says that is not the person's as far as anybody knows, and from whom: another's data. */
const ofAnother = ['from', 'subject', 'text', 'attachments', 'decision'];

function dataOf(item: RawItem, proved: boolean): unknown {
  const shown = plain(item, item.entity);
  if (item.entity === 'reply' && item['state'] !== 'recognised') {
    return Object.fromEntries(Object.entries(Object(shown)).filter(([name]) => !ofAnother.includes(name)));
  }
  if (proved || item.entity !== 'case') return shown;
  return Object.fromEntries(Object.entries(Object(shown)).filter(([name]) => ownFields.includes(name)));
}

/** The items of a page as the citizen gets them: looks with the name of the office, tasks with what they say. */
async function itemsOf(items: readonly RawItem[], proved: boolean, language: Language) {
  const shown = items.filter((item) => mayShow(item, proved));
  const looks = shown.flatMap((item) => (item.entity === 'access' ? [Access.parse(item)] : []));
  const taskIds = shown.flatMap((item) => (item.entity === 'task-line' ? [String(item['taskId'])] : []));
  const [operators, tasks] = await Promise.all([
    loadOperators(
      table,
      looks.map(({ by }) => by.operatorId),
    ),
    getTasks(table, taskIds),
  ]);
  return shown.map((item) => {
    const section = sectionOf[item.entity] ?? 'other';
    if (section === 'accesses') return { section, data: accessView(Access.parse(item), operators, language) };
    const task = section === 'tasks' ? tasks.find(({ taskId }) => taskId === item['taskId']) : undefined;
    return { section, data: task ? plain(task, 'task') : dataOf(item, proved) };
  });
}

const read = signed<z.output<typeof ExportQuery>>(async (request) => {
  const own = await ownRecord(table, request);
  if ('reply' in own) return own.reply;
  const { record, proved } = own;
  const { language, today, receivedAt, query } = request;
  const page = await readPartitions(table, await partitionsOf(table, record, proved), query.cursor);
  const items = await itemsOf(page.items, proved, language);
  return {
    status: 200,
    body: {
      schema: exportSchema,
      exportedAt: receivedAt,
      complete: proved,
      notes: [...(proved ? [] : [notProvedWords]), ...leftOutWords].map((words) => words[language]),
      ...(query.cursor === undefined && { retention: retentionView(today, language) }),
      items,
      ...(page.cursor !== undefined && { cursor: page.cursor }),
    },
  };
});

export const exportMe = asking(ExportQuery, read);
