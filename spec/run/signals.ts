import type { TransportFailure } from './exchange.ts';

/** Why a requirement could not be judged: the outcome it gets, and the reason in one sentence. */
export interface Signal {
  readonly outcome: 'untestable' | 'dependency' | 'error' | 'notApplicable';
  readonly reason: string;
  /** Of a dependency: the requirements of which one went wrong before. */
  readonly restsOn?: readonly string[];
  /** Of an exchange that broke down: in which way. */
  readonly failure?: TransportFailure['kind'];
}

/** Thrown where a requirement can't be judged; it ends the test without blaming the target for this requirement. */
export class CannotJudge extends Error {
  override readonly name = 'CannotJudge';
  readonly signal: Signal;

  constructor(signal: Signal) {
    super(signal.reason);
    this.signal = signal;
  }
}

/** The target lacks something that the test needs; `reason` says what, and how to supply it. */
export function untestable(reason: string): CannotJudge {
  return new CannotJudge({ outcome: 'untestable', reason });
}

/** The target file names nobody who is no administrator. */
export function withoutMember(): CannotJudge {
  return untestable(
    'It takes a member who is no administrator, and the target file names none: add auth.member.',
  );
}

/**
 * Something that another requirement is about went wrong before this one could be tried.
 * @param requirements where it can't be told which of several it was, all of them, the likeliest first
 */
export function prerequisiteFailed(requirements: string | readonly string[], reason: string): CannotJudge {
  const restsOn = typeof requirements === 'string' ? [requirements] : requirements;
  return new CannotJudge({
    outcome: 'dependency',
    restsOn,
    reason: `${restsOn[0] ?? ''}: ${reason}`,
  });
}

/** The exchange broke down: the network, the credentials or the suite, never held against the target. */
export function transportFailed(transportFailure: TransportFailure): CannotJudge {
  return new CannotJudge({
    outcome: 'error',
    reason: transportFailure.says,
    failure: transportFailure.kind,
  });
}
