import { describe, expect, test } from 'vitest';
import { refusalWords } from '../../../functions/api/refusal-words.ts';
import { decide } from '../../../functions/domain/commands.ts';
import { dueStep, termEnd } from '../../../functions/domain/deadlines.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { hasOpenMismatch, protocolWarnings } from '../../../functions/domain/inps.ts';
import { refusals } from '../../../functions/domain/refusals.ts';
import { directions, RouteQuery, routeOf, routeOutcomes } from '../../../functions/domain/routes.ts';
import { allowedActions, awaiting, statusLabel } from '../../../functions/domain/view.ts';
import {
  accredited,
  at,
  caseIn,
  closedCpi,
  cpi,
  data,
  day,
  decisionOf,
  editFactsOf,
  factsOf,
  identityDocument,
  officeFactsOf,
  officer,
  operatorOf,
  otherCpi,
  otherDeclarationId,
  pact,
  policy,
  strongActor,
  today,
  verdictOf,
} from '../samples.ts';
import {
  aboutTo,
  act,
  application,
  asked,
  caseOf,
  chosen,
  made,
  manager,
  nowhere,
  onB,
  onC,
  protocol,
  register,
  told,
} from './elsewhere.ts';

const route = (answers: object, of = policy) => {
  const { route: found, reason } = routeOf(RouteQuery.parse({ inpsApplication: 'no', ...answers }), of, today);
  return [found, reason];
};
const ended = { jobEndedOn: '2026-10-31' };
const choose = (didCase: DidCase, operatorId: string = cpi) =>
  edits['choose-operator'].decide(editFactsOf(didCase), { operatorId });
const confirm = (didCase: DidCase, body: object = {}, operatorId = cpi) => {
  const facts = officeFactsOf(chosen(didCase, operatorId));
  return decide('confirm', facts, { metOn: today, identityDocument, ...body });
};
const extremes = { inps: { appliedOn: made.appliedOn, protocol } };
const facts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
const due = (didCase: DidCase, on: string) => dueStep(didCase, facts, policy, at(`${on}T05:00:00.000Z`)).kind;

describe('R1: who gets no income support makes a DID on the portal (S0:7)', () => {
  test.each([
    ['a job that ended', ended],
    ['a job that ended today', { jobEndedOn: today }],
    ['never worked', { neverWorked: 'true' }],
  ])('%s, no application, no earlier DID: route A', (_, answers) => {
    expect(route(answers)).toEqual(['A', 'no-benefit']);
  });

  test.each([
    ['a job', {}, 'employed'],
    ['a job that is suspended, whose CIG is no end of work (S0:43)', { suspended: 'true' }, 'suspended'],
    ['a job that ends tomorrow', { jobEndedOn: '2026-11-24' }, 'job-ends-later'],
    ['a job under notice, in a procedure that takes no notice', { dismissalNoticeOn: '2026-11-01' }, 'employed'],
  ])('who has %s is on no route yet, whatever else is said', (_, answers, reason) => {
    for (const inpsApplication of ['made', 'about-to', 'no']) {
      expect(route({ ...answers, inpsApplication, earlierDid: 'cpi' })).toEqual(['not-yet', reason]);
    }
  });

  test('notice of dismissal opens route A where the policy says so (D.Lgs. 150/2015 art. 19 c.4)', () => {
    const modern = { ...policy, dismissalNotice: { ...policy.dismissalNotice, value: true } };
    expect(route({ dismissalNoticeOn: '2026-11-01' }, modern)).toEqual(['A', 'dismissal-notice']);
    expect(route({ dismissalNoticeOn: '2026-11-24' }, modern)).toEqual(['not-yet', 'employed']);
    expect(route({ dismissalNoticeOn: '2026-11-01', inpsApplication: 'made' }, modern)[0]).toBe('not-yet');
  });

  test('who has worked and never worked is asked again', () => {
    const asked = RouteQuery.safeParse({ ...ended, neverWorked: 'true', inpsApplication: 'no' });
    expect(asked.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['neverWorked', 'route-worked-or-not'],
    ]);
  });

  test('each finding names its rule and says where to go, in both languages', () => {
    const seen = new Set<string>();
    for (const earlierDid of ['none', 'cpi', 'inps']) {
      for (const inpsApplication of ['made', 'about-to', 'no']) {
        for (const job of [ended, {}]) {
          const found = routeOf(RouteQuery.parse({ ...job, inpsApplication, earlierDid }), policy, today);
          seen.add(found.route);
          expect(found.rules.some((rule) => rule.startsWith('S0:'))).toBe(true);
          for (const text of Object.values(directions[found.reason])) expect(text.length).toBeGreaterThan(20);
          expect(found.releaseHere).toBe(found.route === 'A');
        }
      }
    }
    expect(seen).toEqual(new Set(routeOutcomes));
  });
});

