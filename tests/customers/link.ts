import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, itemsOf, type Item } from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import { linkOf } from '../support/link.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';

/** Where the link of a customer leads, and the ids that are found there. */
export interface Followed {
  readonly href: string | null;
  readonly found: readonly number[];
}

/**
 * Follows the link of a customer, or of the acknowledgement of one.
 * @throws CannotJudge when the customer is not found by its id either: then its link could not be right
 */
export async function follow(caller: Caller, item: Item | null, baseUrl: string): Promise<Followed> {
  const href = linkOf(item, baseUrl);
  // The link is the target's own, and so is what may be wrong with it.
  const found = href === null ? [] : idsOf(itemsOf(await caller.get(href, {}, { invalid: true })));
  const id = idOf(item) ?? 0;
  if (href !== null && !(found.length === 1 && found[0] === id)) {
    const [byId, ...others] = idsOf(itemsOf(await caller.get(operations['customers.list'].path, { id })));
    if (byId !== id || others.length > 0) {
      throw prerequisiteFailed('customers.list.id', `Customer ${id} is not found by its id.`);
    }
  }
  return { href, found };
}
