import fc from 'fast-check';
import type { Budget, Exploration, Finding, Step } from '../../spec/run/exploration.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import type { Setting } from '../scenario.ts';
import type { Discrepancy, Journey, Terrain } from './terrain.ts';

/** How an exploration goes. */
export interface Expedition {
  readonly seed: number;
  readonly budget: Budget;
  /** Ends with the first finding, and does not shorten it. */
  readonly stopsAtFirst?: boolean;
  /** How many requests the shortening of one finding takes at most. */
  readonly shortening?: number;
}

/** What an exploration knows of the run around it. */
export interface Surroundings {
  /** Requests put on the wire so far, whatever for. */
  readonly requests: () => number;
  /** The number of the last exchange. */
  readonly lastExchange: () => number;
}

/** Steps that one drawn sequence has at most. */
const LONGEST = 12;

const SHORTENING = 500;

/** Explores a target: sequences that are written down and drawn ones in turn, each from the beginning. */
export async function explore<F extends object>(
  terrain: Terrain<F>,
  setting: Setting<F>,
  expedition: Expedition,
  surroundings: Surroundings,
): Promise<Exploration> {
  return new Explorer(terrain, setting, expedition, surroundings).explore();
}

/** What came of playing a sequence. */
interface Played {
  /** The steps that made sense. */
  readonly steps: readonly Step[];
  readonly discrepancy: Discrepancy | null;
  readonly exchanges: readonly number[];
}

class Explorer<F extends object> {
  readonly #terrain: Terrain<F>;
  readonly #setting: Setting<F>;
  readonly #expedition: Expedition;
  readonly #surroundings: Surroundings;
  readonly #began = performance.now();
  readonly #firstRequest: number;
  readonly #step: fc.Arbitrary<Step>;
  readonly #findings = new Map<string, Finding>();
  #sequences = 0;
  #steps = 0;
  #brokeOff: string | undefined;

  constructor(terrain: Terrain<F>, setting: Setting<F>, expedition: Expedition, surroundings: Surroundings) {
    this.#terrain = terrain;
    this.#setting = setting;
    this.#expedition = expedition;
    this.#surroundings = surroundings;
    this.#firstRequest = surroundings.requests();
    this.#step = fc.oneof(...terrain.arbitraries(setting));
  }

