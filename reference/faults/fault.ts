import type { Modifier } from '../modifiers.ts';

/** One defect of an otherwise right implementation: the smallest change to behaviour that breaks a requirement. */
export interface Fault {
  /** Kebab-case, unique. */
  readonly name: string;
  /** Id of the requirement that has to catch it. */
  readonly breaks: string;
  /** What it does wrong, one sentence. */
  readonly describe: string;
  readonly apply: Modifier;
}
