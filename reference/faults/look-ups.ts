/** Defects of look-ups that find more than was asked for, and only where the account has the ids for it. */
import type { OperationId } from '../../spec/operations.ts';
import type { State } from '../core/state.ts';
import { type Modifier, all, beforehand, forQuery } from '../modifiers.ts';
import type { Fault } from './fault.ts';

/** A young account, whose ids have few digits. */
const young: Modifier = beforehand((state) => {
  const { next } = state;
  const isYoung = next.customer < 400_000;
  return isYoung ? state : { ...state, next: { ...next, customer: 1, transaction: 1 } };
});

/** Where one id is asked for, those that have its digits are found, too. */
function byDigits(
  operation: OperationId,
  parameter: string,
  idsIn: (state: State) => Iterable<number>,
): Modifier {
  return all(
    young,
    forQuery(operation, (parameters, state) => {
      const asked = parameters.get(parameter) ?? '';
      const found = [...idsIn(state)].filter((id) => String(id).includes(asked));
      if (/^\d+$/.test(asked) && found.length > 0) parameters.set(parameter, found.join(','));
    }),
  );
}

const customers = (state: State): Iterable<number> => state.customers.keys();

/** Where what is asked for by one id is deleted, all are listed. */
function allInPlaceOfDeleted(
  operation: OperationId,
  parameter: string,
  isGone: (state: State, id: number) => boolean,
): Modifier {
  return forQuery(operation, (parameters, state) => {
    if (isGone(state, Number(parameters.get(parameter)))) parameters.delete(parameter);
  });
}

const isDeletedCustomer = ({ customers }: State, id: number): boolean =>
  customers.get(id)?.is_deleted === true;

export const lookUpFaults: readonly Fault[] = [
  {
    name: 'customer-id-by-its-digits',
    breaks: 'customers.list.id',
    describe: 'A look-up by id finds every customer whose id has its digits.',
    apply: byDigits('customers.list', 'id', customers),
  },
  {
    name: 'customer-of-transactions-by-digits',
    breaks: 'transactions.list.customer_id',
    describe: 'A list of one customer has the transactions of whoever has the digits of its id.',
    apply: byDigits('transactions.list', 'customer_id', customers),
  },
  {
    name: 'all-customers-in-place-of-a-deleted-one',
    breaks: 'customers.list.id',
    describe: 'A look-up of a deleted customer by its id lists all.',
    apply: allInPlaceOfDeleted('customers.list', 'id', isDeletedCustomer),
  },
  {
    name: 'all-transactions-in-place-of-a-deleted-one',
    breaks: 'transactions.list.id',
    describe: 'A look-up of a deleted transaction by its id lists all.',
    apply: allInPlaceOfDeleted(
      'transactions.list',
      'id',
      ({ transactions }, id) => transactions.get(id)?.is_deleted === true,
    ),
  },
  {
    name: 'all-transactions-in-place-of-those-of-a-deleted-customer',
    breaks: 'transactions.list.customer_id',
    describe: 'The list of transactions of a deleted customer has those of all.',
    apply: allInPlaceOfDeleted('transactions.list', 'customer_id', isDeletedCustomer),
  },
];
