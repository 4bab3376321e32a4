/** All that there is to know of a requirement, without a target. */
import { stringify } from 'yaml';
import { decisiveOf } from '../reports/decisive.ts';
import { symptomOf } from '../reports/symptom.ts';
import { isIn, type Fault } from '../reference/faults/fault.ts';
import { faults } from '../reference/faults/index.ts';
import { createState } from '../reference/core/seed.ts';
import { targetFileOf } from '../reference/target-file.ts';
import { ownedRequirements } from '../spec/openapi.ts';
import { readings, type Reading } from '../spec/readings.ts';
import { isObject } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { parseTarget } from '../target/target-file.ts';
import { claims, requirements, type RequirementId } from '../tests/catalogue.ts';
import { rehearse } from './rehearsal.ts';
import { suite } from './suite.ts';

export interface Explained {
  readonly id: RequirementId;
  readonly says: string;
  readonly evidence: 'stated' | 'shown' | 'inferred';
  readonly operation: string | null;
  /** The rows of the source, in words. */
  readonly source: readonly string[];
  readonly readings: readonly (Reading & { readonly id: string })[];
  /** What has to have happened before, by the names of the scenarios. */
  readonly given: readonly string[];
  /** The statements of the test, or the node of the contract, a line each. */
  readonly checked: readonly string[];
  /** Why it is not judged at all, where it is not. */
  readonly untestable?: string;
  /** Planted defects that break it, those that are there for it first. */
  readonly faults: readonly Pick<Fault, 'name' | 'describe'>[];
}

/** What is known of a requirement by itself. */
export function explained(id: RequirementId): Explained {
  const { says, evidence, operation, proof, readings: touched = [] } = requirements[id];
  const claim = claims.find((one) => one.id === id);
  return {
    id,
    says,
    evidence,
    operation,
    source: suite.catalogue[id]?.source ?? [],
    readings: touched.map((reading) => ({ id: reading, ...readings[reading] })),
    given: claim === undefined ? [] : Object.values(claim.given).map(({ name }) => name),
    checked: claim === undefined ? nodeOf(id) : statementsOf(claim.holds),
    ...(typeof proof === 'object' && { untestable: proof.untestable }),
    faults: faultsOf(id),
  };
}

function faultsOf(id: RequirementId): Explained['faults'] {
  const own = faults.filter(({ breaks }) => breaks === id);
  const others = faults.filter(
    ({ breaks, also = [] }) => breaks !== id && also.some((group) => isIn(id, group)),
  );
  return [...own, ...others].map(({ name, describe }) => ({ name, describe }));
}

/** The first node of the contract that owns a requirement, as YAML. */
function nodeOf(id: string): readonly string[] {
  const owned = ownedRequirements().find(({ requirement }) => requirement === id);
  if (!owned || !isObject(owned.node)) return [];
  const { 'x-requirement': _, ...node } = owned.node;
  return [
    `# spec/openapi.yaml, ${owned.pointer}`,
    ...stringify(node, { lineWidth: 100 }).trimEnd().split('\n'),
  ];
}

/** The statements of a function, however its text is laid out: a line each, blocks within as they are. */
export function statementsOf(code: (...args: never[]) => unknown): readonly string[] {
  const text = withoutNumbers(String(code).replace(/\s+/g, ' '));
  const body = text.slice(bodyStart(text), text.lastIndexOf('}'));
  const statements: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < body.length; at += 1) {
    at = pastString(body, at);
    const character = body.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character !== ';' || depth > 0) continue;
    statements.push(body.slice(start, at + 1).trim());
    start = at + 1;
  }
  return [...statements, body.slice(start).trim()].filter(
    (statement) => statement !== '' && statement !== ';',
  );
}

/** What the compiler put behind names that several files have; in quoted texts everything stays. */
function withoutNumbers(code: string): string {
  return code.replace(
    /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\b([A-Za-z_]+)\d+\b/g,
    (found, name?: string) => name ?? found,
  );
}

/** Where the body of a function begins: behind the brace that follows its parameters. */
function bodyStart(text: string): number {
  let depth = 0;
  for (let at = text.indexOf('('); at < text.length; at += 1) {
    at = pastString(text, at);
    const character = text.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth === 0 && character === ')') return text.indexOf('{', at) + 1;
  }
  return 0;
}

/** The end of a quoted text that begins here; here where none does. */
function pastString(text: string, at: number): number {
  const quote = text.charAt(at);
  if (!`'"\``.includes(quote) || quote === '') return at;
  for (let end = at + 1; end < text.length; end += 1) {
    if (text.charAt(end) === '\\') end += 1;
    else if (text.charAt(end) === quote) return end;
  }
  return at;
}

/** An exchange with the reference for each requirement that one shows, by id; all of one run in this process. */
export async function examplesOf(chosen: typeof claims): Promise<ReadonlyMap<string, Exchange>> {
  const target = parseTarget(stringify(targetFileOf(createState(), 'http://127.0.0.1')), 'the reference', {});
  const { results, exchanges } = await rehearse(target, {
    claims: chosen,
    seed: 1,
    profile: 'full',
    filters: [],
  });
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  return new Map(
    results.requirements.flatMap((result) => {
      const decisive =
        result.outcome === 'passed' ? decisiveOf({ result, symptom: symptomOf(result) }, byId) : null;
      const shown = byId.get(decisive?.request ?? 0);
      return shown ? [[result.id, shown] as const] : [];
    }),
  );
}
