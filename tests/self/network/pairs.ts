/** A harm at a moment: what is wrong, when, and the run that meets it. */
export interface Pair {
  readonly what: string;
  readonly when: string;
  readonly run: () => Promise<void>;
}

type Moments<Harm> = Readonly<Record<string, (harm: Harm) => Promise<void>>>;

/** Every harm at every moment: in `some` each harm and each moment stands once at least, in `rest` the others. */
export function pairsOf<Harm>(
  harms: Readonly<Record<string, Harm>>,
  moments: Moments<Harm>,
): { readonly some: readonly Pair[]; readonly rest: readonly Pair[] } {
  const whens = Object.entries(moments);
  const rows = Object.entries(harms);
  const all = rows.flatMap(([what, harm], row) =>
    whens.map(([when, run], column) => ({
      pair: { what, when, run: () => run(harm) },
      isOfSome: row % whens.length === column || column % rows.length === row,
    })),
  );
  const pairs = (isOfSome: boolean) => all.filter((one) => one.isOfSome === isOfSome).map(({ pair }) => pair);
  return { some: pairs(true), rest: pairs(false) };
}
