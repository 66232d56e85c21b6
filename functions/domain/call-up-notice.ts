/** How long before, and by which way, a person is called up (D.Lgs. 150/2015 art. 21 c.6). */
import { conditionalityOn, isValidChannel } from './conditionality.ts';
import { addDays, dateInRome, epochOf, type Instant, instantAt, instantOf, startOfDay, timeInRome } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { isKnown } from './holidays.ts';
import { isDisputed } from './pact.ts';
import type { Hours, ProcedurePolicy, RuleId, Term } from './policies.ts';
import type { CallUp } from './proceedings.ts';
import { type Refusal, refuse } from './refusals.ts';
import { channelNotValid } from './served-by.ts';
import type { ServiceChannel } from './service.ts';
import { isWorkingDay, workingDayFrom } from './terms.ts';

/**
 * The instant so many hours of working days after another: Sundays and public holidays stand still, Saturdays count, a
 * night in which the clocks change has the hours that it has.
 */
export function workingHoursAfter(from: Instant, hours: number): Instant {
  let left = hours * 3_600_000;
  let begin = from;
  for (let day = dateInRome(from); ; day = addDays(day, 1)) {
    const end = startOfDay(addDays(day, 1));
    const span = isWorkingDay(day) ? epochOf(end) - epochOf(begin) : 0;
    if (left <= span) return instantOf(epochOf(begin) + left);
    left -= span;
    begin = end;
  }
}

/** The way on which person and office agreed in a pact that nobody disputes. */
function agreedOn(didCase: DidCase): DidCase['agreedChannel'] {
  return didCase.pactSignedOn === undefined || isDisputed(didCase) ? undefined : didCase.agreedChannel;
}

/** By which rule a call-up comes in time. */
export interface Notice {
  readonly kind: 'notice';
  readonly rules: readonly RuleId[];
  /** Whether it comes in time by the hours of the agreed way alone. */
  readonly byHours: boolean;
}

const ruleOf = ({ rule, assumed }: Term<unknown>): RuleId => (assumed ? `${rule}:assumed` : rule);

const tooShort = (earliest: Instant, rule: RuleId): Refusal => ({
  ...refuse('notice-too-short', 'startsAt', rule),
  earliest,
});

/**
 * Whether a call-up that is made at an instant comes in time and by a valid way. By the way that the pact agreed on: so
 * many hours before, counted on working days, no fewer and no more. Otherwise, and before the pact: so many days before.
 * The refusals name the earliest instant that would do: `notice-too-short`; `channel-not-agreed` where the agreed way
 * would do. `channel-not-valid`: no act of this kind is served that way on that day; `call-up-holiday`: nobody is called
 * up for a Sunday or a public holiday; `call-up-too-far`: nobody knows yet which days are holidays.
 */
export function noticeOf(
  didCase: DidCase,
  { startsAt, channel }: { readonly startsAt: Instant; readonly channel: ServiceChannel },
  calledAt: Instant,
): Notice | Refusal {
  const today = dateInRome(calledAt);
  const policy = conditionalityOn(today);
  const agreed = agreedOn(didCase);
  const isAgreed = channel === agreed;
  if (!policy || !isValidChannel(policy, 'call-up', channel, today, isAgreed)) {
    return channelNotValid('service.channel', policy, { act: 'call-up', channel, on: today, agreed });
  }
  const { firstCallUpDays, agreedCallUpHours } = policy;
  const first = startOfDay(workingDayFrom(addDays(today, firstCallUpDays.value)));
  if (!isKnown(dateInRome(startsAt))) return refuse('call-up-too-far', 'startsAt');
  const [least, most] = agreedCallUpHours.value;
  const from = workingHoursAfter(calledAt, least);
  const inHours = from <= startsAt && startsAt <= workingHoursAfter(calledAt, most);
  if (startsAt < first && !(isAgreed && inHours)) {
    if (isAgreed) return tooShort(startsAt < from ? from : first, ruleOf(agreedCallUpHours));
    const other = inHours && agreed !== undefined && isWritten(agreed);
    return other
      ? { ...refuse('channel-not-agreed', 'service.channel'), earliest: first }
      : tooShort(first, ruleOf(firstCallUpDays));
  }
  if (!isWorkingDay(dateInRome(startsAt))) return refuse('call-up-holiday', 'startsAt');
  const byHours = isAgreed && inHours;
  return { kind: 'notice', rules: [ruleOf(byHours ? agreedCallUpHours : firstCallUpDays), policy.id], byHours };
}

/**
 * What keeps somebody from having been called up in time, as they were served: nobody knows that they were, or it was after
 * the day of the meeting (`not-served`); or the notice did not lie between (`notice-too-short`). By the agreed way one
 * working day at least lies between, since of service the day alone is known.
 */
export function servedNoticeProblem({ startsAt, service, agreedChannel }: CallUp): Refusal | undefined {
  const { servedOn, channel } = service;
  const meetingOn = dateInRome(startsAt);
  const policy = conditionalityOn(meetingOn);
  if (servedOn === undefined || servedOn > meetingOn || !policy) return refuse('not-served', 'callUpId');
  const { firstCallUpDays, agreedCallUpHours } = policy;
  const isAgreed = channel === agreedChannel;
  const from = isAgreed
    ? workingHoursAfter(startOfDay(servedOn), agreedCallUpHours.value[0])
    : startOfDay(workingDayFrom(addDays(servedOn, firstCallUpDays.value)));
  if (from <= startOfDay(meetingOn)) return undefined;
  return refuse('notice-too-short', 'callUpId', ruleOf(isAgreed ? agreedCallUpHours : firstCallUpDays));
}

/** Of a message or a telephone call nothing proves here that it came: who agreed on those is called up in the usual time. */
const isWritten = (agreed: NonNullable<DidCase['agreedChannel']>) => agreed !== 'sms' && agreed !== 'telephone';

/** The first instant from another on at which somebody can be called up by the clock: else of the next working day. */
function openFrom(instant: Instant, { from, to }: Hours): Instant {
  const [day, time] = [dateInRome(instant), timeInRome(instant)];
  if (time < from) return instantAt(day, from);
  return time > to ? instantAt(workingDayFrom(addDays(day, 1)), from) : instant;
}

/**
 * What keeps a person from being called up for a time: what `noticeOf` refuses, with an earliest time that is one of the
 * policy's hours, and a time outside them (`call-up-hour`): nobody opens an office at night for a slip of the keyboard.
 */
export function noticeInHours(
  didCase: DidCase,
  call: Parameters<typeof noticeOf>[1],
  calledAt: Instant,
  { callUpHours: { value: hours } }: Pick<ProcedurePolicy, 'callUpHours'>,
): Notice | Refusal {
  const notice = noticeOf(didCase, call, calledAt);
  if (notice.kind === 'refusal') {
    return notice.earliest === undefined ? notice : { ...notice, earliest: openFrom(notice.earliest, hours) };
  }
  const time = timeInRome(call.startsAt);
  return hours.from <= time && time <= hours.to ? notice : { ...refuse('call-up-hour', 'startsAt'), hours };
}
