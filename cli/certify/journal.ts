import { Journal, journalFolder, JournalHeldError } from '../../target/journal.ts';
import type { Target } from '../../target/target.ts';

/** The run's journal, which keeps other runs out of the account until everything is put back; or who holds it. */
export function journalOf(
  target: Target,
  seed: number,
  env: NodeJS.ProcessEnv,
): { readonly journal: Journal } | { readonly obstacle: string } {
  try {
    return { journal: Journal.begin(journalFolder(env), { target, seed }) };
  } catch (error) {
    if (error instanceof JournalHeldError) return { obstacle: error.message };
    throw error;
  }
}
