import type { Exchange } from '../spec/run/exchange.ts';

/** How much of the response bodies a run keeps, in characters. */
export interface RationLimits {
  /** All bodies together, as long as there is room: results and reports are made of them in memory. */
  readonly room: number;
  /** The beginning of each body that finds no room any more. */
  readonly beginning: number;
}

/** An honest run fills a tenth of it; six times as much, with every character escaped, is still one text for Node. */
const defaultLimits: RationLimits = { room: 48_000_000, beginning: 2_000 };

/** Lets a run keep no more of its exchanges than there is room for, whatever a target sends. */
export class Ration {
  readonly #beginning: number;
  #room: number;

  constructor({ room, beginning }: RationLimits = defaultLimits) {
    this.#room = room;
    this.#beginning = beginning;
  }

  /** The exchange as it is kept: of a body that finds no room only the beginning, which says so. */
  kept(exchange: Exchange): Exchange {
    const { response } = exchange;
    if (response === undefined) return exchange;
    const { length } = response.body;
    if (length <= Math.max(this.#room, this.#beginning)) {
      this.#room -= length;
      return exchange;
    }
    const body = response.body.slice(0, this.#beginning).replace(/[\ud800-\udbff]$/, '');
    const left = `… (${String(length - body.length)} more characters were not recorded)`;
    return { ...exchange, response: { ...response, body: `${body}${left}` } };
  }
}
