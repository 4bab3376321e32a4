/** Lets so many at once do something; who waits for somebody else gives the place away meanwhile. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #goingOn: (() => void)[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs the work when there is a place for it, in the order in which places were asked for. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    await this.#take(this.#waiting);
    try {
      return await work();
    } finally {
      this.#giveBack();
    }
  }

  /** Gives a place away until what it waits for is there, and then goes on before anything begins. */
  async without<T>(waitedFor: () => Promise<T>): Promise<T> {
    this.#giveBack();
    try {
      return await waitedFor();
    } finally {
      await this.#take(this.#goingOn);
    }
  }

  /** Runs one after the other what must never run at the same time; nobody keeps a place while waiting for the turn. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    let end = (): void => undefined;
    this.#turn = new Promise((resolve) => (end = resolve));
    try {
      await this.without(() => before);
      return await work();
    } finally {
      end();
    }
  }

  async #take(queue: (() => void)[]): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
  }

  #giveBack(): void {
    const next = this.#goingOn.shift() ?? this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
