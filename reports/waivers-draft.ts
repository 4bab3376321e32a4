import { Document, isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { RequirementResult, Results } from '../spec/run/results.ts';
import type { Waiver, WaiverKind } from '../spec/run/waivers.ts';
import { oneLine } from '../spec/run/plain.ts';
import { waivable, type WaiverInput } from './waivers.ts';

/** What a draft leaves to a person; a waivers file that still has it is refused. */
export const toFillIn = 'FILL IN';

/** How long a drafted waiver counts, from the day of its run. */
const daysToExpiry = 90;

/** A waivers file made from a run. */
export interface Draft {
  readonly text: string;
  /** New entries, which a person has to fill in. */
  readonly added: number;
  /** Entries of the earlier file that were stale. */
  readonly dropped: number;
}

/**
 * Drafts the waivers file under which a run would be conformant: an entry for each stated or shown requirement
 * that failed or could not be settled. Inferred ones that failed stand at the end, commented out.
 * @param existing text of the waivers file that the run had; its entries and comments stay, stale entries go
 */
export function draftWaivers(results: Results, existing?: string): Draft {
  const document = existing === undefined ? emptyFile(results) : parseDocument(existing);
  const list = document.get('waivers');
  if (!isSeq(list)) throw new Error('the waivers file has no list of waivers');

  const earlier = results.waivers?.waivers ?? [];
  const kept = list.items.filter((_, at) => earlier[at]?.state !== 'stale');
  const dropped = list.items.length - kept.length;
  const excused = new Set(earlier.filter((waiver) => isForTarget(waiver, results)).map(keyOf));
  const open = results.requirements.flatMap((result) => {
    const covers = waivable[result.outcome];
    return covers === null || excused.has(keyOf({ requirement: result.id, kind: covers }))
      ? []
      : [{ result, entry: entryFor(result, covers, results) }];
  });
  const deciding = open.filter(({ result }) => result.evidence !== 'inferred');
  const warnings = open.filter(
    ({ result, entry }) =>
      result.evidence === 'inferred' && entry.covers === 'failure' && !mentions(existing ?? '', result.id),
  );

  list.items = [...kept, ...deciding.map(({ result, entry }) => nodeFor(document, result, entry))];
  list.flow = false;
  const [first] = list.items;
  if (dropped > 0 && isMap(first)) first.spaceBefore = false;
  if (warnings.length > 0) document.comment = withWarnings(document.comment, warnings);
  return { text: document.toString({ lineWidth: 0 }), added: deciding.length, dropped };
}

function emptyFile({ target, startedAt }: Results): Document {
  const document = new Document({ waivers: [] });
  document.commentBefore = [
    ` Drafted from the run of ${startedAt.slice(0, 10)} against ${oneLine(target.name, 80)}.`,
    ` Keep what is to be accepted for now, and write a reason and an owner wherever ${toFillIn} stands.`,
  ].join('\n');
  return document;
}

function isForTarget({ target }: Waiver, results: Results): boolean {
  return target === undefined || target === results.target.name;
}

function keyOf({ requirement, kind }: { requirement: string; kind: WaiverKind }): string {
  return `${kind} ${requirement}`;
}

function entryFor(
  { id, reason, outcome }: RequirementResult,
  covers: WaiverKind,
  { target, startedAt }: Results,
): WaiverInput {
  return {
    requirement: id,
    covers,
    target: target.name,
    reason: `${toFillIn}: ${oneLine(reason ?? outcome, 200)}`,
    owner: toFillIn,
    expires: dayAfter(startedAt, daysToExpiry),
  };
}

/** The sentence of the requirement stands beside its id: a comment of its own would stay when the entry goes. */
function nodeFor(document: Document, { says }: RequirementResult, entry: WaiverInput): unknown {
  const node = document.createNode(entry);
  const id = isMap(node) ? node.get('requirement', true) : undefined;
  if (isScalar(id)) id.comment = ` ${oneLine(says)}`;
  return node;
}

function withWarnings(
  comment: string | null | undefined,
  warnings: readonly { readonly entry: WaiverInput }[],
): string {
  const entries = stringify({ waivers: warnings.map(({ entry }) => entry) }, { lineWidth: 0 });
  return [
    ...(comment == null ? [] : [comment, '']),
    ' Inferred requirements only warn. To waive these too, take the marks at the beginning of their lines away.',
    ...entries.trimEnd().split('\n').slice(1),
  ].join('\n');
}

/** Whether a file has an entry for a requirement, be it commented out. */
function mentions(text: string, id: string): boolean {
  return text.split('\n').some((line) => line.trimEnd().endsWith(`requirement: ${id}`));
}

function dayAfter(startedAt: string, days: number): string {
  const date = new Date(startedAt);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
