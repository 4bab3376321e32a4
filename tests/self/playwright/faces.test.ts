import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAlike, withTarget } from './faces.ts';
import { writeFileSync } from 'node:fs';

test('a stated failure is shown alike, and red', () =>
  withTarget('price-of-zero-lost', async (config) => {
    const { line, runner } = await assertAlike(config);

    assert.deepEqual([line.status, runner.status], [1, 1]);
    assert.equal(runner.outcomes['customers.add.next_price.bounds'], 'failed');
  }));

test('a target that is not there is shown alike, and red with the reason', () =>
  withTarget(null, async (config) => {
    writeFileSync(
      config,
      'name: nobody\nbaseUrl: http://127.0.0.1:9\nauth: { administrator: { bearer: abcdefgh } }\n',
    );
    const { line, runner } = await assertAlike(config);

    assert.deepEqual([line.status, runner.status], [3, 1]);
    assert.match(runner.said, /Can't reach http:\/\/127\.0\.0\.1:9/);
  }));
