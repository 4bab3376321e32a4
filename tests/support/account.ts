/** What a claim takes of the account, as the target file names it. What is missing makes the claim untestable. */
import { untestable } from '../../spec/run/signals.ts';
import type { Scenario, Setting } from './scenario.ts';

const lists = {
  users: { key: 'account.users', one: 'user', many: 'users' },
  contacts: { key: 'account.contacts', one: 'contact', many: 'contacts' },
  companies: { key: 'account.companies', one: 'company', many: 'companies' },
} as const;

/** So many ids, and maybe more. */
interface AtLeast {
  1: readonly [number, ...number[]];
  2: readonly [number, number, ...number[]];
  3: readonly [number, number, number, ...number[]];
}

type Count = keyof AtLeast;

function atLeast<N extends Count>(kind: keyof typeof lists, count: N): Scenario<AtLeast[N]> {
  const { key, one, many } = lists[kind];
  return named(`${count} ${many}`, ({ fixtures }) => {
    const ids = fixtures[kind];
    if (isAtLeast(ids, count)) return ids;
    throw untestable(
      `It takes ${count} ${count === 1 ? one : many}, and the target file names ${ids.length}: add ids to ${key}.`,
    );
  });
}

function isAtLeast<N extends Count>(ids: readonly number[], count: N): ids is AtLeast[N] {
  return ids.length >= count;
}

/** At least so many users. */
export const users = <N extends Count>(count: N) => atLeast('users', count);
export const contacts = <N extends Count>(count: N) => atLeast('contacts', count);
export const companies = <N extends Count>(count: N) => atLeast('companies', count);

/** At least one period before the purchase. */
export const periods = named('a period', ({ fixtures }) => {
  if (isAtLeast(fixtures.periods, 1)) return fixtures.periods;
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
export const multiselect = field('multiselect', 'a multi-select with three options', (fields) => {
  const [first, second, third, ...more] = fields.multiselect?.enums ?? [];
  if (!fields.multiselect || first === undefined || second === undefined || third === undefined) return;
  return { id: fields.multiselect.id, enums: [first, second, third, ...more] as const };
});

/** The id of the address field. */
export const addressField = field('address', 'an address field', ({ address }) => address);

/** Makes something of what the account offers; where it lacks that, it ends as untestable. */
export function taking<T, Made>(takes: Scenario<T>, make: (taken: T) => Made) {
  return async ({ play }: Setting): Promise<Made> => make(await play(takes));
}

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
