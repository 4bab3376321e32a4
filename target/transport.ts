import type { TransportFailure, Sender } from '../spec/run/exchange.ts';
import type { Clock } from './clock.ts';
import { TargetError } from './errors.ts';
import type { Http, WireRequest, WireResponse } from './http.ts';
import type { Pace, Turn } from './pace.ts';
import { isDown, nextStep } from './retry.ts';
import type { Attempt, Situation } from './retry.ts';

/** What came of a request after all its attempts; the times are those of the last one. */
export interface Delivery {
  readonly response?: WireResponse;
  readonly transportFailure?: TransportFailure;
  /** Nothing more may be sent in this run. */
  readonly final: boolean;
  /** A refusal (403) that may be a ban: a 429 was the last that was heard before it. */
  readonly doubtful?: boolean;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly durationMs: number;
  readonly retries: number;
}

interface Terms {
  readonly sender: Sender;
  readonly repeatable: boolean;
  readonly turn?: Turn;
  /** Called when an attempt is about to go out; what it throws keeps the attempt back. */
  readonly beforeSending: () => void;
}

/** One attempt and its time. */
interface Tried extends Pick<Delivery, 'sentAt' | 'durationMs'> {
  readonly attempt: Attempt;
  /** Whether a 429 was the last that was heard before. */
  readonly afterLimit: boolean;
}

/** Milliseconds in which an answer comes that another one was put before. */
const LATE_MS = 1000;

/** After how many waits in vain for such an answer a server is known to answer wrongly by itself. */
const WAITS_IN_VAIN = 3;

/** Puts requests on the wire at the target's pace, again where the retry rules say so. */
export class Transport {
  readonly #http: Pick<Http, 'send'>;
  readonly #pace: Pace;
  readonly #clock: Clock;
  #requests = 0;
  /** Since an answer came late that another one was put before. */
  #waitsInVain = 0;
  #afterLimit = false;
  #letters: Situation['letters'] = 'unknown';
  /** How many 429 have come so far. */
  #limits = 0;
  /** For how long was waited since anything was heard but a limit, or that the target is down. */
  #waitedSeconds = 0;
  #patienceSeconds: number;
  /** How often everything that was under way was broken off. */
  #breaks = 0;

  /** @param patienceSeconds how long a target that limits the rate, or is down, is waited for in a row, over all requests */
  constructor(http: Pick<Http, 'send'>, pace: Pace, clock: Clock, patienceSeconds: number) {
    this.#patienceSeconds = patienceSeconds;
    this.#http = http;
    this.#pace = pace;
    this.#clock = clock;
  }

  /** Attempts made so far. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Breaks off what is under way as soon as it would have to wait, and has what comes after that wait no longer in a
   * row than so many seconds.
   */
  hurry(patienceSeconds: number): void {
    this.#breaks += 1;
    this.#waitedSeconds = 0;
    this.#patienceSeconds = Math.min(this.#patienceSeconds, patienceSeconds);
    this.#pace.goOn();
  }

  async deliver(request: WireRequest, terms: Terms): Promise<Delivery> {
    const { sender, repeatable } = terms;
    const times = { limited: 0, down: 0 };
    const breaks = this.#breaks;
    const beforeSending = (): void => {
      if (breaks !== this.#breaks) throw interrupted();
      terms.beforeSending();
    };
    for (;;) {
      const isRepetition = times.limited + times.down > 0 && terms.turn !== 'login';
      const first = await this.#try(request, beforeSending, isRepetition ? 'again' : terms.turn);
      const isEcho = repeatable && first.attempt.response?.isEcho === true;
      const own =
        isEcho && this.#waitsInVain < WAITS_IN_VAIN
          ? await this.#ownAnswer(first, request, beforeSending)
          : first;
      if (own !== first) times.down += 1;
      const { attempt, sentAt, durationMs, afterLimit } = own;
      const step = nextStep(attempt, {
        sender,
        repeatable,
        timesLimited: times.limited,
        waitedSeconds: this.#waitedSeconds,
        patienceSeconds: this.#patienceSeconds,
        timesDown: times.down,
        letters: this.#letters,
        afterLimit,
        now: this.#clock.now(),
      });
      if (step.do === 'repeat') {
        if (breaks !== this.#breaks) throw interrupted();
        times[step.because] += 1;
        this.#waitedSeconds += step.afterSeconds;
        this.#pace.pause(step.afterSeconds);
        continue;
      }
      if (step.do === 'accept') this.#readLetters(attempt.response);
      const past = { sentAt, durationMs, retries: times.limited + times.down };
      const answer = attempt.response === undefined ? {} : { response: attempt.response };
      return step.do === 'accept'
        ? { ...answer, ...past, final: false, doubtful: afterLimit && attempt.response?.status === 403 }
        : { ...answer, ...past, transportFailure: step.transportFailure, final: step.final };
    }
  }

  /**
   * What a request is answered whose answer may have been meant for the one before it on the connection: it is asked
   * again over another. Only where the answer that it had to wait for comes late is the first one a stranger's: a
   * server that answers wrongly by itself is not excused.
   */
  async #ownAnswer(first: Tried, request: WireRequest, beforeSending: () => void): Promise<Tried> {
    const again = await this.#try({ ...request, alone: true }, beforeSending, 'again');
    const [one, other] = [first.attempt.response, again.attempt.response];
    const isSame = one?.status === other?.status && one?.body === other?.body;
    const isStrangers = !isSame && (await one?.line?.hasExcess(LATE_MS)) === true;
    if (isStrangers) this.#waitsInVain = 0;
    else if (!isSame) this.#waitsInVain += 1;
    one?.line?.end();
    return isStrangers ? again : first;
  }

  #try(request: WireRequest, beforeSending: () => void, turn?: Turn): Promise<Tried> {
    return this.#pace.run(() => this.#attempt(request, beforeSending), turn);
  }

  async #attempt(request: WireRequest, beforeSending: () => void): Promise<Tried> {
    beforeSending();
    this.#requests += 1;
    const sentAt = this.#clock.now();
    const limits = this.#limits;
    const attempt = await this.#outcome(request);
    const afterLimit = this.#afterLimit;
    this.#hear(attempt.response?.status, limits);
    return { attempt, sentAt: Math.round(sentAt), durationMs: this.#clock.now() - sentAt, afterLimit };
  }

  #readLetters(response: WireResponse | undefined): void {
    if (this.#letters !== 'unknown' || response === undefined) return;
    if (response.isGarbled === true) this.#letters = 'otherwise';
    else if (/\P{ASCII}/u.test(response.body)) this.#letters = 'UTF-8';
  }

  /** @param limits how many 429 had come when the request was sent: an older one says nothing of the last */
  #hear(status: number | undefined, limits: number): void {
    if (status === 429) {
      this.#limits += 1;
      this.#afterLimit = true;
    } else if (status !== undefined && status !== 403 && limits === this.#limits) {
      this.#afterLimit = false;
      if (!isDown(status)) this.#waitedSeconds = 0;
    }
  }

  async #outcome(request: WireRequest): Promise<Attempt> {
    try {
      return { response: await this.#http.send(request) };
    } catch (error) {
      if (error instanceof TargetError) return { transportFailure: error.transportFailure };
      throw error;
    }
  }
}

function interrupted(): TargetError {
  return new TargetError('unavailable', 'The run was interrupted before the target answered.');
}
