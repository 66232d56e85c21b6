/** Operations on mailboxes beyond one's own record: objection, reports, guardians, letters, the list, the audit. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { guardianKinds, RecordGuardian } from '../../domain/guardians.ts';
import { fixedDomains, PutListedDomains } from '../../domain/listed-domains.ts';
import { OwnEmail } from '../../domain/mailbox.ts';
import { ListHistoryEntry, StoredList } from '../../store/listed-domains.ts';
import { WrongMail } from '../../store/mail-audit.ts';
import { ChannelBody } from '../channel.ts';
import { PageQuery } from '../http.ts';
import { ObjectBody } from '../mailbox-change.ts';
import { NotMeBody } from '../reports.ts';
import { pageOf } from './answers.ts';
import { asJson, cursor } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { citizen, mail } from './samples.ts';

const { mailbox } = citizen;
const at = '2026-11-23T08:30:00.000Z';

export const MailboxKept = z.object({ mailbox: OwnEmail });
export const NotMeTaken = z.object({ what: NotMeBody.shape.what, receivedAt: Instant });
export const GuardianRecorded = z.object({
  kind: z.enum(guardianKinds),
  recordedAt: Instant,
  until: z.optional(PlainDate),
});
const Channel = z.object({ channel: ChannelBody.shape.channel });

const row = { domain: 'patronato.example', organisation: 'Patronato Esempio', kind: 'patronato', certainty: 'assumed' };
const decree = { kind: 'court-decree', number: '1234/2026', date: '2026-03-02', court: 'Tribunale di Milano' };

export const mailboxes = {
  'object-to-mailbox': {
    tag: 'record',
    summary: 'Stop a change of my mailbox',
    description:
      'Stops a change of mailbox that is under way: the mailbox stays as it is. From then on another one needs strong ' +
      'identity, until an office has looked at it.',
    body: { schema: ObjectBody, examples: { empty: {} } },
    answers: [ok(MailboxKept, 'The mailbox stays.', { kept: { mailbox } })],
    refusals: ['mailbox-change-none', 'changed-meanwhile'],
  },
  'report-not-me': {
    tag: 'record',
    summary: 'It was not me, or it is not for me',
    description:
      'Tells that what a mail says was not done by its reader (`not-me`), or that the mail is for somebody else ' +
      '(`not-for-me`): by the citizen, or by an account at the mailbox that gets the mail. Mail stops and no term runs ' +
      'until an office has looked at it.',
    body: { schema: NotMeBody, examples: { notMe: { what: 'not-me' }, notForMe: { what: 'not-for-me' } } },
    answers: [
      { ...ok(NotMeTaken, 'An office looks at it.', { taken: { what: 'not-me', receivedAt: at } }), status: '202' },
    ],
    refusals: ['changed-meanwhile'],
    mayBeAbsent: true,
  },
  'record-guardian': {
    tag: 'office',
    summary: 'Record a guardian',
    description:
      "Records at a job centre's counter that a guardian, administrator of support, parent or trusted person may get " +
      "somebody's mail at a mailbox of their own, on what was shown. The mailbox is still to be named and proved; it may " +
      'serve several persons. The answer does not tell whether the person is known.',
    body: {
      schema: RecordGuardian,
      examples: {
        guardian: {
          fiscalCode: 'RSSMRA85T10A562S',
          mailbox: 'anna.bianchi@example.com',
          guardian: { kind: 'guardian', evidence: decree },
        },
        parent: {
          fiscalCode: 'RSSMRA85T10A562S',
          mailbox: 'anna.bianchi@example.com',
          guardian: { kind: 'parent', evidence: { kind: 'parent-of-minor', minorBornOn: '2010-05-01' } },
        },
      },
    },
    answers: [
      { ...ok(GuardianRecorded, 'Recorded.', { recorded: { kind: 'guardian', recordedAt: at } }), status: '201' },
    ],
    refusals: [
      'evidence-in-future',
      'guardian-of-age',
      'guardian-ended',
      'mailbox-not-own',
      'mailbox-reason-needed',
      'changed-meanwhile',
    ],
    mayBeOwnCase: true,
    keyed: true,
  },
  'set-channel': {
    tag: 'office',
    summary: 'Write by letter, or by mail again',
    description:
      'Notes that the person has no mailbox that works: every communication becomes a task to send a letter, what was ' +
      'held as well, and no term runs by mail. Meanwhile another mailbox is proved only by strong identity, or for 24 hours ' +
      'after the person has shown a document at the counter (`identityShown`).',
    body: {
      schema: ChannelBody,
      examples: {
        letter: { channel: 'letter' },
        identified: { channel: 'letter', identityShown: true },
        mail: { channel: 'mail' },
      },
    },
    answers: [ok(Channel, 'How the person is written to from now on.', { letter: { channel: 'letter' } })],
    refusals: ['mailbox-broken', 'changed-meanwhile'],
  },
  'read-listed-domains': {
    tag: 'administration',
    summary: 'Read the listed domains',
    description:
      "Lists the domains at which no mailbox is a citizen's own. `version` 0 is the list that the product ships; `*` " +
      'stands for one label; a `doubtful` row asks for a reason instead of refusing.',
    answers: [ok(StoredList, 'The list in force.', { list: { version: 1, domains: [row] } })],
  },
  'write-listed-domains': {
    tag: 'administration',
    summary: 'Change the listed domains',
    description:
      'Replaces the list. Mailboxes that were accepted before are looked at one by one: an office gets a task, the person ' +
      'is told, and is still written to. Rows that are `stated` belong to the product and stay.',
    body: {
      schema: PutListedDomains,
      examples: { added: { version: 0, reason: 'Segnalato dal CPI di Milano', domains: [...fixedDomains(), row] } },
    },
    answers: [ok(StoredList, 'The list as it is now.', { list: { version: 1, domains: [row] } })],
    refusals: ['listed-domain-fixed', 'listed-domain-of-everybody', 'changed-meanwhile'],
  },
  'read-listed-domains-history': {
    tag: 'administration',
    summary: 'Read what changed in the listed domains',
    description: 'Lists every change of the list, the newest first: who, when, why, and which rows.',
    query: PageQuery,
    answers: [
      ok(pageOf(ListHistoryEntry), 'A page of the history.', {
        page: {
          items: [
            {
              version: 1,
              changedAt: at,
              changedBy: '7d1f0a52-3c4b-4e6d-9f80-1a2b3c4d5e6f',
              reason: 'Segnalato dal CPI di Milano',
              added: [row],
              removed: [],
              changed: [],
            },
          ],
          cursor,
        },
      }),
    ],
  },
  'read-mail-audit': {
    tag: 'administration',
    summary: 'Read the audit of mail',
    description:
      "Lists the mails that SES reports elsewhere than at their citizen's mailbox of that time, the newest first; never " +
      'where they went.',
    query: PageQuery,
    answers: [
      ok(pageOf(WrongMail), 'A page of the mails that went elsewhere.', {
        page: {
          items: [
            {
              mailId: asJson(mail.mailId),
              declarationId: asJson(mail.declarationId),
              messageId: '0100018b-example-000000',
              sentAt: at,
              foundAt: '2026-11-23T08:30:04.000Z',
              fault: 'another-mailbox',
            },
          ],
        },
      }),
    ],
  },
} as const satisfies Record<string, Operation>;
