import { idsOf, itemsOf, refusesSome, type Answer, type Item } from '../../target/answer.ts';
import type { Added } from './adding.ts';

/** A good update in a batch with one that can't be carried out. */
export interface Companion {
  readonly answer: Answer;
  readonly customer: Pick<Added, 'id' | 'stored'>;
  /** The expected amount that was sent. */
  readonly price: number;
  readonly after: Item | null;
}

/** Whether it was acknowledged and carried out, or refused and not; null when neither, so that it is lost or undone. */
export function fateOf({
  answer,
  customer: { id, stored },
  price,
  after,
}: Companion): 'done' | 'refused' | null {
  if (answer.status === 200 && idsOf(itemsOf(answer)).includes(id ?? 0))
    return after?.['next_price'] === price ? 'done' : null;
  const isAsBefore = after !== null && after['next_price'] === stored?.['next_price'];
  return refusesSome(answer) && isAsBefore ? 'refused' : null;
}
