import type { CustomFieldInput, Numeric } from '../spec/messages.ts';
import type { Fixtures } from './fixtures.ts';
import type { Stream } from './stream.ts';
import { page } from './voices.ts';
import { awkwardText } from './texts.ts';

/** How a request writes its numbers: the document's examples show both. */
export type Form = 'numbers' | 'strings';

/** The largest whole number of 31 bits. */
export const LARGEST = 2_147_483_647;

/** @returns the number, or its decimal digits */
export function written(value: number, form: Form): Numeric {
  return form === 'numbers' ? value : String(value);
}

/**
 * Draws a moment on one of the days 15 … 27 of a month, UTC: the days of `Calendar` and the windows around them
 * lie before the 13th, so what is dated here is never found by a filter test.
 * @returns Unix seconds, within the two years and both included
 */
export function moment(stream: Stream, firstYear: number, lastYear: number): number {
  const year = stream.integer(firstYear, lastYear);
  const month = stream.integer(0, 11);
  return Date.UTC(year, month, stream.integer(15, 27)) / 1000 + stream.integer(0, 86_399);
}

/** @returns a moment of a next purchase: mostly ahead, sometimes long gone; Unix seconds */
export function nextDate(stream: Stream): number {
  return stream.oneIn(5) ? moment(stream, 1996, 2024) : moment(stream, 2027, 2037);
}

/** @returns a whole amount: nothing, the smallest, the largest of 31 bits, and ordinary ones */
export function price(stream: Stream): number {
  const extreme = stream.pick([0, 1, 1_508_706_000, LARGEST]);
  return stream.oneIn(3) ? extreme : stream.integer(2, 2_000_000);
}

/** @returns days between purchases */
export function periodicity(stream: Stream): number {
  return stream.pick([0, 1, 7, 14, 30, 90, 365, stream.integer(2, 730)]);
}

/** @returns every custom field that the account has */
export function customFields(stream: Stream, fixtures: Fixtures, form: Form): CustomFieldInput[] {
  const { text, multiselect, address } = fixtures.customFields;
  const fields: CustomFieldInput[] = [];
  if (text !== undefined) fields.push({ id: written(text, form), values: [{ value: awkwardText(stream) }] });
  if (multiselect)
    fields.push({ id: written(multiselect.id, form), values: options(stream, multiselect.enums, form) });
  if (address !== undefined)
    fields.push({ id: written(address, form), values: addressValues(drawnAddress(stream)) });
  return fields;
}

/** Several options where there are several, in a drawn order. */
function options(stream: Stream, enums: readonly string[], form: Form): Numeric[] {
  const chosen = stream.sample(enums, stream.integer(Math.min(2, enums.length), enums.length));
  return chosen.map((option) =>
    form === 'numbers' && /^[1-9]\d{0,14}$/.test(option) ? Number(option) : option,
  );
}

const addressParts = ['address_line_1', 'address_line_2', 'city', 'state', 'zip', 'country'] as const;

type Address = Readonly<Partial<Record<(typeof addressParts)[number], string>>>;

/** @returns the values of an address field, in the order of the source */
export function addressValues(parts: Address): CustomFieldInput['values'] {
  return addressParts.flatMap((subtype) => {
    const value = parts[subtype];
    return value === undefined ? [] : [{ value, subtype }];
  });
}

/** All six parts. */
function drawnAddress(stream: Stream): Address {
  const { address } = page(stream.pick(['latin', 'cyrillic', 'chinese', 'arabic']), stream);
  const { line1, line2, city, state, country } = address;
  return { address_line_1: line1, address_line_2: line2, city, state, zip: postalCode(stream), country };
}

function postalCode(stream: Stream): string {
  const five = String(stream.integer(1, 99_999)).padStart(5, '0');
  const leadingZeros = `00${five.slice(2)}`;
  return stream.pick([five, leadingZeros, `${leadingZeros}-0001`, 'SW1A 1AA', '03-200', '100-0001']);
}
