import type { Scenario } from '../support/scenario.ts';
import { clients } from './clients.scenario.ts';
import { comments } from './comments.scenario.ts';
import { crowd, fullPages } from './crowd.scenario.ts';
import { deletions } from './deletions.scenario.ts';
import { addedLinks, listedLinks } from './links.scenario.ts';
import { all, idle, lookups, nothing, selfLinks, unknown } from './lookups.scenario.ts';
import { pages, rows, seven } from './pages.scenario.ts';
import { plans } from './plans.scenario.ts';
import { acknowledging, lists, purchases } from './purchases.scenario.ts';
import { refusedComments } from './refused-comments.scenario.ts';
import { unknownCustomer } from './unknown-customer.scenario.ts';

/** The scenarios about transactions. */
export const transactionScenarios: readonly Scenario<unknown>[] = [
  clients,
  purchases,
  acknowledging,
  lists,
  plans,
  unknownCustomer,
  seven,
  pages,
  rows,
  crowd,
  fullPages,
  lookups,
  all,
  selfLinks,
  nothing,
  unknown,
  idle,
  addedLinks,
  listedLinks,
  comments,
  refusedComments,
  deletions,
];
