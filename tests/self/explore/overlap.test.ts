import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Handler } from '../../../reference/core/handler.ts';
import { exploredAt, type Manner } from './busy-server.ts';
import { laggards } from './laggards.ts';
import { races } from './races.ts';

function named(manners: Readonly<Record<string, Manner>>, name: string): Manner {
  const manner = manners[name];
  if (!manner) throw new Error(`There is no server of which ${name}.`);
  return manner;
}

/** Acknowledges the price of an update, and does not store it. */
function forgetful(core: Handler): Handler {
  return (state, request) =>
    core(state, { ...request, body: request.body.replace(/("update":.*)"next_price":/g, '$1"lost":') });
}

describe('requests that are under way at once', () => {
  for (const [race, requirement] of [
    ['rows of customers are written back', 'explore.order'],
    ['two purchases get one id', 'transactions.add.id'],
    ['fields of updates are mixed', 'explore.order'],
    ['an addition is carried out twice', 'explore.state'],
  ] as const) {
    it(`show it where ${race}`, async () => {
      const { findings } = await exploredAt(named(races, race), {
        seed: 4,
        requests: 400,
        stopsAtFirst: true,
      });

      assert.deepEqual(
        findings.map((finding) => finding.requirement),
        [requirement],
      );
    });
  }

  it('are told of with the orders that do not come to what is shown', async () => {
    const { findings } = await exploredAt(named(races, 'rows of customers are written back'), {
      seed: 2,
      requests: 400,
      stopsAtFirst: true,
    });

    assert.match(
      findings[0]?.says ?? '',
      /^Customer \d+: .*\(1 updates customer .*; 2 updates customer .*In the order 1, 2: .*; in the order 2, 1: /,
    );
  });

  it('are refused by a server that locks, and nothing is held against it', async () => {
    const { findings } = await exploredAt(named(laggards, 'who comes meanwhile is told so'), {
      seed: 4,
      requests: 250,
    });

    assert.deepEqual(findings, []);
  });
});

describe('a change that is shown late', () => {
  for (const [name, side] of [
    ['reads are 2 s behind', /^within 3 s$/],
    ['one copy of two is a second behind', /^within [12] s$/],
    ['answers are delayed (1)', /^immediate$/],
  ] as const) {
    it(`is told, and nothing else: ${name}`, async () => {
      const { findings, readings } = await exploredAt(named(laggards, name), { seed: 2, requests: 200 });

      assert.deepEqual(findings, []);
      assert.deepEqual(Object.keys(readings ?? {}), ['visibility']);
      assert.match(readings?.['visibility'] ?? '', side);
    });
  }

  it('is not taken for one that is lost', async () => {
    const late = named(laggards, 'reads are 1 s behind');

    const { findings, readings } = await exploredAt(
      (inside) => late({ ...inside, core: forgetful(inside.core) }),
      { seed: 1, requests: 1000, stopsAtFirst: true },
    );

    assert.deepEqual(
      findings.map((finding) => finding.requirement),
      ['customers.update.next_price'],
    );
    assert.deepEqual(readings, { visibility: 'within 2 s' });
  });
});
