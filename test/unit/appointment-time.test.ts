/** What time brings to a case with an appointment, and what becomes of the appointment when the case ends. */
import './function-environment.ts';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Appointment } from '../../functions/domain/appointment.ts';
import { addDays, dateInRome, type Instant, instantAt, startOfDay } from '../../functions/domain/dates.ts';
import { type DueFacts, dueStep, nextLook } from '../../functions/domain/deadlines.ts';
import type { DidCase, Notice } from '../../functions/domain/declaration.ts';
import { AppointmentId, MailId } from '../../functions/domain/ids.ts';
import { withdrawCommand } from '../../functions/domain/verbs/withdraw.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import { appliedAt, caseKey, givenCase, givenCitizen, givenCommand, quietTools, step } from './record-samples.ts';
import { at, caseIn, commandId, cpi, day, declarationId, policy, receivedAt } from './samples.ts';
import { users } from './user-pool.ts';

const appointmentOn = (date: string, time = '10:00', changes: Partial<Appointment> = {}): Appointment => ({
  id: AppointmentId.parse(commandId),
  operatorId: cpi,
  startsAt: instantAt(day(date), time),
  endsAt: instantAt(day(date), '10:30'),
  place: 1,
  sequence: 0,
  channel: 'portal',
  bookedAt: receivedAt,
  ...changes,
});
const well: DueFacts = { mailboxHealthy: true, mailboxSince: at('2026-01-01T00:00:00.000Z'), officeTaskOpen: false };
const stepAt = (didCase: DidCase, now: Instant, facts: Partial<DueFacts> = {}) =>
  dueStep(didCase, { ...well, ...facts }, policy, now);
const rome = (date: string, time: string) => instantAt(day(date), time);

describe('the reminder', () => {
  const didCase = caseIn('psp-signed', { appointment: appointmentOn('2026-12-09') });

  test('is due at nine the day before, in winter and in summer', () => {
    expect(nextLook(didCase, policy)).toBe(rome('2026-12-08', '09:00'));
    const summer = caseIn('psp-signed', { appointment: appointmentOn('2027-07-02') });
    expect(nextLook(summer, policy)).toBe('2027-07-01T07:00:00.000Z');
  });

  test.each([
    ['a second before', '2026-12-08T07:59:59.000Z', 'wait'],
    ['at nine', '2026-12-08T08:00:00.000Z', 'remind-appointment'],
    ['late, still before it begins', '2026-12-09T08:59:59.000Z', 'remind-appointment'],
    ['once it has begun', '2026-12-09T09:00:00.000Z', 'wait'],
  ])('%s', (_, now, kind) => expect(stepAt(didCase, at(now)).kind).toBe(kind));

  test.each([
    ['was sent', { remindedAt: receivedAt }],
    ['would come after the booking itself', { bookedAt: rome('2026-12-08', '09:00') }],
    ['has an outcome', { outcome: 'attended' }],
  ] as const)('is none of one that %s', (_, changes) => {
    const told = caseIn('psp-signed', { appointment: appointmentOn('2026-12-09', '10:00', changes) });
    expect(nextLook(told, policy)).toBeUndefined();
    expect(stepAt(told, rome('2026-12-08', '10:00'))).toEqual({ kind: 'wait', until: undefined });
  });

  test('missed for good leaves nothing due', () => {
    expect(stepAt(didCase, rome('2026-12-10', '09:00'))).toEqual({ kind: 'wait', until: undefined });
  });

  test('does not hide an earlier term, nor a term an earlier reminder', () => {
    const draftless = caseIn('reserved', { appointment: appointmentOn('2027-02-24') });
    expect(nextLook(draftless, policy)).toBe(startOfDay(day('2027-02-01')));
    const near = caseIn('reserved', { appointment: appointmentOn('2026-12-09') });
    expect(nextLook(near, policy)).toBe(rome('2026-12-08', '09:00'));
    expect(stepAt(near, rome('2026-12-08', '09:00')).kind).toBe('remind-appointment');
  });
});

describe('closing a DID con riserva (its term ended on 3 March 2027, both notices served)', () => {
  const notice = (number: 1 | 2, date: string): Notice => ({
    number,
    mailId: MailId.parse(commandId),
    sentAt: rome(date, '09:00'),
    servedAt: rome(date, '09:01'),
  });
  const noticed = (appointment?: Appointment) =>
    caseIn('reserved', { operatorId: cpi, notices: [notice(1, '2027-02-01'), notice(2, '2027-02-24')], appointment });
  const march4 = startOfDay(day('2027-03-04'));

  test('is due without an appointment', () => expect(stepAt(noticed(), march4).kind).toBe('expire'));

  test('waits for an appointment to be over', () => {
    const booked = noticed(appointmentOn('2027-03-10', '10:00', { remindedAt: receivedAt }));
    expect(stepAt(booked, march4)).toEqual({ kind: 'wait', until: rome('2027-03-10', '10:30') });
    expect(stepAt(booked, rome('2027-03-10', '10:29')).kind).toBe('wait');
  });

  test('waits no longer than until its reminder', () => {
    const until = rome('2027-03-09', '09:00');
    expect(stepAt(noticed(appointmentOn('2027-03-10')), march4)).toEqual({ kind: 'wait', until });
  });

  test('asks the office first what became of it, once, and waits for the answer', () => {
    const over = noticed(appointmentOn('2027-03-02'));
    expect(stepAt(over, march4)).toMatchObject({ kind: 'ask-outcome' });
    const asked = noticed(appointmentOn('2027-03-02', '10:00', { outcomeAsked: true }));
    expect(stepAt(asked, march4, { officeTaskOpen: true }).kind).toBe('wait');
    expect(stepAt(asked, march4).kind).toBe('expire');
  });

  test.each([
    ['not-attended', 'expire'],
    ['attended', 'ask-entry'],
  ] as const)('goes on once it is told: %s', (outcome, kind) => {
    expect(stepAt(noticed(appointmentOn('2027-03-02', '10:00', { outcome })), march4).kind).toBe(kind);
  });
});

