/** The requirements that nodes of `openapi.yaml` own, read from their `x-requirement`. */
import { isObject, member, type JsonObject } from './contract/json.ts';
import type { ContractRequirementId } from './messages.ts';
import { openapi, ownedRequirements, placeOf } from './openapi.ts';
import { isOperationId, type OperationId } from './operations.ts';
import { isReadingId } from './readings.ts';
import type { Evidence, Requirement } from './requirement.ts';
import { isSourceRow, type SourceRowId } from './source-rows.ts';

/**
 * The requirements that nodes of the document own, by id: operation by operation, in the order of the document.
 * @throws TypeError where one is nowhere written out, or names what is unknown
 */
export function contractRequirements(): Readonly<Record<ContractRequirementId, Requirement>> {
  const read = new Map<string, Requirement>();
  for (const { requirement: id, operation, node } of ownedRequirements()) {
    const written = writtenOut(member(node, 'x-requirement'));
    if (read.has(id) && !isObject(member(node, 'x-requirement'))) continue;
    if (written === undefined || read.has(id)) {
      throw new TypeError(`spec/openapi.yaml has to write out ${id} once, at the first node of its own`);
    }
    read.set(id, requirementOf(written, known(operation.id, isOperationId), operation.pointer));
  }
  // The type is generated from the same ids.
  return Object.fromEntries(read) as Record<ContractRequirementId, Requirement>;
}

const shared = listOf(member(openapi, 'x-requirements')).filter(isObject);

/** All of a requirement, which the node has or, where that has its id alone, `x-requirements`. */
function writtenOut(requirement: unknown): JsonObject | undefined {
  return isObject(requirement) ? requirement : shared.find(({ id }) => id === requirement);
}

function requirementOf(written: JsonObject, operation: OperationId, pointer: string): Requirement {
  const { says, source, evidence = 'stated', readings, optional } = written;
  const sections = member(placeOf(pointer).node, 'x-sections');
  return {
    says: known(says, isText),
    source: listOf(source).flatMap((row) => rowsOf(known(row, isText), operation, sections)),
    // By operation where it is not the same for all.
    evidence: known(isObject(evidence) ? (evidence[operation] ?? 'stated') : evidence, isEvidence),
    operation,
    proof: 'schema',
    ...(optional === true && { optional }),
    ...(readings !== undefined && { readings: listOf(readings).map((id) => known(id, isReadingId)) }),
  };
}

/** The rows that one line cites: `{frame}: response _links` is one row of each section of the frame. */
function rowsOf(line: string, operation: OperationId, sections: unknown): readonly SourceRowId[] {
  const [, name] = /^\{(\w+)\}/.exec(line) ?? [];
  if (name === undefined) return [known(line, isSourceRow)];
  const named = name === 'operation' ? operation : member(sections, name);
  return listOf(named).map((section) => known(line.replace(`{${name}}`, String(section)), isSourceRow));
}

/** One or several, as a list. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function known<T extends string>(value: unknown, isKnown: (text: string) => text is T): T {
  if (typeof value === 'string' && isKnown(value)) return value;
  throw new TypeError(`spec/openapi.yaml: an x-requirement says ${String(value)}, which is not known`);
}

const isText = (_: string): _ is string => true;

function isEvidence(text: string): text is Evidence {
  return text === 'stated' || text === 'shown' || text === 'inferred';
}
