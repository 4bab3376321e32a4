/** What a run comes to, made once for everything that tells of it. */
import type { Exchange } from '../spec/run/exchange.ts';
import type { Results } from '../spec/run/results.ts';
import { type KeptRun, type Since, sinceOf } from './compare/since.ts';
import { type Defect, defectsOf, type KnownFault } from './defects.ts';

export interface DiagnosisOptions {
  /** Rows of the kill matrix. */
  readonly known?: readonly KnownFault[];
  /** The last run of the same kind; left out where none is known. */
  readonly last?: KeptRun;
}

/** The likely defects of a run, and what is new in them; each is worked out when it is first asked for. */
export class Diagnosis {
  readonly #results: Results;
  readonly #exchanges: readonly Exchange[];
  readonly #options: DiagnosisOptions;
  #defects: readonly Defect[] | undefined;
  #since: Since | null | undefined;

  constructor(results: Results, exchanges: readonly Exchange[], options: DiagnosisOptions = {}) {
    this.#results = results;
    this.#exchanges = exchanges;
    this.#options = options;
  }

  get defects(): readonly Defect[] {
    const { known } = this.#options;
    return (this.#defects ??= defectsOf(this.#results.requirements, this.#exchanges, known));
  }

  /** Null where no last run is known. */
  get since(): Since | null {
    const { last } = this.#options;
    if (this.#since === undefined)
      this.#since = last === undefined ? null : sinceOf(last, this.#results, this.defects);
    return this.#since;
  }
}
