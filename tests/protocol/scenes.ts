import type { Scene } from '../support/scene.ts';
import { controls } from './controls.scene.ts';
import { bodies, credentials, methods } from './in-vain.scene.ts';
import { leakable } from './leakable.scene.ts';
import { refusals } from './refusals.scene.ts';

/** The scenes of the protocol. */
export const protocolScenes: readonly Scene<unknown>[] = [
  controls,
  leakable,
  refusals,
  ...Object.values(credentials),
  ...Object.values(bodies),
  ...Object.values(methods),
];
