import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { distance } from 'fastest-levenshtein';
import { LineCounter, parseDocument } from 'yaml';
import { word } from '../reports/command.ts';
import { draftWaivers, toFillIn } from '../reports/waivers-draft.ts';
import { isWaiversInput, type WaiversInput } from '../reports/waivers.ts';
import { makeFolder } from '../spec/run/folder.ts';
import { several } from '../spec/run/plain.ts';
import { requirementIds } from '../tests/catalogue.ts';
import type { Results } from '../spec/run/results.ts';
import { lineOfPath } from '../target/target-file.ts';
import { type Problem, problemsInWords } from '../target/target-file-error.ts';
import { problemsOf } from '../target/target-problems.ts';
import { contentOf } from './file-content.ts';
import { UsageError } from './usage-error.ts';

type Place = readonly (string | number)[];
type LineOf = (place: Place) => number | undefined;

const knownIds: ReadonlySet<string> = new Set(requirementIds);

/**
 * Reads the waivers file at a path.
 * @returns its bytes, which hold nothing wrong
 * @throws UsageError naming every problem found, with its line
 */
export function readWaiversFile(file: string): Buffer {
  const bytes = contentOf(file);
  const problems = problemsIn(bytes.toString());
  if (problems.length > 0) throw new UsageError(problemsInWords(file, problems));
  return bytes;
}

/** Lists what is wrong with the text of a waivers file; empty when it can be used. */
export function problemsIn(text: string): readonly Problem[] {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // What follows a syntax error mostly follows from it.
  const [broken] = document.errors;
  if (broken) return [{ line: lineAt(broken.pos[0]), says: `this isn't valid YAML: ${broken.message}.` }];

  const lineOf: LineOf = (at) => lineOfPath(document, at, lineAt);
  const input: unknown = document.toJS();
  if (!isWaiversInput(input)) return problemsOf(isWaiversInput.errors ?? [], lineOf);
  return [...unusable(input, lineOf)];
}

/** What a JSON Schema can't see. */
function* unusable({ waivers }: WaiversInput, lineOf: LineOf): Generator<Problem> {
  const at = (place: Place, says: string): Problem => {
    const line = lineOf(place);
    return line === undefined ? { says } : { line, says };
  };
  for (const [index, { requirement, covers, target, reason, owner }] of waivers.entries()) {
    const entry = ['waivers', index];
    if (!knownIds.has(requirement)) {
      yield at([...entry, 'requirement'], unknownRequirement(requirement));
    }
    if (reason.startsWith(toFillIn)) {
      yield at(
        [...entry, 'reason'],
        `the reason still says ${toFillIn}. Write why this is accepted for now.`,
      );
    }
    if (owner.startsWith(toFillIn)) {
      yield at(
        [...entry, 'owner'],
        `the owner still says ${toFillIn}. Name who answers for this, or link to where it is tracked.`,
      );
    }
    const earlier = waivers
      .slice(0, index)
      .findIndex(
        (other) =>
          other.requirement === requirement &&
          other.covers === covers &&
          (other.target === undefined || target === undefined || other.target === target),
      );
    if (earlier !== -1) {
      yield at(
        entry,
        `a ${covers} of ${JSON.stringify(requirement)} is already waived in line ${lineOf(['waivers', earlier])}. Keep one of the two, or give each a target of its own.`,
      );
    }
  }
}

function unknownRequirement(id: string): string {
  const nearest = requirementIds
    .map((known) => ({ known, far: distance(id, known) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ known }) => `"${known}"`);
  return `there is no requirement ${JSON.stringify(id)}. The nearest are ${nearest.join(', ')}.`;
}

/** Where a draft goes. */
export interface DraftPlace {
  readonly file: string;
  /** Whether the file is the run's own waivers file, which a draft brings up to date. */
  readonly replaces: boolean;
}

/**
 * Finds out where a draft may go: never into the place of another file.
 * @param waivers path of the run's own waivers file
 * @throws UsageError
 */
export function draftPlace(file: string, waivers: string | undefined): DraftPlace {
  if (!existsSync(file)) return { file, replaces: false };
  if (waivers !== undefined && realpathSync(file) === realpathSync(waivers)) return { file, replaces: true };
  throw new UsageError(
    `${file} exists. Give --write-waivers another name; to bring it up to date, add --waivers ${word(file)}`,
  );
}

/**
 * Writes the draft of a waivers file for a run.
 * @param existing bytes of the run's own waivers file
 * @returns what became of it, in one line
 */
export function writeDraft(
  { file, replaces }: DraftPlace,
  results: Results,
  existing: Buffer | undefined,
): string {
  if (results.obstacle !== undefined) {
    return 'No waivers were drafted: what kept this run from a verdict is no property of the target.';
  }
  const { text, added, dropped } = draftWaivers(results, existing?.toString());
  if (added === 0 && dropped === 0) return 'No waivers were drafted: there is nothing new to waive.';
  try {
    makeFolder(path.dirname(path.resolve(file)));
    writeFileSync(file, text, { flag: replaces ? 'w' : 'wx' });
  } catch (error) {
    return `The waivers could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
  const gone = dropped === 0 ? '' : `, ${several(dropped, 'stale one')} dropped`;
  const fill = added === 0 ? '' : ` Write a reason and an owner wherever ${toFillIn} stands.`;
  return `${file}: ${several(added, 'waiver')} drafted${gone}.${fill}`;
}