describe('R14: an application to INPS after the job ended is the DID (S0:43)', () => {
  test.each(['none', 'cpi', 'inps'])('made or about to be made, with an earlier DID %s: route B', (earlierDid) => {
    expect(route({ ...ended, inpsApplication: 'made', earlierDid })).toEqual(['B', 'inps-application-is-the-did']);
    expect(route({ ...ended, inpsApplication: 'about-to', earlierDid })).toEqual(['B', 'inps-application-to-come']);
  });

  test('its date is the date of the DID, and unemployment runs from it; nothing is released here', () => {
    const didCase = onB();
    expect(didCase).toMatchObject({
      route: 'B',
      status: 'registered',
      didDate: '2026-11-16',
      didSource: 'inps',
      unemployedSince: '2026-11-16',
      withReserve: false,
      authenticity: { state: 'none' },
    });
    expect(didCase.releasedAt).toBeUndefined();
    expect(didCase.snapshot).toBeUndefined();
  });

  test.each(['naspi', 'dis-coll', 'other'])('a benefit %s may be meant', (kind) => {
    expect(onB({ ...made, kind }).inps?.stated?.kind).toBe(kind);
  });

  test('about to apply: there is no DID yet, and none without an application', () => {
    const didCase = onB(aboutTo);
    expect(didCase.didDate).toBeUndefined();
    expect(statusLabel(didCase, 'it', undefined)).toBe('In attesa della tua domanda INPS: la DID nascerà con quella');
    expect(awaiting(didCase, policy)).toEqual({ who: 'citizen', what: 'apply-to-inps', by: null });
    expect(verdictOf(choose(didCase))[0]).toBe('no-did-yet');
    expect(verdictOf(confirm(didCase, extremes))[0]).toBe('no-did-yet');
  });

  test('the job has to have ended', () => {
    expect(verdictOf(register({ route: 'B', inps: made, lastJobEndedOn: '2026-11-24' }))).toEqual([
      'job-not-ended',
      'lastJobEndedOn',
      'S0:5',
    ]);
  });

  test('what INPS tells makes the DID of who was about to apply', () => {
    const { didCase } = told(onB(aboutTo), {});
    expect(didCase).toMatchObject({ didDate: '2026-11-16', didSource: 'inps', benefit: { kind: 'naspi' } });
    expect(hasOpenMismatch(didCase)).toBe(false);
  });

  test('a patronato’s application is the person’s own, and no contact of it has a place', () => {
    const { didCase } = told(onB(aboutTo), { filedBy: 'patronato' });
    expect(didCase.inps?.applications).toMatchObject([{ filedBy: 'patronato', state: 'filed' }]);
    expect(() => application({ email: 'milano@inca.it' })).toThrow('unrecognized_keys');
    expect(() => application({ phone: '+393331234567' })).toThrow('unrecognized_keys');
  });
});

