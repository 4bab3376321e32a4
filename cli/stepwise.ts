/** One certification whose requirements are asked for one by one, in any order: by Playwright, or another runner. */
import { Running } from '../engine/certification.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Profile, RequirementResult, Results } from '../spec/run/results.ts';
import { maskWith } from '../spec/run/secrecy.ts';
import { consented } from '../target/consent.ts';
import { journalOf } from '../target/journal.ts';
import type { Target } from '../target/target-file.ts';
import { remedyInWords } from './journal.ts';
import { selected } from './selection.ts';
import { started, type Stop } from './started.ts';
import { suite, suiteFacts, type SuiteCertification, type SuiteRunning } from './suite.ts';

const { catalogue, claims } = suite;
const byId = new Map(claims.map((claim) => [claim.id as string, claim]));

/** What is certified, and how. */
export interface Asked {
  readonly target: Target;
  readonly seed: number;
  readonly profile: Profile;
  /** The target file, where there is one: what is created is written down then. Null for the embedded reference. */
  readonly config: string | null;
  readonly signal?: AbortSignal;
}

/**
 * A certification that no command watches: what it creates is written down, as a command does it.
 * @throws JournalUnwritableError
 */
export function certificationOf({
  target,
  seed,
  profile: wanted,
  config,
  signal,
}: Asked): SuiteCertification {
  const consent = consented(target, wanted);
  return {
    ...suite,
    ...consent,
    ...(consent.profile === 'full' &&
      config !== null &&
      // What is started for the run is gone with it.
      target.start === undefined &&
      journalOf({ target, seed }, process.env, (dead) => remedyInWords(dead, config))),
    ...(signal && { signal }),
    target,
    seed,
    suite: suiteFacts(),
    isInProcess: config === null,
    on: { begun: (_, redaction) => maskWith((text) => redaction.text(text)) },
  };
}

/** What became of one requirement, and what decided it. */
export interface Verdict {
  readonly result: RequirementResult;
  readonly exchanges: readonly Exchange[];
}

/** A certification that goes on as it is asked. The account is put back by `close`. */
export class StepwiseCertification {
  readonly #running: SuiteRunning;
  readonly #stop: Promise<Stop>;
  readonly #opened: Promise<void>;
  readonly #judged = new Map<string, Promise<unknown>>();
  readonly #asked = new Set<string>();
  readonly #passed = new Set<string>();
  /** Until something else is judged. */
  #folded: Results | undefined;

  constructor(asked: Asked) {
    this.#running = new Running(certificationOf(asked));
    this.#stop = started(asked.target, asked.signal);
    // Who asks is told.
    this.#stop.catch(() => undefined);
    this.#opened = this.#stop.then(() => this.#running.open());
    this.#opened.catch(() => undefined);
  }

  /** Whether `verdictOn` was called for this requirement already. */
  wasAsked(id: string): boolean {
    return this.#asked.has(id);
  }

  /**
   * Judges one requirement of the catalogue, and whatever it rests on.
   * @throws Error where there is none of that id
   * @throws UsageError where the target does not start
   */
  async verdictOn(id: string): Promise<Verdict> {
    this.#asked.add(id);
    await this.#opened;
    // A requirement of the contract rests on the messages of its operation, and on all that were exchanged before.
    await Promise.all(selected(claims, catalogue, { only: [id] }).map((claim) => this.#judge(claim.id)));
    this.#folded ??= this.#running.folded().results;
    const result = this.#folded.requirements.find((one) => one.id === id);
    if (!result) throw new Error(`There is no requirement ${id}.`);
    if (result.outcome === 'passed') this.#passed.add(id);
    const cited = new Set([
      ...(result.exchanges ?? []),
      ...(result.violations ?? []).map((one) => one.exchange),
    ]);
    return { result, exchanges: this.#running.exchanges.filter((one) => cited.has(one.id)) };
  }

  /**
   * Puts the account back as it was, and ends every connection, and the target where it was started.
   * @returns why the run as a whole can't count, a sentence each
   */
  async close(): Promise<readonly string[]> {
    const stop = await this.#stop;
    try {
      await this.#opened;
      await this.#running.close();
    } finally {
      await stop();
    }
    const { obstacle, leftBehind } = this.#running.facts;
    return [...(obstacle === undefined ? [] : [obstacle]), ...leftBehind, ...this.#belated()];
  }

  /** What had passed when it was asked for, and what the end of the run speaks against; what only warns is left out. */
  #belated(): readonly string[] {
    return this.#running
      .folded()
      .results.requirements.filter(
        ({ id, evidence, outcome }) =>
          outcome === 'failed' && evidence !== 'inferred' && this.#passed.has(id),
      )
      .map(({ id, reason = '' }) => `${id} does not hold after all: ${reason}`);
  }

  #judge(id: string): Promise<unknown> {
    const claim = byId.get(id);
    if (!claim) return Promise.resolve();
    const known = this.#judged.get(id);
    if (known) return known;
    const judging = this.#running.judge(claim).finally(() => {
      this.#folded = undefined;
    });
    this.#judged.set(id, judging);
    return judging;
  }
}
