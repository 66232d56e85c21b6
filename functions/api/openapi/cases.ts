/** Operations on declarations. */
import './settings.ts';
import { commands } from '../../domain/commands.ts';
import { edits } from '../../domain/edits.ts';
import { PageQuery } from '../http.ts';
import { communicationView, historyView } from '../views.ts';
import { Communication, Declaration, HistoryLine, listOf, pageOf } from './answers.ts';
import { impossibleData, unreadNotices } from './declared-refusals.ts';
import { routeB, routeC } from './elsewhere.ts';
import { asJson, cursor, numbers, received, seenBy } from './examples.ts';
import { CaseAnswer } from './mandate-answers.ts';
import { shownToPatronato } from './mandates.ts';
import { type Operation, ok } from './operation.ts';
import { bodies } from './sample-bodies.ts';
import { cases, mail, story } from './samples.ts';

const fullPact = {
  ...bodies.pact,
  availability: { searchSkills: true, activeMeasures: true, congruousOffers: true },
  signature: { kind: 'handwritten', evidence: 'fascicolo cartaceo dell’ufficio' },
  contactChannel: 'email',
};

export const declarations = {
  register: {
    tag: 'declarations',
    summary: 'Open a case on a route',
    description:
      'Route A opens the draft of a DID: none exists until it is released. On route B the application to INPS is the DID, ' +
      'on route C an earlier DID is verified with its job centre: nothing is released here, the operator is chosen.',
    body: {
      schema: commands.register.body,
      examples: { routeA: bodies.registration, neverWorked: bodies.neverWorked, routeB, routeC },
    },
    answers: [received('registered')],
    refusals: [
      'record-missing',
      'live-did-exists',
      'before-two-months',
      'did-exists-at-inps',
      'applied-in-future',
      'old-did-in-future',
      'operator-unknown',
      'under-age',
      'availability-incomplete',
      'job-not-ended',
      ...impossibleData,
      ...unreadNotices,
      'command-pending',
    ],
    keyed: true,
  },
  'list-declarations': {
    tag: 'declarations',
    summary: 'List my declarations',
    description: 'Lists every DID of the citizen, ended ones included, the newest first.',
    answers: [ok(listOf(Declaration), 'The DIDs.', { one: { items: [seenBy('citizen', cases.withOperator)] } })],
  },
  'read-declaration': {
    tag: 'declarations',
    summary: 'Read a DID',
    description:
      'Shows where the DID stands, who must do what next, and what the reader may do now. The citizen also sees, of a ' +
      'draft, what it still needs and the text to be released (`toRelease`), and of a DID what was released, with the ' +
      'text and the warnings in the language in which they were read (`declared`); the office what to hold against the ' +
      'document (`identityChecks`). A patronato sees status and deadlines, and what it may enter.',
    answers: [
      ok(CaseAnswer, 'The DID as it is now.', {
        draft: seenBy('citizen', cases.draft),
        forAPatronato: shownToPatronato,
        withReserve: seenBy('citizen', cases.released),
        pactSigned: seenBy('citizen', cases.signed),
        forTheOffice: seenBy('cpi', cases.withOperator),
      }),
    ],
  },
  'write-data': {
    tag: 'declarations',
    summary: 'Rewrite the draft',
    description:
      'Replaces what the draft declares, as often as wanted until the DID is released. Anything may be missing; what is ' +
      'not sent is not declared any more, but for the privacy notice, which stays read. Data that cannot be are refused, ' +
      'odd ones are told in `warnings`.',
    body: {
      schema: edits['write-data'].body,
      examples: { draft: cases.draft.data, withGaps: { profile: { education: 'tertiary' } }, full: bodies.fullData },
    },
    answers: [ok(CaseAnswer, 'The draft as it is now.', { draft: seenBy('citizen', cases.draft) })],
    refusals: [
      'availability-incomplete',
      'job-not-ended',
      ...impossibleData,
      ...unreadNotices,
      'notice-own-hand',
      'already-released',
      'changed-meanwhile',
    ],
  },
  'choose-operator': {
    tag: 'declarations',
    summary: 'Choose the operator',
    description:
      'Chooses, or changes until the pact is signed, the job centre or accredited operator. From then on that operator ' +
      'sees the case, and no other does.',
    body: { schema: edits['choose-operator'].body, examples: { jobCentre: { operatorId: 'cpi-milano' } } },
    answers: [ok(Declaration, 'The DID as it is now.', { chosen: seenBy('citizen', cases.withOperator) })],
    refusals: [
      'wrong-status',
      'no-did-yet',
      'operator-unknown',
      'operator-not-active',
      'operator-owns-mailbox',
      'changed-meanwhile',
    ],
  },
  'read-history': {
    tag: 'declarations',
    summary: 'Read the history',
    description:
      "Lists every change, the oldest first: who, when received and applied, by which rules. The citizen's account is " +
      'named to the citizen only. `protocol` is the number of the register under which a request of the citizen or of INPS ' +
      'was entered, within moments of its receipt.',
    query: PageQuery,
    answers: [
      ok(pageOf(HistoryLine), 'A page of the history.', {
        page: {
          items: [story.registered, story.released].map(({ history }) =>
            asJson(historyView(history, 'citizen', numbers)),
          ),
          cursor,
        },
      }),
    ],
  },
  'read-communications': {
    tag: 'declarations',
    summary: 'List the communications',
    description:
      'Lists the mails about this DID, the oldest first, and whether they arrived. Reading the list counts as receiving ' +
      'them: of a notice before a closing it tells the day (`closesOn`), and its term runs from then (`readOn`). `protocol` ' +
      'is the number of the register that an act went out under; courtesy mail has none. `from`: who had it written.',
    answers: [
      ok(listOf(Communication), 'The communications.', { one: { items: [asJson(communicationView(mail, numbers))] } }),
    ],
  },
  release: {
    tag: 'declarations',
    summary: 'Release the DID (salva DID)',
    description:
      'Releases the DID, which counts from the day of receipt. With strong identity it is authentic at once, otherwise ' +
      'it is *con riserva*, to be completed at the chosen operator. What is missing in the draft is named field by field. ' +
      '`shown` tells which text was read, and in which language: the one in force, in the language of the record, unless ' +
      'told.',
    body: {
      schema: commands.release.body,
      examples: { empty: {}, shown: { shown: { textVersion: '2026-1', language: 'it' } } },
    },
    answers: [received('released')],
    refusals: [
      'wrong-status',
      'did-exists',
      'before-two-months',
      'release-on-route-b',
      'release-on-route-c',
      'data-missing',
      'under-age',
      'availability-incomplete',
      'job-not-ended',
      ...impossibleData,
      'declaration-text-unknown',
      'declaration-text-superseded',
      'command-pending',
    ],
    keyed: true,
  },
  withdraw: {
    tag: 'declarations',
    summary: 'Withdraw',
    description:
      'Takes the DID back, or gives up the draft. A job centre needs the signed request of the person. Where a benefit ends ' +
      'with it, the person confirms the loss in a session of strong identity, or signs the request at the counter.',
    body: {
      schema: commands.withdraw.body,
      examples: {
        byTheCitizen: {},
        byTheOffice: { signedRequest: { signedOn: '2026-10-12', reference: 'prot. 4471/2026' } },
      },
    },
    answers: [received('withdrawn')],
    refusals: [
      'wrong-status',
      'signed-request-missing',
      'loss-not-confirmed',
      'withdrawal-not-proved',
      'command-pending',
    ],
    keyed: true,
  },

  confirm: {
    tag: 'office',
    summary: 'Lift the reserve, or record the extremes',
    description:
      'Records the meeting at which the operator checked the identity and took the paper declaration. The DID becomes ' +
      'authentic; the status of unemployment is confirmed by the pact only.',
    body: {
      schema: commands.confirm.body,
      examples: {
        italianCitizen: bodies.confirmation,
        pactInTheSameMeeting: { ...bodies.confirmation, pactFollows: true },
        provisionalCode: {
          ...bodies.confirmation,
          codeRead: { fiscalCode: '12345678903', on: 'revenue-agency-paper' },
        },
        permitBeingRenewed: { ...bodies.confirmation, permit: bodies.permit },
        routeB: {
          metOn: bodies.confirmation.metOn,
          identityDocument: bodies.confirmation.identityDocument,
          inps: { appliedOn: routeB.inps.appliedOn, protocol: routeB.inps.protocol },
        },
      },
    },
    answers: [received('confirmed')],
    refusals: [
      'wrong-status',
      'met-in-future',
      'met-before-did',
      'operator-not-active',
      'identity-document-expired',
      'permit-missing',
      'permit-expired',
      'paper-declaration-missing',
      'paper-declaration-before-did',
      'paper-declaration-after-meeting',
      'countersignature-missing',
      'fiscal-code-unread',
      'fiscal-code-differs',
      'no-did-yet',
      'extremes-missing',
      'extremes-differ',
      'applied-in-future',
      'inps-mismatch-open',
      'command-pending',
    ],
    keyed: true,
  },
  'sign-pact': {
    tag: 'office',
    summary: 'Sign the pact (PSP)',
    description: 'Records the service pact. The status of unemployment is confirmed from the date of the DID.',
    body: { schema: commands['sign-pact'].body, examples: { pact: bodies.pact, asTheFormHasIt: fullPact } },
    answers: [received('signed')],
    refusals: [
      'wrong-status',
      'reserve-not-lifted',
      'pact-in-future',
      'pact-before-did',
      'operator-not-active',
      'pact-availability-incomplete',
      'countersignature-missing',
      'identity-document-expired',
      'command-pending',
    ],
    keyed: true,
  },
} as const satisfies Record<string, Operation>;
