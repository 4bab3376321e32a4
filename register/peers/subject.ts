/** A server under test: the reference, with what it was asked, and what is left in its account afterwards. */
import { faultNamed } from '../../reference/faults/index.ts';
import { variantNamed } from '../../reference/variants/index.ts';
import { assembled } from '../../reference/assembly.ts';
import type { State } from '../../reference/core/state.ts';
import { type Reference, startReference } from '../../reference/server.ts';

/** What a tool is tried on. */
export interface Subject {
  /** Empty for the reference as it is. */
  readonly name: string;
  readonly kind: 'reference' | 'fault' | 'variant';
}

/** One at work. */
export interface Served {
  readonly reference: Reference;
  readonly requests: () => number;
  /** How many records of the account are there that were not, are gone, or differ. */
  readonly leftBehind: () => number;
}

/** Starts it on a free port of this machine. */
export async function served({ name, kind }: Subject): Promise<Served> {
  const faults = kind === 'fault' ? [faultNamed(name) ?? unknown(name)] : [];
  const variants = kind === 'variant' ? [variantNamed(name) ?? unknown(name)] : [];
  const assembly = assembled(variants, faults);
  let requests = 0;
  const core: typeof assembly.core = (state, request) => {
    requests += 1;
    return assembly.core(state, request);
  };
  const reference = await startReference({ ...assembly, core });
  const before = recordsOf(reference.snapshot());
  return {
    reference,
    requests: () => requests,
    leftBehind: () => {
      const after = recordsOf(reference.snapshot());
      return [...new Set([...before.keys(), ...after.keys()])].filter(
        (id) => before.get(id) !== after.get(id),
      ).length;
    },
  };
}

function unknown(name: string): never {
  throw new Error(`There is no fault or variant ${name}.`);
}

/** The records that an account shows, each as text by its kind and id. */
function recordsOf({ customers, transactions, periods }: State): ReadonlyMap<string, string> {
  const records = { customers, transactions, periods };
  return new Map(
    Object.entries(records).flatMap(([kind, all]) =>
      [...all.values()]
        .filter((one) => !('is_deleted' in one && one.is_deleted))
        .map((one) => [`${kind} ${String(one.id)}`, JSON.stringify(one, plainly)] as const),
    ),
  );
}

function plainly(_: string, value: unknown): unknown {
  return value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value;
}
