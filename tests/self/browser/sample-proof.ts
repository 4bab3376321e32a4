import type { Proof } from '../../../spec/run/proof.ts';
import { hostile } from '../reports/hostile-texts.ts';

/** A small proof with a fault of each fate and a variant of each verdict. */
export const proof: Proof = {
  schemaVersion: '1',
  suite: { name: 'amocrm-conformance', version: '0.1.0', digest: `sha256:${'ab'.repeat(32)}` },
  seed: 42,
  durationMs: 61_000,
  strength: {
    faults: { caught: 2, planted: 3 },
    variants: { accepted: 1, tried: 2 },
    digest: `sha256:${'cd'.repeat(32)}`,
  },
  unproven: ['customers.update.address'],
  faults: [
    {
      name: 'second-of-a-batch-lost',
      breaks: 'customers.add.single',
      describe: 'Of several customers that are added at once the second is not stored.',
      verdict: 'nonconformant',
      failed: ['customers.add.single', 'customers.list.large'],
      caught: true,
      stray: [],
    },
    {
      name: 'ids-as-text',
      breaks: 'customers.list.response.items.id',
      describe: 'Ids are texts.',
      verdict: 'nonconformant',
      failed: ['customers.list.response.items.id', 'protocol.unknownPath'],
      caught: true,
      stray: ['protocol.unknownPath'],
    },
    {
      name: 'periods-open-to-members',
      breaks: 'periods.change.member',
      describe: 'Members may change the periods.',
      verdict: 'conformant',
      failed: [],
      caught: false,
      stray: [],
    },
  ],
  variants: [
    {
      name: 'lists-in-chunks',
      describe: 'Bodies come in chunks, without a length.',
      verdict: 'conformant',
      complaints: [],
    },
    {
      name: 'refused',
      describe: 'Deleted customers stay in the list, flagged.',
      verdict: 'nonconformant',
      complaints: [
        { requirement: 'customers.list.large', outcome: 'failed', reason: `it was wrong: ${hostile}` },
      ],
    },
  ],
  repetitions: [],
};
