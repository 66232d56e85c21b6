import { describe, expect, test } from 'vitest';
import { type MailKind, MailParameters, mailKinds, mailSorts } from '../../functions/domain/communications.ts';
import { MailContext } from '../../functions/outbox/templates/context.ts';
import { phoneInWords, phoneLink } from '../../functions/outbox/templates/words.ts';

const called = { id: 'f2b6c7d8-1a3e-5b4c-9d0f-6e7a8b9c0d1e', sequence: 0, startsAt: '2026-09-30T10:30:00.000Z' };
const about = {
  caseNumber: 'DID 1A2B-3C4D-5E6F',
  receiptNumber: 'R-20261123-0123456789AB',
  receivedAt: '2026-11-23T08:30:00.000Z',
};
const opened = { caseNumber: about.caseNumber, receivedAt: about.receivedAt };
const didDate = '2026-11-23';
const appeal = { court: 'ordinary', days: 60 };
const office = { name: 'Centro per l’impiego di Monza', phone: '+39 039 839641', email: 'cpi@provincia.example' };
const appointment = {
  id: 'f2b6c7d8-1a3e-5b4c-9d0f-6e7a8b9c0d1e',
  sequence: 0,
  startsAt: '2026-12-01T08:30:00.000Z',
  endsAt: '2026-12-01T09:00:00.000Z',
};
const least: Record<MailKind, object> = {
  'call-up': {
    ...{ ...about, appointment: called, place: 'Sala B', purpose: 'meeting', channel: 'registered-letter' },
    ...{ pact: true, benefit: false, explainBy: '2026-10-01' },
  },
  'call-up-cancelled': { ...opened, appointment: called, place: 'Sala B', by: 'office' },
  'call-up-missed': {
    ...{ ...about, startedAt: called.startsAt, late: false, benefit: false, explainBy: '2026-10-01' },
  },
  'absence-excused': { ...about, startedAt: called.startsAt },
  'breach-contested': {
    ...{ ...about, what: 'offer', factOn: didDate, rule: 'D.Lgs. 150/2015 art. 21 c.7 d' },
    ...{ possible: 'forfeiture', answerDays: 15, channel: 'hand' },
  },
  'justification-received': { ...about, to: 'call-up', inTime: true },
  'decision-taken': {
    ...{ ...about, number: 1, what: 'call-up', factOn: didDate, outcome: 'dismissed', channel: 'pec' },
    ...{ law: 'D.Lgs. 150/2015 art. 21 c.7 a', decidedBy: 'job-centre', twoPersons: false, appealDays: 30 },
  },
  'appeal-recorded': { ...about, decisionNumber: 1, decided: 'cut', filedOn: didDate, inTime: true, by: 'citizen' },
  'appeal-decided': {
    ...{ ...about, decisionNumber: 1, decided: 'cut', outcome: 'upheld' },
    ...{ protocol: 'CRC 2026/00412', on: didDate },
  },
  'may-declare-again': { caseNumber: about.caseNumber, from: didDate, appealPends: false },
  'draft-saved': about,
  'did-released': { ...about, didDate },
  'did-released-with-reserve': { ...about, didDate, documents: ['identity-document'] },
  'did-authenticated': { ...about, didDate, authenticatedOn: '2026-12-01', office },
  'psp-signed': { ...about, didDate, pactSignedOn: '2026-12-01', office },
  'operator-chosen': { ...about, office, instead: false, documents: ['identity-document'] },
  'meeting-not-concluded': {
    ...{ ...about, metOn: '2026-12-01', office },
    missing: [{ what: 'identity-document', basis: 'procedure' }],
  },
  'pact-disputed': { ...about, didDate, pactSignedOn: '2026-12-01' },
  'pact-dispute-dismissed': { ...about, didDate, pactSignedOn: '2026-12-01', signature: 'fea', appeal },
  'pact-voided': { ...about, didDate, pactSignedOn: '2026-12-01', disputed: true },
  withdrawn: { ...about, by: 'citizen' },
  'status-suspended': { ...about, didDate, from: '2026-12-01', limitDays: 180 },
  'status-resumed': { ...about, didDate, from: '2026-12-01', until: '2027-02-28' },
  'closure-proposed': { ...about, reason: 'job', answerBy: '2026-12-03' },
  'closure-dropped': about,
  'did-closed': { ...about, reason: 'job' },
  'did-reopened': { ...about, by: 'office', merged: false },
  'did-rectified': { ...about, rectifiedOn: '2026-12-01', what: ['did-date'] },
  'case-transferred': { ...about, office, follows: false },
  'operator-ended': { caseNumber: about.caseNumber, was: 'Agenzia Lavoro Lodi', endedOn: didDate },
  'completion-reminder': { ...opened, closesOn: '2027-02-21', noticeNumber: 1 },
  'term-extended': { ...about, didDate, closesOn: '2027-04-30', before: '2027-03-23' },
  'deadline-extended': { ...about, factOn: didDate, until: '2027-01-08', before: '2026-12-18' },
  'deadline-reminder': { ...opened, factOn: didDate, contestedOn: '2026-12-01', until: '2026-12-18' },
  'file-closed': about,
  'appointment-booked': { ...opened, appointment, by: 'citizen', documents: ['identity-document'] },
  'appointment-moved': {
    ...{ ...opened, appointment, by: 'office', documents: ['identity-document'] },
    movedFrom: appointment.endsAt,
  },
  'appointment-cancelled': { ...opened, appointment, by: 'case-ended' },
  'appointment-missed': { ...opened, startedAt: appointment.startsAt, explainBy: '2026-12-01' },
  'appointment-reminder': { ...opened, appointment, documents: ['identity-document'] },
  'inps-application': { ...about, didDate, appliedOn: didDate, toldBy: 'inps', joined: false, differs: false },
  'inps-awaited': about,
  'inps-reminder': opened,
  'inps-date-decided': { ...about, didDate, didDateBefore: didDate, counts: 'inps' },
  'old-did-asked': { ...about, jobCentre: 'Centro per l’impiego di Torino' },
  'old-did-answered': { ...about, jobCentre: 'Centro per l’impiego di Torino', valid: true },
  'extremes-verified': { ...about, didDate, verifiedOn: '2026-12-01', office },
  'reply-received': { ...about, attachments: false },
  'inps-benefit-news': { ...about, appliedOn: didDate, protocol: 'A.1', news: 'decided' },
  'inps-area-invitation': { ...about, matter: 'notice' },
  'job-news-told': { ...about, didDate, job: 'hired', from: '2026-12-01', toCome: false },
  'service-interruption': {
    ...{ ...about, services: ['portal'] },
    ...{ from: '2026-11-24T08:30:00.000Z', until: '2026-11-24T12:30:00.000Z' },
  },
  'mailbox-changed': { changedAt: '2026-11-24T08:30:00.000Z' },
  'mailbox-change-asked': { askedAt: '2026-11-23T08:30:00.000Z', changesAt: '2026-11-24T08:30:00.000Z' },
  'mailbox-change-stopped': { stoppedAt: '2026-11-24T08:30:00.000Z' },
  'mailbox-listed': { listedAt: '2026-11-24T08:30:00.000Z' },
  'guardian-recorded': { recordedAt: '2026-11-24T08:30:00.000Z' },
  'mandate-given': {
    givenAt: '2026-11-24T08:30:00.000Z',
    until: '2027-06-30',
    scope: ['see'],
  },
  'mandate-ended': { endedAt: '2026-11-24T08:30:00.000Z' },
  'mandate-act': { ...opened, what: 'write-data' },
  'correction-refused': { ...about, didDate, askedOn: '2026-11-20' },
  'correction-asked': { ...about, didDate, answerBy: '2026-12-23' },
  restriction: { state: 'restricted', at: '2026-11-24T08:30:00.000Z' },
  'account-ended': { endedAt: '2026-11-24T08:30:00.000Z', kept: false },
  'mailbox-code': { validUntil: '2026-11-24T08:30:00.000Z' },
};
const accepts = (parameters: unknown) => MailParameters.safeParse(parameters).success;

