/** What a claim takes of the account, as the target file names it. What is missing makes the claim untestable. */
import { untestable } from '../../spec/run/signals.ts';
import type { Scenario, Setting } from './scenario.ts';

const lists = {
  users: { key: 'account.users', one: 'user', many: 'users' },
  contacts: { key: 'account.contacts', one: 'contact', many: 'contacts' },
  companies: { key: 'account.companies', one: 'company', many: 'companies' },
} as const;

function atLeast(kind: keyof typeof lists, count: number): Scenario<readonly number[]> {
  const { key, one, many } = lists[kind];
  return named(`${count} ${many}`, ({ fixtures }) => {
    const ids = fixtures[kind];
    if (ids.length >= count) return ids;
    throw untestable(
      `It takes ${count} ${count === 1 ? one : many}, and the target file names ${ids.length}: add ids to ${key}.`,
    );
  });
}

/** At least so many users. */
export const users = (count: number) => atLeast('users', count);
export const contacts = (count: number) => atLeast('contacts', count);
export const companies = (count: number) => atLeast('companies', count);

/** At least one period before the purchase. */
export const periods = named('a period', ({ fixtures }) => {
  if (fixtures.periods.length > 0) return fixtures.periods;
  throw untestable('The account has no period before the purchase: create one.');
});

/** For claims of another area that take transactions. */
export const transactions = named('transactions', ({ target }) => {
  if (target.features.transactions) return true;
  throw untestable('The target file says that it has no transactions.');
});

/** The id of the text field. */
export const textField = field('text', 'a text field', ({ text }) => text);

/** The multi-select, with at least three options. */
export const multiselect = field('multiselect', 'a multi-select with three options', (fields) =>
  fields.multiselect && fields.multiselect.enums.length >= 3 ? fields.multiselect : undefined,
);

/** The id of the address field. */
export const addressField = field('address', 'an address field', ({ address }) => address);

function field<T>(
  key: string,
  noun: string,
  find: (fields: Setting['fixtures']['customFields']) => T | undefined,
): Scenario<T> {
  return named(noun, ({ fixtures }) => {
    const found = find(fixtures.customFields);
    if (found !== undefined) return found;
    throw untestable(`It takes ${noun}, and the target file names none: add account.customFields.${key}.`);
  });
}

function named<T>(name: string, look: (setting: Setting) => T): Scenario<T> {
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws has to come as a rejection
  return { name, play: async (setting) => look(setting) };
}
