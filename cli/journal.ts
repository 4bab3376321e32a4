import { requireFolder } from './folder.ts';
import {
  JournalDamagedError,
  journalFile,
  journalFolder,
  readJournal,
  type JournalFacts,
} from '../target/journal.ts';

/** The journal of an account on this machine; null where there is none, or in a sentence why it can't be read. */
export function journalAt(
  baseUrl: string,
  env: NodeJS.ProcessEnv,
): JournalFacts | null | { readonly unreadable: string } {
  try {
    return readJournal(journalFile(journalFolder(env), baseUrl), baseUrl);
  } catch (error) {
    if (error instanceof JournalDamagedError) return { unreadable: error.message };
    throw error;
  }
}

/**
 * Makes the folder of journals where it is missing: without a journal nothing is changed.
 * @throws UsageError where it can't be written into
 */
export function requireJournalFolder(env: NodeJS.ProcessEnv): void {
  requireFolder(journalFolder(env), 'The journal lies there: name another folder in AMOCRM_STATE_DIR.');
}
