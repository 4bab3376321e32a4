import { added } from './customers/added.scene.ts';
import { batches } from './customers/batches.scene.ts';
import { deleted } from './customers/deleted.scene.ts';
import { foundBy } from './customers/found.scene.ts';
import { handedOver } from './customers/handed-over.scene.ts';
import { paged } from './customers/paged.scene.ts';
import { partlyBad } from './customers/partly-bad.scene.ts';
import { refused } from './customers/refused.scene.ts';
import { single } from './customers/single.scene.ts';
import { together } from './customers/together.scene.ts';
import { unlinked } from './customers/unlinked.scene.ts';
import { updateRefused } from './customers/update-refused.scene.ts';
import { updated } from './customers/updated.scene.ts';
import {
  listedByChange,
  listedByCreation,
  listedByNextDate,
  listedByUser,
} from './customers/listed.scene.ts';
import { periodScenes } from './periods/scenes.ts';
import { protocolScenes } from './protocol/scenes.ts';
import type { Scene } from './support/scene.ts';
import { transactionScenes } from './transactions/scenes.ts';

/** Every scene that a test may ask for. */
export const scenes: readonly Scene<unknown>[] = [
  added,
  batches,
  deleted,
  foundBy,
  handedOver,
  paged,
  partlyBad,
  refused,
  single,
  together,
  unlinked,
  updateRefused,
  updated,
  listedByChange,
  listedByCreation,
  listedByNextDate,
  listedByUser,
  ...periodScenes,
  ...protocolScenes,
  ...transactionScenes,
];
