import { isObject } from '../spec/contract/json.ts';
import { cut } from './pretty.ts';

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
