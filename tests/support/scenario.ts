import type * as engine from '../../engine/scenario.ts';
import type { Furniture } from '../../target/amocrm/api.ts';

/** A sequence of requests to this API, see the engine. */
export type Scenario<T> = engine.Scenario<T, Furniture>;

export type Setting = engine.Setting<Furniture>;
