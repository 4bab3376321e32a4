import { member } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { itemsIn } from './members.ts';

/** How many are named, and characters of a value that hardly any other request has. */
const most = 8;
const telling = 6;

/**
 * What a run sent while a record changed that no request named, in a sentence: the change that sent what the record
 * shows now, or else all between the last answer that showed it as it had been and the first that did not.
 * @param reason why the requirement failed that watched the record
 * @param exchanges all of the run, ascending
 * @returns null where no answer shows when it was
 */
export function suspectsIn(reason: string, exchanges: readonly Exchange[]): string | null {
  const [, record, id, field] =
    /^The (\w+) (\d+), which no request named, (?:is gone|was changed: (\w+) is )/.exec(reason) ?? [];
  if (record === undefined || id === undefined) return null;
  const sightings = exchanges.flatMap(({ id: at, response }) =>
    itemsIn(response?.body ?? '')
      .filter((item) => String(member(item, 'id')) === id)
      .map((item) => ({ at, value: field === undefined ? null : member(item, field) })),
  );
  const isAsBefore = ({ value }: { readonly value: unknown }) =>
    JSON.stringify(value) === JSON.stringify(sightings[0]?.value);
  const changed = sightings.find((one) => !isAsBefore(one));
  const last = sightings.findLast((one) => isAsBefore(one) && one.at < (changed?.at ?? Infinity));
  if (!last || (field !== undefined && !changed)) return null;
  const between = exchanges.filter(
    ({ id: at, request }) => request.method !== 'GET' && at > last.at && at < (changed?.at ?? Infinity),
  );
  const sent = between.filter(({ request }) => isSentIn(request.body, changed?.value));
  if (sent.length > 0 && sent.length <= most)
    return `What the ${record} ${id} shows now was sent in ${inWords(sent)}.`;
  const until = changed ? `exchange ${String(changed.at)}` : 'the end';
  const moment = `between exchange ${String(last.at)} and ${until}`;
  if (between.length > most)
    return `It came about ${moment}, by one of ${String(between.length)} changes that were sent meanwhile.`;
  return between.length === 0
    ? null
    : `It came about ${moment}, when changes were sent in ${inWords(between)}.`;
}

function isSentIn(body = '', value: unknown): boolean {
  return (
    typeof value === 'string' && value.length >= telling && body.includes(JSON.stringify(value).slice(1, -1))
  );
}

function inWords(exchanges: readonly Exchange[]): string {
  return `exchange ${exchanges.map(({ id }) => String(id)).join(', ')}`;
}
