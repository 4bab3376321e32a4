/** The requirements that a change of transactions breaks. */
import type { Difference } from './compare.ts';
import type { Sent } from './transactions.ts';

export function groupOf({ add, comments, remove }: Sent): string {
  if (add.length > 1) return 'transactions.add.batch';
  if (add.length === 1) return 'transactions.add.single';
  if (comments.length > 0) return 'transactions.comment.changed';
  return remove.length > 1 ? 'transactions.delete.several' : 'transactions.delete.one';
}

export function refusalCharge(sent: Sent): string {
  const odd = sent.comments.find(({ spec }) => spec.lacks !== undefined || spec.whose !== undefined)?.spec;
  if (odd?.lacks !== undefined)
    return `transactions.comment.required.${odd.lacks === 'comment' ? 'comments' : odd.lacks}`;
  if (odd !== undefined) return 'transactions.comment.unknown';
  const buyer = sent.add.find(({ spec }) => spec.whose !== undefined)?.spec.whose;
  if (buyer !== undefined)
    return buyer === 'deleted' ? 'customers.delete.use' : 'transactions.add.unknownCustomer';
  return groupOf(sent);
}

export function chargeOf(
  { id, field }: Difference,
  sent: Sent,
  created: readonly number[],
  gone: readonly number[],
): string {
  if (created.includes(id)) {
    if (field === 'record') return created.length > 1 ? 'transactions.add.batch' : 'transactions.add.single';
    return `transactions.add.${field === 'customer' ? 'customer_id' : field}`;
  }
  if (gone.includes(id)) return gone.length > 1 ? 'transactions.delete.several' : 'transactions.delete.one';
  const commented = sent.comments.some((one) => one.id === id);
  if (commented)
    return field === 'comment' ? 'transactions.comment.changed' : 'transactions.comment.untouched';
  if (sent.comments.length > 0) return 'transactions.comment.others';
  return gone.length > 0 || sent.remove.length > 0 ? 'transactions.delete.others' : 'explore.state';
}

export function buyerCharge({ id, field }: Difference, { add, remove }: Sent): string {
  if (add.some(({ customer }) => customer === id)) return `transactions.add.${field}`;
  if (add.length > 0) return 'transactions.add.otherCustomers';
  return remove.length > 0 ? 'transactions.delete.customer' : 'transactions.comment.untouched';
}
