/** One communication a meeting: a confirmation whose pact follows at once is told together with it. */
import { addSeconds } from '../dates.ts';
import type { Decision, Facts } from '../decide.ts';
import type { Untold } from '../declaration.ts';

/**
 * Holds the mail of a confirmation back, since the pact is signed in the same meeting: the pact's mail tells both, and
 * if none comes the sweep sends this one (`meeting.one-mail`).
 */
export function holdBack({ mail, ...decision }: Decision, { receivedAt, policy }: Facts): Decision {
  if (mail?.kind !== 'did-authenticated' && mail?.kind !== 'extremes-verified') return { ...decision, mail };
  const { rule, value } = policy.meetingMailMinutes;
  const tellAt = addSeconds(receivedAt, value * 60);
  return { ...decision, next: { ...decision.next, untold: { mail, tellAt } }, rules: [...decision.rules, rule] };
}

/**
 * Whatever changes a status takes the place of what was held back: the pact tells it too, any other step tells where the
 * case stands now, and two mails that contradict each other are never sent.
 */
export function tellTogether({ didCase }: Facts, decision: Decision): Decision {
  const untold = didCase?.untold;
  if (!untold) return decision;
  const { untold: _, ...next } = decision.next;
  const { mail } = decision;
  if (mail?.kind !== 'psp-signed') return { ...decision, next };
  return { ...decision, next, mail: { ...mail, sameMeeting: sameMeeting(untold) } };
}

function sameMeeting({ mail }: Untold) {
  const { receiptNumber } = mail;
  return mail.kind === 'did-authenticated'
    ? ({ what: 'authenticated', on: mail.authenticatedOn, receiptNumber } as const)
    : ({ what: 'extremes-verified', on: mail.verifiedOn, receiptNumber } as const);
}
