import { mainSeat, type Operator } from '../domain/operators.ts';

/** A body of the directory as the public sees it: how to reach it, without what only we need to know of it. */
export function operatorView(operator: Operator) {
  const { mailDomains: _, certainty: __, note: ___, ...shown } = operator;
  const { town, province } = mainSeat(operator);
  // S0:23: who comes in opening hours is received, booked or not.
  return { ...shown, town, province, meetingWithoutAppointment: true as const };
}
