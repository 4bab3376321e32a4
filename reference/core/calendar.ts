import { Refusal } from './refusal.ts';

/** A day by its date; 31.02. is none. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Reads DD.MM.YYYY (reading 10).
 * @throws Refusal for another form or a day that no calendar has
 */
export function dayOf(text: unknown, field: string): Day {
  const parts = typeof text === 'string' ? /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) : null;
  const [day, month, year] = (parts ?? []).slice(1).map(Number);
  if (day === undefined || month === undefined || year === undefined) {
    throw new Refusal(`${field} has to be a date as DD.MM.YYYY`);
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists) throw new Refusal(`${field} names a day that does not exist`);
  return { year, month, day };
}

/** Unix seconds at which the day begins in a time zone. */
export function startOf({ year, month, day }: Day, timezone: string): number {
  const asUtc = Date.UTC(year, month - 1, day) / 1000;
  // The offset is asked for twice, because the first answer may be that of the other side of a clock change.
  const near = asUtc - offsetAt(asUtc, timezone);
  return asUtc - offsetAt(near, timezone);
}

/** Unix seconds at which the day after begins. */
export function endOf({ year, month, day }: Day, timezone: string): number {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return startOf(
    { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() },
    timezone,
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formats.set(timezone, format);
  return format;
}

/** Formatting takes long, and filters name the same days again and again. */
const offsets = new Map<string, number>();
const mostOffsets = 10_000;

/** Seconds by which the zone's clocks are ahead of UTC at a moment. */
function offsetAt(moment: number, timezone: string): number {
  const key = `${moment} ${timezone}`;
  const offset = offsets.get(key) ?? formattedOffset(moment, timezone);
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function formattedOffset(moment: number, timezone: string): number {
  const parts = formatOf(timezone).formatToParts(moment * 1000);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall / 1000 - moment;
}