describe('R15: where B or C holds, no new DID is released (S0:45, S0:57)', () => {
  const release = (didCase: DidCase) => verdictOf(act('release', didCase, {}, { actor: strongActor }));

  test.each<[string, () => DidCase, string]>([
    ['B with an application', () => onB(), 'did-exists'],
    ['B without one yet', () => onB(aboutTo), 'release-on-route-b'],
    ['C while the job centre is asked', () => onC(), 'release-on-route-c'],
    [
      'C with a valid DID',
      () => caseOf(act('verify-old-did', onC(), { answer: 'valid', didDate: '2025-03-10' }, asked())),
      'did-exists',
    ],
    ['a draft to which INPS told an application', () => told(caseIn('registered'), {}).didCase, 'did-exists'],
  ])('%s', (_, didCase, code) => {
    expect(release(didCase())[0]).toBe(code);
    expect(allowedActions(didCase(), 'citizen')).not.toContain('release');
  });

  test('each refusal says where to go', () => {
    for (const code of ['did-exists', 'release-on-route-b', 'release-on-route-c', 'did-exists-at-inps'] as const) {
      expect(refusalWords[code].it).toMatch(/scegli|fai quella|aspetta/i);
      expect(refusalWords[code].en).toMatch(/choose|make that|wait/i);
      expect(refusals[code].rule).toMatch(/S0:(45|57)/);
    }
  });

  test.each(['A', 'C'])('who has applied to INPS is not registered on route %s', (on) => {
    const waits = { citizen: { ...factsOf().citizen, applications: [application()] } };
    const body = on === 'A' ? { ...data, route: 'A' } : { route: 'C', oldDid: { cpiId: otherCpi } };
    expect(verdictOf(register(body, waits))).toEqual(['did-exists-at-inps', 'route', 'S0:45']);
  });

  test('a live DID is none beside which another begins', () => {
    const live = { citizen: { ...factsOf().citizen, liveDeclarationId: otherDeclarationId } };
    for (const body of [
      { route: 'B', inps: made },
      { route: 'C', oldDid: { cpiId: otherCpi } },
    ]) {
      expect(verdictOf(register(body, live))[0]).toBe('live-did-exists');
    }
  });

  test('an application that comes to a live DID makes no second one: it attaches, and the earlier date wins', () => {
    const strong = caseIn('confirmed');
    expect(told(strong, { appliedOn: '2026-11-16' }).didCase).toMatchObject({
      route: 'A',
      didDate: '2026-11-03',
      didSource: 'portal',
      unemployedSince: '2026-11-03',
      benefit: { kind: 'naspi' },
      status: 'confirmed',
    });
    expect(told(strong, { appliedOn: '2026-11-02' }).didCase).toMatchObject({
      didDate: '2026-11-02',
      didSource: 'inps',
      unemployedSince: '2026-11-02',
    });
  });
});

describe('R16: on route B the registration is there to choose the operator (S0:45-49)', () => {
  test('the person’s own word of the date is enough to choose', () => {
    for (const inps of [made, { ...made, protocol: undefined }]) {
      expect(choose(onB(inps))).toMatchObject({ kind: 'edit', changes: { operatorId: cpi } });
    }
  });

  test('the label asks to choose, then to meet', () => {
    expect(statusLabel(onB(), 'it', undefined)).toBe(
      'La tua DID è del 16 novembre 2026 (domanda INPS). Ora scegli chi ti seguirà',
    );
    expect(statusLabel(onB(), 'it', operatorOf(cpi))).toContain('Ora incontra Centro per l');
    expect(awaiting(onB(), policy)).toEqual({ who: 'citizen', what: 'choose-operator', by: '2026-12-08' });
    expect(awaiting(chosen(onB()), policy)).toEqual({ who: 'citizen', what: 'confirm', by: '2026-12-08' });
  });

  test('without the date the person may say it later, and never a day to come', () => {
    const waits = onB({ state: 'made', kind: 'naspi' });
    expect(waits.didDate).toBeUndefined();
    const state = (body: object) => edits['state-inps'].decide(editFactsOf(waits), body);
    expect(state(made)).toMatchObject({ changes: { didDate: '2026-11-16', didSource: 'inps' } });
    expect(verdictOf(state({ ...made, appliedOn: '2026-11-24' }))).toEqual([
      'applied-in-future',
      'inps.appliedOn',
      'S0:55',
    ]);
    expect(verdictOf(register({ route: 'B', inps: { ...made, appliedOn: '2026-11-24' } }))[0]).toBe(
      'applied-in-future',
    );
  });

  test('no data of a draft are asked, and those given are kept', () => {
    expect(onB().data).toEqual({ privacyNoticeVersion: '2026-1' });
    expect(caseOf(register({ ...data, route: 'B', inps: made })).data).toEqual(data);
  });
});

