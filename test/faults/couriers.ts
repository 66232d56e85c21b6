/** What AWS delivers by itself: the table's stream to its readers, and events to functions; at least once, a few times at most. */
import type { Change, Ledger } from './ledger.ts';

const streamAttempts = 9;
const errandAttempts = 9;
const batchSize = 25;

interface Reader {
  readonly name: 'outbox' | 'publish';
  readonly wants: (change: Change) => boolean;
  readonly position: number;
  readonly attempts: number;
  readonly notBefore: number;
  /** What lies before this was missed. */
  readonly missed: number;
}

/** An event that a function is to have. */
export interface Errand {
  readonly fn: string;
  readonly on: string;
  readonly event: unknown;
  readonly attempts: number;
  readonly at: number;
}

/** What the couriers rest on. */
export interface Roads {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly invoke: (fn: string, on: string, event: unknown) => Promise<unknown>;
  /** Whether a reader of the stream gets what happens; what it misses while it does not is gone. */
  readonly open: (reader: string) => boolean;
}

const entityOf = ({ after }: Change) => String(after?.plain['entity']);
const isQueuedMail = (change: Change) => entityOf(change) === 'mail' && change.after?.plain['state'] === 'queued';
/** What the register enters: what a citizen or INPS asked, and a withdrawal from the citizen's signed paper. */
const isRequest = (change: Change) => {
  const { party, verb, state } = change.after?.plain ?? {};
  const outside = party === 'citizen' || party === 'inps';
  if (entityOf(change) === 'edit') return outside;
  return entityOf(change) === 'command' && state === 'accepted' && (outside || verb === 'withdraw');
};
const isTold = (change: Change) => (!change.before && entityOf(change) === 'history') || isRequest(change);
const fresh = { attempts: 0, notBefore: 0 };
const first = { position: 0, missed: 0, ...fresh };

/** Lets faults of the world pass for faults, and those of the test itself through. */
export function throwOwn(error: unknown): void {
  if (error instanceof TypeError || (error instanceof Error && error.name === 'ValidationException')) throw error;
}

