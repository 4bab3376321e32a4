import type { ErrorObject, ValidateFunction } from 'ajv';
import { validating } from '../schemas/validating.ts';
import { openapi, pointersByNode } from '../openapi.ts';
import { bounded } from './bounded.ts';
import { leadsTo, linkErrorOf } from './links.ts';
import { escapeSegment, isObject, segmentsOf, type JsonObject } from './json.ts';
import { ownerOf, SchemaViews } from './schema-view.ts';
import { described, expectedBy } from './wording.ts';

/** Something wrong with a value, and the node of the document that says so. */
export interface Finding {
  /** The owner's `x-requirement` as it stands in the document; null where no node along the path has one. */
  readonly template: string | null;
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
  readonly schema: string;
}

const documentId = 'openapi';

/** Judges values by schemas of the document, compiled when they are first needed. */
export class Validator {
  readonly views = new SchemaViews();
  readonly #pointers = pointersByNode();
  // Nearly all messages are right, and listing all errors of a wrong one is what costs: so first ask whether.
  readonly #asks = new Schemas({ allErrors: false });
  readonly #lists = new Schemas({ allErrors: true });

  /**
   * Everything that is wrong with a value, one finding a place.
   * @param pointer where the schema stands in the document
   */
  check(pointer: string, value: unknown): readonly Finding[] {
    const first = this.#asks.errors(pointer, value);
    if (first.length === 0) return [];
    const errors = [...this.#lists.errors(pointer, bounded(value)), ...first];
    const findings = new Map<string, Finding>();
    for (const error of errors) {
      if (error.keyword === 'if') continue; // The branch's own errors say more.
      const finding = this.#finding(pointer, error);
      if (!findings.has(finding.pointer)) findings.set(finding.pointer, finding);
    }
    return [...findings.values()];
  }

  #finding(root: string, error: ErrorObject): Finding {
    const node: JsonObject = isObject(error.parentSchema) ? error.parentSchema : {};
    const missing = missingName(error);
    const link = linkErrorOf(error);
    const pointer = missing === null ? error.instancePath : `${error.instancePath}/${escapeSegment(missing)}`;
    const { template, view } = ownerOf(this.views.at(root), segmentsOf(pointer));
    const judges = missing === null ? [node] : (view?.nodes ?? []);
    return {
      template,
      pointer,
      expected:
        link?.expected ??
        judges.map(expectedBy).find((words) => words !== null) ??
        error.message ??
        error.keyword,
      actual: missing === null ? described(link ? link.actual : error.data) : 'nothing',
      schema: `${this.#pointers.get(node) ?? root}/${error.keyword}`,
    };
  }
}

function missingName(error: ErrorObject): string | null {
  const name: unknown = error.params['missingProperty'];
  return error.keyword === 'required' && typeof name === 'string' ? name : null;
}

class Schemas {
  readonly #ajv: ReturnType<typeof validating>;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor({ allErrors }: { readonly allErrors: boolean }) {
    // Not strict: the document uses OpenAPI's own keywords. Verbose: the errors carry the document's own nodes.
    // Whether the document is right is the linters' to say.
    this.#ajv = validating({ allErrors, verbose: true, validateFormats: false });
    this.#ajv.addKeyword(leadsTo);
    this.#ajv.addSchema(openapi, documentId);
  }

  errors(pointer: string, value: unknown): readonly ErrorObject[] {
    const validate = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: `${documentId}${pointer}` });
    this.#compiled.set(pointer, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  }
}
