import { operations } from '../../spec/operations.ts';
import type { Item } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { wholeList } from './whole-list.ts';

const { path } = operations['customers.list'];

/** All customers of a run are said to have been created in these years, see `Calendar`. */
const createdInRun = {
  'filter[date][type]': 'create',
  'filter[date][from]': '01.01.1996',
  'filter[date][to]': '31.12.2008',
};

/** Customers of the run that the target lists, found by what they were created with and not by their ids. */
export async function ownCustomers(caller: Caller, marker: string): Promise<readonly Item[]> {
  return (await markedCustomers(caller)).filter((customer) => markerIn(customer) === marker);
}

/**
 * Customers that runs of the suite left in the account, page by page until nothing new comes. Deleted ones that
 * are still listed are left out.
 */
export async function markedCustomers(caller: Caller): Promise<readonly Item[]> {
  return (await wholeList(caller, path, createdInRun)).filter(
    (customer) => customer['is_deleted'] !== true && markerIn(customer) !== undefined,
  );
}

/** The marker that a customer's name or a transaction's comment begins with; undefined where there is none. */
export function markerIn({ name, comment }: Item): string | undefined {
  const text = name ?? comment;
  return typeof text === 'string' ? /^(acf-[0-9a-z]+(?:-\d+)?) /.exec(text)?.[1] : undefined;
}

/**
 * The marker of a run: made of the seed alone, so that the same seed sends the same bytes; where an interrupted
 * run of the same seed left something behind, a generation is added.
 */
export async function markerOf(caller: Caller, seed: number): Promise<string> {
  const base = `acf-${seed.toString(36)}`;
  const generations = (await markedCustomers(caller)).flatMap((customer) => {
    const [, seedPart, generation] = /^(acf-[0-9a-z]+)(?:-(\d+))?$/.exec(markerIn(customer) ?? '') ?? [];
    return seedPart === base ? [Number(generation ?? 1)] : [];
  });
  return generations.length > 0 ? `${base}-${Math.max(...generations) + 1}` : base;
}