export class Couriers {
  readonly #roads: Roads;
  readonly #readers = new Map<Reader['name'], Reader>([
    ['outbox', { name: 'outbox', wants: (change) => entityOf(change) === 'wait' || isQueuedMail(change), ...first }],
    ['publish', { name: 'publish', wants: isTold, ...first }],
  ]);
  readonly #reading = new Set<string>();
  #errands: readonly Errand[] = [];
  #dead: readonly Errand[] = [];

  constructor(roads: Roads) {
    this.#roads = roads;
  }

  /** The way back to what is under way now. */
  snapshot(): () => void {
    const [readers, errands, dead] = [[...this.#readers], this.#errands, this.#dead];
    return () => {
      for (const [name, reader] of readers) this.#readers.set(name, reader);
      this.#reading.clear();
      this.#errands = errands;
      this.#dead = dead;
    };
  }

  /** Has an event delivered to a function. */
  send(fn: string, on: string, event: unknown): void {
    this.#errands = [...this.#errands, { fn, on, event, attempts: 0, at: this.#roads.now() }];
  }

  /** When something is tried next; `undefined` if nothing is under way. */
  nextTimer(): number | undefined {
    const reads = [...this.#readers.values()].flatMap((reader) =>
      !this.#reading.has(reader.name) && this.#waiting(reader).length > 0 ? reader.notBefore : [],
    );
    const times = [...reads, ...this.#errands.map(({ at }) => at)];
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Delivers one batch or event; tells whether there was one. */
  async deliverOne(): Promise<boolean> {
    for (const name of this.#readers.keys()) if (await this.read(name)) return true;
    return this.run();
  }

  /** Delivers one batch to a reader of the stream. */
  async read(name: Reader['name']): Promise<boolean> {
    const reader = this.#readers.get(name);
    if (!reader || this.#reading.has(name)) return false;
    const found = this.#waiting(reader);
    const end = this.#roads.ledger.changes.length;
    if (!this.#roads.open(name)) {
      this.#readers.set(name, { ...reader, position: end, missed: end });
      return false;
    }
    if (found.length === 0) {
      this.#readers.set(name, { ...reader, position: end });
      return false;
    }
    if (reader.notBefore > this.#roads.now()) return false;
    // A batch that failed is split, as the event source is told to.
    const batch = reader.attempts > 0 ? found.slice(0, 1) : found;
    this.#reading.add(name);
    const failed = await this.#deliver(name, batch);
    this.#reading.delete(name);
    this.#readers.set(name, { ...reader, ...this.#after(reader, batch, failed) });
    return true;
  }

  #after({ name, attempts }: Reader, batch: readonly number[], failed: number | undefined): Partial<Reader> {
    if (failed === undefined) return { ...fresh, position: (batch.at(-1) ?? 0) + 1 };
    const tried = failed === batch[0] ? attempts + 1 : 1;
    if (tried < streamAttempts) {
      return { position: failed, attempts: tried, notBefore: this.#roads.now() + 1000 * 2 ** tried };
    }
    // The agenda holds what outbox gives up; what publish gives up is read again by its place in the stream.
    if (name === 'publish') this.#bury({ fn: name, on: 'dead letter', event: this.#recordsOf([failed]) });
    return { ...fresh, position: failed + 1 };
  }

  #bury({ fn, on, event }: Pick<Errand, 'fn' | 'on' | 'event'>): void {
    this.#dead = [...this.#dead, { fn, on, event, attempts: 0, at: 0 }];
  }

  #waiting({ position, wants }: Reader): number[] {
    const { changes } = this.#roads.ledger;
    const found: number[] = [];
    for (let index = position; index < changes.length && found.length < batchSize; index += 1) {
      const change = changes[index];
      if (change?.after && wants(change)) found.push(index);
    }
    return found;
  }

  /** Gives records of the stream to its reader; the index of the first that it gave back. */
  async #deliver(name: Reader['name'], batch: readonly number[]): Promise<number | undefined> {
    const on = [...new Set(batch.map((index) => this.#nameOf(index)))].join(' ');
    try {
      const { batchItemFailures } = Object(await this.#roads.invoke(name, on, this.#recordsOf(batch)));
      const [given] = Array.from<unknown>(batchItemFailures);
      return given === undefined ? undefined : Number(Object(given).itemIdentifier);
    } catch (error) {
      throwOwn(error);
      return batch[0];
    }
  }

  #nameOf(index: number): string {
    const change = this.#roads.ledger.changes[index];
    if (!change) return '';
    return change.before ? entityOf(change) : `new ${entityOf(change)}`;
  }

  #recordsOf(batch: readonly number[]) {
    const Records = batch.flatMap((index) => {
      const change = this.#roads.ledger.changes[index];
      const NewImage = change?.after?.wire;
      if (!NewImage) return [];
      const OldImage = change?.before?.wire;
      return {
        eventName: OldImage ? 'MODIFY' : 'INSERT',
        dynamodb: { SequenceNumber: String(index), NewImage, ...(OldImage && { OldImage }) },
      };
    });
    return { Records };
  }

  /** The stream brings everything since a place in it once more. */
  async redeliver(from: number): Promise<void> {
    for (const { name, wants, missed } of this.#readers.values()) {
      if (this.#reading.has(name) || !this.#roads.open(name)) continue;
      this.#reading.add(name);
      for (let index = Math.max(from, missed); index < this.#roads.ledger.changes.length; index += 1) {
        const change = this.#roads.ledger.changes[index];
        if (change?.after && wants(change)) await this.#deliver(name, [index]);
      }
      this.#reading.delete(name);
    }
  }

  /** Delivers one event. */
  async run(): Promise<boolean> {
    const errand = this.#errands.find(({ at }) => at <= this.#roads.now());
    if (!errand) return false;
    this.#errands = this.#errands.filter((other) => other !== errand);
    try {
      await this.#roads.invoke(errand.fn, errand.on, errand.event);
    } catch (error) {
      throwOwn(error);
      const attempts = errand.attempts + 1;
      const at = this.#roads.now() + 1000 * 2 ** attempts;
      if (attempts < errandAttempts) this.#errands = [...this.#errands, { ...errand, attempts, at }];
      else this.#bury(errand);
    }
    return true;
  }

  /** What was given up, as its dead-letter queues keep it; they are empty then. */
  takeDeadLetters(): readonly Errand[] {
    const dead = this.#dead;
    this.#dead = [];
    return dead;
  }
}
