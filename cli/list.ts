import { faults } from '../reference/faults/index.ts';
import { variants } from '../reference/variants/index.ts';
import { readings, type Reading } from '../spec/readings.ts';
import { several } from '../spec/run/plain.ts';
import { requirementIds } from '../tests/catalogue.ts';
import { explained } from './explained.ts';

/** What there are lists of. */
export const kinds = ['requirements', 'faults', 'variants', 'readings'] as const;

export type Kind = (typeof kinds)[number];

interface Row {
  readonly name: string;
  /** What stands behind the name. */
  readonly says: string;
  /** All that a machine may want. */
  readonly data: object;
}

const rows = {
  requirements: () =>
    requirementIds.map((id): Row => {
      const { given: _, checked: __, faults: broken, readings: touched, ...known } = explained(id);
      const data = {
        ...known,
        readings: touched.map((reading) => reading.id),
        faults: broken.map(({ name }) => name),
      };
      return { name: id, says: `${known.says} [${known.evidence}]`, data };
    }),
  faults: () =>
    faults.map(({ name, describe, breaks, also = [] }): Row => {
      return { name, says: `${describe} (${breaks})`, data: { name, describe, breaks, also } };
    }),
  variants: () =>
    variants.map(({ name, describe }): Row => ({ name, says: describe, data: { name, describe } })),
  readings: () =>
    Object.entries<Reading>(readings).map(([id, { number, topic, sides, notObserved }]): Row => {
      const accepted = Object.entries(sides).map(([side, what]) => `${side}: ${what}`);
      const open = notObserved === undefined ? '' : `; not observed: ${notObserved}`;
      return {
        name: id,
        says: `${topic}${accepted.length > 0 ? ` (${accepted.join('; ')})` : ''}${open}`,
        data: { id, number, topic, sides, ...(notObserved !== undefined && { notObserved }) },
      };
    }),
} as const satisfies Record<Kind, () => readonly Row[]>;

const one = {
  requirements: 'requirement',
  faults: 'fault',
  variants: 'variant',
  readings: 'reading',
} as const;

/** The names of a kind. */
export function names(kind: Exclude<Kind, 'requirements'>): readonly string[] {
  return rows[kind]().map(({ name }) => name);
}

/** Lists what there is of a kind, a line each, or as JSON. @returns the exit status, 0 */
export function list(kind: Kind, { json = false }: { readonly json?: boolean } = {}): number {
  const all = rows[kind]();
  if (json)
    console.log(
      JSON.stringify(
        all.map(({ data }) => data),
        null,
        2,
      ),
    );
  else
    console.log(
      [...all.map(({ name, says }) => `${name}: ${says}`), several(all.length, one[kind])].join('\n'),
    );
  return 0;
}
