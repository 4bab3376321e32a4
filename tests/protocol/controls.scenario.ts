import { operations, type OperationId } from '../../spec/operations.ts';
import type { Query } from '../../target/caller.ts';
import { addAll, createdAround, type Added } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import { idOf, itemsOf } from '../../target/answer.ts';
import { bareLoginOf } from '../../target/forgeries.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';

/** What is sent in vain: without valid credentials, as a broken body, by another method. */
export const kinds = ['credentials', 'bodies', 'methods'] as const;
export type Kind = (typeof kinds)[number];

/** A customer of ours and a transaction of another, which nothing of what is sent in vain may change. */
export interface Control {
  readonly id: number;
  readonly name: string;
  /** null where none could be added */
  readonly purchase: Purchase | null;
}

/** A transaction that stands by; its customer is none of the controls, so that it does not go with one of them. */
export interface Purchase {
  /** The one in its place of the answer. */
  readonly id: number;
  /** All that the answer has. */
  readonly among: readonly number[];
  readonly comment: string;
  readonly customer: number;
}

/** One customer for each kind, on a day of its own, and a transaction of another: proof that what is stored is seen. */
export const controls = {
  name: 'protocol: customers that stand by',
  async play(setting) {
    const { payloads, calendar, marker } = setting;
    const customer = (kind: Kind) =>
      payloads.customer(kind, {
        name: `${marker} control of ${kind}`,
        created_at: calendar.created(reservedDays[kind]).noon,
      });
    const purchaser = (kind: Kind) =>
      payloads.customer(`purchaser for ${kind}`, {
        created_at: calendar.created(reservedDays.purchasers).noon,
      });
    const { credentials, bodies, methods, ...purchasers } = await addAll(
      setting,
      {
        credentials: customer('credentials'),
        bodies: customer('bodies'),
        methods: customer('methods'),
        buysForCredentials: purchaser('credentials'),
        buysForBodies: purchaser('bodies'),
        buysForMethods: purchaser('methods'),
      },
      calendar.created(reservedDays.credentials),
    );
    const added = { credentials, bodies, methods };
    const purchases = await purchasesOf(
      {
        credentials: purchasers.buysForCredentials,
        bodies: purchasers.buysForBodies,
        methods: purchasers.buysForMethods,
      },
      setting,
    );
    const control = (kind: Kind): Control | null => {
      const { id, sent } = added[kind];
      return id === null ? null : { id, name: sent.name, purchase: purchases.get(kind) ?? null };
    };
    return { credentials: control('credentials'), bodies: control('bodies'), methods: control('methods') };
  },
} satisfies Scenario<Record<Kind, Control | null>>;

/** The control of a kind. @throws CannotJudge where it could not be added */
export async function controlOf(kind: Kind, { play }: Setting): Promise<Control> {
  const control = (await play(controls))[kind];
  if (!control)
    throw prerequisiteFailed('customers.add.single', 'The customer that stands by could not be added.');
  return control;
}

async function purchasesOf(
  added: Readonly<Record<Kind, Added>>,
  { payloads, caller, marker, target }: Setting,
): Promise<Map<Kind, Purchase>> {
  if (!target.features.transactions) return new Map();
  const sent = kinds.flatMap((kind) => {
    const { id } = added[kind];
    const comment = `${marker} purchase for ${kind}`;
    return id === null
      ? []
      : [{ kind, comment, customer: id, transaction: payloads.transaction(kind, id, { comment }) }];
  });
  const answer = await caller('administrator').post(operations['transactions.change'].path, {
    add: sent.map(({ transaction }) => transaction),
  });
  const ids = itemsOf(answer).map(idOf);
  const among = ids.filter((id) => id !== undefined);
  return new Map(
    sent.flatMap(({ kind, comment, customer }, index) => {
      const id = ids[index];
      return id === undefined ? [] : [[kind, { id, among, comment, customer }] as const];
    }),
  );
}

/** What the lists are asked for, where not for all that they hold. */
type Queries = Partial<Record<OperationId, Query>>;

/** Queries whose answers hold something of ours, bearing the marker, for those who may see it. */
export const leakable = {
  name: 'protocol: something to give away',
  async play({ calendar, marker, play, target }) {
    // Where nothing can be stored, what others have stored must not be given away either.
    const control = await play(controls).then(
      ({ credentials }) => credentials,
      () => null,
    );
    const queries: Queries = {
      'customers.list': createdAround(calendar.created(reservedDays.credentials)),
      'transactions.list': control?.purchase ? { customer_id: control.purchase.customer } : { limit_rows: 5 },
    };
    return { marker, queries, login: bareLoginOf(target.auth.administrator) };
  },
  fromExisting({ marker, target }) {
    const queries: Queries = {
      'customers.list': { limit_rows: 5 },
      'transactions.list': { limit_rows: 5 },
    };
    return Promise.resolve({ marker, queries, login: bareLoginOf(target.auth.administrator) });
  },
} satisfies Scenario<{ marker: string; queries: Queries; login: string }>;
