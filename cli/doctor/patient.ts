import type { Exchange } from '../../spec/run/exchange.ts';
import { Contract } from '../../spec/contract/contract.ts';
import { Client } from '../../target/client.ts';
import type { Target } from '../../target/target.ts';

/** A target under examination, and what it answered last. */
export interface Patient {
  readonly target: Target;
  readonly client: Client;
  /** The last exchange that was recorded, without a secret in it. */
  readonly last: () => Exchange | undefined;
}

/** @param target credentials and all */
export function patientOf(target: Target): Patient {
  let last: Exchange | undefined;
  const record = (exchange: Exchange): void => {
    last = exchange;
  };
  return { target, client: new Client({ target, judge: Contract.load(), record }), last: () => last };
}
