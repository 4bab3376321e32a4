/** One thing wrong with a target file; the line counts from 1. */
export interface Problem {
  readonly line?: number;
  /** What is wrong and what to do, as sentences without the place. */
  readonly says: string;
}

/** A target file that can't be used. The message names every problem, where it is, and what to do. */
export class TargetFileError extends Error {
  override readonly name = 'TargetFileError';
  readonly problems: readonly string[];

  constructor(where: string, problems: readonly Problem[]) {
    super(problemsInWords(where, problems));
    this.problems = problems.map(inWords);
  }
}

/** Tells every problem of a file, one a line where there are several. */
export function problemsInWords(where: string, problems: readonly Problem[]): string {
  const told = problems.map(inWords);
  return told.length === 1 ? `${where}, ${told[0]}` : `${where} has ${told.length} problems:${bullets(told)}`;
}

function inWords({ line, says }: Problem): string {
  return line === undefined ? says : `line ${line}: ${says}`;
}

function bullets(told: readonly string[]): string {
  return told.map((each) => `\n  - ${each}`).join('');
}
