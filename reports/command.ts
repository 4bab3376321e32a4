/** Commands of the suite that are printed to be pasted: each is one line of a POSIX shell, and does what it says. */
import type { CommandFacts, Results } from '../spec/run/results.ts';

/** Where the reports of a run go that names no folder: a filtered one has its own. */
export function usualOutput(isFiltered: boolean): string {
  return isFiltered ? filteredBeside('conformance-report') : 'conformance-report';
}

/** A folder for filtered runs, so that none takes the place of a whole run's report. */
export function filteredBeside(output: string): string {
  return `${output.endsWith('/') ? output.slice(0, -1) : output}-filtered`;
}

/** A text as one word of a command, quoted where it needs to be. */
export function word(text: string): string {
  return /^[\w./-][\w./:,@+-]*$/.test(text) ? text : quote(text);
}

/** Quotes a text for a POSIX shell: nothing inside is special. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const usualStart = ['npm', 'start', '--'];

/** @param words behind what begins a command of the suite */
export function commandLine(words: readonly string[], start: readonly string[] = usualStart): string {
  return [...start, ...words].map(word).join(' ');
}

/** The command that tries one requirement of a run again, beside the report of that run. */
export function onlyLine(
  id: string,
  results: Pick<
    Results,
    'seed' | 'profile' | 'profileReason' | 'complete' | 'command' | 'exploration' | 'suite'
  >,
): string {
  const { seed, profile, profileReason, complete, command, exploration, suite } = results;
  const { start, config, output = usualOutput(!complete) } = command ?? {};
  const own = complete ? filteredBeside(output) : output;
  const { requests } = exploration?.budget ?? {};
  const narrowed =
    profile === 'explore'
      ? ['--profile', profile, ...(requests === undefined ? [] : ['--budget', String(requests)])]
      : [
          ...(profile === 'read-only' && profileReason === undefined ? ['--profile', profile] : []),
          ...['--only', id],
        ];
  return commandLine(
    [
      ...(config === undefined ? [] : ['--config', config]),
      ...(own === usualOutput(true) ? [] : ['--output', own]),
      ...narrowed,
      ...(suite.requirements === undefined ? [] : ['--requirements', suite.requirements.name]),
      ...['--seed', String(seed)],
    ],
    start,
  );
}

/** The command that tells all there is to know of a requirement, without a run. */
export function explainLine(id: string, { start }: Partial<CommandFacts> = {}): string {
  return commandLine(['explain', id], start);
}

/** The command that writes all requirements, to be read without a run. */
export function docsLine({ start }: Partial<CommandFacts> = {}): string {
  return commandLine(['docs', 'requirements'], start);
}

/** The command that finishes what a run left in an account. */
export function sweepLine({ start, config = 'FILE' }: Partial<CommandFacts> = {}): string {
  return commandLine(['sweep', '--config', config], start);
}

/** Where the log of a run lies, as it is reached from where the run was begun. */
export function logOf({ command }: Pick<Results, 'command'>): string {
  return command === undefined ? 'run.har' : `${command.output}/run.har`;
}
