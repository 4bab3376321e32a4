import { idOf, type Item } from '../answer.ts';
import { markerIn } from './own-records.ts';

/** A run changes something every few seconds, unless it waits: what was changed within an hour may be a living one's. */
const YOUNG_SECONDS = 3600;

/** In which a run that is at work changes something. */
export const WATCH_SECONDS = 5;

/** Customers by the marker that they carry. */
export function byMarker(marked: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const all = new Map<string, Item[]>();
  for (const item of marked) {
    const marker = markerIn(item) ?? '';
    all.set(marker, [...(all.get(marker) ?? []), item]);
  }
  return all;
}

/**
 * Markers of runs that may be at work: some record of theirs was changed a short time ago, or nobody knows when.
 * @param now by the target's clock, Unix seconds
 */
export function youngMarkers(marked: readonly Item[], now: number): readonly string[] {
  const isYoung = ({ updated_at }: Item): boolean =>
    typeof updated_at !== 'number' || now - updated_at < YOUNG_SECONDS;
  return [...byMarker(marked)].filter(([, items]) => items.some(isYoung)).map(([marker]) => marker);
}

/** Of some markers the first whose records changed from one look to the next. */
export function changedMarker(
  markers: readonly string[],
  before: readonly Item[],
  after: readonly Item[],
): string | undefined {
  const [was, is] = [byMarker(before), byMarker(after)];
  return markers.find((marker) => sightOf(was.get(marker)) !== sightOf(is.get(marker)));
}

function sightOf(items: readonly Item[] = []): string {
  return items
    .map((item) => `${String(idOf(item))} ${String(item['updated_at'])}`)
    .sort()
    .join();
}
