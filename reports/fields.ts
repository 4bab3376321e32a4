import { isObject, parsedJson, segmentsOf, type JsonObject } from '../spec/contract/json.ts';
import { SchemaViews, type SchemaView } from '../spec/contract/schema-view.ts';
import {
  contentOf,
  headersOf,
  operationPointer,
  placeOf,
  requirementFor,
  templateOf,
} from '../spec/openapi.ts';
import { operationIds, type OperationId } from '../spec/operations.ts';
import { FieldTally, type Field } from './field-tally.ts';
import { cut } from './pretty.ts';
import type { RecordedExchange } from './recorded.ts';

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
export type Answered = Pick<
  RecordedExchange,
  'operation' | 'status' | 'responseHeaders' | 'responseBody' | 'violations'
>;

/** Undocumented fields of one operation that are told apart: a hostile server could send any number. */
const mostUndocumented = 60;
const mostPassedOver = 10_000;
/** Characters of the name of an undocumented field. */
const longestName = 80;

/**
 * Counts, for every field that the contract documents in a 200 answer, how often it was seen, with which JSON
 * types and values, and how often the contract complained of it; and finds the fields that it doesn't document.
 */
export function fieldsOf(exchanges: Iterable<Answered>): readonly OperationFields[] {
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

  add({ status, responseHeaders, responseBody, violations }: Answered): void {
    for (const { pointer } of violations) this.#complain(pointer);
    if (status !== 200) return;
    this.#answers += 1;
    for (const tally of this.#headers.values()) tally.mayCarry();
    for (const [name, value] of responseHeaders) this.#headers.get(name.toLowerCase())?.saw(value);
    const body = parsedJson(responseBody);
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
