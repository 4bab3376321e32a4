import { operations } from '../../spec/operations.ts';
import { addAll, type Added } from '../customers/adding.ts';
import { slots } from '../customers/slots.ts';
import { idOf, itemsOf } from '../support/answer.ts';
import type { Scene, Setting } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';

/** What is sent in vain: without valid credentials, as a broken body, by another method. */
export const kinds = ['credentials', 'bodies', 'methods'] as const;
export type Kind = (typeof kinds)[number];

/** A customer of ours with a transaction of its own, which nothing of what is sent in vain may change. */
export interface Control {
  readonly id: number;
  readonly name: string;
  /** null where none could be added */
  readonly transaction: { readonly id: number; readonly comment: string } | null;
}

/** One customer for each kind, on a day of its own, and a transaction of each: proof that what is stored is seen. */
export const controls = {
  name: 'protocol: customers that stand by',
  async play(setting) {
    const { author, calendar, marker } = setting;
    const customer = (kind: Kind) =>
      author.customer(kind, {
        name: `${marker} control of ${kind}`,
        created_at: calendar.created(slots[kind]).noon,
      });
    const cast = {
      credentials: customer('credentials'),
      bodies: customer('bodies'),
      methods: customer('methods'),
    };
    const added = await addAll(setting, cast, calendar.created(slots.credentials));
    const transactions = await purchasesOf(added, setting);
    const control = (kind: Kind): Control | null => {
      const { id, sent } = added[kind];
      return id === null ? null : { id, name: sent.name, transaction: transactions.get(kind) ?? null };
    };
    return { credentials: control('credentials'), bodies: control('bodies'), methods: control('methods') };
  },
} satisfies Scene<Record<Kind, Control | null>>;

/** The control of a kind. @throws CannotJudge where it could not be added */
export async function controlOf(kind: Kind, { play }: Setting): Promise<Control> {
  const control = (await play(controls))[kind];
  if (!control)
    throw prerequisiteFailed('customers.add.single', 'The customer that stands by could not be added.');
  return control;
}

async function purchasesOf(
  added: Readonly<Record<Kind, Added>>,
  { author, caller, marker, target }: Setting,
): Promise<Map<Kind, { id: number; comment: string }>> {
  if (!target.features.transactions) return new Map();
  const sent = kinds.flatMap((kind) => {
    const { id } = added[kind];
    const comment = `${marker} purchase for ${kind}`;
    return id === null ? [] : [{ kind, comment, transaction: author.transaction(kind, id, { comment }) }];
  });
  const answer = await caller('administrator').post(operations['transactions.change'].path, {
    add: sent.map(({ transaction }) => transaction),
  });
  const ids = itemsOf(answer).map(idOf);
  return new Map(
    sent.flatMap(({ kind, comment }, index) => {
      const id = ids[index];
      return id === undefined ? [] : [[kind, { id, comment }] as const];
    }),
  );
}
