/** Why the document permits what a mutant that is not caught does. */
import type { Mutant } from './mutators.ts';

interface Permission {
  readonly file: RegExp;
  /** What stood there. */
  readonly was: RegExp;
  /** What stands there now; anything by default. */
  readonly is?: RegExp;
  readonly why: string;
}

const permissions: readonly Permission[] = [];

/** The reason; null where there is none, so that a claim lacks. */
export function whyPermitted({ file, was, is }: Pick<Mutant, 'file' | 'was' | 'is'>): string | null {
  const permission = permissions.find(
    (one) => one.file.test(file) && one.was.test(was) && (one.is?.test(is) ?? true),
  );
  return permission?.why ?? null;
}
