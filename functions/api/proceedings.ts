/** What is done where a person who gets a benefit does not do what was agreed: call-ups, contested facts, decisions. */
import { readAct, reportBreach, serveAct, showAct } from './acts.ts';
import { fileAppeal, proposeAppealOutcome } from './appeals.ts';
import { callUpSheet } from './call-up-sheet.ts';
import { callUp, callUpEdit } from './call-ups.ts';
import { callUpMany, recordMany } from './call-ups-many.ts';
import { decideFact, proposeDecision } from './decisions.ts';
import { edit } from './edit.ts';
import { explanation } from './explanation.ts';
import { resource } from './http.ts';
import { certifyOutage, listOutages, proposeOutage } from './outages.ts';

export const handler = resource('proceedings', {
  'read-explanation': explanation,
  'list-outages': listOutages,
  'propose-outage': proposeOutage,
  'confirm-outage': certifyOutage,
  'call-up': callUp,
  'cancel-call-up': callUpEdit('cancel-call-up'),
  'record-call-up': callUpEdit('record-call-up'),
  'excuse-absence': callUpEdit('excuse-absence'),
  'call-up-many': callUpMany,
  'record-call-ups': recordMany,
  'read-call-up-sheet': callUpSheet,
  'report-breach': reportBreach,
  justify: edit('justify'),
  'show-act': showAct,
  'serve-act': serveAct,
  'read-act': readAct,
  decide: decideFact,
  'propose-forfeiture': proposeDecision,
  'file-appeal': fileAppeal,
  'propose-appeal-outcome': proposeAppealOutcome,
});
