import type { TransportFailure } from '../spec/run/exchange.ts';

/** No (whole) response came from the target. The transport failure says why and what to do. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly transportFailure: TransportFailure;

  constructor(kind: TransportFailure['kind'], says: string, cause?: unknown) {
    super(says, { cause });
    this.transportFailure = { kind, says };
  }
}
