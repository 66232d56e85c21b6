import { MailParameters } from '../../functions/domain/communications.ts';
import { delegateActs, representativeActs, representedScopes } from '../../functions/domain/mail-facts-mandates.ts';
import { bases, missingThings } from '../../functions/domain/missing.ts';
import { languages } from '../../functions/domain/person.ts';
import { isAct, Registered } from '../../functions/domain/protocol.ts';
import { signatureKinds } from '../../functions/domain/signature.ts';
import { contentOf, render } from '../../functions/outbox/render.ts';
import { MailContext, type Medium, type Setting } from '../../functions/outbox/templates/context.ts';

export const code = '493817';
export const context = MailContext.parse({
  bodyName: 'Regione Esempio – Servizi per il lavoro',
  portalUrl: 'https://did.regione.example/',
  privacyUrl: 'https://www.regione.example/privacy-did',
  responsibleOffice: 'Ufficio DID della Regione',
  help: { phone: '800123456', hours: 'da lunedì a venerdì, ore 8-18', desk: 'Via Filzi 22, Milano' },
  pec: 'lavoro@pec.regione.example',
});
export const about = {
  caseNumber: 'DID 1A2B-3C4D-5E6F',
  receiptNumber: 'R-20261123-0123456789AB',
  receivedAt: '2026-11-23T08:30:00.000Z',
};
/** A reminder answers no request: it has no receipt. */
export const opened = { caseNumber: about.caseNumber, receivedAt: about.receivedAt };
const swept = { ...about, receivedAt: '2027-02-22T03:10:00.000Z' };
export const office = {
  name: 'Centro per l’impiego di Monza',
  address: 'Via Bramante 9, 20900 Monza',
  phone: '039 839641',
  email: 'cpi.monza@provincia.example',
  hours: 'da lunedì a venerdì, ore 9-12',
};
const responsibleOfficer = 'Giulia Bianchi';
const { caseNumber } = about;
const documents = ['identity-document', 'residence-permit', 'paper-declaration'];
export const didDate = '2026-11-23';
const appeal = { court: 'ordinary', days: 60 };

/** The longest names of day and month. */
const appointment = {
  id: 'f2b6c7d8-1a3e-5b4c-9d0f-6e7a8b9c0d1e',
  sequence: 0,
  startsAt: '2026-09-30T10:30:00.000Z',
  endsAt: '2026-09-30T11:00:00.000Z',
};
const again = { ...appointment, sequence: 1 };
export const called = { id: appointment.id, sequence: 0, startsAt: appointment.startsAt };
const cancelled = { kind: 'appointment-cancelled', ...opened, appointment: again };

