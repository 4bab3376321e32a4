import type { Breakdown, Sender } from '../spec/run/exchange.ts';
import type { Clock } from './clock.ts';
import { TargetError } from './errors.ts';
import type { Http, WireRequest, WireResponse } from './http.ts';
import type { Pace } from './pace.ts';
import { nextStep } from './retry.ts';
import type { Attempt } from './retry.ts';

/** What came of a request after all its attempts; the times are those of the last one. */
export interface Delivery {
  readonly response?: WireResponse;
  readonly breakdown?: Breakdown;
  /** Nothing more may be sent in this run. */
  readonly final: boolean;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly durationMs: number;
  readonly retries: number;
}

interface Terms {
  readonly sender: Sender;
  readonly repeatable: boolean;
  /** Called when an attempt is about to go out; what it throws keeps the attempt back. */
  readonly beforeSending: () => void;
}

/** Puts requests on the wire at the target's pace, again where the retry rules say so. */
export class Transport {
  readonly #http: Pick<Http, 'send'>;
  readonly #pace: Pace;
  readonly #clock: Clock;
  #requests = 0;
  #afterLimit = false;

  constructor(http: Pick<Http, 'send'>, pace: Pace, clock: Clock) {
    this.#http = http;
    this.#pace = pace;
    this.#clock = clock;
  }

  /** Attempts made so far. */
  get requests(): number {
    return this.#requests;
  }

  async deliver(request: WireRequest, { sender, repeatable, beforeSending }: Terms): Promise<Delivery> {
    const times = { limited: 0, down: 0 };
    for (;;) {
      const { attempt, sentAt, durationMs, afterLimit } = await this.#pace.run(() =>
        this.#attempt(request, beforeSending),
      );
      const step = nextStep(attempt, {
        sender,
        repeatable,
        timesLimited: times.limited,
        timesDown: times.down,
        afterLimit,
        now: this.#clock.now(),
      });
      if (step.do === 'repeat') {
        times[step.because] += 1;
        this.#pace.pause(step.afterSeconds);
        continue;
      }
      const past = { sentAt, durationMs, retries: times.limited + times.down };
      const answer = attempt.response === undefined ? {} : { response: attempt.response };
      return step.do === 'accept'
        ? { ...answer, ...past, final: false }
        : { ...answer, ...past, breakdown: step.breakdown, final: step.final };
    }
  }

  async #attempt(request: WireRequest, beforeSending: () => void) {
    beforeSending();
    this.#requests += 1;
    const sentAt = this.#clock.now();
    const attempt = await this.#outcome(request);
    const afterLimit = this.#afterLimit;
    const status = attempt.response?.status;
    if (status !== undefined && status !== 403) this.#afterLimit = status === 429;
    return { attempt, sentAt: Math.round(sentAt), durationMs: this.#clock.now() - sentAt, afterLimit };
  }

  async #outcome(request: WireRequest): Promise<Attempt> {
    try {
      return { response: await this.#http.send(request) };
    } catch (error) {
      if (error instanceof TargetError) return { breakdown: error.breakdown };
      throw error;
    }
  }
}
