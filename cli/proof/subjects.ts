import { assembled } from '../../reference/assembly.ts';
import { faults, type Fault } from '../../reference/faults/index.ts';
import type { ReferenceOptions } from '../../reference/server.ts';
import { variants, type Variant } from '../../reference/variants/index.ts';

/** One implementation to examine: the reference with a defect, or with freedoms taken. */
export type Subject =
  | { readonly kind: 'fault'; readonly name: string; readonly fault: Fault }
  | { readonly kind: 'variant'; readonly name: string; readonly variants: readonly Variant[] };

/** The reference as it is, every fault, every variant, and pairs of variants drawn from a seed. */
export function allSubjects(seed: number, pairs: number): readonly Subject[] {
  return [
    { kind: 'variant', name: 'reference', variants: [] },
    ...faults.map((fault): Subject => ({ kind: 'fault', name: fault.name, fault })),
    ...variants.map((variant): Subject => ({ kind: 'variant', name: variant.name, variants: [variant] })),
    ...drawnPairs(seed, pairs),
  ];
}

/** The implementation itself, made afresh. */
export function assemblyOf(subject: Subject): ReferenceOptions {
  return subject.kind === 'fault' ? assembled([], [subject.fault]) : assembled(subject.variants);
}

/** Different pairs of different variants; the same seed draws the same. */
function drawnPairs(seed: number, count: number): Subject[] {
  const all = variants.flatMap((first, index) =>
    variants.slice(index + 1).map((second) => [first, second] as const),
  );
  const drawn = new Map<number, Subject>();
  for (let state = seed >>> 0; drawn.size < Math.min(count, all.length);) {
    // A full-period linear congruential generator: enough for drawing, and the same everywhere.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const index = Math.floor((state / 2 ** 32) * all.length);
    const pair = all[index];
    if (pair)
      drawn.set(index, { kind: 'variant', name: pair.map(({ name }) => name).join(' + '), variants: pair });
  }
  return [...drawn.values()];
}
