/** Where a DID of the examples' story may stand besides: on other routes, suspended, ended, under a proposal. */

import { routeB, routeC } from '../../functions/api/openapi/elsewhere.ts';
import { bodies, cases, cpi, ofCitizen, operatorActor, step, story } from '../../functions/api/openapi/samples.ts';
import { type DidCase, Proposal } from '../../functions/domain/declaration.ts';
import { InpsApplication } from '../../functions/domain/inps.ts';
import { attach } from '../../functions/domain/inps-case.ts';

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
export const lives: Readonly<Record<string, DidCase>> = {
  onB,
  disputed,
  onC: begun(routeC),
  askedLate,
  suspended,
  withdrawn,
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