/** Every kind, with all that its facts may hold and with the least. */
export const samples = Object.entries({
  'draft, with a term': { kind: 'draft-saved', ...about, completeBy: '2027-02-21' },
  draft: { kind: 'draft-saved', ...about },
  'released, office chosen': {
    kind: 'did-released',
    ...about,
    didDate,
    office,
    responsibleOfficer,
    completeBy: '2026-12-23',
  },
  released: { kind: 'did-released', ...about, didDate },
  'con riserva, office chosen': {
    ...{ kind: 'did-released-with-reserve', ...about, didDate, documents, office, responsibleOfficer },
    completeBy: '2026-12-23',
  },
  'con riserva': { kind: 'did-released-with-reserve', ...about, didDate, documents },
  'authenticated, with a term': {
    ...{ kind: 'did-authenticated', ...about, didDate, office, responsibleOfficer },
    ...{ authenticatedOn: '2026-12-01', completeBy: '2026-12-23' },
  },
  authenticated: {
    kind: 'did-authenticated',
    ...about,
    didDate,
    authenticatedOn: '2026-12-01',
    office: { name: 'Centro' },
  },
  'pact, with the next contact': {
    ...{ kind: 'psp-signed', ...about, didDate, pactSignedOn: '2026-12-02', office, responsibleOfficer },
    ...{ nextContactOn: '2026-12-16', contactFrequency: 'P2W' },
  },
  pact: { kind: 'psp-signed', ...about, didDate, pactSignedOn: '2026-12-02', office: { name: 'Centro' } },
  'pact, and what came before it in the same meeting': {
    ...{ kind: 'psp-signed', ...about, didDate, pactSignedOn: '2026-12-02', office, responsibleOfficer },
    ...{ contactFrequency: 'P2W', disputeBy: '2026-12-30', searchActs: 3, signature: 'not-recorded' },
    sameMeeting: { what: 'authenticated', on: '2026-12-02', receiptNumber: 'R-20261202-ABCDEF012345' },
  },
  'pact after the extremes': {
    ...{ kind: 'psp-signed', ...about, didDate, pactSignedOn: '2026-12-02', office, disputeBy: '2026-12-30' },
    ...{ searchActs: 1, signature: 'handwritten', countersignedBy: 'parent' },
    sameMeeting: { what: 'extremes-verified', on: '2026-12-02', receiptNumber: 'R-20261202-ABCDEF012345' },
  },
  'chosen at the counter': {
    ...{ kind: 'operator-chosen', ...about, didDate, office, instead: false, documents },
  },
  'chosen at the counter instead of another': {
    ...{ kind: 'operator-chosen', ...about, didDate, office, instead: true, documents: ['identity-document'] },
    responsibleOfficer,
  },
  'meeting not concluded': {
    ...{ kind: 'meeting-not-concluded', ...about, didDate, metOn: '2026-12-01', office },
    missing: missingThings.map((what, index) => ({ what, basis: bases[index % bases.length] })),
  },
  'meeting not concluded, with a next one': {
    ...{ kind: 'meeting-not-concluded', ...about, didDate, metOn: '2026-12-01', nextMeetingOn: '2026-12-08' },
    ...{ office: { name: 'Centro' }, missing: [{ what: 'identity-document', basis: 'procedure' }] },
  },
  'pact disputed': { kind: 'pact-disputed', ...about, didDate, pactSignedOn: '2026-12-02', office },
  'pact disputed, office unknown': {
    kind: 'pact-disputed',
    ...about,
    didDate,
    pactSignedOn: '2026-12-02',
    decideBy: '2026-12-23',
  },
  ...Object.fromEntries(
    signatureKinds.map((signature) => [
      `pact stands, ${signature}`,
      {
        kind: 'pact-dispute-dismissed',
        ...about,
        didDate,
        pactSignedOn: '2026-12-02',
        signature,
        appeal,
        office,
      },
    ]),
  ),
  'pact is none': {
    kind: 'pact-voided',
    ...about,
    didDate,
    pactSignedOn: '2026-12-02',
    disputed: true,
    completeBy: '2026-12-31',
    office,
  },
  'pact is none, found by the office while the person works': {
    kind: 'pact-voided',
    ...about,
    didDate,
    pactSignedOn: '2026-12-02',
    disputed: false,
  },
  'decided: dismissed': {
    ...{ kind: 'decision-taken', ...about, number: 1, what: 'call-up', factOn: '2026-11-20', outcome: 'dismissed' },
    ...{ law: 'D.Lgs. 150/2015 art. 21 c.7 a', decidedBy: 'job-centre', twoPersons: false, appealDays: 30 },
    ...{ channel: 'pec', office, responsibleOfficer },
  },
  'decided: a cut': {
    ...{ kind: 'decision-taken', ...about, number: 2, what: 'orientation', factOn: '2026-11-20', outcome: 'cut' },
    ...{ days: 8, from: '2026-11-21', to: '2026-11-28', law: 'D.Lgs. 150/2015 art. 21 c.7 b' },
    ...{ decidedBy: 'job-centre', twoPersons: false, appealDays: 30, channel: 'registered-letter', office },
  },
  'decided: forfeiture': {
    ...{ kind: 'decision-taken', ...about, number: 3, what: 'offer', factOn: '2026-11-20', outcome: 'forfeiture' },
    ...{ from: '2026-11-21', declareFrom: '2027-01-21', law: 'D.Lgs. 150/2015 art. 21 c.7 d' },
    ...{ decidedBy: 'job-centre', twoPersons: true, appealDays: 30, channel: 'hand', office, responsibleOfficer },
  },
  'decided: loss': {
    ...{ kind: 'decision-taken', ...about, number: 1, what: 'training', factOn: '2015-09-23', outcome: 'loss' },
    ...{ from: '2015-09-24', law: 'D.L. 185/2008 art. 19 c.10; circolare INPS 133/2010' },
    ...{ decidedBy: 'inps', twoPersons: true, appealDays: 90, appealTo: 'inps', channel: 'portal-read' },
  },
  'decided: loss, of a declaration': {
    ...{ kind: 'decision-taken', ...about, number: 1, what: 'declaration', factOn: '2015-09-23', outcome: 'loss' },
    ...{ from: '2015-09-24', law: 'D.L. 185/2008 art. 19 c.10; circolare INPS 133/2010' },
    ...{ decidedBy: 'inps', twoPersons: true, appealDays: 90, appealTo: 'inps', channel: 'email' },
  },
  'appeal recorded': {
    ...{ kind: 'appeal-recorded', ...about, decisionNumber: 1, decided: 'cut', filedOn: '2027-01-02', inTime: true },
    ...{ until: '2027-01-02', by: 'citizen', office, responsibleOfficer },
  },
  'appeal recorded, late and on paper': {
    ...{ kind: 'appeal-recorded', ...about, decisionNumber: 2, decided: 'forfeiture', filedOn: '2027-01-03' },
    ...{ inTime: false, until: '2027-01-02', by: 'office' },
  },
  'appeal recorded, of a decision that was not served': {
    ...{ kind: 'appeal-recorded', ...about, decisionNumber: 1, decided: 'loss', filedOn: '2027-01-03' },
    ...{ inTime: true, by: 'citizen' },
  },
  'appeal recorded, of a decision of INPS': {
    ...{ kind: 'appeal-recorded', ...about, decisionNumber: 1, decided: 'loss', filedOn: '2027-01-03' },
    ...{ inTime: true, until: '2027-03-02', by: 'delegate', appealTo: 'inps', office },
  },
  'appeal recorded, late, of a decision of INPS': {
    ...{ kind: 'appeal-recorded', ...about, decisionNumber: 1, decided: 'loss', filedOn: '2027-03-03' },
    ...{ inTime: false, until: '2027-03-02', by: 'office', appealTo: 'inps' },
  },
  'appeal upheld: a cut': {
    ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'cut', outcome: 'upheld' },
    ...{ protocol: 'CRC 2026/00412', on: '2026-12-18', inpsTold: true, appeal, office },
  },
  'appeal upheld: back, and beside a newer DID': {
    ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'forfeiture', outcome: 'upheld' },
    ...{ protocol: 'CRC 2026/00412', on: '2026-12-18', reopened: true, beside: true, inpsTold: true, appeal, office },
  },
  'appeal inadmissible: a new one can be sent': {
    ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'forfeiture', outcome: 'inadmissible' },
    ...{ protocol: 'CRC 2026/00412', on: '2026-12-18', appeal, office },
  },
  'appeal upheld: back, and a newer DID goes into it': {
    ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'forfeiture', outcome: 'upheld' },
    ...{ protocol: 'CRC 2026/00412', on: '2026-12-18', reopened: true, merged: true, appeal, responsibleOfficer },
  },
  ...Object.fromEntries(
    (['upheld', 'rejected', 'inadmissible'] as const).map((outcome) => [
      `appeal against INPS: ${outcome}`,
      {
        ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'loss', outcome, appealTo: 'inps' },
        ...{ protocol: 'INPS.4900.18/12/2026.0001', on: '2026-12-18', appeal, office },
      },
    ]),
  ),
  'appeal rejected: a cut': {
    ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'cut', outcome: 'rejected' },
    ...{ protocol: 'CRC 2026/00412', on: '2026-12-18', appeal, office },
  },
  'appeal inadmissible: closed': {
    ...{ kind: 'appeal-decided', ...about, decisionNumber: 1, decided: 'forfeiture', outcome: 'inadmissible' },
    ...{ protocol: 'CRC 2026/00412', on: '2026-12-18', endedOn: '2027-01-22', appeal, office },
  },
  'may declare again': { kind: 'may-declare-again', caseNumber, from: '2027-01-14', appealPends: false, office },
  'may declare again, an appeal pends': {
    ...{ kind: 'may-declare-again', caseNumber, from: '2027-01-14', appealPends: true, responsibleOfficer },
  },
  'closed: forfeiture': {
    ...{ kind: 'did-closed', ...about, didDate, reason: 'forfeiture', appeal, office },
  },
  'reply received': { kind: 'reply-received', ...about, attachments: false, office },
  'reply received, with attachments, office unknown': { kind: 'reply-received', ...about, attachments: true },
  'withdrawn by the citizen': { kind: 'withdrawn', ...about, didDate, by: 'citizen', office, responsibleOfficer },
  'withdrawn by the office': { kind: 'withdrawn', ...about, didDate, by: 'office', office },
  'draft given up': { kind: 'withdrawn', ...about, by: 'citizen' },
  'withdrawn, to be taken back': {
    ...{ kind: 'withdrawn', ...about, didDate, by: 'citizen', undoUntil: '2026-11-24T08:30:00.000Z' },
  },
  'draft given up, to be taken back': {
    ...{ kind: 'withdrawn', ...about, by: 'citizen', undoUntil: '2026-11-24T08:30:00.000Z' },
  },
  suspended: { kind: 'status-suspended', ...about, didDate, from: '2026-12-01', limitDays: 180 },
  'suspended, the days told': {
    ...{ kind: 'status-suspended', ...about, didDate, from: '2026-12-01', days: 60, limitDays: 180 },
  },
  'suspended, office chosen': {
    ...{ kind: 'status-suspended', ...about, didDate, from: '2026-12-08', limitDays: 180, office, responsibleOfficer },
  },
  resumed: { kind: 'status-resumed', ...about, didDate, from: '2026-12-01', until: '2027-02-28', office },
  'closed for work': {
    kind: 'did-closed',
    ...about,
    didDate,
    reason: 'job',
    appeal,
    since: '2026-12-01',
    office,
  },
  'closed for a pension': { kind: 'did-closed', ...about, didDate, reason: 'pension', appeal },
  'closed for a pension, as asked': {
    ...{ kind: 'did-closed', ...about, didDate, reason: 'pension', asked: true, appeal },
  },
  'closed for a move': { kind: 'did-closed', ...about, didDate, reason: 'moved', appeal },
  'closed for a move, to a region': {
    kind: 'did-closed',
    ...about,
    didDate,
    reason: 'moved',
    toRegion: 'Piemonte',
    appeal,
  },
  annulled: {
    ...{ kind: 'did-closed', ...about, didDate, reason: 'annulled', twoPersons: true, appeal, office },
    deciders: { proposed: 'job-centre', approved: 'manager' },
  },
  'not admitted': {
    ...{ kind: 'did-closed', ...about, reason: 'not-admitted', twoPersons: true },
    appeal: { court: 'administrative', days: 30 },
  },
  ...Object.fromEntries(
    ['job', 'pension', 'moved', 'annulled', 'not-admitted'].map((reason) => [
      `closing proposed: ${reason}`,
      { kind: 'closure-proposed', ...about, didDate, reason, answerBy: '2026-12-08', office },
    ]),
  ),
  'closing of a draft proposed': { kind: 'closure-proposed', ...about, reason: 'annulled', answerBy: '2026-12-03' },
  'closing proposed, since a day': {
    ...{ kind: 'closure-proposed', ...about, didDate, reason: 'job', since: '2026-11-08', answerBy: '2026-12-03' },
    ...{ office, responsibleOfficer },
  },
  ...Object.fromEntries(
    [
      ['meeting', 'registered-letter', false, false],
      ['orientation', 'email', true, true],
      ['training', 'portal-read', true, false],
      ['meeting', 'pec', true, true],
      ['meeting', 'hand', false, false],
    ].map(([purpose, channel, pact, benefit]) => [
      `called up: ${purpose}, ${channel}`,
      {
        ...{
          kind: 'call-up',
          ...about,
          appointment: called,
          place: 'Sala B, via Strozzi 11, Milano',
          purpose,
          channel,
        },
        ...{ pact, benefit, explainBy: '2026-10-01', ...(pact && { office, responsibleOfficer }) },
      },
    ]),
  ),
  ...Object.fromEntries(
    ['office', 'operator-changed', 'case-ended'].map((by) => [
      `call-up taken back: ${by}`,
      { kind: 'call-up-cancelled', ...opened, appointment: { ...called, sequence: 1 }, place: 'Sala B', by, office },
    ]),
  ),
  ...Object.fromEntries(
    [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].map(([late, benefit]) => [
      `call-up missed: ${late ? 'late' : 'absent'}, ${benefit ? 'a benefit' : 'no benefit'}`,
      {
        ...{ kind: 'call-up-missed', ...about, startedAt: called.startsAt, late, benefit, explainBy: '2026-11-24' },
        ...(benefit && { office }),
      },
    ]),
  ),
  'an absence excused': { kind: 'absence-excused', ...about, startedAt: called.startsAt, office, responsibleOfficer },
  'a fact contested, a letter follows': {
    ...{ kind: 'breach-contested', ...about, what: 'call-up', factOn: '2026-11-20', possible: 'cut', possibleDays: 8 },
    ...{
      rule: 'D.Lgs. 150/2015 art. 21 c.7 a',
      answerDays: 15,
      channel: 'registered-letter',
      office,
      responsibleOfficer,
    },
  },
  ...Object.fromEntries(
    [
      ['orientation', 'portal-read', 'cut'],
      ['training', 'pec', 'cut'],
      ['offer', 'hand', 'forfeiture'],
      ['declaration', 'email', 'loss'],
    ].map(([what, channel, possible]) => [
      `a fact contested: ${what}, ${channel}`,
      {
        ...{ kind: 'breach-contested', ...about, what, factOn: '2026-11-20', possible, channel, answerDays: 15 },
        ...{ rule: 'D.Lgs. 150/2015 art. 21 c.7', ...(possible === 'cut' && { possibleDays: 30 }) },
      },
    ]),
  ),
  'an answer in time': { kind: 'justification-received', ...about, to: 'contestation', inTime: true, office },
  'an answer that an office wrote down': {
    ...{ kind: 'justification-received', ...about, to: 'contestation', inTime: true, receivedOn: '2026-11-20', office },
  },
  'an answer that came late': { kind: 'justification-received', ...about, to: 'call-up', inTime: false, office },
  'closing not made': { kind: 'closure-dropped', ...about, didDate, office, responsibleOfficer },
  'closing of a draft not made': { kind: 'closure-dropped', ...about },
  'reopened by the office': { kind: 'did-reopened', ...about, didDate, by: 'office', merged: false, office },
  'reopened, and merged': { kind: 'did-reopened', ...about, didDate, by: 'office', merged: true },
  'withdrawal taken back': { kind: 'did-reopened', ...about, by: 'citizen', merged: false },
  rectified: {
    ...{ kind: 'did-rectified', ...about, didDate, rectifiedOn: '2026-12-01', office, appeal },
    what: ['data', 'did-date', 'pact-date'],
  },
  'chosen at a counter after the pact': {
    ...{ kind: 'operator-chosen', ...about, didDate, pactSignedOn: '2026-11-10', office, instead: true, documents },
  },
  'chosen at a counter, the date of the application awaited': {
    ...{ kind: 'operator-chosen', ...about, office, instead: false, documents },
  },
  'meeting with a DID con riserva not concluded': {
    ...{ kind: 'meeting-not-concluded', ...about, didDate, metOn: '2026-12-01', completeBy: '2027-03-03', office },
    missing: [{ what: 'identity-document', basis: 'procedure' }],
  },
  'meeting on an application without date not concluded': {
    ...{ kind: 'meeting-not-concluded', ...about, metOn: '2026-12-01', office },
    missing: [{ what: 'inps-extremes', basis: 'procedure' }],
  },
  'resumed, with a pact': {
    ...{ kind: 'status-resumed', ...about, didDate, from: '2026-12-01', until: '2027-02-28' },
    pactSignedOn: '2026-11-10',
  },
  'reopened, with a pact': {
    ...{ kind: 'did-reopened', ...about, didDate, by: 'office', merged: false, pactSignedOn: '2026-11-10' },
  },
  'transferred, with a pact': {
    ...{ kind: 'case-transferred', ...about, didDate, office, follows: true, pactSignedOn: '2026-11-10' },
  },
  'date rectified': {
    ...{ kind: 'did-rectified', ...about, didDate, rectifiedOn: '2026-12-01', what: ['did-date', 'pact-date'] },
    ...{ before: { didDate: '2026-11-16', pactSignedOn: '2026-11-20' }, pactSignedOn: '2026-11-25', appeal, office },
  },
  transferred: { kind: 'case-transferred', ...about, didDate, office, follows: true },
  'competence transferred': { kind: 'case-transferred', ...about, office, follows: false },
  'operator ended': { kind: 'operator-ended', caseNumber, was: 'Agenzia Lavoro Lodi', endedOn: '2026-11-20', didDate },
  'operator ended, another proposed': {
    ...{ kind: 'operator-ended', caseNumber, was: 'Centro per l’impiego di Sesto Calende', endedOn: '2026-11-20' },
    ...{ didDate, proposed: office },
  },
  'operator ended after the pact': {
    ...{ kind: 'operator-ended', caseNumber, was: 'Agenzia Lavoro Lodi', endedOn: '2026-11-20' },
    ...{ didDate, pactSignedOn: '2026-11-10', proposed: office },
  },
  'first reminder': {
    ...{ kind: 'completion-reminder', ...opened, didDate, closesOn: '2027-02-21', noticeNumber: 1 },
    documents: ['identity-document', 'paper-declaration'],
  },
  'last reminder, office chosen': {
    ...{ kind: 'completion-reminder', ...opened, didDate, closesOn: '2027-02-21', noticeNumber: 2 },
    ...{ office, responsibleOfficer },
  },
  'first reminder of a draft': { kind: 'completion-reminder', ...opened, closesOn: '2027-02-21', noticeNumber: 1 },
  'last reminder of a draft': { kind: 'completion-reminder', ...opened, closesOn: '2027-02-21', noticeNumber: 2 },
  'booked by the citizen': {
    ...{ kind: 'appointment-booked', ...opened, appointment, by: 'citizen', documents },
    ...{ office, responsibleOfficer },
  },
  'booked by the office': {
    ...{ kind: 'appointment-booked', ...opened, appointment, by: 'office' },
    documents: ['identity-document'],
  },
  'moved by the citizen': {
    ...{ kind: 'appointment-moved', ...opened, appointment: again, by: 'citizen', documents, office },
    movedFrom: '2026-11-30T10:00:00.000Z',
  },
  'moved by the office': {
    ...{ kind: 'appointment-moved', ...opened, appointment: again, by: 'office', documents },
    movedFrom: '2026-11-30T10:00:00.000Z',
  },
  'appointment missed': {
    ...{
      kind: 'appointment-missed',
      ...opened,
      startedAt: '2026-11-30T10:00:00.000Z',
      explainBy: '2026-12-01',
      office,
    },
  },
  'cancelled by the citizen': { ...cancelled, by: 'citizen', office, responsibleOfficer },
  'cancelled by the office': { ...cancelled, by: 'office', office },
  'cancelled by a change of office': { ...cancelled, by: 'operator-changed', office },
  'cancelled by the end of a case': { ...cancelled, by: 'case-ended' },
  'reminder of an appointment': {
    ...{ kind: 'appointment-reminder', ...opened, appointment, documents, office },
  },
  'term extended': { kind: 'term-extended', ...about, didDate, closesOn: '2027-04-30', before: '2027-03-23', office },
  'term extended, no office chosen': {
    ...{ kind: 'term-extended', ...about, didDate, closesOn: '2027-04-30', before: '2027-03-23' },
  },
  'more time to answer': {
    ...{ kind: 'deadline-extended', ...about, factOn: '2026-11-20', before: '2026-12-18', until: '2027-01-08', office },
  },
  'more time to answer, no office chosen': {
    ...{ kind: 'deadline-extended', ...about, factOn: '2026-11-20', before: '2026-12-18', until: '2027-01-08' },
  },
  'the time to answer ends soon': {
    ...{ kind: 'deadline-reminder', ...opened, factOn: '2026-11-20', contestedOn: '2026-12-01', until: '2026-12-18' },
    ...{ office, responsibleOfficer },
  },
  'the time to answer ends soon, no office chosen': {
    ...{ kind: 'deadline-reminder', ...opened, factOn: '2026-11-20', contestedOn: '2026-12-01', until: '2026-12-18' },
  },
  'file closed, office chosen': { kind: 'file-closed', ...swept, didDate, office, responsibleOfficer, appeal },
  'file closed': { kind: 'file-closed', ...swept, didDate, appeal },
  'draft closed': { kind: 'file-closed', ...swept },
  'application told by INPS': {
    ...{ kind: 'inps-application', ...about, didDate, appliedOn: didDate, protocol: 'INPS.8100.23/11/2026.1234567' },
    ...{ toldBy: 'inps', joined: false, differs: false },
  },
  'application that joins a DID, office chosen': {
    ...{ kind: 'inps-application', ...about, didDate, appliedOn: '2026-12-02', protocol: 'A.1', office },
    ...{ toldBy: 'inps', joined: true, differs: false, responsibleOfficer },
  },
  'application told otherwise': {
    ...{ kind: 'inps-application', ...about, didDate, appliedOn: '2026-11-20', toldBy: 'inps' },
    ...{ joined: false, differs: true },
  },
  'application told by the citizen': {
    ...{ kind: 'inps-application', ...about, didDate, appliedOn: didDate, toldBy: 'citizen' },
    ...{ joined: false, differs: false },
  },
  'application awaited': { kind: 'inps-awaited', ...about },
  'application made, its date awaited': { kind: 'inps-awaited', ...about, applied: true },
  'application reminded of': { kind: 'inps-reminder', ...opened },
  'date of the application reminded of': { kind: 'inps-reminder', ...opened, applied: true },
  'date of the application decided': {
    ...{ kind: 'inps-date-decided', ...about, didDate: '2026-11-20', didDateBefore: didDate, counts: 'inps', office },
  },
  'date of the application stays': {
    kind: 'inps-date-decided',
    ...about,
    didDate,
    didDateBefore: didDate,
    counts: 'stated',
  },
  'old DID asked': { kind: 'old-did-asked', ...about, jobCentre: 'Centro per l’impiego di Torino' },
  'old DID asked, with its day': {
    ...{ kind: 'old-did-asked', ...about, jobCentre: 'Centro per l’impiego di Torino', statedDate: '2026-02-03' },
  },
  'old DID valid': { kind: 'old-did-answered', ...about, jobCentre: 'Centro', valid: true, didDate: '2026-02-03' },
  'old DID valid, after the pact': {
    ...{ kind: 'old-did-answered', ...about, jobCentre: 'Centro', valid: true, didDate: '2026-02-03' },
    pactSignedOn: '2026-11-10',
  },
  'old DID not valid': {
    ...{
      kind: 'old-did-answered',
      ...about,
      jobCentre: 'Centro',
      valid: false,
      completeBy: '2027-02-21',
      appeal,
    },
  },
  'old DID not valid, INPS applied to': {
    kind: 'old-did-answered',
    ...about,
    jobCentre: 'Centro',
    valid: false,
    didDate,
    appeal,
  },
  'old DID not valid, INPS awaited': {
    kind: 'old-did-answered',
    ...about,
    jobCentre: 'Centro',
    valid: false,
    appeal,
  },
  'extremes verified': { kind: 'extremes-verified', ...about, didDate, verifiedOn: '2026-12-01', office },
  'documents that INPS needs, with a term': {
    ...{ kind: 'inps-benefit-news', ...about, appliedOn: didDate, protocol: 'INPS.8100.23/11/2026.1234567' },
    ...{ news: 'documents-needed', by: '2026-12-08', office, responsibleOfficer },
  },
  'decided by INPS': {
    ...{ kind: 'inps-benefit-news', ...about, appliedOn: didDate, protocol: 'A.1', news: 'decided' },
  },
  'date corrected by INPS': {
    ...{ kind: 'inps-benefit-news', ...about, appliedOn: '2026-11-20', protocol: 'A.1', news: 'date-corrected' },
  },
  'something at INPS': { kind: 'inps-area-invitation', ...about, matter: 'notice' },
  'news of a payment at INPS': { kind: 'inps-area-invitation', ...about, matter: 'payment', office },
  'a document at INPS': { kind: 'inps-area-invitation', ...about, matter: 'certificate' },
  'work that an employer told': {
    kind: 'job-news-told',
    ...about,
    didDate,
    job: 'hired',
    from: '2026-11-30',
    toCome: false,
  },
  'work to come': {
    ...{
      kind: 'job-news-told',
      ...about,
      didDate,
      job: 'hired',
      from: '2026-12-08',
      until: '2027-12-08',
      toCome: true,
    },
    ...{ office, responsibleOfficer },
  },
  'work that has ended': {
    ...{ kind: 'job-news-told', ...about, didDate, job: 'ended', from: '2026-12-01', until: '2026-12-11' },
    toCome: false,
  },
  'news of work taken back': {
    ...{ kind: 'job-news-told', ...about, didDate, job: 'annulled', from: '2026-12-01', toCome: false, office },
  },
  'service interrupted': {
    ...{ kind: 'service-interruption', ...about, services: ['portal', 'sign-in', 'appointments'], office },
    ...{ from: '2026-09-30T10:30:00.000Z', until: '2026-09-30T16:00:00.000Z' },
  },
  'mailbox changed': { kind: 'mailbox-changed', changedAt: about.receivedAt },
  'another mailbox asked for': {
    kind: 'mailbox-change-asked',
    askedAt: about.receivedAt,
    changesAt: '2026-11-24T08:30:00.000Z',
  },
  'another mailbox stopped': { kind: 'mailbox-change-stopped', stoppedAt: about.receivedAt },
  'mailbox listed later': { kind: 'mailbox-listed', listedAt: about.receivedAt },
  'guardian recorded': { kind: 'guardian-recorded', recordedAt: about.receivedAt },
  'correction refused': { kind: 'correction-refused', ...about, didDate, askedOn: '2026-11-20' },
  'correction refused, office chosen': { kind: 'correction-refused', ...about, didDate, askedOn: '2026-11-20', office },
  'correction asked': { kind: 'correction-asked', ...about, didDate, answerBy: '2026-12-23' },
  'correction asked, office chosen': { kind: 'correction-asked', ...about, didDate, answerBy: '2026-12-23', office },
  'mandate given': {
    ...{ kind: 'mandate-given', givenAt: about.receivedAt, patronato: 'INCA (CGIL)', until: '2027-06-30' },
    scope: ['see', 'fill-in', 'tell-inps'],
  },
  'mandate given, to see alone': {
    ...{ kind: 'mandate-given', givenAt: about.receivedAt, patronato: 'INCA (CGIL)', until: '2027-06-30' },
    scope: ['see'],
  },
  'mandate taken back': { kind: 'mandate-ended', endedAt: about.receivedAt, patronato: 'INCA (CGIL)' },
  'draft filled in by a patronato': { kind: 'mandate-act', ...opened, patronato: 'INCA (CGIL)', what: 'write-data' },
  'application told by a patronato': { kind: 'mandate-act', ...opened, patronato: 'INCA (CGIL)', what: 'state-inps' },
  'delegate named': { kind: 'mandate-given', givenAt: about.receivedAt, until: '2027-06-30', scope: [] },
  'delegate taken back': { kind: 'mandate-ended', endedAt: about.receivedAt, namedAt: '2026-10-01T08:00:00.000Z' },
  ...Object.fromEntries(
    delegateActs.map((what) => [
      `a delegate: ${what}`,
      { kind: 'mandate-act', ...opened, namedAt: '2026-10-01T08:00:00.000Z', what },
    ]),
  ),
  'guardian acts': {
    ...{ kind: 'mandate-given', givenAt: about.receivedAt, until: '2027-06-30', scope: [] },
    ...{ representative: 'guardian', represented: representedScopes },
  },
  'administrator of support acts': {
    ...{ kind: 'mandate-given', givenAt: about.receivedAt, from: '2026-12-01', until: '2027-06-30', scope: [] },
    ...{ representative: 'support-administrator', represented: ['see', 'appointments'] },
  },
  'parent acts no more': {
    ...{ kind: 'mandate-ended', endedAt: about.receivedAt, namedAt: '2026-10-01T08:00:00.000Z' },
    representative: 'parent',
  },
  ...Object.fromEntries(
    [...representativeActs, ...delegateActs].map((what) => [
      `a guardian: ${what}`,
      { kind: 'mandate-act', ...opened, namedAt: '2026-10-01T08:00:00.000Z', representative: 'guardian', what },
    ]),
  ),
  'restriction asked': { kind: 'restriction', state: 'asked', at: about.receivedAt, answerBy: '2026-12-23' },
  'restriction granted': { kind: 'restriction', state: 'restricted', at: about.receivedAt },
  'restriction refused': { kind: 'restriction', state: 'refused', at: about.receivedAt },
  'restriction about to end': { kind: 'restriction', state: 'ending', at: about.receivedAt },
  'account ended': { kind: 'account-ended', endedAt: about.receivedAt, kept: false },
  'account ended, a case kept': { kind: 'account-ended', endedAt: about.receivedAt, kept: true },
  code: { kind: 'mailbox-code', validUntil: '2026-11-24T08:30:00.000Z' },
}).map(([name, parameters]) => ({ name, parameters: MailParameters.parse(parameters) }));

