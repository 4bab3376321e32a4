import { Stream } from '../../generators/stream.ts';
import { assembled } from '../../reference/assembly.ts';
import { faults, type Fault } from '../../reference/faults/index.ts';
import type { ReferenceOptions } from '../../reference/server.ts';
import { variants, type Variant } from '../../reference/variants/index.ts';

/** One implementation to examine: the reference with a defect, or with freedoms taken. */
export type Subject =
  | { readonly kind: 'fault'; readonly name: string; readonly fault: Fault }
  | { readonly kind: 'variant'; readonly name: string; readonly variants: readonly Variant[] }
  | Repetition;

/** The reference once more, with another seed, another order of tests and another number of tests at once. */
export interface Repetition {
  readonly kind: 'repetition';
  readonly name: string;
  readonly seed: number;
  readonly atOnce: number;
}

/** What is examined: drawn pairs of variants and repetitions are as many as asked for. */
export interface Extent {
  readonly seed: number;
  readonly pairs: number;
  readonly repetitions: number;
  /** Explores with so many requests, and judges no claims. */
  readonly explore?: number;
}

/**
 * The reference as it is and repeated, every variant, pairs of variants drawn from a seed, and every fault: the slow
 * ones stand first, lest one of them is waited for at the end.
 */
export function allSubjects({ seed, pairs, repetitions }: Extent): readonly Subject[] {
  return [
    { kind: 'variant', name: 'reference', variants: [] },
    ...Array.from({ length: repetitions }, (_, index): Repetition => {
      const [repeated, atOnce] = [index + 1, 1 + (index % 4)];
      return { kind: 'repetition', name: `seed ${repeated}, ${atOnce} at once`, seed: repeated, atOnce };
    }),
    ...variants.map((variant): Subject => ({ kind: 'variant', name: variant.name, variants: [variant] })),
    ...drawnPairs(seed, pairs),
    ...faults.map((fault): Subject => ({ kind: 'fault', name: fault.name, fault })),
  ];
}

/** The implementation itself, made afresh. */
export function assemblyOf(subject: Subject): ReferenceOptions {
  switch (subject.kind) {
    case 'fault':
      return assembled([], [subject.fault]);
    case 'variant':
      return assembled(subject.variants);
    case 'repetition':
      return assembled();
  }
}

/** Different pairs of different variants; the same seed draws the same. */
function drawnPairs(seed: number, count: number): Subject[] {
  const all = variants.flatMap((first, index) =>
    variants.slice(index + 1).map((second) => [first, second] as const),
  );
  return shuffled(all, seed)
    .slice(0, count)
    .map((pair) => ({ kind: 'variant', name: pair.map(({ name }) => name).join(' + '), variants: pair }));
}

/** The same seed gives the same order. */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
  return new Stream(seed, 'proof').shuffle(all);
}
