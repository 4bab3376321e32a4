import {
  JournalDamagedError,
  journalFile,
  journalFolder,
  readJournal,
  type JournalFacts,
} from '../target/journal.ts';
import { begunIn, resumeLine } from './certify/unfinished.ts';
import { pasted, placeOf } from './invocation.ts';

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
 * What finishes a run that is gone, a command each: the account is swept, then the run gone on with.
 * @param config the target file, as it is reached from here
 */
export function remediesFor(dead: JournalFacts, config: string): readonly string[] {
  return [pasted('sweep', '--config', placeOf(config)), ...continuationOf(dead)];
}

/** The command that goes on with the run of a journal; none where it left nothing to go on with. */
export function continuationOf({ begun: { output, seed } }: JournalFacts): readonly string[] {
  return output !== undefined && begunIn(output)?.seed === seed ? [resumeLine(output)] : [];
}

/** In a sentence what finishes a run that is gone. */
export function remedyInWords(dead: JournalFacts, config: string): string {
  const [sweep, resume] = remediesFor(dead, config);
  return `Finish it first: ${sweep ?? ''}${resume === undefined ? '' : ` and then: ${resume}`}`;
}
