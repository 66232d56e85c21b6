/** The fake clock: what is to happen, in the order of time and, at the same instant, in the order it was put. */
export class Clock {
  /** The instant that it is, epoch ms. */
  now: number;
  #put = 0;
  readonly #heap: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];

  constructor(now: number) {
    this.now = now;
  }

  /** Puts something that is to happen at an instant, to the millisecond; what lies in the past happens at once. */
  at(at: number, run: () => void): void {
    const heap = this.#heap;
    heap.push({ at: Math.max(Math.round(at), this.now), order: this.#put++, run });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#swap(parent, child)) return;
      child = parent;
    }
  }

  /** Lets everything happen that is put before an instant. */
  runUntil(end: number): void {
    for (let next = this.#take(end); next; next = this.#take(end)) {
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  #take(end: number) {
    const heap = this.#heap;
    const first = heap[0];
    if (!first || first.at >= end) return undefined;
    const last = heap.pop();
    if (last && last !== first) {
      heap[0] = last;
      for (let parent = 0; ; ) {
        const [left, right] = [2 * parent + 1, 2 * parent + 2];
        if (left >= heap.length) break;
        const child = right < heap.length && this.#before(right, left) ? right : left;
        if (!this.#swap(parent, child)) break;
        parent = child;
      }
    }
    return first;
  }

  #before(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  /** Puts parent and child in their order; tells whether it had to. */
  #swap(parent: number, child: number): boolean {
    const [above, below] = [this.#heap[parent], this.#heap[child]];
    if (!above || !below || !this.#before(child, parent)) return false;
    this.#heap[parent] = below;
    this.#heap[child] = above;
    return true;
  }
}
