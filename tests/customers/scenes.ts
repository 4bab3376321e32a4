import type { Scene } from '../support/scene.ts';
import { added } from './added.scene.ts';
import { acknowledgedBatches, batches, storedBatches } from './batches.scene.ts';
import { deleted, gone, goneFromLookUps } from './deleted.scene.ts';
import { foundBy, linkOfListed, ofOneAccount } from './found.scene.ts';
import { handedOver } from './handed-over.scene.ts';
import {
  listedByChange,
  listedByCreation,
  listedByNextDate,
  listedByUser,
  listedByUsers,
  nowhere,
} from './listed.scene.ts';
import { crowd, few, one, paged, two } from './paged.scene.ts';
import { partlyBad } from './partly-bad.scene.ts';
import { refused } from './refused.scene.ts';
import { acknowledgedAlone, linkOfAdded, single } from './single.scene.ts';
import { together } from './together.scene.ts';
import { attachedAgain, unlink, unlinked } from './unlinked.scene.ts';
import { updateRefused } from './update-refused.scene.ts';
import { update, updated } from './updated.scene.ts';

/** Every scene about customers that a test may ask for. */
export const customerScenes: readonly Scene<unknown>[] = [
  added,
  batches,
  acknowledgedBatches,
  storedBatches,
  deleted,
  gone,
  goneFromLookUps,
  foundBy,
  linkOfListed,
  ofOneAccount,
  handedOver,
  listedByChange,
  listedByCreation,
  listedByNextDate,
  listedByUser,
  listedByUsers,
  nowhere,
  paged,
  crowd,
  one,
  two,
  few,
  partlyBad,
  refused,
  single,
  acknowledgedAlone,
  linkOfAdded,
  together,
  unlinked,
  ...Object.values(unlink),
  attachedAgain,
  updateRefused,
  updated,
  ...Object.values(update),
];
