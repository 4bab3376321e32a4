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
