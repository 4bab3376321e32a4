import type { Fixtures } from '../../generators/fixtures.ts';
import type { Target } from '../../target/target.ts';
import { untestable, type CannotJudge } from '../../spec/run/signals.ts';

/**
 * What exists in the account, as the target file says. Each look-up ends the test as untestable, with what to add
 * to the target file, where the file names too little.
 */
export class Given {
  readonly #account: Fixtures;
  readonly #features: Target['features'];
  readonly #lacking: (signal: CannotJudge) => never;

  constructor(account: Fixtures, features: Target['features'], lacking: (signal: CannotJudge) => never) {
    this.#account = account;
    this.#features = features;
    this.#lacking = lacking;
  }

  /** At least `count` ids of contacts. */
  contacts(count: number): readonly number[] {
    return this.#atLeast(count, this.#account.contacts, 'account.contacts', 'contact');
  }

  /** At least `count` ids of companies. */
  companies(count: number): readonly number[] {
    return this.#atLeast(count, this.#account.companies, 'account.companies', 'company');
  }

  /** At least `count` ids of users. */
  users(count: number): readonly number[] {
    return this.#atLeast(count, this.#account.users, 'account.users', 'user');
  }

  /** At least `count` periods before the purchase. */
  periods(count: number): readonly number[] {
    if (this.#account.periods.length >= count) return this.#account.periods;
    return this.#lacking(untestable('The account has no period before the purchase: create one.'));
  }

  /** Transactions, which another area's test needs. */
  transactions(): void {
    if (this.#features.transactions) return;
    this.#lacking(untestable('The target file says that it has no transactions.'));
  }

  /** The id of the text field. */
  textField(): number {
    return this.#present(this.#account.customFields.text, 'account.customFields.text', 'a text field');
  }

  /** The multi-select, with at least three options. */
  multiselect(): { readonly id: number; readonly enums: readonly string[] } {
    const field = this.#account.customFields.multiselect;
    const enough = field && field.enums.length >= 3 ? field : undefined;
    return this.#present(enough, 'account.customFields.multiselect', 'a multi-select with three options');
  }

  /** The id of the address field. */
  addressField(): number {
    return this.#present(
      this.#account.customFields.address,
      'account.customFields.address',
      'an address field',
    );
  }

  /** Somebody who is no administrator. */
  member(target: Target): void {
    this.#present(target.auth.member, 'auth.member', 'a member who is no administrator');
  }

  #atLeast(count: number, ids: readonly number[], key: string, noun: string): readonly number[] {
    if (ids.length >= count) return ids;
    const plural = noun === 'company' ? 'companies' : `${noun}s`;
    return this.#lacking(
      untestable(
        `It takes ${count} ${count === 1 ? noun : plural}, and the target file names ${ids.length}: add ids to ${key}.`,
      ),
    );
  }

  #present<T>(value: T | undefined, key: string, noun: string): T {
    if (value !== undefined) return value;
    return this.#lacking(untestable(`It takes ${noun}, and the target file names none: add ${key}.`));
  }
}
