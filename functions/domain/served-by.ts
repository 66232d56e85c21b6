/** Which ways are open to an act, told where it was to go by another. */
import type { ConditionalityPolicy } from './conditionality.ts';
import type { PlainDate } from './dates.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { ServedAct, ServiceChannel } from './service.ts';

/** Which act was to be served, how and when; `agreed`: the way on which the person agreed in the pact. */
export interface Serving {
  readonly act: ServedAct;
  readonly channel: ServiceChannel;
  readonly on: PlainDate;
  readonly agreed?: string | undefined;
}

/**
 * That an act is not served that way: the ways by which it is, and whether the one asked for lacks only that the pact
 * agrees on it (D.Lgs. 150/2015 art. 21 c.6).
 * @param policy the one of the act; without it no way is known
 */
export function channelNotValid(
  field: string,
  policy: Pick<ConditionalityPolicy, 'validChannels'> | undefined,
  { act, channel, on, agreed }: Serving,
): Refusal {
  const known = (policy?.validChannels[act] ?? []).filter(({ from }) => from <= on);
  const open = known.filter((way) => !way.ifAgreed || way.channel === agreed).map((way) => way.channel);
  const unagreed = known.some((way) => way.ifAgreed && way.channel === channel && channel !== agreed);
  return {
    ...refuse('channel-not-valid', field),
    ...(open.length > 0 && { channels: [...new Set(open)] }),
    ...(unagreed && { unagreed: true as const }),
  };
}
