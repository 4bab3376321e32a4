import { idOf, type Item } from '../../target/answer.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { complete } from './added.scenario.ts';
import type { Added } from './adding.ts';
import { rangeRequirements } from './date-ranges.ts';
import { inRole, listed } from './listed.scenario.ts';
import { requireAsSent } from './sent.ts';

/** A customer with every field, looked up by its id and in a list without ids. */
export const everyFieldListed: Scenario<{ readonly lookedUp: Item; readonly listed: Item | null }> = {
  name: 'customers: with every field, in a list',
  async play({ play }) {
    const { cast, homes } = await play(listed);
    const { id, stored } = cast.everyField;
    restsOn('customers.add.complete', stored !== null, 'A customer with every field is not stored.');
    requireAsSent(cast.everyField, ['next_date']);
    restsOn(
      [rangeRequirements.next_date, 'customers.list.filter.forgotten'],
      inRole(cast, 'of').every((one) => homes.next_date.ids.includes(one.id ?? 0)),
      'The list of a day does not show every customer of that day.',
    );
    return { lookedUp: stored, listed: homes.next_date.items.find((item) => idOf(item) === id) ?? null };
  },
};

/** Two customers of one name, and the ids that a list of their day shows. */
export const namesakes: Scenario<{ readonly both: readonly Added[]; readonly shown: readonly number[] }> = {
  name: 'customers: of one name, in a list',
  async play({ play }) {
    const { cast, homes } = await play(listed);
    const both = [cast.namesake, cast.otherNamesake];
    for (const one of both) if (one.stored !== null) requireAsSent(one, ['next_date']);
    restsOn(
      [rangeRequirements.next_date, 'customers.list.filter.forgotten'],
      [...both, ...inRole(cast, 'of')].some(({ id }) => homes.next_date.ids.includes(id ?? 0)),
      'The list of a day shows no customer of that day.',
    );
    return { both, shown: homes.next_date.ids };
  },
};

/** Two customers with every field, of the same company where the account has one, looked up by their ids. */
export const ofOneCompany: Scenario<readonly [Item, Item]> = {
  name: 'customers: of one company',
  async play({ play }) {
    const first = (await play(complete)).stored;
    const second = (await play(listed)).cast.everyField.stored;
    restsOn(
      'customers.add.complete',
      first !== null && second !== null,
      'Two customers with every field are not stored.',
    );
    return [first, second];
  },
};
