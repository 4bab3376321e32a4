/** Something that a list shows, in words, under a key by which it is known again. */
export interface Row {
  readonly key: string;
  readonly says: string;
}

/** What became of a list between two looks, a sentence each: what is new, what is gone, what became something else. */
export function changesBetween(before: readonly Row[], after: readonly Row[]): readonly string[] {
  const earlier = new Map(before.map(({ key, says }) => [key, says]));
  const later = new Map(after.map(({ key, says }) => [key, says]));
  const gone = before.filter(({ key }) => !later.has(key)).map(({ says }) => `${says} is gone`);
  const changed = after.flatMap(({ key, says }) => {
    const was = earlier.get(key);
    if (was === undefined) return [`${says} is new`];
    return was === says ? [] : [`${was} became ${says}`];
  });
  return [...gone, ...changed];
}

/** A value in a sentence, cut where it is long. */
export function quoted(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
