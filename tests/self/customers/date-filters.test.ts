import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { suite } from '../../../cli/suite.ts';
import { certify } from '../../../engine/certification.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faults } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { hurriedClock } from '../../../target/clock.ts';
import { parseTarget } from '../../../target/target-file.ts';

/** Servers that read dates wrongly in every filter: the suite finds its own customers by such filters, too. */
const everywhere: Readonly<Record<string, RegExp>> = {
  'takes the day for the month': /days-and-months-exchanged|day-and-month/,
  'ignores the first day': /-from-ignored$/,
  'ignores the last day': /-to-ignored$/,
};

describe('a server that in every filter', { timeout: 60_000 }, () => {
  for (const [what, names] of Object.entries(everywhere)) {
    it(`${what}, fails the filters and nothing else of the suite`, async () => {
      const those = faults.filter(({ name }) => names.test(name));
      const clock = hurriedClock();
      const reference = await startReference({
        ...assembled([], those),
        clock: () => Math.floor(clock.now() / 1000),
      });
      const { results } = await certify({
        ...suite,
        target: parseTarget(stringify(reference.targetFile), 'a server that reads dates wrongly', {}),
        clock,
        seed: 7,
        isInProcess: true,
        suite: { name: 'amocrm-conformance', version: '0', digest: '' },
      });
      await reference.close();

      const ids = (wanted: string) =>
        results.requirements.filter(({ outcome }) => outcome === wanted).map(({ id }) => id);
      assert.ok(those.length >= 3);
      assert.deepEqual(ids('error'), []);
      assert.ok(
        ids('failed').every((id) => id.startsWith('customers.list.filter.')),
        String(ids('failed')),
      );
      for (const filter of ['date.create', 'date.modify', 'next_date']) {
        assert.ok(ids('failed').includes(`customers.list.filter.${filter}.range`), filter);
      }
    });
  }
});
