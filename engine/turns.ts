import type { Exchange } from '../spec/run/exchange.ts';

/** Statuses by which a target refuses a change because of another one: Conflict, and Locked. */
const TAKEN: readonly number[] = [409, 423];

/**
 * Lets changes out side by side, and one at a time once the target was seen to take no more at once. Nothing is
 * promised of changes that overlap: one that is refused for that alone is sent again with nothing beside it.
 */
export class Turns {
  #isOneAtATime = false;
  readonly #underWay = new Set<Promise<unknown>>();
  /** How many were let out so far. */
  #count = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param send sends the change; called twice where it was refused beside others */
  async change(send: () => Promise<Exchange>): Promise<Exchange> {
    await this.#last;
    if (this.#isOneAtATime) return this.#alone(send);
    const isBeside = this.#underWay.size > 0;
    const place = this.#count;
    const exchange = await this.#letOut(send);
    const overlapped = isBeside || this.#count > place + 1;
    if (!overlapped || !isTaken(exchange)) return exchange;
    const again = await this.#alone(send);
    if (!isTaken(again)) this.#isOneAtATime = true;
    return again;
  }

  /** With no change under way; those that come meanwhile wait. */
  #alone(send: () => Promise<Exchange>): Promise<Exchange> {
    const turn = this.#last.then(async () => {
      while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
      return this.#letOut(send);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #letOut(send: () => Promise<Exchange>): Promise<Exchange> {
    this.#count += 1;
    const sending = send().finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
    return sending;
  }
}

function isTaken({ response }: Exchange): boolean {
  return response !== undefined && TAKEN.includes(response.status);
}