describe.each(mailKinds)('facts of %s', (kind) => {
  const parameters = { kind, ...least[kind] };

  test('are accepted, and survive storing', () => {
    const stored = MailParameters.parse(parameters);
    expect(stored).toEqual(parameters);
    expect(MailParameters.parse(JSON.parse(JSON.stringify(stored)))).toEqual(parameters);
  });

  test.each(['givenName', 'familyName', 'fiscalCode', 'email', 'to', 'phone', 'documentNumber', 'code', 'note'])(
    'refuse an unknown field: %s',
    (field) => {
      expect(accepts({ ...parameters, [field]: 'x' })).toBe(false);
    },
  );

  test.each(Object.keys(least[kind]))('need %s', (field) => {
    expect(accepts({ ...parameters, [field]: undefined })).toBe(false);
  });

  test('have a nature and a version', () => {
    expect(['legal', 'courtesy']).toContain(mailSorts[kind].nature);
    expect(mailSorts[kind].version).toBeGreaterThan(0);
  });
});

describe('facts that could carry something else', () => {
  const released = { kind: 'did-released', ...about, didDate };

  test('an unknown kind', () => {
    expect(accepts({ ...released, kind: 'newsletter' })).toBe(false);
  });

  test.each([
    ['a line break', 'CPI\r\nBcc: x'],
    ['a tabulator', 'CPI\tx'],
    ['a separator', 'CPI\u2028x'],
    ['a turned reading direction', 'CPI \u202Ex'],
    ['a mailbox', 'scrivi a mario@libero.example'],
    ['a fiscal code', 'pratica di RSSMRA85T10A562S'],
    ['a fiscal code in small letters', 'rssmra85t10a562s'],
    ['nothing', '   '],
    ['too much', 'x'.repeat(161)],
  ])('an office’s name with %s', (_, name) => {
    expect(accepts({ ...released, office: { ...office, name } })).toBe(false);
    expect(accepts({ ...released, responsibleOfficer: name })).toBe(false);
  });

  test('a field of the office that no mail needs', () => {
    expect(accepts({ ...released, office: { ...office, id: 'cpi-monza' } })).toBe(false);
  });

  test('numbers of case and receipt that are not ours', () => {
    expect(accepts({ ...released, caseNumber: 'DID RSSMRA85T10A562S' })).toBe(false);
    expect(accepts({ ...released, receiptNumber: 'R-1\r\nBcc: x@y.example' })).toBe(false);
  });

  test('days and instants that are not', () => {
    expect(accepts({ ...released, didDate: '2026-02-31' })).toBe(false);
    expect(accepts({ ...released, receivedAt: '2026-11-23' })).toBe(false);
  });

  test('a receipt of a reminder, which answers no request', () => {
    const reminder = { kind: 'completion-reminder', ...least['completion-reminder'] };
    expect(accepts(reminder)).toBe(true);
    expect(accepts({ ...reminder, receiptNumber: about.receiptNumber })).toBe(false);
  });

  test.each([0, 3, '1', 1.5])('a reminder that is neither the first nor the second: %j', (noticeNumber) => {
    expect(accepts({ kind: 'completion-reminder', ...opened, closesOn: '2027-02-21', noticeNumber })).toBe(false);
  });

  test('a case or a mailbox in the news of a new mailbox', () => {
    const changed = { kind: 'mailbox-changed', ...least['mailbox-changed'] };
    for (const more of [about, { mailbox: 'x@y.example' }, { previous: 'x@y.example' }, { office }])
      expect(accepts({ ...changed, ...more })).toBe(false);
  });

  test('no document to bring, or an unknown one', () => {
    const reserve = { kind: 'did-released-with-reserve', ...about, didDate };
    expect(accepts({ ...reserve, documents: [] })).toBe(false);
    expect(accepts({ ...reserve, documents: ['blood-test'] })).toBe(false);
  });
});

