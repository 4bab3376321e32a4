import type { Scene } from '../support/scene.ts';
import { clients } from './clients.scene.ts';
import { comments } from './comments.scene.ts';
import { crowd, fullPages } from './crowd.scene.ts';
import { deletions } from './deletions.scene.ts';
import { addedLinks, listedLinks } from './links.scene.ts';
import { all, idle, lookups, nothing, selfLinks, unknown } from './lookups.scene.ts';
import { pages, rows, seven } from './pages.scene.ts';
import { plans } from './plans.scene.ts';
import { acknowledging, lists, purchases } from './purchases.scene.ts';
import { refusedComments } from './refused-comments.scene.ts';
import { unknownCustomer } from './unknown-customer.scene.ts';

/** The scenes about transactions. */
export const transactionScenes: readonly Scene<unknown>[] = [
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
