/** What was expected and what came, taken from the words of a failure. */
import { parsedJson } from '../spec/contract/json.ts';
import { oneLine } from '../spec/run/plain.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { differencesOf } from './json-difference.ts';
import { membersIn } from './members.ts';

/** What was expected and what came, as far as the words of a failure tell it. */
interface Sides {
  /** Both on one short line; null where they are not told. */
  readonly expected: string | null;
  readonly received: string | null;
  /** The fields in which two records differ. */
  readonly fields: string | null;
}

const longestSide = 60;
/** Characters that stand before the first that differs. */
const before = 20;
/** How many fields are named. */
export const mostFields = 3;

export function sidesOf({ reason = '', detail = '' }: RequirementResult): Sides {
  const back = /reads back as (.+?), expected (.+?)(?:\.$|…$|; \w+ reads back)/s.exec(reason);
  if (back) return ofCut(back[2] ?? '', back[1] ?? '', reason) ?? none;
  const changed = /^Changed: \w+ of \d+ was (.*?) and is (.*?)(?:; |\.$)/s.exec(reason);
  if (changed) return sides(inJson(changed[1]), inJson(changed[2]));
  const members = ofMembers(reason);
  if (members) return members;
  const compared = /(?:^|\n)Expected: (.*)\nReceived: (.*)$/s.exec(detail);
  const [, expected = '', received = ''] = compared ?? [];
  // That there is nothing says less than what nothing was expected not to be.
  if (!compared || expected === 'anything but null') return ofRows(reason) ?? none;
  const count = /^(\d+) of them$/.exec(expected)?.[1];
  const came = /^(\d+) of them: /.exec(received)?.[1];
  if (count !== undefined && came !== undefined) return sides(count, came);
  const values = [parsedJson(expected), parsedJson(received)] as const;
  if (values.every((value) => typeof value === 'object' && value !== null))
    return ofValues(values[0], values[1]);
  return ofLists(values[0], values[1]) ?? sides(expected, received);
}

/** What is no JSON is nothing. */
function inJson(text = ''): string {
  return text === 'undefined' ? 'nothing' : text;
}

const none: Sides = { expected: null, received: null, fields: null };

/** What was cut where it was told tells nothing where one side is the beginning of the other. */
function ofCut(expected: string, received: string, reason: string): Sides | null {
  const [wanted, came] = [expected, received].map((text) => text.replace(/…$/, ''));
  const isTold = wanted !== came && wanted !== undefined && came !== undefined;
  if (reason.endsWith('…') && isTold && (wanted.startsWith(came) || came.startsWith(wanted))) return null;
  return sides(expected, received);
}

/** `1 to 500 rows or a 4xx status expected, and 501 rows came`. */
function ofRows(reason: string): Sides | null {
  const [, expected, received] = /^(\d+ to \d+ rows .*?) expected, and (\d+) rows came/.exec(reason) ?? [];
  return expected === undefined || received === undefined ? null : sides(expected, received);
}

function sides(expected: string, received: string, fields: string | null = null): Sides {
  const [wanted, came] = [side(expected), side(received)];
  const isTold = (wanted !== came || expected === received) && !beginAlike(expected, received);
  return isTold ? { expected: wanted, received: came, fields } : { ...apart(expected, received), fields };
}

/** Characters that two long texts have in common at their beginning, of which nobody wants to read twice. */
const mostInCommon = 30;

/** Whether two texts differ only behind so much of the same that a reader would have to search for it. */
export function beginAlike(expected: string, received: string): boolean {
  if (expected === received || Math.max(expected.length, received.length) <= mostInCommon + before)
    return false;
  return !/^[[{]/.test(received) && expected.slice(0, mostInCommon) === received.slice(0, mostInCommon);
}

/** Two texts that look alike or begin alike, around where they differ, with what the eye does not see spelled out. */
export function apart(expected: string, received: string): Omit<Sides, 'fields'> {
  const [wanted, came] = [expected, received].map((text) => Array.from(text.replace(/\\{1,7}"/g, '"'))) as [
    string[],
    string[],
  ];
  const differs = wanted.findIndex((character, at) => character !== came[at]);
  const from = Math.max(0, (differs === -1 ? wanted.length : differs) - before);
  const shown = (text: readonly string[]) =>
    side(
      `${from > 0 ? '…' : ''}${text
        .slice(from, from + 2 * before)
        .join('')
        .replace(
          /[^\S ]|\p{M}|\p{C}| (?= )|(?<= ) /gu,
          spelledOut,
        )}${text.length > from + 2 * before ? '…' : ''}`,
      4 * before,
    );
  return { expected: shown(wanted), received: shown(came) };
}

function spelledOut(character: string): string {
  return character === ' '
    ? '␣'
    : `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** What belongs in a list, and what is in it. */
function ofMembers(reason: string): Sides | null {
  const members = membersIn(reason);
  if (!members) return null;
  const { exactly } = members;
  const [, count] = / and (\d+) \w+\.$/.exec(reason) ?? [];
  if (exactly && count !== undefined)
    return { ...sides(`${exactly.join(', ')} alone`, `${count} of them`), fields: null };
  const [, clause] =
    /^The list is another one: (\d+ (?:of \d+ missing|that do not belong there|more than once))/.exec(
      reason,
    ) ?? [];
  return clause === undefined ? null : { ...sides('', clause), expected: null };
}

/** On one short line, without the mark of names. */
export function side(text: string, longest = longestSide): string {
  return oneLine(text.replaceAll('`', 'ʼ'), longest);
}

/** Where two records differ, in place of both. */
function ofValues(expected: unknown, received: unknown): Sides {
  const repeated = repeatedIn(expected, received);
  if (repeated !== null) return sides('each once', `${asText(repeated)} twice`);
  const found = differencesOf(expected, received);
  const [first] = found;
  const names = new Set(found.flatMap(({ path }) => /^(?:\[\d+\]\.)?([^.[]+)/.exec(path)?.[1] ?? []));
  const fields = names.size === 0 ? null : [...names].slice(0, mostFields).join(', ');
  return sides(asText(first?.expected), asText(first?.received), fields);
}

/** What a list of plain values has twice and should have once; null where there is none. */
function repeatedIn(expected: unknown, received: unknown): unknown {
  if (!Array.isArray(expected) || !Array.isArray(received)) return null;
  const [wanted, came] = [expected as readonly unknown[], received as readonly unknown[]];
  if (!came.every((one) => typeof one === 'number' || typeof one === 'string')) return null;
  if (new Set(wanted).size < wanted.length) return null;
  return came.find((one, at) => came.indexOf(one) < at && wanted.includes(one)) ?? null;
}

/** The first element in which two enumerations differ: `5: after, 60 days; 6: before, 5 days`. */
function ofLists(expected: unknown, received: unknown): Sides | null {
  if (typeof expected !== 'string' || typeof received !== 'string') return null;
  const [wanted, came] = [expected.split('; '), received.split('; ')];
  if (wanted.length < 2 || wanted.length !== came.length) return null;
  const at = wanted.findIndex((one, index) => one !== came[index]);
  return at === -1 ? null : sides(wanted[at] ?? '', came[at] ?? '');
}

/** A value as JSON. */
export function asText(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
