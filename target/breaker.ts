import type { Breakdown } from '../spec/run/exchange.ts';
import type { Delivery } from './transport.ts';

const deadKinds: ReadonlySet<Breakdown['kind']> = new Set(['unreachable', 'reset', 'timeout']);
const mostInARow = 3;

/** Stops a run against a dead target: after three failures in a row nothing is sent any more. */
export class Breaker {
  #inARow = 0;
  #tripped: Breakdown | null = null;

  /** Why nothing is sent any more; null while all is well. */
  get tripped(): Breakdown | null {
    return this.#tripped;
  }

  /** Takes note of how a delivery ended. */
  note({ breakdown, final }: Pick<Delivery, 'breakdown' | 'final'>): void {
    if (breakdown === undefined) {
      this.#inARow = 0;
      return;
    }
    this.#inARow = deadKinds.has(breakdown.kind) ? this.#inARow + 1 : 0;
    if (final || this.#inARow >= mostInARow) this.#tripped ??= breakdown;
  }

  /** Lets requests out again, until the next three failures. */
  reset(): void {
    this.#inARow = 0;
    this.#tripped = null;
  }
}
