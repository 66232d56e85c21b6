/** Operations of the system, the directory and the citizen's own record. */
import './settings.ts';
import * as z from 'zod/mini';
import { PutMe } from '../../domain/person.ts';
import { NameBody, ProveBody } from '../mailbox.ts';
import { view } from '../me.ts';
import { operatorView } from '../operator-view.ts';
import { OperatorsQuery } from '../operators.ts';
import { mailboxWarning } from '../warning-words.ts';
import { Health, MailboxNamed, MailboxProven, Me } from './answers.ts';
import { OperatorAnswer, OperatorPage } from './directory-answers.ts';
import { asJson } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { bodies } from './sample-bodies.ts';
import { citizen, citizenActor, cpi } from './samples.ts';

const { mailbox } = citizen;
const ownRecord = asJson(view(citizen, citizenActor, true, 'en'));
const jobCentre = asJson(operatorView(cpi));

export const people = {
  health: {
    tag: 'system',
    summary: 'Is the service up?',
    description: 'Answers without looking at the record.',
    answers: [ok(Health, 'The service is up.', { up: { status: 'ok', stage: 'dev' } })],
  },
  openapi: {
    tag: 'system',
    summary: 'This document',
    description: 'The description of the API, as OpenAPI 3.1.',
    answers: [ok(z.looseObject({ openapi: z.string() }), 'The document.', { document: { openapi: '3.1.0' } })],
  },
  'list-operators': {
    tag: 'directory',
    summary: 'Find operators',
    description:
      'Lists the operators that can be chosen today, by province, kind and words of their name, towns or managing body: ' +
      'how to reach them, and when. A meeting without appointment is always possible in opening hours.',
    query: OperatorsQuery,
    answers: [ok(OperatorPage, 'A page of the operators.', { page: { items: [jobCentre], total: 1 } })],
  },
  'read-operator': {
    tag: 'directory',
    summary: 'Read one operator',
    description: 'Shows an operator of the directory, also one that has closed: old cases name it.',
    answers: [ok(OperatorAnswer, 'The operator.', { jobCentre })],
    mayBeAbsent: true,
  },

  'read-me': {
    tag: 'record',
    summary: 'Read my record',
    description: 'Shows what the citizen entered, the mailbox, and whether the fiscal code is proved.',
    answers: [ok(Me, 'The record.', { record: ownRecord })],
    mayBeAbsent: true,
  },
  'write-me': {
    tag: 'record',
    summary: 'Enter or change my data',
    description:
      'Makes the record of the citizen, or changes it. A digital identity binds its fiscal code; a code that another ' +
      'person only claimed goes to its proved owner. Mail goes to the mailbox that was proved, never to one of a body.',
    body: { schema: PutMe, examples: { resident: bodies.person, noFixedHome: bodies.noFixedHome } },
    answers: [
      ok(Me, 'The record was changed, or the account joined the record of the same person.', { record: ownRecord }),
      { ...ok(Me, 'The record was made.', { record: ownRecord }), status: '201' },
    ],
    refusals: [
      'account-ended',
      'fiscal-code-not-yours',
      'birth-date-future',
      'mailbox-not-own',
      'mailbox-reason-needed',
      'fiscal-code-changes',
      'fiscal-code-needs-proof',
      'mailbox-not-proven',
      'mailbox-in-use',
      'changed-meanwhile',
    ],
  },
  'name-mailbox': {
    keyed: true,
    tag: 'record',
    summary: 'Name my mailbox',
    description:
      'Sends a code to the mailbox that the citizen names, for a first record or for another mailbox; each request sends ' +
      'a new code, five of them a day at most. `warnings` tell what may go wrong with it, and stop nothing.',
    body: {
      schema: NameBody,
      examples: {
        own: { mailbox },
        explained: { mailbox: 'info@rossi.example', reason: 'È il dominio della mia famiglia, la leggo solo io.' },
      },
    },
    answers: [
      {
        ...ok(MailboxNamed, 'A code is on its way to the mailbox.', {
          named: { mailbox, validUntil: '2026-10-06T07:35:00.000Z', warnings: [] },
          atWork: {
            mailbox: 'mario.rossi@azienda.example',
            validUntil: '2026-10-06T07:35:00.000Z',
            warnings: [
              {
                field: 'mailbox',
                rule: 'work-or-school-mailbox',
                message: mailboxWarning('work-or-school-mailbox', 'it'),
              },
            ],
          },
        }),
        status: '202',
      },
    ],
    refusals: [
      'account-ended',
      'mailbox-not-own',
      'mailbox-reason-needed',
      'mailbox-already-yours',
      'mailbox-contested',
      'mailbox-by-letter',
      'mailbox-code-limit',
      'changed-meanwhile',
    ],
  },
  'prove-mailbox': {
    tag: 'record',
    summary: 'Prove my mailbox',
    description:
      'Takes the code that came to the mailbox; after five wrong ones the code is void. In the place of a broken mailbox ' +
      'the proved one takes its mail at once, what was held or came back as well, and notices begin again. One that ' +
      'works is told first: the change comes at `switchesAt`, unless somebody objects.',
    body: { schema: ProveBody, examples: { code: { code: '042917' } } },
    answers: [
      ok(MailboxProven, 'The mailbox is proved.', {
        proved: { mailbox, provenAt: '2026-10-05T07:38:20.000Z' },
        another: {
          mailbox: 'mario.nuovo@example.com',
          provenAt: '2026-11-05T07:38:20.000Z',
          switchesAt: '2026-11-06T07:38:20.000Z',
        },
      }),
    ],
    keyed: true,
    refusals: [
      'mailbox-code-wrong',
      'mailbox-already-yours',
      'mailbox-contested',
      'mailbox-by-letter',
      'mailbox-in-use',
      'changed-meanwhile',
    ],
  },
} as const satisfies Record<string, Operation>;
