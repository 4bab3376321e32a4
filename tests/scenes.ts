import { customerScenes } from './customers/scenes.ts';
import { periodScenes } from './periods/scenes.ts';
import { protocolScenes } from './protocol/scenes.ts';
import type { Scene } from './support/scene.ts';
import { transactionScenes } from './transactions/scenes.ts';

/** Every scene that a test may ask for. */
export const scenes: readonly Scene<unknown>[] = [
  ...customerScenes,
  ...periodScenes,
  ...protocolScenes,
  ...transactionScenes,
];