describe('R17: at the meeting date and protocol are recorded, both (S0:55)', () => {
  test('the operator confirms with both: the DID is authentic, of the date of the application', () => {
    const decision = decisionOf(confirm(onB(), extremes));
    expect(decision.next).toMatchObject({
      status: 'confirmed',
      didDate: '2026-11-16',
      authenticity: { state: 'authentic', by: cpi, on: today },
      inps: { verified: { appliedOn: '2026-11-16', protocol, by: cpi } },
    });
    expect(decision.next.unemploymentConfirmedOn).toBeUndefined();
    expect(decision.rules).toContain('S0:55');
    expect(decision.mail?.kind).toBe('extremes-verified');
  });

  test('an accredited operator may do so too, without a paper declaration (S0:31 is of con riserva)', () => {
    expect(verdictOf(confirm(onB(), extremes, accredited))).toEqual(['decided']);
  });

  test.each([
    ['nothing', {}, 'inps.appliedOn'],
    ['the date alone', { inps: { appliedOn: made.appliedOn } }, 'inps.protocol'],
    ['the protocol alone', { inps: { protocol } }, 'inps.appliedOn'],
  ])('%s is not enough, whatever the person stated', (_, body, field) => {
    expect(verdictOf(confirm(onB(), body))).toEqual(['extremes-missing', field, 'S0:55']);
  });

  test('what INPS told holds both already', () => {
    expect(verdictOf(confirm(told(onB(aboutTo), {}).didCase))).toEqual(['decided']);
  });

  test('what the operator reads counts where the person was wrong', () => {
    const { next } = decisionOf(confirm(onB(), { inps: { appliedOn: '2026-11-17', protocol } }));
    expect(next).toMatchObject({ didDate: '2026-11-17', unemployedSince: '2026-11-17' });
  });

  test('no date to come, and no meeting before the application', () => {
    expect(verdictOf(confirm(onB(), { inps: { appliedOn: '2026-11-24', protocol } }))[0]).toBe('applied-in-future');
    expect(verdictOf(confirm(onB(), { ...extremes, metOn: '2026-11-15' }))[0]).toBe('met-before-did');
  });

  test.each([
    [protocol, []],
    ['inps.4900.16/11/2026.0012345', []],
    ['INPS.4900.15/11/2026.0012345', ['inps-protocol-date']],
    ['4900-16112026', ['inps-protocol-form']],
  ])('a protocol %s only warns of %j', (text, rules) => {
    const decision = decisionOf(register({ route: 'B', inps: { ...made, protocol: text } }));
    expect(decision.warnings.map(({ rule }) => rule)).toEqual(rules);
    expect(
      protocolWarnings({ appliedOn: made.appliedOn, protocol: text.toUpperCase() }, 'x').map(({ rule }) => rule),
    ).toEqual(rules);
  });

  test('then the pact is signed as on route A', () => {
    const confirmed = caseOf(confirm(onB(), extremes), 2);
    expect(decisionOf(decide('sign-pact', officeFactsOf(confirmed), pact)).next).toMatchObject({
      status: 'psp-signed',
      unemploymentConfirmedOn: today,
      didDate: '2026-11-16',
    });
  });

  test('an expired document warns, since INPS knew who applied', () => {
    const old = { ...identityDocument, expiresOn: day('2026-01-01') };
    const decision = decisionOf(confirm(onB(), { ...extremes, identityDocument: old }));
    expect(decision.warnings.map(({ rule }) => rule)).toContain('identity-document-expired');
  });
});

