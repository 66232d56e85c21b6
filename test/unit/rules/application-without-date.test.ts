/** Route B: who has applied to INPS and has not the receipt at hand. The application is the DID already (S0:43). */
import { describe, expect, test } from 'vitest';
import { addDays, startOfDay } from '../../../functions/domain/dates.ts';
import { nextLook } from '../../../functions/domain/deadlines.ts';
import { edits } from '../../../functions/domain/edits.ts';
import { intakeRule } from '../../../functions/domain/intake.ts';
import { remindInps } from '../../../functions/domain/reminders.ts';
import { allowedActions, awaiting, statusLabel } from '../../../functions/domain/view.ts';
import {
  cpi,
  day,
  decisionOf,
  editFactsOf,
  identityDocument,
  meeting,
  officer,
  operatorOf,
  otherCpi,
  policy,
  receivedAt,
  today,
  verdictOf,
} from '../samples.ts';
import { aboutTo, act, chosen, onB, protocol, register } from './elsewhere.ts';

const applied = { state: 'made', kind: 'naspi' } as const;
const undated = onB(applied);
const office = { actor: officer(cpi), party: 'cpi' } as const;
const extremes = { appliedOn: day('2026-11-16'), protocol };

test('the mail says that the application is the DID and that only its date is missing', () => {
  expect(decisionOf(register({ route: 'B', inps: applied })).mail).toMatchObject({
    kind: 'inps-awaited',
    applied: true,
  });
  expect(decisionOf(register({ route: 'B', inps: aboutTo })).mail).toMatchObject({
    kind: 'inps-awaited',
    applied: false,
  });
});

test('the label says so too, and what is awaited is the office, then the meeting', () => {
  expect(statusLabel(undated, 'it', undefined)).toContain('manca solo la data');
  expect(statusLabel(onB(aboutTo), 'it', undefined)).toContain('nascerà con quella');
  expect(awaiting(undated, policy)).toEqual({ who: 'citizen', what: 'choose-operator', by: null });
  expect(awaiting(chosen(undated), policy)).toEqual({ who: 'citizen', what: 'confirm', by: null });
  expect(awaiting(onB(aboutTo), policy)).toMatchObject({ what: 'apply-to-inps' });
});

describe('the person', () => {
  test('chooses who will follow them after the application (S0:49)', () => {
    const choice = edits['choose-operator'].decide(editFactsOf(undated), { operatorId: cpi });
    expect(choice).toMatchObject({ kind: 'edit', changes: { operatorId: cpi } });
    expect(allowedActions(undated, 'citizen')).toContain('choose-operator');
    expect(allowedActions(onB(aboutTo), 'citizen')).not.toContain('choose-operator');
  });

  test('is taken in at a counter', () => {
    const facts = { actor: officer(otherCpi), operator: operatorOf(otherCpi) };
    const body = { fiscalCode: 'RSSMRA85T10A562S', documentShown: identityDocument, present: true };
    expect(intakeRule.decide(editFactsOf(undated, facts), body)).toMatchObject({
      kind: 'edit',
      changes: { operatorId: otherCpi },
      mail: { kind: 'operator-chosen' },
    });
    expect(verdictOf(intakeRule.decide(editFactsOf(onB(aboutTo), facts), body))[0]).toBe('intake-nobody');
  });

  test('has the extremes recorded at the meeting, by which the DID has its date (S0:55)', () => {
    const met = decisionOf(act('confirm', chosen(undated), { ...meeting, inps: extremes }, office));
    expect(met.next).toMatchObject({ status: 'confirmed', didDate: '2026-11-16', didSource: 'inps' });
    expect(allowedActions(chosen(undated), 'cpi')).toContain('confirm');
  });

  test('without the extremes comes again, and is told what is missing', () => {
    expect(verdictOf(act('confirm', chosen(undated), meeting, office))).toEqual([
      'extremes-missing',
      'inps.appliedOn',
      'S0:55',
    ]);
    const again = edits['meeting-not-concluded'].decide(editFactsOf(chosen(undated), office), {
      metOn: today,
      missing: ['inps-extremes'],
    });
    expect(again).toMatchObject({ kind: 'edit', mail: { kind: 'meeting-not-concluded' } });
    expect(allowedActions(chosen(undated), 'cpi')).toContain('meeting-not-concluded');
  });

  test('is not led to another DID by the reminder', () => {
    const { mail } = remindInps(undated, policy, receivedAt);
    expect(mail).toMatchObject({ kind: 'inps-reminder', applied: true });
    expect(remindInps(onB(aboutTo), policy, receivedAt).mail).toMatchObject({ applied: false });
    expect(nextLook(undated, policy)).toBe(startOfDay(addDays(today, policy.inpsReminderDays.value + 1)));
  });
});

test('who has not applied yet has no DID to be met for', () => {
  expect(verdictOf(act('confirm', chosen(onB(aboutTo)), { ...meeting, inps: extremes }, office))[0]).toBe('no-did-yet');
});
