import type { Results } from '../../spec/run/results.ts';
import { type Change, changeKinds, changesBetween, changeWords, findingWords } from '../compare/changes.ts';
import { remarksOn, resultsById } from '../compare/compare-runs.ts';
import { line } from '../pretty.ts';
import { beginning, code, joined, list, sentence } from './summary.ts';

/** What a comment is about, besides the run. */
export interface CommentFacts {
  /** Tells the comments of several jobs on one pull request apart. */
  readonly name: string;
  /** What was found before the change, or why that is not known. */
  readonly base: Results | string;
  /** Where the run's page is. */
  readonly url?: string;
}

/** How many changes of a kind are listed: GitHub takes a comment of 65,536 characters. */
const most = 20;

/** By what a comment is found again, on its first line; nothing of it is shown. */
export function markerOf(name: string): string {
  return `<!-- amocrm-conformance: ${line(name, 80).replace(/[^\p{L}\p{N} ._/]/gu, '_')} -->`;
}

/** The comment on a pull request: verdict, counts, and what changed, in GitHub's Markdown. */
export function toComment(results: Results, { name, base, url }: CommentFacts): string {
  return joined([
    [markerOf(name)],
    ...beginning(results),
    ...(typeof base === 'string'
      ? [['### Against the base branch', '', sentence(base)]]
      : changed(base, results)),
    url === undefined ? [] : [`[The run, with its report](<${encodeURI(url)}>)`],
  ]);
}

function changed(base: Results, results: Results): readonly (readonly string[])[] {
  const { byKind, unchanged, incomparable } = changesBetween(resultsById(base), resultsById(results));
  const runs = [
    { label: 'The run of the base branch', results: base },
    { label: 'This run', results },
  ];
  const apart = incomparable > 0 ? `, ${incomparable} not judged by both` : '';
  return [
    ['### Against the base branch', '', `${unchanged} as before${apart}.`],
    ...remarksOn(runs).map((remark) => [sentence(remark)]),
    ...changeKinds.map((kind) =>
      list(`${changeWords[kind].heading} (${byKind[kind].length})`, byKind[kind].map(changeInWords), most),
    ),
    list('Readings that changed', readingsBetween(base, results), most),
  ];
}

function changeInWords({ id, evidence, from, to }: Change): string {
  const warns = evidence === 'inferred' ? ' (inferred: it only warns)' : '';
  const reason = to.reason === undefined ? '' : `<br>${code(to.reason)}`;
  return `${code(id, 120)}: ${findingWords[from.outcome].label} → ${findingWords[to.outcome].label}${warns}${reason}`;
}

function readingsBetween({ readings: before }: Results, { readings: after }: Results): readonly string[] {
  return Object.entries(after).flatMap(([id, side]) => {
    const earlier = Object.hasOwn(before, id) ? before[id] : undefined;
    return earlier === undefined || earlier === side
      ? []
      : [`${code(id, 60)}: ${code(earlier, 120)} → ${code(side, 120)}`];
  });
}