test('who has an appointment is not convened until it is over', () => {
  const due = startOfDay(day('2026-12-04'));
  const confirmed = (appointment?: Appointment) => caseIn('confirmed', { operatorId: cpi, appointment });
  expect(stepAt(confirmed(), due).kind).toBe('convene');
  const booked = confirmed(appointmentOn('2026-12-09', '10:00', { remindedAt: receivedAt }));
  expect(stepAt(booked, due)).toEqual({ kind: 'wait', until: rome('2026-12-09', '10:30') });
  expect(stepAt(booked, rome('2026-12-09', '10:30')).kind).toBe('convene');
});

describe('in the record', () => {
  const memory = new MemoryTable();
  mockClient(SFNClient).on(ListExecutionsCommand).resolves({ executions: [] });
  const desk = {
    table: memory.table,
    machine: { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn },
    policy,
    users,
  };
  const run = (now: Instant) => sweep(desk, now, quietTools(), () => true);
  const placeKey = (appointment: Appointment) => ({ pk: `CALENDAR#${cpi}`, sk: `SLOT#${appointment.startsAt}#01` });
  const given = (didCase: DidCase) => {
    givenCase(memory, didCase);
    const { appointment } = didCase;
    if (!appointment) throw new Error('no appointment');
    memory.set(placeKey(appointment), { entity: 'place', appointmentId: appointment.id, declarationId });
    memory.set(caseKey, { agendaShard: '01', agendaDue: nextLook(didCase, policy) });
    return appointment;
  };
  const mails = () => memory.all('mail').map(({ parameters }) => Object(parameters));

  beforeEach(() => {
    memory.clear();
    givenCitizen(memory);
  });

  test('the sweep reminds once, and looks again when the term wants it', async () => {
    given(caseIn('reserved', { operatorId: cpi, appointment: appointmentOn('2026-12-09') }));
    await run(rome('2026-12-08', '09:00'));
    await run(rome('2026-12-08', '09:05'));
    expect(mails()).toMatchObject([
      { kind: 'appointment-reminder', documents: ['identity-document', 'paper-declaration'] },
    ]);
    expect(memory.all('history')).toMatchObject([{ event: 'remind-appointment', by: { party: 'schedule' } }]);
    expect(memory.get(caseKey)).toMatchObject({ agendaDue: startOfDay(day('2027-02-01')) });
  });

  test('the sweep asks the office what became of an appointment before a closing', async () => {
    const { sentAt, servedAt } = { sentAt: rome('2027-02-01', '09:00'), servedAt: rome('2027-02-01', '09:01') };
    const notices = ([1, 2] as const).map((number) => ({ number, mailId: MailId.parse(commandId), sentAt, servedAt }));
    given(caseIn('reserved', { operatorId: cpi, notices, appointment: appointmentOn('2027-03-02') }));
    memory.set(caseKey, { agendaDue: startOfDay(day('2027-03-04')) });
    await run(startOfDay(day('2027-03-04')));
    expect(memory.all('task')).toMatchObject([{ kind: 'appointment-outcome', operatorId: cpi }]);
    expect(Object(memory.get(caseKey)?.['appointment']).outcomeAsked).toBe(true);
    await run(startOfDay(day('2027-03-05')));
    expect(memory.all('command')).toEqual([]);
  });

  test('a withdrawal sets the place free and calls the event off, in its own transaction', async () => {
    const appointment = given(caseIn('reserved', { operatorId: cpi, appointment: appointmentOn('2026-12-09') }));
    givenCommand(memory, 'withdraw', {});
    await apply({ table: memory.table, policy, now: () => appliedAt }, withdrawCommand, step);
    expect(memory.get(placeKey(appointment))).toBeUndefined();
    expect(memory.get(caseKey)).not.toHaveProperty('appointment');
    expect(
      mails()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['appointment-cancelled', 'withdrawn']);
    expect(memory.transactions).toHaveLength(1);
  });

  test('one that is over stays in the calendar and with the case', async () => {
    const over = appointmentOn(addDays(dateInRome(receivedAt), -3), '10:00', { outcome: 'attended' });
    const appointment = given(caseIn('reserved', { operatorId: cpi, appointment: over }));
    givenCommand(memory, 'withdraw', {});
    await apply({ table: memory.table, policy, now: () => appliedAt }, withdrawCommand, step);
    expect(memory.get(placeKey(appointment))).toBeDefined();
    expect(memory.get(caseKey)).toMatchObject({ appointment: { outcome: 'attended' } });
  });
});
