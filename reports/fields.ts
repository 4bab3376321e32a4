import { isObject, type JsonObject, parsedJson, segmentsOf } from '../spec/contract/json.ts';
import { type SchemaView, SchemaViews } from '../spec/contract/schema-view.ts';
import {
  contentOf,
  headersOf,
  operationPointer,
  placeOf,
  requirementFor,
  templateOf,
} from '../spec/openapi.ts';
import { type OperationId, operationIds } from '../spec/operations.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { cut } from '../spec/run/plain.ts';

/** What the answers to one operation were seen to carry. */
export interface OperationFields {
  readonly operation: OperationId;
  /** Answers with status 200. */
  readonly answers: number;
  /** Every field that the contract names, in its order; headers first. */
  readonly documented: readonly Field[];
  /** Fields that stand nowhere in the contract: permitted, and what a client must not rely on. */
  readonly undocumented: readonly Field[];
  /** How many more such fields there were. */
  readonly moreUndocumented: number;
}

/** What is read of an exchange. */
export type Answered = Pick<Exchange, 'operation' | 'response' | 'violations'>;

/** Undocumented fields of one operation that are told apart: a hostile server could send any number. */
const mostUndocumented = 60;
const mostPassedOver = 10_000;
/** Characters of the name of an undocumented field. */
const longestName = 80;

/**
 * Counts, for every field that the contract documents in a 200 answer, how often it was seen, with which JSON
 * types and values, and how often the contract complained of it; and finds the fields that it doesn't document.
 */
export function fieldsOf(exchanges: readonly Answered[]): readonly OperationFields[] {
  const surveys = new Map(operationIds.map((operation) => [operation, new Survey(operation)]));
  for (const exchange of exchanges) {
    const operation = operationIds.find((id) => id === exchange.operation);
    if (operation !== undefined) surveys.get(operation)?.add(exchange);
  }
  return [...surveys.values()].map((survey) => survey.result());
}

const views = new SchemaViews();

/** One documented field, its members by name, and what its elements hold. */
interface Node {
  readonly path: string;
  readonly tally: FieldTally | null;
  readonly members: ReadonlyMap<string, Node>;
  /** The elements of a list, and the numbered members of an object that stands in for one. */
  readonly element: Node | null;
  readonly numbered: readonly RegExp[];
}

/** The fields of one operation. Paths are like `_embedded.items[].id`; a header's is `header Content-Type`. */
class Survey {
  readonly #operation: OperationId;
  readonly #root: Node;
  readonly #headers: ReadonlyMap<string, FieldTally>;
  readonly #documented: FieldTally[] = [];
  readonly #undocumented = new Map<string, FieldTally>();
  readonly #passedOver = new Set<string>();
  #answers = 0;

