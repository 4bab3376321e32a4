import assert from 'node:assert/strict';
import { it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { at, onEmbedded } from '../../../reference/modifiers.ts';
import { claims } from '../../../tests/catalogue.ts';

/** Nothing is said of the order in which a batch of transactions is acknowledged. */
const backwards = {
  name: 'purchases-acknowledged-backwards',
  freedom: 'silence',
  describe: 'The acknowledgements of a batch of transactions begin with the last.',
  apply: at(
    'transactions.change',
    onEmbedded((embedded) =>
      Array.isArray(embedded.items) ? { ...embedded, items: embedded.items.toReversed() } : embedded,
    ),
  ),
} as const;

it('what is sent in vain is judged whatever the order in which purchases are acknowledged', async () => {
  const inVain = claims.filter(({ id }) => /^protocol\..*\.transactions\.change$/.test(id));

  const { results } = await examine(assembled([backwards]), { seed: 1, claims: inVain });

  const judged = results.requirements.filter(({ id }) => inVain.some((claim) => claim.id === id));
  assert.deepEqual([...new Set(judged.map(({ outcome }) => outcome))], ['passed']);
  assert.equal(judged.length, inVain.length);
});
