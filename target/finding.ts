/** What a check found. */
export interface Finding {
  /**
   * `well`; `note` for what a run gets by with; `trouble` for what is in its way or makes requirements untestable;
   * `unchecked` for what could not be looked at, or what the target file excludes.
   */
  readonly mark: 'well' | 'note' | 'trouble' | 'unchecked';
  /** What was looked at, in a word or two. */
  readonly about: string;
  /** What was found, in one sentence. */
  readonly says: string;
  /** What to do, in sentences. */
  readonly advice?: string;
  /** Commands that do it, to be pasted in this order. */
  readonly commands?: readonly string[];
  /** What to add to the target file, or to put there in the place of what stands there. */
  readonly add?: object;
}

export function well(about: string, says: string): Finding {
  return { mark: 'well', about, says };
}

export function unchecked(about: string, says: string): Finding {
  return { mark: 'unchecked', about, says };
}

/** What is left to do, beside telling it. */
type Remedy = Pick<Finding, 'advice' | 'commands' | 'add'>;

export function trouble(about: string, says: string, remedy: Remedy = {}): Finding {
  return { mark: 'trouble', about, says, ...remedy };
}

export function note(about: string, says: string, remedy: Remedy = {}): Finding {
  return { mark: 'note', about, says, ...remedy };
}
