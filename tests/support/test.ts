import type { Tools } from '../../engine/claim.ts';
import type { ReadingId } from '../../spec/readings.ts';
import { requirements, type RequirementId } from '../../spec/requirements/index.ts';
import type { Claim } from './claims.ts';
import { Given } from './given.ts';
import type { Scenario } from './scenario.ts';

/** What a test is given. */
export interface TestFixtures extends Omit<Tools, 'observe' | 'play'> {
  readonly scenario: <T>(scenario: Scenario<T>) => Promise<T>;
  readonly given: Given;
  readonly observe: (reading: ReadingId, side: string) => void;
}

const given: Scenario<Given> = {
  name: 'what the target file names',
  play: ({ fixtures, target }) =>
    Promise.resolve(
      new Given(fixtures, target.features, (signal) => {
        throw signal;
      }),
    ),
};

/** Claims that are still written as tests. */
export const tests: Claim<RequirementId>[] = [];

export function test(id: RequirementId, body: (fixtures: TestFixtures) => Promise<void>): void {
  tests.push({
    id,
    ...requirements[id],
    given: { account: given },
    holds: ({ account }: { account: Given }, tools: Tools) =>
      body({ ...tools, given: account, scenario: (scenario) => tools.play(scenario as never) as never }),
  });
}
