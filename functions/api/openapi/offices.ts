/** Operations of the offices' work lists, and of commands. */
import './settings.ts';
import { DeclarationId, OperatorId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusals.ts';
import { taskIdOf } from '../../store/tasks.ts';
import { RetryBody } from '../commands.ts';
import { PageQuery } from '../http.ts';
import { QueueQuery } from '../queue.ts';
import { FinishBody } from '../tasks.ts';
import { workListView } from '../views.ts';
import { Command, pageOf, Task } from './answers.ts';
import { asJson, cursor, received, releaseAs } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { cases, citizen, operatorActor, operators, policy, story } from './samples.ts';
import { WorkListLine } from './work-list-answers.ts';

const settledAt = story.released.history.appliedAt;
const note = 'Telefonato: viene lunedì alle 10.';
const task = {
  taskId: taskIdOf('convene', cases.confirmed.declarationId),
  kind: 'convene',
  declarationId: DeclarationId.parse(cases.confirmed.declarationId),
  operatorId: OperatorId.parse('cpi-milano'),
  openedAt: '2026-11-05T03:10:00.000Z',
};

const workListLine = asJson(
  workListView(
    cases.withOperator,
    { citizen, actor: operatorActor, party: 'cpi', operators },
    { language: 'en', receivedAt: story.released.facts.receivedAt },
    policy,
  ),
);

export const offices = {
  'read-queue': {
    tag: 'office',
    summary: 'Read the work list',
    description:
      "Lists the cases of the caller's own operator that are in one status, the longest waiting first, by their numbers. " +
      'Whose a case is stands in the case: who opens it is noted for the citizen. With `number` it finds the case that has ' +
      'ended under that number, for who could open it while it was live; that is noted too.',
    query: QueueQuery,
    answers: [
      ok(pageOf(WorkListLine), 'A page of the work list.', {
        page: { items: [workListLine], cursor },
      }),
    ],
    mayBeOwnCase: true,
  },
  'read-tasks': {
    tag: 'office',
    summary: 'Read the open tasks',
    description:
      "Lists what a person must look at, the oldest first: an operator's own tasks, or for a manager those of cases " +
      'without an operator.',
    query: PageQuery,
    answers: [ok(pageOf(Task), 'A page of the open tasks.', { page: { items: [task] } })],
  },
  'finish-task': {
    tag: 'office',
    summary: 'Finish a task',
    description: "Settles a task of the caller's own work list with a note of what was done.",
    body: { schema: FinishBody, examples: { done: { note } } },
    answers: [
      ok(Task, 'The task, done.', {
        done: { ...task, doneAt: '2026-11-06T08:30:00.000Z', doneBy: operatorActor.subject, note },
      }),
    ],
    refusals: ['task-needs-decision', 'task-done'],
    mayBeAbsent: true,
    mayBeOwnCase: true,
  },

  'read-command': {
    tag: 'commands',
    summary: 'Read a command',
    description:
      'Tells what became of a request that changes a status. Only the parties to its DID see it; commands are kept for ' +
      '90 days.',
    answers: [
      ok(Command, 'The command.', {
        underWay: await releaseAs('accepted'),
        applied: await releaseAs('applied', { warnings: [], settledAt }),
        refused: await releaseAs('refused', { refusal: refuse('wrong-status'), settledAt }),
      }),
    ],
    mayBeAbsent: true,
  },
  'retry-command': {
    tag: 'commands',
    summary: 'Try a failed command again',
    description: 'Takes up a command that failed, with its legal instant as it was. Only the parties to its DID may.',
    body: { schema: RetryBody, examples: { empty: {} } },
    answers: [received('released')],
    keyed: true,
    refusals: ['command-not-failed', 'command-pending', 'wrong-status'],
    mayBeAbsent: true,
    mayBeOwnCase: true,
  },
} as const satisfies Record<string, Operation>;
