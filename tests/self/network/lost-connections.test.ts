import { describe, it } from 'node:test';
import { connections } from './broken-connections.ts';
import { assertSweepable, assertUnharmed } from './claims.ts';
import { gone, resetAfterBody } from './harms.ts';
import { ending, request, requests } from './moments.ts';
import { tried } from './trial.ts';
import { lost, spoilt } from './troubles.ts';

describe('a connection that', { timeout: 600_000 }, () => {
  for (const { what, when, run } of connections.some) it(`${what} ${when}`, run);
});

describe('a connection that is reset when the answer is whole', () => {
  it('does no harm', () => tried(spoilt(requests(1), resetAfterBody), assertUnharmed));
});

describe('a server that is gone', { timeout: 60_000 }, () => {
  it('in the middle of a run', () => tried(lost(request(40), gone), assertSweepable));

  it('when the run tidies up', () => tried(lost(ending(2), gone), assertSweepable));
});
