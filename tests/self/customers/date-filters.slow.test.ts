import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faults } from '../../../reference/faults/index.ts';

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
      const { results } = await examine(assembled([], those), { seed: 7 });

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
