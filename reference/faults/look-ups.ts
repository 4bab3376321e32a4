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
];
