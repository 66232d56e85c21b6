/** Operations on a person's rights over their data: export, who looked, restriction, holds, the end of the account. */
import './settings.ts';
import { Access } from '../../domain/access.ts';
import { dateInRome, Instant } from '../../domain/dates.ts';
import { HoldBody } from '../../domain/holds.ts';
import { caseNumber } from '../../domain/ids.ts';
import { AskRestriction, DecideRestriction, Restriction } from '../../domain/restriction.ts';
import { EndAccount } from '../account.ts';
import { ExportQuery, exportSchema } from '../export.ts';
import { PageQuery } from '../http.ts';
import { accessView, restrictionView, retentionView } from '../privacy-views.ts';
import { listOf, pageOf, Receipt } from './answers.ts';
import { asJson, cursor, received } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import {
  AccessLine,
  AccountEnded,
  ExportPage,
  HeldCase,
  RestrictionAsked,
  RestrictionRequest,
  RetentionLine,
} from './privacy-answers.ts';
import { cases, citizen, operatorActor, operators } from './samples.ts';

const { declarationId } = cases.signed;
const at = Instant.parse('2026-11-23T08:30:00.000Z');
const retention = asJson(retentionView(dateInRome(at), 'en'));
const look = Access.parse({
  citizenId: citizen.citizenId,
  declarationId,
  at,
  what: 'read-declaration',
  by: { subject: operatorActor.subject, role: 'operator', party: 'cpi', operatorId: operatorActor.operatorId },
});
const line = asJson(accessView(look, operators, 'en'));
const reason = 'La data di nascita è sbagliata: la sto facendo correggere.';
const asked = restrictionView(Restriction.parse({ state: 'asked', askedAt: at, reason }));
const held = {
  id: declarationId,
  caseNumber: caseNumber(declarationId),
  status: 'psp-signed',
  holds: [{ kind: 'appeal', reason: 'Ricorso al TAR 112/2026', setAt: at }],
};
const { receipt } = Object(received('withdrawn').examples);

