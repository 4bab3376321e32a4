import type { ReadingId } from '../../spec/readings.ts';
import { requirements, type RequirementId } from '../../spec/requirements/index.ts';
import type { Exchange, Sender } from '../../spec/run/exchange.ts';
import type { Target } from '../../target/target.ts';
import { Caller, type Message } from './caller.ts';
import { Given } from './given.ts';
import type { Played, Scene } from './scene.ts';
import { brokeDown, CannotJudge } from './signals.ts';
import type { Program } from './stage.ts';

/** The stage as a test reaches it: in the same process, or through the link of a worker. */
export interface StageAccess {
  play<T>(scene: Scene<T>): Promise<Played<T>>;
  send(message: Message & { readonly as: Sender }, purpose: string): Promise<Exchange>;
}

/** What a test is given: whatever runs it, Playwright or the proof. */
export interface TestFixtures {
  /** The record of a scene; the scene is played if nobody asked for it before. */
  readonly scene: <T>(scene: Scene<T>) => Promise<T>;
  /** What the target file says exists in the account. */
  readonly given: Given;
  readonly administrator: Caller;
  readonly member: Caller;
  /** Sends no credentials. */
  readonly nobody: Caller;
  /** Sends wrong credentials. */
  readonly stranger: Caller;
  /** Notes which side of a reading the target was seen to take. */
  readonly observe: (reading: ReadingId, side: string) => void;
  /** The target file, without its secrets. */
  readonly target: Target;
}

/** What runs a test: where it notes facts about the test, and how it ends one that can't be judged. */
export interface Runner {
  readonly note: (type: 'exchanges' | 'reading', description: string) => void;
  readonly endWith: (signal: CannotJudge) => never;
}

/** Makes the fixtures of one test. */
export class Bench {
  readonly given: Given;
  readonly #id: RequirementId;
  readonly #stage: StageAccess;
  readonly #target: Target;
  readonly #obstacle: string | undefined;
  readonly #runner: Runner;

  constructor(
    id: RequirementId,
    stage: StageAccess,
    { target, fixtures, obstacle }: Program,
    runner: Runner,
  ) {
    this.#id = id;
    this.#stage = stage;
    this.#target = target;
    this.#obstacle = obstacle;
    this.#runner = runner;
    this.given = new Given(fixtures, target.features, runner.endWith);
  }

  /** Ends a test that can't be judged whatever it does: nothing can be reached, or its feature is missing. */
  requireApplicable(): void {
    if (this.#obstacle !== undefined)
      this.#runner.endWith(brokeDown({ kind: 'unreachable', says: this.#obstacle }));
    const area = requirements[this.#id].operation?.split('.')[0];
    if ((area === 'transactions' || area === 'periods') && !this.#target.features[area]) {
      const reason = `The target file says that it has no ${area}.`;
      this.#runner.endWith(new CannotJudge({ outcome: 'notApplicable', reason }));
    }
  }

  readonly scene = async <T>(scene: Scene<T>): Promise<T> => {
    const { value, exchanges } = await this.#orEnd(() => this.#stage.play(scene));
    this.#runner.note('exchanges', exchanges.join(','));
    return value;
  };

  readonly observe = (reading: ReadingId, side: string): void => {
    this.#runner.note('reading', `${reading}=${side}`);
  };

  caller(as: Sender): Caller {
    if (as === 'member') this.given.member(this.#target);
    return new Caller(as, async (message) => {
      const exchange = await this.#orEnd(() => this.#stage.send(message, this.#id));
      this.#runner.note('exchanges', String(exchange.id));
      if (exchange.breakdown) this.#runner.endWith(brokeDown(exchange.breakdown));
      return exchange;
    });
  }

  async #orEnd<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CannotJudge) this.#runner.endWith(error);
      throw error;
    }
  }
}
