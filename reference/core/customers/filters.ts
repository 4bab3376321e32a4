import { type Day, dayOf, endOf, startOf } from '../calendar.ts';
import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { idsOfParameter } from '../selection.ts';
import type { CustomerRecord } from '../state.ts';
import { type JsonObject, objectOf } from '../values.ts';

type Matches = (customer: CustomerRecord) => boolean;

/** Where days begin and end for a filter, in Unix seconds. */
interface Days {
  readonly first: (day: Day) => number;
  readonly end: (day: Day) => number;
}

const everyone: Matches = () => true;

/**
 * What the `filter` of a query demands of a customer, all of it at once.
 * @throws Refusal for a malformed filter
 */
export function filterOf({ query, state, policy }: Call): Matches {
  if (query.filter === undefined) return everyone;
  const filter = objectOf(query.filter, 'filter');
  const days: Days = {
    first: (day) => startOf(day, state.account.timezone),
    // Silence 24: a target may leave out the last day itself.
    end: (day) => (policy.lastDay === 'included' ? endOf : startOf)(day, state.account.timezone),
  };
  const demands = [
    byMainUser(filter.main_user),
    byDate(filter.date, days),
    byNextDate(filter.next_date, days),
  ];
  return (customer) => demands.every((matches) => matches(customer));
}

function byMainUser(sent: unknown): Matches {
  if (sent === undefined) return everyone;
  const users = new Set(idsOfParameter(sent, 'filter[main_user]'));
  return ({ responsible_user_id }) => users.has(responsible_user_id);
}

function byDate(sent: unknown, days: Days): Matches {
  if (sent === undefined) return everyone;
  const filter = objectOf(sent, 'filter[date]');
  const within = rangeOf(filter, 'filter[date]', days);
  switch (filter.type) {
    case 'create':
      return ({ created_at }) => within(created_at);
    case 'modify':
      return ({ updated_at }) => within(updated_at);
    default:
      throw new Refusal('filter[date][type] has to be create or modify');
  }
}

function byNextDate(sent: unknown, days: Days): Matches {
  if (sent === undefined) return everyone;
  const within = rangeOf(objectOf(sent, 'filter[next_date]'), 'filter[next_date]', days);
  return ({ next_date }) => within(next_date);
}

/** From one day to another, either of them open when not sent. */
function rangeOf(filter: JsonObject, name: string, days: Days): (moment: number) => boolean {
  const bound = (side: 'from' | 'to', open: number, at: (day: Day) => number): number =>
    filter[side] === undefined ? open : at(dayOf(filter[side], `${name}[${side}]`));
  const first = bound('from', -Infinity, days.first);
  const end = bound('to', Infinity, days.end);
  return (moment) => first <= moment && moment < end;
}