export const privacy = {
  'export-me': {
    tag: 'privacy',
    summary: 'Export my data',
    description:
      'Everything that is held of the citizen, page by page: the record, mailboxes, each DID with its data, history, ' +
      'communications, what was shown and told, papers, guardians, who looked, and on the first page what is kept for how ' +
      'long. `schema` names form and version. While it is not proved whose the fiscal code is, `complete` is false and only ' +
      'what the citizen entered is there.',
    query: ExportQuery,
    answers: [
      ok(ExportPage, 'A page of the export.', {
        first: {
          schema: exportSchema,
          exportedAt: at,
          complete: true,
          notes: ['The mails: their text is in your mailbox. Here is what they are about and when they left.'],
          retention,
          items: [{ section: 'record', data: { person: asJson(citizen.person), mailbox: citizen.mailbox } }],
          cursor,
        },
      }),
    ],
    refusals: ['record-missing'],
  },
  'read-accesses': {
    tag: 'privacy',
    summary: 'Who saw my data',
    description:
      'Lists every look of staff at the data of the citizen, the newest first: which office, in which role, at what; never ' +
      'who it was. The same look within ten minutes is listed once, one at a calendar once a day.',
    query: PageQuery,
    answers: [ok(pageOf(AccessLine), 'A page of the looks.', { page: { items: [line], cursor } })],
    refusals: ['record-missing', 'identity-not-proved'],
  },
  'ask-restriction': {
    tag: 'privacy',
    summary: 'Ask to restrict the use of my data',
    description:
      'Asks that the data be kept and not used against the citizen (GDPR art. 18). The managers decide within a month; ' +
      'meanwhile no file is closed by time. While it holds, offices read and do what serves the person’s rights.',
    body: { schema: AskRestriction, examples: { wrong: { reason } } },
    answers: [
      {
        ...ok(RestrictionAsked, 'The request was received.', {
          asked: { ...asked, receiptNumber: 'R-20261123-0123456789AB' },
        }),
        status: '201',
      },
    ],
    refusals: ['record-missing', 'restriction-stands', 'changed-meanwhile'],
    keyed: true,
  },
  'end-account': {
    tag: 'privacy',
    summary: 'End my account',
    description:
      'Ends the account for good, which `confirm` says. Refused while a DID is live: `declarationId` names it. A draft is ' +
      'given up first: 202, and the request is repeated once that is applied. What a released DID asks is kept as long as ' +
      '`GET /retention` says; a proved fiscal code leads its owner back to it. Within minutes nobody signs in to the account any ' +
      'more; a token from before begins nothing (`account-ended`).',
    body: { schema: EndAccount, examples: { sure: { confirm: true } } },
    answers: [
      ok(AccountEnded, 'The account has ended; `kept` are the cases that stay for their term.', {
        nothingKept: { endedAt: at, kept: [] },
        kept: {
          endedAt: at,
          kept: [{ declarationId, caseNumber: caseNumber(declarationId), status: 'withdrawn', endedOn: '2026-11-02' }],
        },
      }),
      {
        status: '202',
        description: 'The draft is being given up. `Location` names the command; afterwards the request is repeated.',
        schema: Receipt,
        receipt: true,
        examples: { receipt },
      },
    ],
    refusals: ['record-missing', 'account-live-did', 'wrong-status', 'command-pending', 'changed-meanwhile'],
  },
  'read-restriction': {
    tag: 'privacy',
    summary: 'Read a request to restrict',
    description: 'What a citizen asked, for who decides on it. The task `restriction-asked` names it.',
    answers: [ok(RestrictionRequest, 'The request.', { asked: { ...asked, id: citizen.citizenId } })],
    mayBeAbsent: true,
    mayBeOwnCase: true,
  },
  'decide-restriction': {
    tag: 'privacy',
    summary: 'Decide on a restriction',
    description:
      'Grants or refuses what was asked, or ends what was granted: `announce-end` tells the citizen, `end` is taken once ' +
      'that mail has left (art. 18 par. 3). The reason is read by the citizen in the portal.',
    body: {
      schema: DecideRestriction,
      examples: {
        granted: { decision: 'grant', reason: 'L’esattezza della data è in verifica.' },
        ending: { decision: 'announce-end', reason: 'La data è stata corretta.' },
      },
    },
    answers: [
      ok(RestrictionRequest, 'The request as it stands now.', {
        granted: {
          ...asked,
          id: citizen.citizenId,
          state: 'restricted',
          decidedAt: at,
          answer: 'L’esattezza della data è in verifica.',
        },
      }),
    ],
    refusals: ['restriction-not-so', 'restriction-not-told', 'changed-meanwhile'],
    mayBeAbsent: true,
    mayBeOwnCase: true,
  },
  'set-hold': {
    tag: 'privacy',
    summary: 'Keep a case from being erased',
    description:
      'Sets a hold for an appeal, a recovery or an inspection, one of each kind. Nothing of the case is erased while one ' +
      'stands.',
    body: { schema: HoldBody, examples: { appeal: { kind: 'appeal', reason: 'Ricorso al TAR 112/2026' } } },
    answers: [ok(HeldCase, 'The case with its holds.', { held })],
    refusals: ['case-erased', 'changed-meanwhile'],
  },
  'lift-hold': {
    tag: 'privacy',
    summary: 'Lift a hold',
    description: 'Lifts a hold with a reason; what is due by then is erased by the next sweep.',
    body: { schema: HoldBody, examples: { over: { kind: 'appeal', reason: 'Sentenza passata in giudicato' } } },
    answers: [ok(HeldCase, 'The case with the holds that are left.', { free: { ...held, holds: [] } })],
    refusals: ['hold-none', 'changed-meanwhile'],
  },
  'read-retention': {
    tag: 'privacy',
    summary: 'What is kept for how long',
    description:
      'Lists the terms of retention that are in force: what, for how long, since when, what becomes of it then.',
    answers: [ok(listOf(RetentionLine), 'The terms.', { terms: { items: retention } })],
  },
} as const satisfies Record<string, Operation>;
