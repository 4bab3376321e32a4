import { visibilityAfter } from '../../spec/readings.ts';
import { Differs } from './charge.ts';

type Sleep = (seconds: number) => Promise<void>;

/** Seconds between the looks at what is not as it has to be: ten in all, while lists may lag some behind. */
const PAUSES = [0.1, 0.4, 1, 1.5, 2, 2, 3] as const;

/** Seconds: one copy of several may be as late as another is not. */
const REST = 5;

/** How many of them are enough on a target that was never seen to be late, though it was waited for in vain so often. */
const FEW = { pauses: 2, inVain: 3 } as const;

/**
 * When changes are shown: at once, or some time after they were acknowledged. Nobody waits but where something is
 * missing, and only what is still missing then is a loss.
 */
export class Visibility {
  /** Seconds that were waited at most until a change was shown. */
  #latest = 0;
  /** What was waited beside this, in seconds. */
  #elsewhere: () => number = () => 0;
  /** Whether anything was looked at. */
  #isSeen = false;
  /** What was waited for in vain, by requirement. */
  readonly #inVain = new Set<string>();

  /** The side of the reading that this target was seen to take; undefined where nothing was looked at. */
  get side(): string | undefined {
    if (!this.#isSeen) return undefined;
    return visibilityAfter(this.#longest);
  }

  /** Whether some change was shown late. */
  get isLate(): boolean {
    return this.#longest > 0;
  }

  get #longest(): number {
    return Math.max(this.#latest, this.#elsewhere());
  }

  /** Takes into account what whoever sends the requests has waited for by itself. */
  heed(elsewhere: () => number): void {
    this.#elsewhere = elsewhere;
  }

  /**
   * Looks, and once more after a while as long as something differs that may only be late.
   * @throws Differs for what still does
   */
  async settled<T>(look: () => Promise<T>, sleep: Sleep): Promise<T> {
    const first = await outcomeOf(look);
    this.#isSeen = true;
    if (!('differs' in first)) return first.value;
    let { differs } = first;
    const pauses = this.#patienceFor(differs);
    let waited = 0;
    for (const seconds of pauses) {
      await sleep(seconds);
      waited += seconds;
      const again = await outcomeOf(look);
      if (!('differs' in again)) {
        this.#latest = Math.max(this.#latest, waited);
        return again.value;
      }
      ({ differs } = again);
      if (!differs.mayBeLate) break;
    }
    this.#inVain.add(differs.discrepancy.requirement);
    throw differs;
  }

  /** Waits for longer than changes were seen to take; not at all where they show at once. */
  async rest(sleep: Sleep): Promise<void> {
    if (this.isLate) await sleep(Math.max(REST, 2 * this.#longest));
  }

  /** What did not come by waiting does not come by waiting once more. */
  #patienceFor({ mayBeLate, discrepancy: { requirement } }: Differs): readonly number[] {
    if (!mayBeLate) return [];
    if (this.isLate) return PAUSES;
    if (this.#inVain.has(requirement)) return [];
    return this.#inVain.size >= FEW.inVain ? PAUSES.slice(0, FEW.pauses) : PAUSES;
  }
}

async function outcomeOf<T>(look: () => Promise<T>): Promise<{ value: T } | { differs: Differs }> {
  try {
    return { value: await look() };
  } catch (error) {
    if (error instanceof Differs) return { differs: error };
    throw error;
  }
}
