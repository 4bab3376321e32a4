import type { Scene } from '../support/scene.ts';
import { clients } from './clients.scene.ts';
import { comments } from './comments.scene.ts';
import { crowd, fullPages } from './crowd.scene.ts';
import { deletions } from './deletions.scene.ts';
import { addedLinks, listedLinks } from './links.scene.ts';
import { lookups, nothing, selfLinks } from './lookups.scene.ts';
import { pages, seven } from './pages.scene.ts';
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
  crowd,
  fullPages,
  lookups,
  selfLinks,
  nothing,
  addedLinks,
  listedLinks,
  comments,
  refusedComments,
  deletions,
];
