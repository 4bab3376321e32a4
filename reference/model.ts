import { createCore } from './core/core.ts';
import type { CoreRequest, Handler } from './core/handler.ts';
import type { Policy } from './core/policy.ts';
import type { PeriodRecord, State } from './core/state.ts';
import { isObject, type JsonObject } from './core/values.ts';
import { type Furnishings, furnished } from './furnished.ts';

/** A request, and who sends it. */
interface Asked extends Pick<CoreRequest, 'method' | 'path' | 'now'> {
  readonly as: 'administrator' | 'member' | 'nobody' | 'stranger';
  readonly body?: string;
}

interface Reply {
  readonly model: ReferenceModel;
  readonly status: number;
  readonly body: unknown;
}

type Kind = 'customers' | 'transactions';

/** Ids that the model gives until the target has given its own: no account has come so far. */
const FIRST_ID = 8_000_000_000_000_000;

/** Who asks, in the words of the account. */
const credentials = {
  administrator: { authorization: 'Bearer demo-administrator-token' },
  member: { authorization: 'Bearer demo-member-token' },
  nobody: {},
  stranger: { authorization: 'Bearer of-nobody' },
} as const;

/** Cores by what was chosen for them: a sequence asks for the same few again and again. */
const cores = new Map<string, Handler>();

/** The reference at one moment, without a server: asked something, it gives another one and stays as it is. */
export class ReferenceModel {
  readonly #state: State;
  readonly #policy: Partial<Policy>;

  private constructor(state: State, policy: Partial<Policy>) {
    this.#state = state;
    this.#policy = policy;
  }

  /** Of an account that has this, and no records yet. */
  static of(account: Furnishings, policy: Partial<Policy> = {}): ReferenceModel {
    const next = { customer: FIRST_ID, transaction: FIRST_ID, period: FIRST_ID, tag: FIRST_ID, session: 1 };
    const state = { ...furnished(account), customers: new Map(), transactions: new Map(), next };
    // Which of the silent shapes it likes is of no account: what it shows is compared by what it says.
    return new ReferenceModel(state, { deletedRecords: 'flagged', ...policy });
  }

  answer({ as, method, path, body = '', now }: Asked, choice: Partial<Policy> = {}): Reply {
    const [bare = '', ...query] = path.split('?');
    const request = { method, path: bare, query: query.join('?'), headers: credentials[as], body, now };
    const { state, response } = coreOf({ ...this.#policy, ...choice })(this.#state, request);
    const model = state === this.#state ? this : new ReferenceModel(state, this.#policy);
    return { model, status: response.status, body: response.body };
  }

  renamed(kind: Kind, ids: ReadonlyMap<number, number>): ReferenceModel {
    const named = (id: number): number => ids.get(id) ?? id;
    if (kind === 'customers') {
      const customers = renumbered(this.#state.customers, named);
      const transactions = new Map(
        [...this.#state.transactions].map(([id, one]) => [id, { ...one, customer: named(one.customer) }]),
      );
      return this.#with({ customers, transactions });
    }
    return this.#with({ transactions: renumbered(this.#state.transactions, named) });
  }

  learned(kind: Kind, shown: JsonObject, fields: readonly string[]): ReferenceModel {
    const id = Number(shown.id);
    if (kind === 'transactions') {
      const known = this.#state.transactions.get(id);
      if (known === undefined) return this;
      const told = Object.fromEntries(fields.map((field) => [field, shown[field]]));
      const transaction = { ...known, ...told };
      return this.#with({ transactions: new Map(this.#state.transactions).set(id, transaction) });
    }
    const known = this.#state.customers.get(id);
    if (known === undefined) return this;
    const told = Object.fromEntries(fields.map((field) => [field, storedOf(field, shown)]));
    const customer = { ...known, ...told };
    return this.#with({ customers: new Map(this.#state.customers).set(id, customer) });
  }

  without(kind: Kind, ids: readonly number[]): ReferenceModel {
    const kept = <Row>(rows: ReadonlyMap<number, Row>) =>
      new Map([...rows].filter(([id]) => !ids.includes(id)));
    if (kind === 'transactions') return this.#with({ transactions: kept(this.#state.transactions) });
    return this.#with({ customers: kept(this.#state.customers) });
  }

  withPeriods(periods: readonly JsonObject[]): ReferenceModel {
    const rows = periods.map(({ id, type, period, color, sort }): PeriodRecord => ({
      id: Number(id),
      type: type === 'after' ? 'after' : 'before',
      period: Number(period),
      color: String(color),
      sort: Number(sort),
    }));
    return this.#with({ periods: new Map(rows.map((row) => [row.id, row])) });
  }

  #with(parts: Partial<State>): ReferenceModel {
    return new ReferenceModel({ ...this.#state, ...parts }, this.#policy);
  }
}

function coreOf(policy: Partial<Policy>): Handler {
  const key = JSON.stringify(policy);
  const known = cores.get(key) ?? createCore(policy);
  cores.set(key, known);
  return known;
}

function renumbered<Row extends { readonly id: number }>(
  rows: ReadonlyMap<number, Row>,
  named: (id: number) => number,
): ReadonlyMap<number, Row> {
  return new Map([...rows.values()].map((row) => [named(row.id), { ...row, id: named(row.id) }]));
}

/** A field of a customer as it is stored that is shown so. */
function storedOf(field: string, shown: JsonObject): unknown {
  const value = shown[field];
  switch (field) {
    case 'contacts':
      return isObject(value) && Array.isArray(value.id) ? value.id : [];
    case 'company':
      return isObject(value) ? (value.id ?? null) : null;
    case 'tags':
      return Array.isArray(value) ? value : [];
    case 'custom_fields':
      return new Map(
        (Array.isArray(value) ? value : []).map((one: unknown) =>
          isObject(one) ? [one.id, one.values] : [0, []],
        ) as [number, []][],
      );
    default:
      return value;
  }
}