  async explore(): Promise<Exploration> {
    const { seed, budget } = this.#expedition;
    const cases = this.#terrain.cases(this.#setting).flatMap((group) => shuffled(group, seed));
    while (!this.#isOver) {
      this.#sequences += 1;
      const written = this.#sequences % 2 === 0 ? cases.shift() : undefined;
      await this.#search(written ?? this.#drawn(mixed(seed, this.#sequences)));
    }
    return {
      seed,
      budget,
      requests: this.#requests,
      sequences: this.#sequences,
      steps: this.#steps,
      durationMs: Math.round(performance.now() - this.#began),
      ...(this.#brokeOff !== undefined && { brokeOff: this.#brokeOff }),
      readings: this.#terrain.readings?.() ?? {},
      findings: [...this.#findings.values()],
    };
  }

  /** Plays one sequence; what it ends in is shortened, unless it is known. */
  async #search(steps: readonly Step[]): Promise<void> {
    const played = await this.#plainest(await this.#play(steps));
    if (played.discrepancy === null || this.#isKnown(played.discrepancy)) return;
    const found = { sequence: this.#sequences, length: played.steps.length, times: 1 };
    const { stopsAtFirst = false, shortening = SHORTENING } = this.#expedition;
    const { played: shortest, isCutShort } = stopsAtFirst
      ? { played, isCutShort: true }
      : await this.#shortened(played, this.#surroundings.requests() + shortening);
    const { discrepancy, exchanges } = shortest;
    if (discrepancy === null) return;
    this.#findings.set(discrepancy.requirement, {
      ...discrepancy,
      ...found,
      steps: shortest.steps,
      isCutShort,
      exchanges,
    });
  }

  /** What requests come to that are sent one after the other, where that is not right either. */
  async #plainest(played: Played): Promise<Played> {
    const apart = played.discrepancy === null ? null : (this.#terrain.oneByOne?.(played.steps) ?? null);
    if (apart === null) return played;
    const again = await this.#play(apart);
    return again.discrepancy === null ? played : again;
  }

  /**
   * Leaves out steps and parts of them, and then makes the values that are left smaller, as long as the same
   * requirement is broken.
   * @param last number of requests up to which it is tried
   */
  async #shortened(first: Played, last: number): Promise<{ played: Played; isCutShort: boolean }> {
    let played = first;
    const isOut = (): boolean => this.#surroundings.requests() >= last || this.#brokeOff !== undefined;
    const fails = async (steps: readonly Step[]): Promise<boolean> => {
      const again = await this.#play(steps);
      const isSame = again.discrepancy?.requirement === first.discrepancy?.requirement;
      if (isSame) played = again;
      return isSame;
    };
    const withFewerSteps = async (): Promise<void> => {
      for (let place = 0; place < played.steps.length - 1 && !isOut();) {
        if (!(await fails(played.steps.toSpliced(place, 1)))) place += 1;
      }
    };
    const withSmallerSteps = async (smallerThan: (step: Step) => Iterable<Step>): Promise<void> => {
      for (let place = played.steps.length - 1; place >= 0; place -= 1) {
        while (!isOut() && (await isEnough(place, smallerThan)));
      }
    };
    const isEnough = async (place: number, smallerThan: (step: Step) => Iterable<Step>): Promise<boolean> => {
      const step = played.steps[place];
      for (const smaller of step ? smallerThan(step) : []) {
        if (isOut()) return false;
        if (await fails(played.steps.with(place, smaller))) return true;
      }
      return false;
    };
    await withFewerSteps();
    await withSmallerSteps((step) => this.#withLess(step));
    await withFewerSteps();
    await withSmallerSteps((step) => this.#withSmallerValues(step));
    return { played, isCutShort: isOut() };
  }

  /** Steps as they are drawn, with something left out of this one. */
  *#withLess(step: Step): Generator<Step> {
    for (const less of leavingOut(step)) if (this.#step.canShrinkWithoutContext(less)) yield less;
  }

  *#withSmallerValues(step: Step): Generator<Step> {
    if (!this.#step.canShrinkWithoutContext(step)) return;
    for (const { value } of this.#step.shrink(step, undefined)) yield value;
  }

  /** Counts a finding once more. */
  #isKnown({ requirement }: Discrepancy): boolean {
    const known = this.#findings.get(requirement);
    if (known === undefined) return false;
    this.#findings.set(requirement, { ...known, times: known.times + 1 });
    return true;
  }

  async #play(sequence: readonly Step[]): Promise<Played> {
    const steps: Step[] = [];
    const before = this.#surroundings.lastExchange();
    const since = () => numbersBetween(before, this.#surroundings.lastExchange());
    let journey: Journey | undefined;
    try {
      journey = await this.#terrain.begin(this.#setting);
      for (const step of sequence) {
        if (!journey.allows(step)) continue;
        steps.push(step);
        this.#steps += 1;
        const came = await journey.take(step);
        if (came === 'over') break;
        if (came !== null) return { steps, discrepancy: came, exchanges: since() };
        if (this.#isOver) break;
      }
      return { steps, discrepancy: null, exchanges: since() };
    } catch (error) {
      return { steps, discrepancy: this.#broken(error), exchanges: since() };
    } finally {
      await journey?.end().catch((error: unknown) => this.#broken(error));
    }
  }

  /** No answer at all is the target's fault; everything else that breaks off ends the exploration. */
  #broken(error: unknown): Discrepancy | null {
    if (!(error instanceof CannotJudge)) throw error;
    const { outcome, reason, failure } = error.signal;
    if (failure === 'timeout') return { requirement: 'explore.answered', says: reason };
    if (outcome === 'error') this.#brokeOff = reason;
    return null;
  }

  get #requests(): number {
    return this.#surroundings.requests() - this.#firstRequest;
  }

  get #isOver(): boolean {
    const { budget, stopsAtFirst } = this.#expedition;
    return (
      this.#brokeOff !== undefined ||
      (stopsAtFirst === true && this.#findings.size > 0) ||
      this.#requests >= (budget.requests ?? Infinity) ||
      performance.now() - this.#began >= (budget.seconds ?? Infinity) * 1000
    );
  }

  #drawn(seed: number): readonly Step[] {
    const openings = this.#terrain.openings?.(this.#setting) ?? [];
    const rest = fc.array(this.#step, { minLength: 1, maxLength: LONGEST, size: 'max' });
    const [[first, others] = [[], []]] = fc.sample(fc.tuple(fc.tuple(...openings), rest), {
      seed,
      numRuns: 1,
    });
    return [...first, ...others];
  }
}

/** Whatever a value is with something left out: members, and elements of lists, many at once before single ones. */
function* leavingOut(value: unknown): Generator {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    yield* withoutSome(elements);
    for (const [index, element] of elements.entries()) {
      for (const less of leavingOut(element)) yield elements.with(index, less);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const fewer of withoutSome(Object.entries(value))) yield Object.fromEntries(fewer);
    for (const [name, member] of Object.entries(value)) {
      for (const less of leavingOut(member)) yield { ...value, [name]: less };
    }
  }
}

function* withoutSome<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let count = all.length; count >= 1; count = Math.floor(count / 2)) {
    for (let at = 0; at < all.length; at += count) yield all.toSpliced(at, count);
  }
}

function numbersBetween(before: number, last: number): readonly number[] {
  return Array.from({ length: last - before }, (_, index) => before + 1 + index);
}

function shuffled<T>(all: readonly T[], seed: number): readonly T[] {
  const [order = []] = fc.sample(fc.shuffledSubarray([...all], { minLength: all.length }), {
    seed,
    numRuns: 1,
  });
  return order;
}

/** A seed of its own for each sequence: 32 bits. */
function mixed(seed: number, number: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b + 2 * number) | 0;
}