describe('configuration of the texts', () => {
  const context = {
    bodyName: 'Regione Esempio',
    portalUrl: 'https://did.regione.example/',
    privacyUrl: 'https://www.regione.example/privacy',
    responsibleOffice: 'Ufficio DID',
    help: { phone: '800 123 456', hours: 'ore 9-17', desk: 'ogni Centro per l’impiego' },
    pec: 'lavoro@pec.regione.example',
  };
  const fits = (change: object) => MailContext.safeParse({ ...context, ...change }).success;

  test('takes a portal by https, or on this machine', () => {
    expect(fits({})).toBe(true);
    expect(fits({ portalUrl: 'http://localhost:8080' })).toBe(true);
    expect(fits({ portalUrl: 'http://did.regione.example/' })).toBe(false);
    expect(fits({ portalUrl: 'javascript:alert(1)' })).toBe(false);
  });

  test('takes no address that could carry a token', () => {
    for (const tail of ['?token=1', '#token=1'])
      expect(fits({ portalUrl: `https://did.regione.example/${tail}` })).toBe(false);
    expect(fits({ portalUrl: 'https://user:secret@did.regione.example/' })).toBe(false);
  });

  test.each(['pec', 'responsibleOffice', 'help'])('takes no office without its %s: every mail tells it', (name) => {
    expect(fits({ [name]: undefined })).toBe(false);
    for (const part of ['phone', 'hours', 'desk'])
      expect(fits({ help: { ...context.help, [part]: undefined } })).toBe(false);
  });

  test('refuses an unknown setting', () => {
    expect(fits({ tracking: true })).toBe(false);
  });
});

test.each([
  ['800318318', '800 318 318', 'tel:800-318-318'],
  ['02 77401', '02 77 401', 'tel:02-77-401'],
  ['039 839641', '039 839 641', 'tel:039-839-641'],
  ['+390399839641', '+39 039 983 9641', 'tel:+39-039-983-9641'],
  ['+39 02.7740.1234', '+39 02 7740 1234', 'tel:+39-02-7740-1234'],
  ['803164', '803 164', 'tel:803-164'],
  ['112', '112', 'tel:112'],
])('telephone %s is shown as %s', (number, shown, link) => {
  expect(phoneInWords(number)).toBe(shown);
  expect(phoneLink(number)).toBe(link);
  expect(phoneInWords(number).replace(/\D/g, '')).toBe(number.replace(/\D/g, ''));
});
