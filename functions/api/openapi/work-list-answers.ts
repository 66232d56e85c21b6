import * as z from 'zod/mini';
import { Declaration } from './answers.ts';

/** A line of a work list as `workListView` shows it: what waits, and nothing of whose it is. */
export const WorkListLine = z.pick(Declaration, {
  id: true,
  caseNumber: true,
  status: true,
  statusLabel: true,
  route: true,
  withReserve: true,
  didDate: true,
  operator: true,
  chooseAgain: true,
  appointment: true,
  awaiting: true,
  allowedActions: true,
  restricted: true,
  version: true,
});
