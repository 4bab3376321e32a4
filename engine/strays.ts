import type { Exchange } from '../spec/run/exchange.ts';
import { answerOf, itemsOf } from '../target/answer.ts';
import type { Announced, Api } from '../target/api.ts';
import type { Message } from '../target/caller.ts';

/** Up to which part of the reads over shared connections a line may mix up: a target that does it more often does it by itself. */
const MOST = 1 / 5;

/** How many have to be suspect before that is told. */
const FEW = 10;

type Read = Announced & { readonly alone?: boolean };

/**
 * Answers that went astray: they are to the byte those to other requests, or a page, and came right when they were
 * asked for again. What stands between then mixes answers up, and nobody knows which others it did.
 */
export class Strays {
  readonly #fits: Api<object>['fits'];
  /** The path that first had an answer, and its exchange, by the answer. */
  readonly #heard = new Map<string, { readonly path: string; readonly exchange: number }>();
  readonly #found = new Map<number, string>();
  readonly #again = new Set<number>();
  #reads = 0;
  #suspicions = 0;
  #seesCache = false;

  constructor(fits: Api<object>['fits']) {
    this.#fits = fits;
  }

  /** The answer to a read, asked for again where it may be that to another request. */
  async ownAnswer(request: Read, exchange: Exchange, askAgain: () => Promise<Exchange>): Promise<Exchange> {
    const suspicion = this.#suspicionOf(request, exchange);
    if (suspicion === null) return exchange;
    this.#suspicions += 1;
    if (this.#suspicions > FEW && this.#isSteady) return exchange;
    const again = await askAgain();
    if (!this.#isCured(request, exchange, again)) return exchange;
    this.#found.set(exchange.id, suspicion);
    this.#again.add(again.id);
    return again;
  }

  /** Whether it took the place of one that went astray. */
  isRepetition(exchange: number): boolean {
    return this.#again.has(exchange);
  }

  has(exchange: number): boolean {
    return this.#found.has(exchange);
  }

  /** Whether some answer came from a cache: what is read from then on has to be asked for past it. */
  get seesCache(): boolean {
    return this.#seesCache;
  }

  /** Why nothing that failed is held against the target; null where the line is sound, or the target mixes up by itself. */
  get excuse(): string | null {
    const [first] = this.#found.values();
    if (first === undefined || this.#isSteady) return null;
    return `What stands between mixes answers up (${first}, and rightly when it was asked again), so that nothing is held against the target. Look for a proxy, a cache or a login page, then run again.`;
  }

  get #isSteady(): boolean {
    return this.#suspicions > MOST * this.#reads;
  }

  /** Why an answer may be another's; null where nothing speaks for it. */
  #suspicionOf(request: Read, exchange: Exchange): string | null {
    const { path } = request;
    const { id, response, transportFailure } = exchange;
    if (request.alone !== true) this.#reads += 1;
    if (transportFailure?.kind === 'login-page') return `exchange ${id} was answered with a page`;
    if (isAged(exchange)) {
      this.#seesCache = true;
      return `exchange ${id} was answered from a cache`;
    }
    if (response?.status !== 200) return null;
    const first = this.#heard.get(response.body);
    if (first === undefined) this.#heard.set(response.body, { path, exchange: id });
    if (first === undefined || first.path === path || this.#fits(request, response)) return null;
    if (itemsOf(answerOf(exchange)).length === 0) return null;
    return `exchange ${id} was answered with the answer to exchange ${first.exchange}`;
  }

  /** Whether the answer was another one, and a right one, when it was asked for again. */
  #isCured(request: Announced, first: Exchange, { response }: Exchange): boolean {
    if (response === undefined) return false;
    if (isAged(first) && !isAged({ response })) return response.body !== first.response?.body;
    if (response.status >= 300) return false;
    return response.body !== first.response?.body && this.#fits(request, response);
  }
}

/** Whether an answer tells that it comes from a cache. */
function isAged({ response }: Partial<Pick<Exchange, 'response'>>): boolean {
  return Number(response?.headers['age']) > 0;
}

/** The same request, which whatever has kept an answer passes on. */
export function pastCaches<M extends Message>(message: M): M {
  return { ...message, headers: { 'Cache-Control': 'no-cache', ...message.headers } };
}
