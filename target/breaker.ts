import type { TransportFailure } from '../spec/run/exchange.ts';
import type { Delivery } from './transport.ts';

const deadKinds: ReadonlySet<TransportFailure['kind']> = new Set(['unreachable', 'reset', 'timeout']);
const mostInARow = 3;
const mostTimeouts = 6;

/**
 * Stops a run against a dead target: after three failures in a row, or when nobody answers a look after a time-out,
 * nothing is sent any more. One that lets request after request time out is given up too, lest a run takes hours.
 */
export class Breaker {
  #inARow = 0;
  #timeouts = 0;
  #tripped: TransportFailure | null = null;
  #forGood = false;

  /** Why nothing is sent any more; null while all is well. */
  get tripped(): TransportFailure | null {
    return this.#tripped;
  }

  /** Whether it makes sense to look if the target is there again: not where it has banned the account. */
  get mayLift(): boolean {
    return !this.#forGood;
  }

  /**
   * Takes note of how a delivery ended.
   * @returns whether to look if anybody is still there
   */
  note({ transportFailure, final }: Pick<Delivery, 'transportFailure' | 'final'>): boolean {
    if (transportFailure === undefined) {
      this.#inARow = 0;
      return false;
    }
    const timedOut = transportFailure.kind === 'timeout';
    this.#inARow = deadKinds.has(transportFailure.kind) ? this.#inARow + 1 : 0;
    this.#timeouts += timedOut ? 1 : 0;
    // Who limits the rate is not to be asked again; who is down may be up in a moment.
    this.#forGood ||= final && transportFailure.kind !== 'unavailable';
    if (final || this.#inARow >= mostInARow || this.#timeouts >= mostTimeouts) this.trip(transportFailure);
    return timedOut && this.#tripped === null;
  }

  /** Lets nothing out any more; what was said first counts. */
  trip(transportFailure: TransportFailure): void {
    this.#tripped ??= transportFailure;
  }

  /** Lets requests out again, until the next failures. */
  reset(): void {
    this.#inARow = 0;
    this.#timeouts = 0;
    this.#tripped = null;
  }
}
