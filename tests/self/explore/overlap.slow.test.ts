import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exploredAt } from './busy-server.ts';
import { laggards } from './laggards.ts';
import { races } from './races.ts';

/** Ten are a matter of ten minutes: `AMOCRM_RACES=10` tries them. */
const runs = Number(process.env['AMOCRM_RACES'] ?? 2);
const seeds = Array.from({ length: runs }, (_, index) => index + 1);

describe('servers that do not keep requests apart', () => {
  it('are of 25 kinds at least', () => {
    assert.ok(Object.keys(races).length >= 25);
  });

  for (const [name, race] of Object.entries(races)) {
    it(`are found in every run: ${name}`, async () => {
      const missed: number[] = [];
      for (const seed of seeds) {
        const { findings } = await exploredAt(race, { seed, requests: 1500, stopsAtFirst: true });
        if (findings.length === 0) missed.push(seed);
      }

      assert.deepEqual(missed, []);
    });
  }
});

describe('servers that are only slow or late', () => {
  it('are of 30 kinds at least', () => {
    assert.ok(Object.keys(laggards).length >= 30);
  });

  for (const [name, laggard] of Object.entries(laggards)) {
    it(`are held nothing against: ${name}`, async () => {
      const { findings, brokeOff } = await exploredAt(laggard, { seed: 3, requests: 400 });

      assert.deepEqual(findings, []);
      assert.equal(brokeOff, undefined);
    });
  }
});
