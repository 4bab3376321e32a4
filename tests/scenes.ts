import { single } from './customers/single.scene.ts';
import type { Scene } from './support/scene.ts';

/** Every scene that a test may ask for. */
export const scenes: readonly Scene<unknown>[] = [single];
