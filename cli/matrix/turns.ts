/** What can't be used by two at once. */
export interface Turn {
  /** Names of what it uses alone: the addresses where its server is reached. */
  readonly alone: readonly string[];
}

/**
 * Does something with each, several at once, but never two that use the same alone.
 * @returns what came of each, in their order
 */
export async function inTurns<Of extends Turn, Result>(
  all: readonly Of[],
  atOnce: number,
  act: (one: Of) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<Of, Result>();
  const waiting = [...all];
  const underWay = new Map<Of, Promise<void>>();
  const isFree = ({ alone }: Of): boolean =>
    [...underWay.keys()].every((other) => !other.alone.some((name) => alone.includes(name)));
  while (waiting.length > 0 || underWay.size > 0) {
    const at = underWay.size < atOnce ? waiting.findIndex(isFree) : -1;
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (next === undefined) await Promise.race(underWay.values());
    else
      underWay.set(
        next,
        act(next)
          .then((result) => void results.set(next, result))
          .finally(() => underWay.delete(next)),
      );
  }
  return all.flatMap((one) => (results.has(one) ? [results.get(one) as Result] : []));
}
