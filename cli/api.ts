import { Contract } from '../spec/contract/contract.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { amocrm } from '../target/amocrm/api.ts';
import { Client } from '../target/client.ts';
import type { Target } from '../target/target.ts';

/** The API that this command line is about: nothing else here says which one it is. */
export const api = amocrm;

export const contract = Contract.load();

/** A client outside of a run. */
export function clientOf(target: Target, record: (exchange: Exchange) => void = () => undefined): Client {
  return new Client({ target, entrance: api.entrance, judge: contract, record });
}
