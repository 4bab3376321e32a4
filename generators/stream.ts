import { createHash } from 'node:crypto';

const TWO_TO_THE_32 = 0x1_0000_0000;

/**
 * An endless row of numbers that depends on a seed and a label alone.
 *
 * faker keeps one generator per locale for the whole process, so what it draws depends on what was drawn before.
 * Payloads must not: a test that runs alone sends the same bytes as in a full run, in any order and worker.
 * The generator is sfc32, started from a SHA-256 of seed and label.
 */
export class Stream {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: number, label: string) {
    const digest = createHash('sha256').update(`${seed}\n${label}`).digest();
    this.#a = digest.readInt32LE(0);
    this.#b = digest.readInt32LE(4);
    this.#c = digest.readInt32LE(8);
    this.#counter = digest.readInt32LE(12);
  }

  /** @returns a whole number from 0 to 2^32 - 1 */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** @returns a whole number from `min` to `max`, both included; they lie less than 2^32 apart */
  integer(min: number, max: number): number {
    return min + Math.floor((this.next() / TWO_TO_THE_32) * (max - min + 1));
  }

  /** @returns true once in `times` on average */
  oneIn(times: number): boolean {
    return this.integer(1, times) === 1;
  }

  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    const [found] = list.slice(this.integer(0, list.length - 1));
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** @returns the same things in a drawn order */
  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, rank: this.next() }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ item }) => item);
  }

  /** @returns `count` different places of the list, or all of them where it holds fewer */
  sample<T>(list: readonly T[], count: number): T[] {
    return this.shuffle(list).slice(0, count);
  }
}
