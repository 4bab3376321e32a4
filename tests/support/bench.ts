import type { ReadingId } from '../../spec/readings.ts';
import { requirements, type RequirementId } from '../../spec/requirements/index.ts';
import type { Exchange, Sender } from '../../spec/run/exchange.ts';
import type { Target } from '../../target/target.ts';
import { Caller, type Message } from './caller.ts';
import { Given } from './given.ts';
import type { Played, Scenario } from './scenario.ts';
import { transportFailed, CannotJudge } from './signals.ts';
import type { Program } from './session.ts';

/** The session as a test reaches it: in the same process, or through the link of a worker. */
export interface SessionAccess {
  play<T>(scenario: Scenario<T>, look?: string): Promise<Played<T>>;
  send(message: Message & { readonly as: Sender }, purpose: string): Promise<Exchange>;
}

/** What a test is given: whatever runs it, Playwright or the proof. */
export interface TestFixtures {
  /** The record of a scenario; the scenario is played if nobody asked for it before. */
  readonly scenario: <T>(scenario: Scenario<T>) => Promise<T>;
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

/** How often a test of the read-only profile looks at the account before its failure counts. */
const LOOKS = 3;

/** Makes the fixtures of one test. */
export class Bench {
  readonly given: Given;
  readonly #id: RequirementId;
  readonly #session: SessionAccess;
  readonly #target: Target;
  readonly #obstacle: string | undefined;
  readonly #readOnly: boolean;
  readonly #runner: Runner;
  #look = '';
  /** What the test's own requests were answered in this look, by sender, method and path. */
  readonly #answered = new Map<string, Promise<Exchange>>();

  constructor(
    id: RequirementId,
    session: SessionAccess,
    { profile, target, fixtures, obstacle }: Program,
    runner: Runner,
  ) {
    this.#id = id;
    this.#session = session;
    this.#target = target;
    this.#obstacle = obstacle;
    this.#readOnly = profile === 'read-only';
    this.#runner = runner;
    this.given = new Given(fixtures, target.features, runner.endWith);
  }

  /** Made when a test asks for them: a member may be missing. */
  get fixtures(): TestFixtures {
    const caller = (as: Sender) => this.caller(as);
    return {
      scenario: this.scenario,
      given: this.given,
      observe: this.observe,
      target: this.#target,
      get administrator() {
        return caller('administrator');
      },
      get member() {
        return caller('member');
      },
      get nobody() {
        return caller('nobody');
      },
      get stranger() {
        return caller('stranger');
      },
    };
  }

  /** Ends a test that can't be judged whatever it does: nothing can be reached, or its feature is missing. */
  requireApplicable(): void {
    if (this.#obstacle !== undefined)
      this.#runner.endWith(transportFailed({ kind: 'unreachable', says: this.#obstacle }));
    const area = requirements[this.#id].operation?.split('.')[0];
    if ((area === 'transactions' || area === 'periods') && !this.#target.features[area]) {
      const reason = `The target file says that it has no ${area}.`;
      this.#runner.endWith(new CannotJudge({ outcome: 'notApplicable', reason }));
    }
  }

  readonly scenario = async <T>(scenario: Scenario<T>): Promise<T> => {
    const { value, exchanges } = await this.#orEnd(() => this.#session.play(scenario, this.#look));
    this.#runner.note('exchanges', exchanges.join(','));
    return value;
  };

  readonly observe = (reading: ReadingId, side: string): void => {
    this.#runner.note('reading', `${reading}=${side}`);
  };

  caller(as: Sender): Caller {
    if (as === 'member') this.given.member(this.#target);
    return new Caller(as, async (message) => {
      const exchange = await this.#orEnd(() => this.#send(message));
      this.#runner.note('exchanges', String(exchange.id));
      if (exchange.transportFailure) this.#runner.endWith(transportFailed(exchange.transportFailure));
      return exchange;
    });
  }

  /**
   * Runs the body of a test before it counts, in the read-only profile: there it rests on records that others may
   * change between two requests. Where it fails, the account is looked at anew. The run that counts sees what the
   * last look saw, without sending it again.
   */
  async rehearse(body: (fixtures: TestFixtures) => Promise<void>): Promise<void> {
    if (!this.#readOnly) return;
    for (let look = 2; look <= LOOKS; look += 1) {
      try {
        await body(this.fixtures);
        return;
      } catch (error) {
        if (!isAssertion(error)) throw error;
      }
      // A look of its own: what another test looked at anew may be old by now.
      this.#look = `${this.#id}, look ${look}`;
      this.#answered.clear();
    }
  }

  #send(message: Message & { readonly as: Sender }): Promise<Exchange> {
    if (!this.#readOnly) return this.#session.send(message, this.#id);
    const key = `${message.as} ${message.method} ${message.path}`;
    const answered = this.#answered.get(key) ?? this.#session.send(message, this.#id);
    this.#answered.set(key, answered);
    return answered;
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

/** Whether an error is a claim that does not hold: what Playwright's `expect` throws carries the matcher's result. */
export function isAssertion(error: unknown): boolean {
  return error instanceof Error && 'matcherResult' in error;
}
