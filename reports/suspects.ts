/** When a record changed that no request asked to change, and what was sent meanwhile. */
import { isObject, member } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { itemsIn } from './members.ts';

/** An answer that shows the record. */
interface Sighting {
  readonly at: Exchange;
  /** The place of the record in its list. */
  readonly place: number;
  readonly value: unknown;
}

/** When a record became another one. */
interface Turn {
  readonly record: string;
  readonly id: string;
  readonly field: string | undefined;
  /** The last answer that showed it as it had been. */
  readonly last: Sighting;
  /** The first that did not; undefined where none shows it any more. */
  readonly changed: Sighting | undefined;
  /** The changes that were sent between them. */
  readonly between: readonly Exchange[];
  /** Those that name what the record has lost or got. */
  readonly naming: readonly Exchange[];
}

const found =
  /^(?:The (?<kind>\w+) (?<id>\d+), which no request named, (?:is gone|was changed)|No request asked to change the (?<ownKind>\w+) (?<own>\d+))(?:: (?<field>\w+) is (?<is>.*?) instead of (?<was>.*?)(?:, \w+ is |…|\. |\.$))?/s;

/** Words of a value that hardly any other request has. */
const telling = /[^\s"'()[\]{},:…]{6,}/g;
const leastTelling = 6;

function isNaming(texts: readonly string[]) {
  return ({ request: { body = '' } }: Exchange): boolean => texts.some((text) => body.includes(text));
}

/** @param all exchanges of the run, which are looked at only where the reason tells of a record */
function turnOf(reason: string, all: Iterable<Exchange>): Turn | null {
  const { kind, ownKind, id: foreign, own, field, is = '', was = '' } = found.exec(reason)?.groups ?? {};
  const [record, id] = [kind ?? ownKind, foreign ?? own];
  if (record === undefined || id === undefined) return null;
  const exchanges = [...all].sort((a, b) => a.id - b.id);
  const sightings = exchanges.flatMap((at) => sightingsIn(at, id, field));
  const value = JSON.stringify(sightings.at(-1)?.value);
  const turned = sightings.findLastIndex((one) => JSON.stringify(one.value) !== value);
  const last = sightings[field === undefined ? sightings.length - 1 : turned];
  if (!last || (field !== undefined && turned === -1)) return null;
  const changed = field === undefined ? undefined : sightings[turned + 1];
  const between = exchanges.filter(
    ({ id: at, request }) => request.method !== 'GET' && at > last.at.id && at < (changed?.at.id ?? Infinity),
  );
  const whole = between.filter(
    isNaming([is.replace(/^"|"$/g, '')].filter((text) => text.length >= leastTelling)),
  );
  const naming = whole.length > 0 ? whole : between.filter(isNaming(`${is} ${was}`.match(telling) ?? []));
  return { record, id, field, last, changed, between, naming };
}

function sightingsIn(at: Exchange, id: string, field: string | undefined): readonly Sighting[] {
  return itemsIn(at.response?.body ?? '').flatMap((item, place) => {
    if (!isObject(item) || String(item['id']) !== id) return [];
    if (field === undefined) return [{ at, place, value: null }];
    return field in item ? [{ at, place, value: member(item, field) }] : [];
  });
}

/** The change by which a record that it does not name became another one, and the first answer that shows it. */
export interface Culprit {
  readonly request: number;
  readonly answer: number;
  readonly record: string;
  /** Where in the answer it shows. */
  readonly path: string;
}

/** Of so many that may have been it, the last is taken for the one. */
const mostLikely = 2;

/**
 * @param reason why the requirement failed that watched the record
 * @param exchanges all of the run
 * @returns null where it may have been any of several
 */
export function culpritIn(reason: string, exchanges: Iterable<Exchange>): Culprit | null {
  const turn = turnOf(reason, exchanges);
  if (turn?.changed === undefined || turn.field === undefined) return null;
  const { between, naming, changed, field, id } = turn;
  const suspects = naming.length > 0 ? naming : between;
  const request = suspects.at(-1);
  if (!request || suspects.length > mostLikely) return null;
  const path = `_embedded.items[${String(changed.place)}].${field}`;
  return { request: request.id, answer: changed.at.id, record: id, path };
}

/** How many are named. */
const most = 8;

/**
 * What a run sent while a record changed, in a sentence: the changes that name what it shows now or showed before, or
 * else all between the last answer that showed it as it had been and the first that did not.
 * @param reason why the requirement failed that watched the record
 * @param exchanges all of the run
 * @returns null where no answer shows when it was
 */
export function suspectsIn(reason: string, exchanges: Iterable<Exchange>): string | null {
  const turn = turnOf(reason, exchanges);
  if (turn === null) return null;
  const { record, id, last, changed, between, naming } = turn;
  if (naming.length > 0 && naming.length <= most)
    return `What the ${record} ${id} lost or got was sent in ${inWords(naming)}.`;
  const until = changed ? `exchange ${String(changed.at.id)}` : 'the end';
  const moment = `between exchange ${String(last.at.id)} and ${until}`;
  if (between.length > most)
    return `It came about ${moment}, by one of ${String(between.length)} changes that were sent meanwhile.`;
  return between.length === 0
    ? null
    : `It came about ${moment}, when changes were sent in ${inWords(between)}.`;
}

function inWords(exchanges: readonly Exchange[]): string {
  return `exchange ${exchanges.map(({ id }) => String(id)).join(', ')}`;
}
