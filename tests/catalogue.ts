import './customers/add-fields.claims.ts';
import './customers/add.claims.ts';
import './customers/delete.claims.ts';
import './customers/filter.claims.ts';
import './customers/list.claims.ts';
import './customers/unlink.claims.ts';
import './customers/update.claims.ts';
import './periods/bounds.claims.ts';
import './periods/change.claims.ts';
import './periods/list.claims.ts';
import './protocol/credentials.claims.ts';
import './protocol/requests.claims.ts';
import './transactions/add.claims.ts';
import './transactions/comment.claims.ts';
import './transactions/delete.claims.ts';
import './transactions/list.claims.ts';
import type { Catalogue } from '../engine/selection.ts';
import { requirements } from '../spec/requirements/index.ts';
import { wordsOf } from '../spec/source-rows.ts';
import { tests } from './support/test.ts';
import type { Claim } from './support/claims.ts';

/** Every claim of the suite. */
export const claims: readonly Claim[] = tests;

/** Every requirement of the suite, with its rows of the source in words. */
export const catalogue: Catalogue = Object.fromEntries(
  Object.entries(requirements).map(([id, { source, ...rest }]) => [
    id,
    { ...rest, source: source.map(wordsOf) },
  ]),
);
