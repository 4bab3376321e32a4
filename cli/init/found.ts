/** What the account offers for a target file. */
import { pasted, placeOf } from '../invocation.ts';
import type { AccountFacts, Asker, FieldFixture } from '../../target/api.ts';
import { api } from '../api.ts';

const { lists, fields, path: accountPath } = api.account;

/** The `account` of a target file; each part is absent where the target doesn't tell it, or has none. */
export interface AccountEntries {
  readonly id?: number;
  readonly timezone?: string;
  /** Ids by the key of their list. */
  readonly lists: ReadonlyMap<string, readonly number[]>;
  /** By kind. */
  readonly fields: ReadonlyMap<string, FieldEntry>;
}

/** An id, or an id and those of some options. */
export type FieldEntry = number | { readonly id: number; readonly enums: readonly string[] };

export const noEntries: AccountEntries = { lists: new Map(), fields: new Map() };

/** What was found, and which endpoints did not answer. */
export interface Found {
  readonly account: AccountEntries;
  /** Paths of the endpoints that the target does not have. */
  readonly missing: readonly string[];
}

/** What came of asking the target: what was found, or why it could not be asked. */
export type Discovery = { readonly found: Found } | { readonly found: null; readonly because: string };

/** Asks the account, and its neighbours where it doesn't tell of them itself, what there is. */
export async function findIn(client: Asker): Promise<Found> {
  const facts = await api.account.facts(client);
  const found = new Map<string, readonly number[]>();
  const missing = facts === null ? [accountPath] : [];
  for (const list of lists) {
    const { key, offered, path } = list;
    const ids = await list.some(client, offered, facts);
    if (ids !== null && ids.length > 0) found.set(key, ids);
    if (ids === null && path !== undefined) missing.push(path);
  }
  const { id, timezone } = facts ?? {};
  return {
    account: {
      ...(id !== undefined && { id }),
      ...(timezone !== undefined && { timezone }),
      lists: found,
      fields: new Map(
        fields.kinds.flatMap((fixture) => {
          const field = facts === null ? undefined : fieldIn(facts, fixture);
          return field === undefined ? [] : [[fixture.kind, field] as const];
        }),
      ),
    },
    missing,
  };
}

/** The first field of a kind that a whole run can do with. */
export function fieldIn(facts: AccountFacts, { kind, options }: FieldFixture): FieldEntry | undefined {
  const needed = options?.needed ?? 0;
  const field = facts.fields?.find((one) => one.kind === kind && one.enums.length >= needed);
  if (!field || !options) return field?.id;
  return { id: field.id, enums: field.enums.slice(0, options.offered) };
}

/** What was written, what is in it, and what is left to do. */
export function outcomeInWords(output: string, discovery: Discovery, unset: readonly string[]): string {
  return [
    `Wrote ${output}.`,
    ...discoveredInWords(discovery, output),
    ...(unset.length > 0 ? ['', 'Set before a run:', ...unset.map((name) => `  export ${name}='…'`)] : []),
    '',
    `Then see whether all is well: ${pasted('doctor', '--config', placeOf(output))}`,
  ].join('\n');
}

function discoveredInWords(discovery: Discovery, output: string): readonly string[] {
  if (discovery.found === null) {
    return [
      `The account part holds samples only. ${sentence(discovery.because)}`,
      `Fill it in by hand, or put that right and run again, which asks nothing twice: ${pasted('init', '--force', '--output', placeOf(output))}`,
    ];
  }
  const { account, missing } = discovery.found;
  const [found, lacking] = [foundIn(account), lackingIn(account)];
  return [
    ...(found.length > 0 ? [`Found in the account: ${found.join(', ')}.`] : []),
    ...(missing.length > 0 ? [`The target has no ${missing.join(', ')}, or doesn't answer there.`] : []),
    ...(lacking.length > 0
      ? [
          `A whole run takes more than was found: ${lacking.join(', ')}. Create it there, then add it to the file.`,
        ]
      : []),
  ];
}

function foundIn({ id, timezone, ...found }: AccountEntries): readonly string[] {
  const kinds = [...found.fields.keys()];
  return [
    ...(id === undefined ? [] : [`its id (${String(id)})`]),
    ...(timezone === undefined ? [] : [`its time zone (${timezone})`]),
    ...[...found.lists].map(([key, ids]) => `${key} (${String(ids.length)})`),
    ...(kinds.length > 0 ? [`${fields.one}s of ${fields.of} (${kinds.join(', ')})`] : []),
  ];
}

/** What a whole run takes beyond what was found. */
function lackingIn(found: AccountEntries): readonly string[] {
  return [
    ...lists
      .filter(({ key, needed }) => (found.lists.get(key)?.length ?? 0) < needed)
      .map(({ key, needed, usable }) => [needed, usable, key].filter(Boolean).join(' ')),
    ...fields.kinds
      .filter(({ kind }) => !found.fields.has(kind))
      .map(({ aLabel }) => `${aLabel} field of ${fields.of}`),
  ];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
