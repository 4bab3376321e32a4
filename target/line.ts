import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds in which bytes that come behind an answer arrive. */
const EXCESS_MS = 200;

/**
 * A connection that carries one exchange after the other, and whether more came over it than was asked for. Then
 * nobody knows which answer belongs to which request: a doubled one may have been taken for the answer to the next.
 */
export class Line {
  static readonly #lines = new WeakMap<Socket, Line>();
  readonly #socket: Socket;
  readonly #onRepetition: () => void;
  readonly #noticed: Promise<void>;
  #notice: () => void = () => undefined;
  #exchanges = 0;
  #repeats = false;

  private constructor(socket: Socket, onRepetition: () => void) {
    this.#socket = socket;
    this.#onRepetition = onRepetition;
    this.#noticed = new Promise((resolve) => {
      this.#notice = resolve;
      if (socket.destroyed) resolve();
      else socket.once('close', () => resolve());
    });
  }

  /** @param onRepetition called once, when more comes than was asked for */
  static on(socket: Socket, onRepetition: () => void): Line {
    const line = Line.#lines.get(socket) ?? new Line(socket, onRepetition);
    Line.#lines.set(socket, line);
    return line;
  }

  /** Whether its answers can't be told apart: more came than was asked for, and more than once was asked. */
  get isMixedUp(): boolean {
    return this.#repeats && this.#exchanges > 1;
  }

  /** A request goes out. */
  begin(): void {
    this.#exchanges += 1;
    this.#socket.off('data', this.#excess);
  }

  /** Its answer is there: whatever comes from now on belongs to nobody. */
  rest(): void {
    this.#socket.on('data', this.#excess);
  }

  /** Whether anything comes behind an answer. */
  async hasExcess(): Promise<boolean> {
    await Promise.race([this.#noticed, delay(EXCESS_MS)]);
    return this.#repeats;
  }

  readonly #excess = (): void => {
    if (this.#repeats) return;
    this.#repeats = true;
    this.#notice();
    this.#onRepetition();
    this.#socket.destroy();
  };
}
