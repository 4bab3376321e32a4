import type { Violation } from '../spec/contract/violation.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Judgement } from './fold.ts';
import { several } from '../spec/run/plain.ts';

/** What the recorded exchanges say about one requirement that a schema node owns. */
interface Evidence {
  readonly observed: number[];
  readonly violations: Charged[];
}

type Charged = Violation & { readonly exchange: number };

/** What else bears on a requirement of the contract. */
interface Circumstances {
  /** Exchanges that came about only when they were sent again. */
  readonly repeated: ReadonlySet<number>;
  /** What kept the whole run from a verdict. */
  readonly obstacle: string | undefined;
  /** Whether what the requirement is about may be left out. */
  readonly isOptional: boolean;
}

/** Evidence by requirement id. */
export type Tally = ReadonlyMap<string, Evidence>;

/** How many exchanges and violations of one requirement are listed; all of them are counted. */
const mostExchanges = 20;
const mostViolations = 5;

/** Collects what the contract saw and holds against the target, by the requirement that it charges. */
export function tallyOf(exchanges: readonly Exchange[]): Tally {
  const tally = new Map<string, Evidence>();
  const of = (id: string): Evidence => {
    const known = tally.get(id) ?? { observed: [], violations: [] };
    tally.set(id, known);
    return known;
  };
  for (const exchange of exchanges) {
    for (const id of new Set(exchange.observed)) of(id).observed.push(exchange.id);
    for (const violation of exchange.violations) {
      of(violation.requirement).violations.push({ ...violation, exchange: exchange.id });
    }
  }
  return tally;
}

/**
 * Judges a requirement that a schema node owns. A violation that was seen stays seen when the run broke
 * later; only what was kept is in doubt then.
 */
export function judgeByContract(
  id: string,
  tally: Tally,
  { repeated, obstacle, isOptional }: Circumstances,
): Judgement {
  const evidence = tally.get(id);
  const unstable = (exchanges: readonly number[]) =>
    exchanges.every((exchange) => repeated.has(exchange)) ? ({ unstable: true } as const) : {};
  if (evidence && evidence.violations.length > 0) {
    const { violations } = evidence;
    return {
      outcome: 'failed',
      reason: reasonOf(id, evidence),
      durationMs: 0,
      ...shown(evidence),
      ...unstable(violations.map(({ exchange }) => exchange)),
    };
  }
  if (obstacle !== undefined) return { outcome: 'error', reason: obstacle, durationMs: 0 };
  if (!evidence && isOptional && isSeenBeside(id, tally))
    return { outcome: 'notApplicable', reason: 'the target leaves it out, as it may', durationMs: 0 };
  if (!evidence)
    return { outcome: 'unobserved', reason: 'no response in this run carried it', durationMs: 0 };
  const { observed } = evidence;
  return {
    outcome: 'passed',
    exchanges: observed.slice(0, mostExchanges),
    durationMs: 0,
    ...unstable(observed),
  };
}

/** Whether messages had something of what a requirement's own part stands in. */
function isSeenBeside(id: string, tally: Tally): boolean {
  const around = id.slice(0, id.lastIndexOf('.') + 1);
  return [...tally.keys()].some((other) => other.startsWith(around));
}

/** Charges to ids that the catalogue doesn't hold. */
export function unknownCharges(tally: Tally, known: ReadonlySet<string>) {
  return [...tally].flatMap(([id, evidence]) =>
    known.has(id) || evidence.violations.length === 0
      ? []
      : [{ id, reason: reasonOf(id, evidence), judgement: shown(evidence) }],
  );
}

/** `OPERATION, /_embedded/items/0/id: expected an integer, received "12" (3 exchanges)` */
function reasonOf(id: string, { violations }: Evidence): string {
  const [first] = violations;
  if (!first) return '';
  const operation = id.replace(/\.response\..*$/s, '');
  const exchanges = several(new Set(violations.map(({ exchange }) => exchange)).size, 'exchange');
  return `${operation}, ${first.pointer}: expected ${first.expected}, received ${first.actual} (${exchanges})`;
}

function shown({ violations }: Evidence) {
  const kinds = violations.map(kindOf);
  return {
    exchanges: [...new Set(violations.map(({ exchange }) => exchange))].slice(0, mostExchanges),
    violations: violations.filter((_, at) => kinds.indexOf(kinds[at] ?? '') === at).slice(0, mostViolations),
    violationCount: violations.length,
  };
}

/** Violations that differ only in the item they occur in, or in what came, are of one kind. */
function kindOf({ pointer, expected, schema }: Violation): string {
  return JSON.stringify([pointer.replace(/\/\d+(?=\/|$)/g, '/*'), expected, schema]);
}
