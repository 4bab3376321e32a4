/** Lets so many at once do something; who waits for somebody else gives the place away meanwhile. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs the work when there is a place for it, in the order in which places were asked for. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#giveBack();
    }
  }

  /** Gives a place away until what it waits for is there. */
  async without<T>(waitedFor: () => Promise<T>): Promise<T> {
    this.#giveBack();
    try {
      return await waitedFor();
    } finally {
      await this.#take();
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