  constructor(operation: OperationId) {
    const response = placeOf(`${operationPointer(operation)}/responses/200`).pointer;
    const media = contentOf(response)?.pointer ?? response;
    const headers = [['Content-Type', placeOf(media)] as const, ...headersOf(response)];
    this.#operation = operation;
    this.#headers = new Map(
      headers.map(([name, { node }]) => [
        name.toLowerCase(),
        this.#document(`header ${name}`, templateOf(node)),
      ]),
    );
    this.#root = this.#nodeOf([views.at(`${media}/schema`)], '', null);
  }

  #document(path: string, template: string | null): FieldTally {
    const requirement = template === null ? null : requirementFor(template, this.#operation);
    const tally = new FieldTally(path, requirement);
    this.#documented.push(tally);
    return tally;
  }

  /**
   * Names the fields of a schema and below; one without an owner belongs to the field around it. What an element
   * is stands with its list: only the fields in it are told apart.
   * @param same several views of what is told as one
   */
  #nodeOf(same: readonly SchemaView[], path: string, around: string | null): Node {
    const owner = same.find(({ template }) => template !== null)?.template ?? around;
    const tally = path === '' || path.endsWith('[]') ? null : this.#document(path, owner);
    const members = new Map<string, Node>();
    for (const [name, child] of same.flatMap(({ properties }) => [...properties])) {
      if (!members.has(name)) members.set(name, this.#nodeOf([child], join(path, name), owner));
    }
    const patterns = same.flatMap((view) => view.patterns);
    const elements = [...same.flatMap(({ items }) => items ?? []), ...patterns.map(([, child]) => child)];
    const element = elements.length === 0 ? null : this.#nodeOf(elements, `${path}[]`, owner);
    return { path, tally, members, element, numbered: patterns.map(([pattern]) => pattern) };
  }

  add({ response, violations }: Answered): void {
    for (const { pointer } of violations) this.#complain(pointer);
    if (response?.status !== 200) return;
    this.#answers += 1;
    for (const tally of this.#headers.values()) tally.mayCarry();
    for (const [name, value] of Object.entries(response.headers))
      this.#headers.get(name.toLowerCase())?.saw(value);
    const body = parsedJson(response.body);
    if (body !== undefined) this.#walk(this.#root, body);
  }

  #walk(node: Node, value: unknown): void {
    if (Array.isArray(value)) {
      if (node.element !== null) for (const one of value) this.#walk(node.element, one);
    } else if (isObject(value)) this.#walkObject(node, value);
  }

  #walkObject(node: Node, value: JsonObject): void {
    for (const { tally } of node.members.values()) tally?.mayCarry();
    for (const name of Object.keys(value)) {
      const member = node.members.get(name);
      if (member) {
        member.tally?.saw(value[name]);
        this.#walk(member, value[name]);
      } else if (node.element !== null && node.numbered.some((pattern) => pattern.test(name))) {
        this.#walk(node.element, value[name]);
      } else this.#sawUndocumented(join(node.path, cut(name, longestName).text), value[name]);
    }
  }

  #sawUndocumented(path: string, value: unknown): void {
    const known = this.#undocumented.get(path);
    if (!known && this.#undocumented.size >= mostUndocumented) {
      if (this.#passedOver.size < mostPassedOver) this.#passedOver.add(path);
      return;
    }
    const tally = known ?? new FieldTally(path, null);
    this.#undocumented.set(path, tally);
    tally.saw(value);
  }

  /** Charges a violation to the field at its pointer, or to the nearest one around it. */
  #complain(pointer: string): void {
    if (pointer.startsWith('header:')) {
      this.#headers.get(pointer.slice('header:'.length))?.violated();
      return;
    }
    let node: Node | null = this.#root;
    let nearest: FieldTally | null = null;
    for (const segment of segmentsOf(pointer)) {
      node = node.members.get(segment) ?? (/^\d+$/.test(segment) ? node.element : null);
      if (node === null) break;
      nearest = node.tally ?? nearest;
    }
    nearest?.violated();
  }

  result(): OperationFields {
    return {
      operation: this.#operation,
      answers: this.#answers,
      documented: this.#documented.map((tally) => tally.field()),
      undocumented: [...this.#undocumented.values()].map((tally) => tally.field()),
      moreUndocumented: this.#passedOver.size,
    };
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A JSON type as a reader tells it; empty lists and objects stand for "nothing" in this API. */
export type FieldType =
  'string' | 'integer' | 'number' | 'boolean' | 'null' | 'list' | 'empty list' | 'object' | 'empty object';

/** What was seen of one field of an operation's answers. */
export interface Field {
  /** `_embedded.items[].id`, `header Content-Type`. */
  readonly path: string;
  /** The requirement that owns it; null for an undocumented one. */
  readonly requirement: string | null;
  /** How often it was there. */
  readonly seen: number;
  /** How often it could have been: the objects around it. 0 for an undocumented field. */
  readonly of: number;
  /** By type, in the order in which they were first seen. */
  readonly types: readonly (readonly [FieldType, number])[];
  /** Different values as JSON, shortened; none of lists and objects. */
  readonly examples: readonly string[];
  /** Violations of the contract at it. */
  readonly violations: number;
}

const mostExamples = 3;
const longestExample = 48;

/** Counts what is seen of one field. */
export class FieldTally {
  readonly #path: string;
  readonly #requirement: string | null;
  readonly #types = new Map<FieldType, number>();
  readonly #examples = new Set<string>();
  #seen = 0;
  #of = 0;
  #violations = 0;

  constructor(path: string, requirement: string | null) {
    this.#path = path;
    this.#requirement = requirement;
  }

  /** An object that may carry the field. */
  mayCarry(): void {
    this.#of += 1;
  }

  /** The field in such an object. */
  saw(value: unknown): void {
    const type = typeOf(value);
    this.#seen += 1;
    this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
    if (this.#examples.size >= mostExamples || typeof value === 'object') return;
    this.#examples.add(shortened(value));
  }

  violated(): void {
    this.#violations += 1;
  }

  field(): Field {
    return {
      path: this.#path,
      requirement: this.#requirement,
      seen: this.#seen,
      of: this.#of,
      types: [...this.#types],
      examples: [...this.#examples],
      violations: this.#violations,
    };
  }
}

/** The JSON type of a parsed value. */
export function typeOf(value: unknown): FieldType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty list' : 'list';
  if (isObject(value)) return Object.keys(value).length === 0 ? 'empty object' : 'object';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value.slice(0, longestExample * 2) : value;
  const { text: short, left } = cut(JSON.stringify(text), longestExample);
  return left > 0 || text !== value ? `${short}…` : short;
}
