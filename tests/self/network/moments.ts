/** When a trouble strikes: by the number of a request, never by the time. */
import type { Asked } from './wire.ts';

export type Moment = (asked: Asked) => boolean;

/** The n-th request of a run; the first one is that of the preflight. */
export const request =
  (n: number): Moment =>
  ({ number }) =>
    number === n;

/** Each request from the n-th to the m-th. */
export const requests =
  (n: number, m = Infinity): Moment =>
  ({ number }) =>
    n <= number && number <= m;

/** Every k-th request. */
export const everyRequest =
  (k: number): Moment =>
  ({ number }) =>
    number % k === 0;

/** Every k-th GET, by the number of all. */
export const everyRead =
  (k: number): Moment =>
  ({ number, write }) =>
    write === 0 && number % k === 0;

/** The n-th request that changes something. */
export const write =
  (n: number): Moment =>
  (asked) =>
    asked.write === n;

/** Every k-th request that changes something. */
export const everyWrite =
  (k: number): Moment =>
  (asked) =>
    asked.write > 0 && asked.write % k === 0;

/** The n-th request of the cleaning up, and those up to the m-th. */
export const ending =
  (n: number, m = n): Moment =>
  (asked) =>
    n <= asked.ending && asked.ending <= m;

/** Every request of the cleaning up that changes something. */
export const everyWriteOfEnding: Moment = (asked) => asked.ending > 0 && asked.write > 0;

/** The requests that add transactions. */
export const addingTransactions: Moment = ({ method, path, body }) =>
  method === 'POST' && path.startsWith('/api/v2/transactions') && body.startsWith('{"add":[{"customer_id"');

/** The requests that replace the list of periods. */
export const replacingPeriods: Moment = ({ method, path }) =>
  method === 'POST' && path.startsWith('/api/v2/customers_periods');

/** The n-th of those that a moment means. */
export function nthOf(n: number, moment: Moment): Moment {
  let count = 0;
  return (asked) => moment(asked) && (count += 1) === n;
}
