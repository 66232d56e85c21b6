/** Loads over the minutes of the year: totals, peaks, and how long a queue gets behind a quota. */
import { type Load, type Service, services } from './loads.ts';

/** The busiest window of a year, at the size it was simulated. */
export interface Peak {
  /** The mean over the window, in units a second. */
  readonly rate: number;
  /** The finest window, in minutes, in which enough happened for the mean to mean something. */
  readonly windowMinutes: number;
  /** The minute of the year at which the window begins. */
  readonly minute: number;
  /** Units that one event brings, in the mean. */
  readonly each: number;
}

/** Windows that divide an hour, the finest first. */
const windows = [1, 5, 15, 60] as const;
/** Fewer events in a window than these say little: their number is off by a fifth by chance. */
const enough = 25;

interface Track {
  /** What was asked in each minute. */
  readonly amounts: Float32Array;
  events: number;
}

export class Series {
  readonly minutes: number;
  readonly #tracks: Readonly<Record<Service, Track>>;
  readonly #peaks = new Map<Service, Peak>();

  constructor(minutes: number) {
    this.minutes = minutes;
    const track = (): Track => ({ amounts: new Float32Array(minutes), events: 0 });
    this.#tracks = {
      apiRequests: track(),
      signIns: track(),
      invocations: track(),
      stateTransitions: track(),
      startExecutions: track(),
      callbacks: track(),
      describes: track(),
      readUnits: track(),
      tableUnits: track(),
      agendaUnits: track(),
      queueUnits: track(),
      streamRecords: track(),
      outboxRecords: track(),
      publishRecords: track(),
      registerLines: track(),
      mails: track(),
      mailEvents: track(),
      sweptItems: track(),
    };
  }

  /** Adds what one event asks in a minute of the year, so many times. */
  add(minute: number, load: Load, often = 1): void {
    this.#peaks.clear();
    for (const service of services) {
      const amount = load[service] * often;
      if (amount === 0) continue;
      const track = this.#tracks[service];
      track.amounts[minute] = (track.amounts[minute] ?? 0) + amount;
      track.events += 1;
    }
  }

  /** What was asked of a service from one minute to before another. */
  total(service: Service, from = 0, to = this.minutes): number {
    return sum(this.#tracks[service].amounts, from, to);
  }

  /** The busiest window; among windows of one length the first. */
  peak(service: Service): Peak {
    const known = this.#peaks.get(service) ?? this.#findPeak(service);
    this.#peaks.set(service, known);
    return known;
  }

  #findPeak(service: Service): Peak {
    const { amounts, events } = this.#tracks[service];
    const each = sum(amounts, 0, this.minutes) / Math.max(1, events);
    for (const windowMinutes of windows) {
      let [best, minute] = [0, 0];
      for (let from = 0; from + windowMinutes <= this.minutes; from += windowMinutes) {
        const amount = sum(amounts, from, from + windowMinutes);
        if (amount > best) [best, minute] = [amount, from];
      }
      if (best / each >= enough || windowMinutes === 60) {
        return { rate: best / (windowMinutes * 60), windowMinutes, minute, each };
      }
    }
    throw new Error('there is no window');
  }

  /**
   * How far behind a service falls that takes so many units a second and keeps a bucket of so many unused, if
   * everything is `factor` times the simulation: the longest wait, in seconds.
   */
  longestWait(service: Service, factor: number, perSecond: number, bucket: number): number {
    let [behind, kept, worst] = [0, bucket, 0];
    for (const amount of this.#tracks[service].amounts) {
      const asked = behind + amount * factor;
      const able = kept + perSecond * 60;
      behind = Math.max(0, asked - able);
      kept = Math.min(bucket, Math.max(0, able - asked));
      worst = Math.max(worst, behind);
    }
    return worst / perSecond;
  }
}

function sum(amounts: Float32Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index += 1) total += amounts[index] ?? 0;
  return total;
}

/**
 * The busiest second of an hour at a mean rate, if events come by chance: as high as one second in 3 600 is (3.5 standard
 * deviations of a Poisson process whose events bring `each` units).
 */
export const busiestSecond = (rate: number, each: number): number => rate + 3.5 * Math.sqrt(rate * each);
