import type { Scene } from '../support/scene.ts';
import { filled, ten } from './filled.scene.ts';
import { listed, listedAfter, listedBefore } from './listed.scene.ts';
import { refused, sentByMember } from './refused.scene.ts';
import { replaced } from './replaced.scene.ts';
import * as steps from './steps.scene.ts';

/** The scenes of the periods. */
export const periodScenes: readonly Scene<unknown>[] = [
  filled,
  listed,
  listedAfter,
  listedBefore,
  refused,
  replaced,
  sentByMember,
  ten,
  ...Object.values(steps),
];
