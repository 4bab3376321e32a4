import type { Scenario } from '../support/scenario.ts';
import { added } from './added.scenario.ts';
import { acknowledgedBatches, batches, storedBatches } from './batches.scenario.ts';
import { deleted, gone, goneFromLookUps } from './deleted.scenario.ts';
import { foundBy, linkOfListed, ofOneAccount } from './found.scenario.ts';
import { handedOver } from './handed-over.scenario.ts';
import {
  listedByChange,
  listedByCreation,
  listedByNextDate,
  listedByUser,
  listedByUsers,
  nowhere,
} from './listed.scenario.ts';
import { crowd, few, one, paged, two } from './paged.scenario.ts';
import { partlyBad } from './partly-bad.scenario.ts';
import { refused } from './refused.scenario.ts';
import { acknowledgedAlone, linkOfAdded, single } from './single.scenario.ts';
import { together } from './together.scenario.ts';
import { attachedAgain, unlink, unlinked } from './unlinked.scenario.ts';
import { updateRefused } from './update-refused.scenario.ts';
import { update, updated } from './updated.scenario.ts';

/** Every scenario about customers that a test may ask for. */
export const customerScenarios: readonly Scenario<unknown>[] = [
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
