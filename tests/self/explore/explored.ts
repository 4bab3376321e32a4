import { terrain } from '../../../cli/explore.ts';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { variantNamed } from '../../../reference/variants/index.ts';

/** Explores the reference with some freedoms and defects, without a claim. */
export async function explored(
  { variants = [], faults = [] }: { variants?: readonly string[]; faults?: readonly string[] },
  { seed = 1, requests = 400, stopsAtFirst = false } = {},
) {
  const assembly = assembled(
    variants.flatMap((name) => variantNamed(name) ?? []),
    faults.flatMap((name) => faultNamed(name) ?? []),
  );
  const exploration = { terrain, budget: { requests }, stopsAtFirst };
  return examine(assembly, { seed, claims: [], exploration, profile: 'explore' });
}
