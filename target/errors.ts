import type { Breakdown } from '../spec/run/exchange.ts';

/** No (whole) response came from the target. The breakdown says why and what to do. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly breakdown: Breakdown;

  constructor(kind: Breakdown['kind'], says: string, cause?: unknown) {
    super(says, { cause });
    this.breakdown = { kind, says };
  }
}
