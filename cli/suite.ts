import type { Certification, Running } from '../engine/certification.ts';
import type { Results } from '../spec/run/results.ts';
import type { Api } from '../target/api.ts';
import { catalogue, claims } from '../tests/catalogue.ts';
import { api, contract } from './api.ts';
import { factsFromSources, factsOfBuild } from './suite-facts.ts';

/** What every certification has in common, wherever it comes from. */
export const suite = { api, contract, catalogue, claims } as const;

/** A certification by this suite. */
export type SuiteCertification = typeof suite.api extends Api<infer F> ? Certification<F> : never;

/** One that is asked claim by claim. */
export type SuiteRunning = typeof suite.api extends Api<infer F> ? Running<F> : never;

let facts: Results['suite'] | undefined;

/** Which suite this is, exactly, and what it was found to catch, if this very code was; looked up once. */
export function suiteFacts(): Results['suite'] {
  facts ??= factsOfBuild() ?? factsFromSources();
  return facts;
}
