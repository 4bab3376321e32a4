import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../../spec/run/results.ts';

/** What a run is told through its environment, by the command line or by whoever starts Playwright directly. */
export interface RunSettings {
  readonly targetFile: string;
  /** Where the run keeps its facts and exchanges while it goes on. */
  readonly runDir: string;
  readonly seed: number;
  readonly profile: Profile;
  readonly filters: readonly string[];
  /** Whether the run's folder holds the record of a run that is gone on with. */
  readonly resumed: boolean;
}

/** Names of the variables that carry the settings; the command line sets them. */
export const variables = {
  targetFile: 'AMOCRM_TARGET',
  runDir: 'AMOCRM_RUN_DIR',
  output: 'AMOCRM_OUTPUT',
  seed: 'AMOCRM_SEED',
  profile: 'AMOCRM_PROFILE',
  /** One filter a line. */
  filters: 'AMOCRM_FILTERS',
  /** Not empty where an interrupted run is gone on with. */
  resumed: 'AMOCRM_RESUMED',
  workers: 'AMOCRM_WORKERS',
  /** Where journals lie. */
  stateDir: 'AMOCRM_STATE_DIR',
  /** A waivers file, for the reporter. */
  waivers: 'AMOCRM_WAIVERS',
} as const;

/** Reads the settings; what is left out gets a default that suits a run from an editor. */
export function runSettings(env: NodeJS.ProcessEnv): RunSettings {
  const seed = Number(env[variables.seed] ?? 1);
  return {
    targetFile: env[variables.targetFile] ?? 'target.yaml',
    runDir: env[variables.runDir] ?? join(tmpdir(), `amocrm-conformance-${process.pid}`),
    seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : 1,
    profile: env[variables.profile] === 'read-only' ? 'read-only' : 'full',
    filters: (env[variables.filters] ?? '').split('\n').filter((filter) => filter !== ''),
    resumed: (env[variables.resumed] ?? '') !== '',
  };
}
