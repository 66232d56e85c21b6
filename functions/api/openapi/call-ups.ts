/** Operations on call-ups: of one person, and of many to one room. */
import './settings.ts';
import * as z from 'zod/mini';
import { CallUpAttendanceBody, CallUpBody, ExcuseBody } from '../../domain/call-ups.ts';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { CommandId } from '../../domain/ids.ts';
import type { CallUp } from '../../domain/proceedings.ts';
import { ManyAttendances, ManyCallUps, ManyDone, SheetQuery } from '../call-up-rows.ts';
import { made, seenBy } from './examples.ts';
import { type Answer, type Operation, ok } from './operation.ts';
import { cases, operatorActor } from './samples.ts';

const actId = CommandId.parse('5d2c1b0a-9f8e-5d7c-8b6a-4f3e2d1c0b9a');
const called: CallUp = {
  id: actId,
  purpose: 'orientation',
  startsAt: Instant.parse('2026-10-30T08:00:00.000Z'),
  place: 'Sala B, via Strozzi 11, Milano',
  calledAt: Instant.parse('2026-10-20T09:00:00.000Z'),
  by: {
    subject: operatorActor.subject,
    fiscalCodeMac: 'keyed hash of the fiscal code',
    party: 'cpi',
    operatorId: operatorActor.operatorId,
  },
  service: { channel: 'registered-letter', sentOn: PlainDate.parse('2026-10-20') },
  justifications: [],
};
const waiting = seenBy('cpi', { ...cases.signed, callUps: [called] });
const settled = seenBy('cpi', cases.signed);
const { declarationId } = cases.signed;
const { startsAt, place, purpose, service } = called;

const gone = ['act-unknown', 'wrong-status', 'not-this-party', 'changed-meanwhile'] as const;
const row = { declarationId, outcome: 'done', actId, receiptNumber: 'R-20261020-5D2C1B0A9F8E' };
const nothing = { code: null, detail: null, earliest: null };
const rows = (description: string): Answer =>
  ok(ManyDone, description, {
    done: { rows: [{ ...row, ...nothing }], left: [] },
    cut: { rows: [], left: [declarationId] },
  });

export const callUps = {
  'call-up': {
    tag: 'office',
    summary: 'Call a person up',
    description:
      'The chosen operator, or the job centre that convenes, calls a person to a meeting, to orientation or to training. ' +
      'Who has a pact is called up by the way agreed there from 24 to 72 hours before, counted on working days (Saturday ' +
      'is one); otherwise, and before the pact, seven days before at least, by a way that proves that it came. `earliest` ' +
      'of the refusal tells from when on. Nobody is called up outside plausible office hours: `call-up-hour`, with `hours`. A mail with a calendar entry tells the person; the act itself is served by ' +
      '`service.channel`, today. An absence is contested only if this notice lay between the service and the meeting.',
    body: { schema: CallUpBody, examples: { orientation: { purpose, startsAt, place, service } } },
    answers: [made('Called up: the DID as it is now.', waiting)],
    refusals: [
      'data-restricted',
      'wrong-status',
      'not-this-party',
      'no-did-yet',
      'operator-not-active',
      'called-up-already',
      'too-many-call-ups',
      'sent-in-future',
      'sent-before-act',
      'mailbox-broken',
      'channel-not-valid',
      'channel-not-agreed',
      'notice-too-short',
      'call-up-holiday',
      'call-up-hour',
      'call-up-too-far',
      'changed-meanwhile',
    ],
    keyed: true,
  },
  'cancel-call-up': {
    tag: 'office',
    summary: 'Take a call-up back',
    description: 'Takes back a call-up that has not begun; a mail takes it out of the calendar of the person.',
    body: { schema: z.strictObject({}), examples: { plain: {} } },
    answers: [made('Taken back: the DID as it is now.', settled)],
    refusals: [...gone, 'call-up-begun'],
    mayBeAbsent: true,
    keyed: true,
  },
  'record-call-up': {
    tag: 'office',
    summary: 'Record who came when called up',
    description:
      'Notes, once the meeting has begun, whether the person came. Who was met is done with. Who was not is told how to say ' +
      'why by the day after it was noted, days of an impediment not counted (`explainBy`); nothing follows by itself. ' +
      'Without a benefit, and of who came late, the job centre is asked to call up again: lateness is not contested. ' +
      '`seen`: whether who came late was met all the same.',
    body: {
      schema: CallUpAttendanceBody,
      examples: {
        came: { attendance: 'present' },
        late: { attendance: 'late', seen: true },
        didNot: { attendance: 'absent' },
      },
    },
    answers: [made('Noted: the DID as it is now.', settled)],
    refusals: [...gone, 'call-up-to-come'],
    mayBeAbsent: true,
    keyed: true,
  },
  'excuse-absence': {
    tag: 'office',
    summary: 'Take a reason for an absence',
    description:
      'Takes a reason that the law knows: the absence is no breach, the person is told and called up again. Of what proves ' +
      'it the case keeps the kind, and that the office has seen it; no mail names the reason.',
    body: { schema: ExcuseBody, examples: { illness: { reason: 'illness', verified: true } } },
    answers: [made('Settled: the DID as it is now.', settled)],
    refusals: [...gone, 'call-up-to-come', 'not-absent'],
    mayBeAbsent: true,
    keyed: true,
  },
  'call-up-many': {
    tag: 'office',
    summary: 'Call many people up to one room',
    description:
      'Calls up to 300 people to one room at one time, row by row: `refused` rows say why, as `POST ' +
      '/declarations/{id}/call-ups` does, or that the room is full (`room-full`). What time did not reach stands in `left`: ' +
      'the same request with the same key goes on where it stopped, and does nothing twice.',
    body: {
      schema: ManyCallUps,
      examples: {
        room: {
          purpose,
          startsAt,
          place,
          channel: 'registered-letter',
          capacity: 40,
          declarations: [{ declarationId }],
        },
      },
    },
    answers: [rows('What became of each row.')],
  },
  'record-call-ups': {
    tag: 'office',
    summary: 'Record who of many came',
    description:
      'The same as the attendance of one, row by row, for up to 300; what is `left` is asked again with the same key.',
    body: { schema: ManyAttendances, examples: { room: { rows: [{ declarationId, actId, attendance: 'present' }] } } },
    answers: [rows('What became of each row.')],
  },
  'read-call-up-sheet': {
    tag: 'office',
    summary: 'Read the sheet that people sign',
    description: 'Who is called up to a room of the own office at a time, by seat, with room for the signature.',
    query: SheetQuery,
    answers: [
      {
        ...ok(z.string(), 'The sheet.', {
          sheet: `seat,case_number,family_name,given_name,declaration_id,act_id,signature\n1,DID 3F2504E0-4F89,Rossi,Mario,${declarationId},${actId},\n`,
        }),
        media: 'text/csv',
      },
    ],
  },
} as const satisfies Record<string, Operation>;
