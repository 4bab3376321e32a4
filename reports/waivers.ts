import { createHash } from 'node:crypto';
import { validating } from '../spec/schemas/validating.ts';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import type { Outcome, RequirementResult, Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import type { Waiver, WaiverKind, WaiversReport, WaiverState } from '../spec/run/waivers.ts';
import { totalsOf } from '../engine/totals.ts';
import schema from '../spec/schemas/waivers.schema.json' with { type: 'json' };

/** An entry of a waivers file, before a run has made anything of it. */
export type WaiverEntry = Omit<Waiver, 'state'>;

/** What a waiver would have to cover to excuse an outcome; null where there is nothing to excuse. */
export const waivable = {
  failed: 'failure',
  untestable: 'gap',
  unobserved: 'gap',
  dependency: 'gap',
  error: 'gap',
  passed: null,
  notApplicable: null,
  waived: null,
} as const satisfies Record<Outcome, WaiverKind | null>;

/**
 * Lets waivers excuse requirements of a run, and adds the run up again.
 * @param waivers at most one of a kind for each requirement of this target
 * @param file `today`: the day of the run, `2027-01-31`, UTC; `digest`: SHA-256 of the waivers file
 */
export function withWaivers(
  results: Results,
  waivers: readonly WaiverEntry[],
  { today, digest }: { readonly today: string; readonly digest: string },
): Results {
  const { requirements: found, ...rest } = results;
  const outcomes = new Map(found.map(({ id, outcome }) => [id, outcome]));
  const judged = waivers.map((waiver): Waiver => {
    const foreign = waiver.target !== undefined && waiver.target !== results.target.name;
    const outcome = foreign ? undefined : outcomes.get(waiver.requirement);
    return { ...waiver, state: stateOf(waiver, outcome, today) };
  });
  const applied = byRequirement(judged);
  const requirements = found.map((result) => excused(result, applied.get(result.id)));
  return {
    ...rest,
    ...totalsOf(requirements, results.obstacle),
    waivers: { digest, waivers: judged, counters: countersOf(requirements, judged) },
    requirements,
  };
}

/** The waivers that excused a requirement in a run, by its id. */
export function appliedWaivers({ waivers }: Results): ReadonlyMap<string, Waiver> {
  return byRequirement(waivers?.waivers ?? []);
}

/** What a waiver says: `until 2027-01-31, Anna: the paging is mended in March`. */
export function waiverInWords({ expires, owner, reason }: Waiver): string {
  return `until ${expires}, ${owner}: ${reason}`;
}

/** The waivers of a run that came to one state. */
export function waiversThatAre(state: WaiverState, { waivers }: Results): readonly Waiver[] {
  return (waivers?.waivers ?? []).filter((waiver) => waiver.state === state);
}

/** The exit status of a run: that of its verdict, but 1 while it has a stale waiver. */
export function exitStatusOf(results: Results): number {
  return waiversThatAre('stale', results).length > 0 ? 1 : exitStatus[results.verdict];
}

/**
 * A failure that can't be seen for a gap may still be there: its waiver rests. A gap that turned into a
 * failure is gone for certain. Gone comes before expired: either way the entry has to be taken out.
 */
function stateOf({ kind, expires }: WaiverEntry, outcome: Outcome | undefined, today: string): WaiverState {
  if (outcome === undefined) return 'idle';
  const seen = waivable[outcome];
  if (seen === 'gap' && kind === 'failure') return 'idle';
  if (seen !== kind) return 'stale';
  return today > expires ? 'expired' : 'applied';
}

function byRequirement(waivers: readonly Waiver[]): ReadonlyMap<string, Waiver> {
  return new Map(
    waivers.flatMap((waiver) => (waiver.state === 'applied' ? [[waiver.requirement, waiver]] : [])),
  );
}

function excused(result: RequirementResult, waiver: Waiver | undefined): RequirementResult {
  if (waiver === undefined) return result;
  return { ...result, outcome: 'waived', waived: { kind: waiver.kind, outcome: result.outcome } };
}

function countersOf(
  requirements: readonly RequirementResult[],
  waivers: readonly Waiver[],
): WaiversReport['counters'] {
  const unexpected = (kind: WaiverKind) =>
    requirements.filter(({ evidence, outcome }) => evidence !== 'inferred' && waivable[outcome] === kind)
      .length;
  const gone = (kind: WaiverKind) =>
    waivers.filter((waiver) => waiver.state === 'stale' && waiver.kind === kind).length;
  return {
    unexpectedFailures: unexpected('failure'),
    unexpectedGaps: unexpected('gap'),
    waivedFailuresGone: gone('failure'),
    waivedGapsGone: gone('gap'),
  };
}

/** A waivers file as its author wrote it, valid against `spec/schemas/waivers.schema.json`. */
export interface WaiversInput {
  readonly waivers: readonly WaiverInput[];
}

export interface WaiverInput {
  readonly requirement: string;
  readonly covers: WaiverKind;
  readonly target?: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

/** What a run needs of its waivers file. */
export interface WaiversFile {
  readonly entries: readonly WaiverEntry[];
  /** `sha256:` and 64 hexadecimal digits, over the bytes of the file. */
  readonly digest: string;
}

const ajv = validating({ allErrors: true, verbose: true });
formats.default(ajv);

/** Judges the content of a waivers file by its schema; keeps what it found under `errors`. */
export const isWaiversInput = ajv.compile<WaiversInput>(schema);

/**
 * Reads a waivers file that the command line has checked.
 * @throws Error when it is no waivers file after all
 */
export function waiversIn(bytes: Buffer): WaiversFile {
  const input: unknown = parse(bytes.toString());
  if (!isWaiversInput(input)) {
    throw new Error(`the waivers file is not valid: ${ajv.errorsText(isWaiversInput.errors)}`);
  }
  return {
    entries: input.waivers.map(({ covers, ...entry }) => ({ ...entry, kind: covers })),
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  };
}
