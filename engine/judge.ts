import type { Sender } from '../spec/run/exchange.ts';
import { CannotJudge } from '../spec/run/signals.ts';
import { oneLine } from '../spec/run/plain.ts';
import { Caller } from '../target/caller.ts';
import type { Claim, Tools } from './claim.ts';
import { ClaimFailure } from './expect.ts';
import type { ClaimRecord } from './record.ts';
import type { Session } from './session.ts';

/** How often a claim of the read-only profile looks at the account before its failure counts. */
const LOOKS = 3;

/** Characters of a comparison that are kept: it may quote a whole body. */
const LONGEST_DETAIL = 20_000;

/**
 * Judges one claim in a session. In the read-only profile it rests on records that others may change between two
 * requests: where it fails there, the account is looked at anew, and a failure counts only when it shows on each look.
 */
export async function judge<F extends object>(
  claim: Claim<string, F>,
  session: Session<F>,
): Promise<ClaimRecord> {
  const began = performance.now();
  const looks = session.profile === 'read-only' ? LOOKS : 1;
  for (let look = 1; ; look += 1) {
    const seen = new Seen(claim.id, session, look === 1 ? '' : `${claim.id}, look ${look}`);
    const judgement = await judgementOf(claim, seen);
    if (judgement.outcome === 'failed' && look < looks) continue;
    return {
      requirement: claim.id,
      ...judgement,
      exchanges: seen.exchanges,
      readings: seen.readings,
      durationMs: Math.round(performance.now() - began),
    };
  }
}

type Judgement = Pick<ClaimRecord, 'outcome' | 'reason' | 'restsOn' | 'detail'>;

/** Only a claim that does not hold is held against the target; whatever else goes wrong is ours. */
async function judgementOf<F extends object>(claim: Claim<string, F>, seen: Seen<F>): Promise<Judgement> {
  try {
    const given = await seen.play(claim.given);
    // What a claim is given is what its own scenarios recorded.
    await claim.holds(given as never, seen.tools);
    return { outcome: 'passed' };
  } catch (error) {
    if (error instanceof CannotJudge) {
      // In which way an exchange broke down is part of no result.
      const { failure: _, ...told } = error.signal;
      return told;
    }
    if (!(error instanceof ClaimFailure)) {
      const reason = oneLine(error instanceof Error ? error.message : String(error));
      const stack = error instanceof Error ? error.stack : undefined;
      return { outcome: 'error', reason, ...(stack !== undefined && { detail: stack }) };
    }
    return { outcome: 'failed', reason: oneLine(error.message), ...detailOf(error) };
  }
}

function detailOf({ says, comparison }: ClaimFailure): Pick<ClaimRecord, 'detail'> {
  if (!comparison) return {};
  const whole = [says, `Expected: ${comparison.expected}`, `Received: ${comparison.received}`];
  return {
    detail: whole
      .filter((line) => line !== '')
      .join('\n')
      .slice(0, LONGEST_DETAIL),
  };
}

/** One look of a claim at the account: what it asked for and noted. */
class Seen<F extends object> {
  readonly readings: Record<string, string> = {};
  readonly #exchanges = new Set<number>();
  readonly #id: string;
  readonly #session: Session<F>;
  readonly #look: string;

  constructor(id: string, session: Session<F>, look: string) {
    this.#id = id;
    this.#session = session;
    this.#look = look;
  }

  get exchanges(): readonly number[] {
    return [...this.#exchanges].sort((a, b) => a - b);
  }

  /** The records of scenarios, by the names under which a claim sees them. */
  async play(given: Claim<string, F>['given']): Promise<Readonly<Record<string, unknown>>> {
    const entries = Object.entries(given).map(async ([name, scenario]) => {
      const { value, exchanges } = await this.#session.play(scenario, this.#look);
      for (const id of exchanges) this.#exchanges.add(id);
      return [name, value] as const;
    });
    // All are asked for before the first is waited for; the first that can't be had decides.
    const settled = await Promise.allSettled(entries);
    return Object.fromEntries(
      settled.map((one) => {
        if (one.status === 'rejected') throw one.reason;
        return one.value;
      }),
    );
  }

  get tools(): Tools {
    return {
      target: this.#session.target,
      observe: (reading, side) => {
        this.readings[reading] = side;
      },
      administrator: this.#caller('administrator'),
      member: this.#caller('member'),
      nobody: this.#caller('nobody'),
      stranger: this.#caller('stranger'),
    };
  }

  #caller(as: Sender): Caller {
    return new Caller(as, async (message) => {
      const exchange = await this.#session.ask(message, this.#id);
      this.#exchanges.add(exchange.id);
      return exchange;
    });
  }
}
