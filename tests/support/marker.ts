import { operations } from '../../spec/operations.ts';
import { itemsOf, type Item } from './answer.ts';
import type { Caller } from './caller.ts';

const { path } = operations['customers.list'];

/** All customers of a run are said to have been created in these years, see `Calendar`. */
const createdInRun = {
  'filter[date][type]': 'create',
  'filter[date][from]': '01.01.1996',
  'filter[date][to]': '31.12.2008',
  limit_rows: 500,
};

/** Customers of the run that the target lists, found by what they were created with and not by their ids. */
export async function ownCustomers(caller: Caller, marker: string): Promise<readonly Item[]> {
  const listed = itemsOf(await caller.get(path, createdInRun));
  return listed.filter(
    ({ name, is_deleted }) =>
      typeof name === 'string' && name.startsWith(`${marker} `) && is_deleted !== true,
  );
}

/**
 * The marker of a run: made of the seed alone, so that the same seed sends the same bytes; where an interrupted
 * run of the same seed left something behind, a generation is added.
 */
export async function markerOf(caller: Caller, seed: number): Promise<string> {
  const base = `acf-${seed.toString(36)}`;
  const listed = itemsOf(await caller.get(path, createdInRun));
  const generations = listed.flatMap(({ name }) => {
    const match = typeof name === 'string' ? /^(acf-[0-9a-z]+)(?:-(\d+))? /.exec(name) : null;
    return match?.[1] === base ? [Number(match[2] ?? 1)] : [];
  });
  return generations.length > 0 ? `${base}-${Math.max(...generations) + 1}` : base;
}
