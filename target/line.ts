import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How often within a wait a connection is listened to, at least. */
const LISTENED = 10;

/** What was asked over a connection, and what came. */
interface Exchanged {
  readonly asked: string;
  /** The status and the headers of the answer. */
  readonly head: string;
  readonly body: Buffer;
}

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
  #isAside = false;
  #last: Exchanged = { asked: '', head: '', body: Buffer.alloc(0) };

  private constructor(socket: Socket, onRepetition: () => void) {
    this.#socket = socket;
    this.#onRepetition = onRepetition;
    // Requests tell of their own trouble; what happens to a connection at rest matters to nobody.
    socket.on('error', () => undefined);
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

  /** Whether nothing more is sent over it. */
  get isAside(): boolean {
    return this.#isAside;
  }

  /** A request goes out. */
  begin(): void {
    this.#exchanges += 1;
    this.#socket.off('data', this.#excess);
  }

  /**
   * Its answer is there: whatever comes from now on belongs to nobody. One that is to the byte the answer before it,
   * though something else was asked, may be that one once more.
   * @returns whether it is such an echo
   */
  rest(exchanged: Exchanged): boolean {
    // Node ends a connection at once on which an answer came together with another one.
    if (this.#socket.destroyed) this.#excess();
    else this.#socket.on('data', this.#excess);
    const { asked, head, body } = this.#last;
    this.#last = exchanged;
    return asked !== exchanged.asked && head === exchanged.head && body.equals(exchanged.body);
  }

  /** Nothing more is sent over it. */
  setAside(): void {
    this.#isAside = true;
    this.#socket.emit('agentRemove');
  }

  /**
   * Whether anything comes behind an answer within so many milliseconds. They are waited for in parts: in one wait, a
   * process that was held up for all of it would not have listened in between.
   */
  async hasExcess(withinMs: number): Promise<boolean> {
    for (let part = 0; part < LISTENED && !this.#repeats && !this.#socket.destroyed; part += 1)
      await Promise.race([this.#noticed, delay(withinMs / LISTENED)]);
    return this.#repeats;
  }

  /** Nothing is read from it any more. */
  end(): void {
    this.#socket.destroy();
  }

  readonly #excess = (): void => {
    if (this.#repeats) return;
    this.#repeats = true;
    this.#notice();
    this.#onRepetition();
    this.#socket.destroy();
  };
}
