import type { Exchange, Sender } from '../spec/run/exchange.ts';
import { answerOf, type Answer } from './answer.ts';
import type { Expected } from './api.ts';
import type { Forgery } from './forgeries.ts';
import { transportFailed } from '../spec/run/signals.ts';

/** A request before it is sent; `invalid` marks one that breaks the contract on purpose. */
export interface Message {
  readonly method: string;
  /** With query, below the target's base URL. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly invalid?: boolean;
  /** Whether it goes over a connection of its own, as what decides about writing does. */
  readonly alone?: boolean;
  /**
   * Names a connection that it shares with those before it of the same name, as long as the target leaves it open.
   * Of changes only such may name one as do no more when they are carried out twice.
   */
  readonly connection?: string;
  /** What a stranger's credentials are like; like nobody's by default. */
  readonly forgery?: Forgery;
  /** What a read waits for where changes show late. */
  readonly shows?: Expected;
}

export type Send = (message: Message & { readonly as: Sender }) => Promise<Exchange>;

/** Query parameters in their order; an array is sent as `name[]` for each value. */
export type Query = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** Somebody who sends requests: an administrator, a member, or somebody without valid credentials. */
export class Caller {
  readonly #as: Sender;
  readonly #send: Send;

  constructor(as: Sender, send: Send) {
    this.#as = as;
    this.#send = send;
  }

  /** @throws CannotJudge when the exchange broke down */
  async send(message: Message): Promise<Answer> {
    const exchange = await this.#send({ ...message, as: this.#as });
    if (exchange.transportFailure) throw transportFailed(exchange.transportFailure);
    return answerOf(exchange);
  }

  get(
    path: string,
    query: Query = {},
    options: Pick<Message, 'invalid' | 'alone' | 'connection' | 'forgery' | 'shows'> = {},
  ): Promise<Answer> {
    return this.send({ method: 'GET', path: `${path}${queryString(query)}`, ...options });
  }

  post(path: string, body: unknown, options: Pick<Message, 'invalid' | 'connection'> = {}): Promise<Answer> {
    return this.send({ method: 'POST', path, body: JSON.stringify(body), ...options });
  }
}

/** `?name=value&…`, or nothing. */
export function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'object' ? value.map((one) => pair(`${name}[]`, one)) : [pair(name, value)],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function pair(name: string, value: string | number): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