export const cases = samples.flatMap(({ name, parameters }) =>
  languages.map((language) => ({ name, language, parameters })),
);
const secret = (parameters: MailParameters) => (parameters.kind === 'mailbox-code' ? code : undefined);
export const protocol = Registered.parse({ number: '2026/0000123', day: '2026-11-23' });
/** As the outbox sends it: an act with its number. */
const settingOf = ({ kind }: MailParameters, medium: Medium): Setting => ({
  ...context,
  medium,
  ...(isAct(kind) && { protocol }),
});
type Sample = Omit<(typeof cases)[number], 'name'>;
export const mailOf = ({ language, parameters }: Sample, medium: Medium = 'email') =>
  render(parameters.kind, language, parameters, settingOf(parameters, medium), secret(parameters));
export const sectionsOf = ({ language, parameters }: Sample, medium: Medium = 'email') =>
  contentOf(language, parameters, settingOf(parameters, medium), secret(parameters));

const plain = (html: string) =>
  html
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
const body = (html: string) => html.slice(html.indexOf('<body'));
/** All that the HTML shows, in reading order. */
export const shownIn = (html: string) =>
  plain(
    body(html)
      .replace(/<!--.*?-->/gs, '')
      .replace(/<\/?(?:strong|a)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' '),
  );
/** The smallest blocks of the HTML that hold text, as a reader sees them. */
export const blocks = (html: string) =>
  [...body(html).matchAll(/<(p|li|h1|h2)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inner = '']) =>
    plain(inner.replace(/<[^>]*>/g, '')),
  );
