/** A scenario that is played once, when its record is asked for. */
export class Performance<R> {
  readonly #perform: () => Promise<R>;
  #playing: Promise<R> | undefined;
  #isOver = false;

  constructor(perform: () => Promise<R>) {
    this.#perform = perform;
  }

  get hasBegun(): boolean {
    return this.#playing !== undefined;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  record(): Promise<R> {
    this.#playing ??= this.#perform().finally(() => (this.#isOver = true));
    return this.#playing;
  }

  /** When it is over, whatever came of it. */
  async settled(): Promise<void> {
    await this.record().catch(() => undefined);
  }
}
