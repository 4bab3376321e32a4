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

/** The requirements that exploring charges with a fault, up to the first; at most so many requests are sent. */
export async function found(fault: string, requests: number): Promise<readonly string[]> {
  const { results } = await explored({ faults: [fault] }, { requests, stopsAtFirst: true });
  return results.exploration?.findings.map(({ requirement }) => requirement) ?? ['not explored'];
}
