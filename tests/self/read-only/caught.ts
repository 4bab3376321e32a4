import assert from 'node:assert/strict';
import { assembled } from '../../../reference/assembly.ts';
import { isIn } from '../../../reference/faults/fault.ts';
import { faults } from '../../../reference/faults/index.ts';
import { isRequirementId } from '../../catalogue.ts';
import { accountOf } from './account.ts';
import { idsWith, lookAt } from './look.ts';

/** One or two defects of everything that GET shows. */
const ofUsual: readonly string[] = [
  'bare-list-empty',
  'self-of-list-with-another-page',
  'link-of-listed-to-the-next',
  'account-is-id',
  'id-with-the-next',
  'ids-only-the-last',
  'unknown-id-empties-array',
  'id-beside-change',
  'offset-behind-gives-the-last-page',
  'row-too-few',
  'offset-counts-alone',
  'second-page-misses-one',
  'pages-in-another-order-each-time',
  'main-user-is-creator',
  'main-users-ignored',
  'creation-from-a-week-early',
  'change-to-ignored-beside-from',
  'next-purchase-days-and-months-exchanged',
  'date-filter-types-exchanged',
  'empty-list-404',
  'malformed-id-finds-all',
  'transactions-without-parameters-none',
  'customer-links-by-transaction',
  'transaction-id-finds-later-ones-too',
  'unknown-transaction-id-is-error',
  'customer-of-transactions-and-neighbour',
  'customer-without-transactions-ignored',
  'transaction-pages-of-ten-at-least',
  'period-reach-of-five-at-most',
  'periods-list-leaks-to-strangers',
  'customers-list-open-to-nobody',
  'token-by-its-beginning',
  'connection-stays-let-in',
];

/** Those that show only in an account that fills a page. */
const ofLarge = ['rows-up-to-499', 'rows-up-to-501', 'large-page-repeats-itself'];

/** The read-only profile finds what a defect breaks, and nothing that it does not. */
export async function assertCaught(name: string, customers: number): Promise<void> {
  const fault = faults.find((one) => one.name === name);
  assert.ok(fault, 'there is such a fault');

  const results = await lookAt({ ...assembled([], [fault]), state: accountOf(customers) });

  const failed = idsWith('failed', results).filter(isRequirementId);
  assert.ok(failed.includes(fault.breaks), `${fault.breaks} is among ${failed.join(', ') || 'nothing'}`);
  const { breaks, also = [] } = fault;
  const stray = failed.filter((id) => ![breaks, ...also].some((group) => isIn(id, group)));
  assert.deepEqual(stray, [], 'requirements that the fault does not break');
}

/** With the customers of the account: every sixth for the quick tests. */
export const some = ofUsual.filter((_, index) => index % 6 === 0).map((name) => [name, 30] as const);
/** The others, for the slow ones. */
export const others = [
  ...ofUsual.filter((_, index) => index % 6 !== 0).map((name) => [name, 30] as const),
  ...ofLarge.map((name) => [name, 520] as const),
];
