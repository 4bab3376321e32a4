import type { TestDetails } from '@playwright/test';
import type { TestFixtures } from './bench.ts';

/** A test as its file claims it. */
export interface CollectedTest {
  readonly title: string;
  readonly details: TestDetails;
  readonly body: (fixtures: TestFixtures) => Promise<void>;
}

/** Gathers the tests of the files that are imported while it is open, instead of handing them to Playwright. */
class Collection {
  readonly tests: CollectedTest[] = [];
  open = false;

  readonly add = (title: string, details: TestDetails, body: CollectedTest['body']): void => {
    this.tests.push({ title, details, body });
  };
}

export const collection = new Collection();
