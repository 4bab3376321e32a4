import { operations, type OperationId } from '../../spec/operations.ts';
import type { RequirementId } from '../catalogue.ts';
import { existing as customers } from '../customers/existing.scenario.ts';
import { at, idOf, idsOf, isItem, itemsOf, type Item } from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import { linkOf } from '../support/link.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { someOf } from './existing.scenario.ts';
import { purchases } from './purchases.scenario.ts';

/** A link that was followed. */
export interface Followed {
  readonly href: unknown;
  /** The record that it has to lead to. */
  readonly id: number;
  /** The ids of what it led to. */
  readonly found: readonly number[];
}

/** The links of two acknowledgements: of a purchase added alone, and of the last of a batch. */
export const addedLinks = {
  name: 'transactions: links of added ones',
  async play({ caller, play, target }) {
    const { acknowledgements } = await play(purchases);
    const follow = follower(caller('administrator'), target.baseUrl);
    const missing = prerequisiteFailed(
      'transactions.change.response.items.links',
      'There is no acknowledgement with an id and a link.',
    );
    return {
      first: await follow(acknowledgements.at(0), 'transactions.list', missing),
      last: await follow(acknowledgements.at(-1), 'transactions.list', missing),
    };
  },
} satisfies Scenario<unknown>;

/** The links of the last transaction of a list: to itself and to its customer. */
export const listedLinks = {
  name: 'transactions: links of listed ones',
  async play(setting) {
    const { buyer } = await setting.play(purchases);
    return linksOf(buyer.answer ? itemsOf(buyer.answer).at(-1) : undefined, setting);
  },
  async fromExisting(setting) {
    const living = new Set((await setting.play(customers)).rows.map(({ id }) => id));
    const rows = await someOf(setting, 1);
    return linksOf((rows.find(({ customer }) => living.has(customer)) ?? rows[0])?.item, setting);
  },
} satisfies Scenario<unknown>;

async function linksOf(listed: Item | undefined, { caller, target }: Setting) {
  const follow = follower(caller('administrator'), target.baseUrl);
  const customer = at(listed, 'customer');
  return {
    transaction: await follow(
      listed,
      'transactions.list',
      prerequisiteFailed(
        'transactions.list.response.items.links',
        'No transaction was listed with an id and a link.',
      ),
    ),
    customer: await follow(
      isItem(customer) ? customer : undefined,
      'customers.list',
      prerequisiteFailed(
        'transactions.list.response.items.customer',
        'No transaction was listed with its customer.',
      ),
    ),
  };
}

/** Links lead to look-ups by id: where those do not work either, the link is not to blame. */
const lookUpRequirements = {
  'transactions.list': 'transactions.list.id',
  'customers.list': 'customers.list.id',
} as const satisfies Partial<Record<OperationId, RequirementId>>;

function follower(caller: Caller, baseUrl: string) {
  return async (
    item: Item | undefined,
    leadsTo: keyof typeof lookUpRequirements,
    missing: Error,
  ): Promise<Followed> => {
    const id = idOf(item);
    const path = linkOf(item ?? null, baseUrl);
    const href = at(item, '_links', 'self', 'href');
    if (id === undefined || typeof href !== 'string') throw missing;
    const found =
      path === null ? [] : idsOf(itemsOf(await caller.send({ method: 'GET', path, invalid: true })));
    const leadsHome = found.length === 1 && found[0] === id;
    if (!leadsHome && !(await isFoundById(caller, operations[leadsTo].path, id))) {
      throw prerequisiteFailed(lookUpRequirements[leadsTo], `The look-up by id does not find ${id} alone.`);
    }
    return { href, id, found };
  };
}

async function isFoundById(caller: Caller, path: string, id: number): Promise<boolean> {
  const found = idsOf(itemsOf(await caller.get(path, { id })));
  return found.length === 1 && found[0] === id;
}
