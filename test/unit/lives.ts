/** Where a DID of the examples' story may stand besides: on other routes, suspended, ended, under a proposal. */

import { routeB, routeC } from '../../functions/api/openapi/elsewhere.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { cases, cpi, ofCitizen, operatorActor, step, story } from '../../functions/api/openapi/samples.ts';
import { Instant, PlainDate } from '../../functions/domain/dates.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import { Subject } from '../../functions/domain/ids.ts';
import { InpsApplication } from '../../functions/domain/inps.ts';
import { attach } from '../../functions/domain/inps-case.ts';
import { Contested, SanctionDecision } from '../../functions/domain/proceedings.ts';

const { facts: withdrawal, after: withdrawn } = story.withdrawn;
const { facts: registration } = story.registered;
const { signed } = cases;

const begun = (body: object): DidCase =>
  step({ ...ofCitizen, ...registration, verb: 'register', body }, undefined).after;
const onB = begun(routeB);
const chosen: DidCase = { ...onB, operatorId: cpi.id };
/** What INPS tells of the application of route B: its receipt, and another day. */
const told = InpsApplication.parse({
  ...routeB.inps,
  appliedOn: '2026-10-01',
  filedBy: 'patronato',
  state: 'filed',
  heardAt: registration.receivedAt,
});
const disputed: DidCase = {
  ...chosen,
  ...attach(chosen, { before: undefined, after: told }, registration.receivedAt).changes,
};

const suspended = step(
  {
    ...ofCitizen,
    verb: 'suspend',
    commandId: '5f607182-93a4-5b5c-8d6e-7f8091a2b3c4',
    receivedAt: '2026-10-27T08:15:00.000Z',
    body: { from: '2026-10-26', days: 90 },
  },
  signed,
).after;

const proposal = (what: object) =>
  Proposal.parse({
    ...what,
    reason: 'Manca la prova.',
    proposedBy: {
      subject: operatorActor.subject,
      fiscalCodeMac: 'of-the-officer',
      party: 'cpi',
      operatorId: operatorActor.operatorId,
    },
    proposedAt: withdrawal.receivedAt,
  });

/** When the withdrawal of the story has just been received. */
export const soonAfter = '2026-11-02T16:00:00.000Z';

/** A question about an earlier DID that is open still when the case has gone on. */
const askedLate: DidCase = {
  ...signed,
  oldDid: { cpiName: cpi.name, cpiId: cpi.id, askedOf: cpi.id, askedAt: registration.receivedAt, byLetter: false },
};

/** Each as it stands then. */
const officer = { subject: Subject.parse('of-another'), fiscalCodeMac: 'another', party: 'cpi' } as const;
const served = {
  channel: 'registered-letter',
  sentOn: PlainDate.parse('2026-10-28'),
  servedOn: PlainDate.parse('2026-10-30'),
} as const;
const { contested } = cases.contested;
if (!contested) throw new Error('the example is contested');
/** An offer that was refused, the window over; what was decided of it; the appeal; and a DID that went to another region. */
const offer = {
  ...contested,
  kind: 'offer',
  rule: 'art. 21 c.7 d',
  recurrence: 1,
  possible: 'forfeiture',
  service: served,
} as const;
const decision = {
  ...{ ...offer, number: 1, decisionId: contested.id, statusBefore: 'psp-signed' },
  ...{
    legalBasis: 'D.Lgs. 150/2015 art. 21 c.7 d',
    effect: { kind: 'forfeiture', from: PlainDate.parse('2026-10-27') },
  },
  ...{ decidedAt: Instant.parse('2026-11-20T09:00:00.000Z'), decidedBy: officer, approvedBy: officer, service: served },
} as const;
const { contested: _, ...decided } = cases.contested;
const forfeited: DidCase = { ...decided, status: 'sanctioned', decisions: [SanctionDecision.parse(decision)] };
const filed = {
  filedAt: Instant.parse('2026-11-21T09:00:00.000Z'),
  inTime: true,
  receiptNumber: 'R-20261121-4E5F60718293',
};
/** DIDs of which something is decided, as they are in December. */
export const decidedLives: readonly DidCase[] = [
  { ...cases.contested, contested: Contested.parse(offer) },
  forfeited,
  { ...forfeited, decisions: [SanctionDecision.parse({ ...decision, appeal: filed })] },
  {
    ...{ ...cases.signed, status: 'closed', endedOn: PlainDate.parse('2026-11-02') },
    ...{ closure: { reason: 'moved', toRegion: 'Piemonte' }, ending: { at: filed.filedAt, from: 'psp-signed' } },
  },
];
export const decidedAt = Instant.parse('2026-12-20T09:00:00.000Z');

export const lives: Readonly<Record<string, DidCase>> = {
  onB,
  disputed,
  onC: begun(routeC),
  askedLate,
  suspended,
  withdrawn,
  benefited: cases.benefited,
  contested: cases.contested,
  toBeClosed: { ...signed, proposal: proposal({ kind: 'close', closure: 'annulled' }) },
  toBeReopened: { ...withdrawn, proposal: proposal({ kind: 'reopen' }) },
  toBeCorrected: { ...signed, proposal: proposal({ kind: 'rectify', correction: { didDate: '2026-10-04' } }) },
};

/** The pact of the story as its signing left it: beside the case. */
export const pact = {
  kind: 'pact',
  content: bodies.pact,
  takenAt: story.signed.facts.receivedAt,
  commandId: story.signed.facts.commandId,
};