describe('R18: an earlier DID is verified with the job centre that took it (S0:57)', () => {
  test.each([
    ['cpi', 'earlier-did-to-verify'],
    // No job centre took it: that of the domicile is asked.
    ['inps', 'earlier-did-of-inps'],
  ])('an earlier DID by way of %s: route C', (earlierDid, reason) => {
    expect(route({ ...ended, earlierDid })).toEqual(['C', reason]);
    expect(route({ neverWorked: 'true', earlierDid })).toEqual(['C', reason]);
  });

  test('that job centre is asked, by a task on its own list; there is no DID meanwhile', () => {
    const decision = decisionOf(register({ route: 'C', oldDid: { cpiId: otherCpi, date: '2025-03-10' } }));
    expect(decision.next).toMatchObject({
      route: 'C',
      status: 'registered',
      oldDid: { askedOf: otherCpi, byLetter: false },
    });
    expect(decision.next.didDate).toBeUndefined();
    expect(decision.tasks).toEqual([{ kind: 'old-did-question', list: otherCpi }]);
    expect(statusLabel(onC(), 'it', undefined)).toBe(
      "Abbiamo chiesto al Centro per l'Impiego di Bergamo se la tua DID del 10 marzo 2025 è valida",
    );
    expect(awaiting(onC(), policy)).toEqual({ who: 'office', what: 'verify-old-did', by: null });
  });

  test('one that has closed is asked where its people are', () => {
    const { successor } = operatorOf(closedCpi);
    const { oldDid } = onC({ cpiId: closedCpi });
    expect(successor).not.toBeNull();
    expect(oldDid).toMatchObject({ cpiId: closedCpi, askedOf: successor, byLetter: false });
  });

  test('one outside Lombardy is written to by the job centre of the domicile, or by the managers', () => {
    const elsewhere = { route: 'C', oldDid: { cpiName: 'Centro per l’impiego di Torino' } };
    expect(decisionOf(register(elsewhere)).tasks).toEqual([{ kind: 'old-did-letter', list: cpi }]);
    expect(decisionOf(register(elsewhere, { domicileCpiId: undefined })).tasks).toEqual([
      { kind: 'old-did-letter', list: 'managers' },
    ]);
  });

  test.each([
    ['an unknown one', { cpiId: nowhere }, 'operator-unknown'],
    ['an accredited operator', { cpiId: accredited }, 'operator-unknown'],
    ['a day to come', { cpiId: otherCpi, date: '2026-11-24' }, 'old-did-in-future'],
  ])('%s is refused', (_, oldDid, code) => {
    expect(verdictOf(register({ route: 'C', oldDid }))[0]).toBe(code);
  });

  test('only who is asked answers', () => {
    const valid = { answer: 'valid', didDate: '2025-03-10' };
    expect(verdictOf(act('verify-old-did', onC(), valid, asked()))).toEqual(['decided']);
    for (const who of [asked(cpi), manager, {}, { actor: officer(cpi), party: 'cpi' } as const]) {
      expect(verdictOf(act('verify-old-did', onC(), valid, who))[0]).toBe('not-this-party');
    }
  });

  test('an answer by letter is recorded with its document', () => {
    const letter = onC({ cpiName: 'Centro per l’impiego di Torino' });
    const valid = { answer: 'valid', didDate: '2025-03-10' };
    expect(verdictOf(act('verify-old-did', letter, valid, asked(cpi)))).toEqual([
      'old-did-document-missing',
      'document',
      'S0:57',
    ]);
    const document = { receivedOn: '2026-11-20', protocol: '12/2026' };
    const { next } = decisionOf(act('verify-old-did', letter, { ...valid, document }, asked(cpi)));
    expect(next).toMatchObject({ didDate: '2025-03-10', oldDid: { answer: { valid: true, document } } });
    const future = { ...document, receivedOn: '2026-11-24' };
    expect(verdictOf(act('verify-old-did', letter, { ...valid, document: future }, asked(cpi)))[0]).toBe(
      'old-did-in-future',
    );
  });

  test('silence is never «not valid»: the job centre is asked again, again and again', () => {
    const didCase = onC();
    expect(due(didCase, '2026-12-23')).toBe('wait');
    expect(due(didCase, '2026-12-24')).toBe('chase-old-did');
    const { oldDid } = didCase;
    if (!oldDid) throw new Error('no question');
    const chased = { ...didCase, oldDid: { ...oldDid, chasedAt: at('2026-12-24T05:00:00.000Z') } };
    expect(due(chased, '2027-01-23')).toBe('wait');
    for (const on of ['2027-01-24', '2028-01-01', '2036-01-01']) expect(due(chased, on)).toBe('chase-old-did');
    expect(termEnd(chased, policy)).toBeUndefined();
  });
});

