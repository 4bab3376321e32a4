import type { Added } from '../customers/adding.ts';
import { addAll } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';

const roles = [
  'buyer',
  'shopper',
  'bystanderBefore',
  'plannedInNumbers',
  'plannedDateInDigits',
  'plannedPriceInDigits',
  'bystanderAfter',
  'paged',
  'crowded',
  'noted',
  'cleared',
] as const;

export type Client = (typeof roles)[number];

/** The customers that all transactions of the run belong to, each with a purchase expected from the start. */
export const clients = {
  name: 'transactions: the customers',
  play(setting) {
    const { payloads, calendar } = setting;
    const day = calendar.created(reservedDays.transactions);
    const client = (label: Client) =>
      payloads.customer(label, {
        name: payloads.name(label, 'plain'),
        created_at: day.noon,
        next_date: calendar.next(reservedDays.transactions).noon,
        next_price: 4321,
      });
    const cast = Object.fromEntries(roles.map((role) => [role, client(role)])) as Record<
      Client,
      ReturnType<typeof client>
    >;
    return addAll(setting, cast, day);
  },
} satisfies Scenario<unknown>;

/** @throws CannotJudge when the customer could not be added */
export function clientId(added: Readonly<Record<Client, Added>>, role: Client): number {
  const { id, refusal } = added[role];
  if (id === null) throw prerequisiteFailed('customers.add.single', `A customer was not added: ${refusal}`);
  return id;
}
