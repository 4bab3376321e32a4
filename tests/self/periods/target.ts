import type { PeriodInput, PeriodsChange } from '../../../spec/messages.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { Caller } from '../../../target/caller.ts';
import { answered } from '../support/answers.ts';

export interface Stored {
  readonly id: number;
  readonly type: string;
  readonly period: number;
  readonly color: string;
  readonly sort: number;
}

/** An account's list of periods with as little of a server as it takes, and what was sent to it. */
export class FakePeriods {
  list: readonly Stored[];
  readonly sent: (readonly PeriodInput[])[] = [];
  /** What becomes of a replacement; the list that is sent, by default. */
  replace = (update: readonly PeriodInput[]): readonly Stored[] => update.map((entry) => this.stored(entry));
  /** What a GET shows. */
  show = (list: readonly Stored[]): { status: number; body: unknown } => ({
    status: 200,
    body: { _embedded: { items: list } },
  });
  #next = 100;

  constructor(list: readonly Stored[]) {
    this.list = list;
  }

  /** Somebody who talks to it. */
  readonly caller = new Caller('administrator', (message) => Promise.resolve(this.#answer(message)));

  stored({ id, period, color, sort }: PeriodInput): Stored {
    const known = this.list.find((one) => one.id === Number(id));
    const numbers = { period: Number(period), sort: Number(sort) };
    return { id: known?.id ?? this.#next++, type: known?.type ?? 'before', color, ...numbers };
  }

  #answer({ method, body }: { readonly method: string; readonly body?: string }): Exchange {
    if (method === 'POST') {
      const { update } = JSON.parse(body ?? '{}') as PeriodsChange;
      this.sent.push(update);
      this.list = this.replace(update);
    }
    const { status, body: shown } = method === 'POST' ? { status: 200, body: {} } : this.show(this.list);
    return answered(status, shown, { method }).exchange;
  }
}

export const found: readonly Stored[] = [
  { id: 11, type: 'before', period: 5, color: '#E6E8EA', sort: 1 },
  { id: 12, type: 'before', period: 10, color: '#fffd7f', sort: 2 },
  { id: 10, type: 'after', period: 60, color: '#fd5598', sort: 0 },
];