describe('R19: a valid earlier DID is the DID (S0:57-63)', () => {
  const valid = (didDate = '2025-03-10') =>
    caseOf(act('verify-old-did', onC(), { answer: 'valid', didDate }, asked()), 2);

  test('its date counts, whatever day the person remembers', () => {
    expect(valid('2025-04-01')).toMatchObject({
      route: 'C',
      status: 'registered',
      didDate: '2025-04-01',
      didSource: 'cpi',
      unemployedSince: '2025-04-01',
    });
    expect(statusLabel(valid(), 'it', undefined)).toBe(
      "La tua DID è del 10 marzo 2025 (Centro per l'Impiego di Bergamo). Ora scegli chi ti seguirà",
    );
  });

  test('never a day to come', () => {
    expect(verdictOf(act('verify-old-did', onC(), { answer: 'valid', didDate: '2026-11-24' }, asked()))[0]).toBe(
      'old-did-in-future',
    );
  });

  test('then the operator is chosen, and the details are recorded at the meeting', () => {
    expect(choose(valid())).toMatchObject({ kind: 'edit', changes: { operatorId: cpi } });
    expect(decisionOf(confirm(valid(), { oldDid: { didDate: '2025-03-10' } })).next).toMatchObject({
      status: 'confirmed',
      didDate: '2025-03-10',
    });
    expect(verdictOf(confirm(valid()))).toEqual(['decided']);
    expect(verdictOf(confirm(valid(), { oldDid: { didDate: '2025-03-11' } }))).toEqual([
      'extremes-differ',
      'oldDid.didDate',
      'S0:63',
    ]);
  });

  test('the person is expected within 30 days of the answer, not of the old day', () => {
    expect(awaiting(valid(), policy).by).toBe('2026-12-23');
    expect(due(valid(), '2026-12-23')).toBe('wait');
    expect(due(valid(), '2026-12-24')).toBe('convene');
  });

  test('an application to INPS of an earlier or a later day is the same one DID', () => {
    expect(told(valid(), {}).didCase).toMatchObject({
      didDate: '2025-03-10',
      didSource: 'cpi',
      benefit: { kind: 'naspi' },
    });
    expect(told(valid('2026-11-20'), {}).didCase).toMatchObject({ didDate: '2026-11-16', didSource: 'inps' });
  });
});

describe('R20: an earlier DID that is not valid any more: a new one, on route A (S0:65)', () => {
  const lapsed = () =>
    decisionOf(act('verify-old-did', onC(), { answer: 'not-valid', reason: 'Lavoro di oltre sei mesi.' }, asked()));

  test('the case goes on as a draft, with its own term, and the reason is kept', () => {
    const { next, tasks, mail } = lapsed();
    expect(next).toMatchObject({ route: 'A', status: 'registered', oldDid: { answer: { valid: false } } });
    expect(next.didDate).toBeUndefined();
    expect(tasks).toBeUndefined();
    expect(mail).toMatchObject({ kind: 'old-did-answered', valid: false, completeBy: '2027-02-21' });
    expect(termEnd({ ...next, version: 2, registeredAt: at('2026-01-01T00:00:00.000Z') }, policy)).toBe('2027-02-21');
  });

  test('a reason is needed (L. 241/1990 art. 3)', () => {
    expect(() => act('verify-old-did', onC(), { answer: 'not-valid' }, asked())).toThrow();
  });

  test('then the DID is released as on route A, once the data are complete', () => {
    const draft = { ...lapsed().next, version: 2 };
    expect(verdictOf(act('release', draft, {}, { actor: strongActor }))).toEqual([
      'data-missing',
      'availability.work',
      'S0:15',
    ]);
    const { next } = decisionOf(act('release', { ...draft, data }, {}, { actor: strongActor }));
    expect(next).toMatchObject({ status: 'confirmed', didDate: today, didSource: 'portal' });
  });

  test('«not valid» may be put right while no new DID exists, and no other answer may', () => {
    const draft = { ...lapsed().next, version: 2 };
    const valid = { answer: 'valid', didDate: '2025-03-10' };
    expect(decisionOf(act('verify-old-did', draft, valid, asked())).next).toMatchObject({
      route: 'C',
      didDate: '2025-03-10',
    });
    const again = { answer: 'not-valid', reason: 'Di nuovo.' };
    expect(verdictOf(act('verify-old-did', draft, again, asked()))[0]).toBe('old-did-answered');
    const held = caseOf(act('verify-old-did', onC(), valid, asked()), 2);
    expect(verdictOf(act('verify-old-did', held, again, asked()))[0]).toBe('old-did-answered');
  });
});
