import type { Fixtures } from '../../generators/fixtures.ts';
import type { Sender } from '../../spec/run/exchange.ts';
import type { Item } from '../../target/answer.ts';

/** A request as the model is asked it: the very one that the target got. */
export interface Asked {
  readonly as: Sender;
  readonly method: string;
  /** With query, below the base URL. */
  readonly path: string;
  readonly body?: string;
  /** The target's clock, whole Unix seconds. */
  readonly now: number;
}

/** One way in which the document lets an implementation answer, by the names of what it leaves open. */
export type Choice = Readonly<Record<string, string>>;

/** What the model makes of a request. */
export interface Reply {
  /** As it is afterwards. */
  readonly model: Model;
  readonly status: number;
  readonly body: unknown;
}

export type RecordKind = 'customers' | 'transactions';

/**
 * An implementation known to be right, as it is at one moment: what it is asked gives another one and leaves this one
 * as it was. It shares its ids with the target, which gives them.
 */
export interface Model {
  /** @param choice what the document leaves open, where it is not to be as the model likes it best */
  answer(asked: Asked, choice?: Choice): Reply;
  /** Gives records the ids that the target gave them. */
  renamed(kind: RecordKind, ids: ReadonlyMap<number, number>): Model;
  /** Writes fields of a record as the target shows them, where what they hold is left open. */
  learned(kind: RecordKind, shown: Item, fields: readonly string[]): Model;
  /** Without those records, of which nobody knows what became of them. */
  without(kind: RecordKind, ids: readonly number[]): Model;
  /** With these periods, as a list shows them. */
  withPeriods(periods: readonly Item[]): Model;
}

/** Makes a model of an account that has what the target file names, and no records yet. */
export type MakeModel = (account: Omit<Fixtures, 'periods'> & { readonly timezone?: string }) => Model;
