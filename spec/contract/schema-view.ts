/**
 * The schema as seen from a message: which node judges the value at a path, and which requirement owns it.
 * Only presence is looked at here; whether a value is right is ajv's to say.
 */
import { placeOf, referenceOf, templateOf } from '../openapi.ts';
import { isObject, type JsonObject } from './json.ts';

/** One schema node together with what its `$ref` leads to. */
export interface SchemaView {
  /** The `x-requirement` as it stands there, null where the node belongs to the one around it. */
  readonly template: string | null;
  readonly nodes: readonly JsonObject[];
  readonly properties: ReadonlyMap<string, SchemaView>;
  readonly patterns: readonly (readonly [RegExp, SchemaView])[];
  readonly items: SchemaView | null;
  /** Every template in it and below it. */
  readonly templates: ReadonlySet<string>;
}

/** Makes views of schema nodes; a node that is reached twice is seen once. */
export class SchemaViews {
  readonly #views = new Map<unknown, SchemaView>();

  /** The view of the schema at a JSON pointer of the document. */
  at(pointer: string): SchemaView {
    return this.#of(placeOf(pointer).node);
  }

  #of(node: unknown): SchemaView {
    const known = this.#views.get(node);
    if (known !== undefined) return known;
    const view = this.#make(chain(node));
    this.#views.set(node, view);
    return view;
  }

  #make(nodes: readonly JsonObject[]): SchemaView {
    const properties = new Map(
      nodes.flatMap(({ properties: named }) =>
        entries(named).map(([name, child]) => [name, this.#of(child)]),
      ),
    );
    const patterns = nodes.flatMap(({ patternProperties }) =>
      entries(patternProperties).map(
        ([source, child]) => [new RegExp(source, 'u'), this.#of(child)] as const,
      ),
    );
    const listed = nodes.find(({ items }) => isObject(items));
    const items = listed === undefined ? null : this.#of(listed['items']);
    const template = nodes.map(templateOf).find((found) => found !== null) ?? null;
    const below = [...properties.values(), ...patterns.map(([, child]) => child), ...(items ? [items] : [])];
    const templates = new Set(below.flatMap((child) => [...child.templates]));
    if (template !== null) templates.add(template);
    return { template, nodes, properties, patterns, items, templates };
  }
}

function chain(node: unknown): readonly JsonObject[] {
  if (!isObject(node)) return [];
  const ref = referenceOf(node);
  return ref === null ? [node] : [node, ...chain(placeOf(ref).node)];
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The view that judges a member of a value, by its name or its index. */
function childOf(view: SchemaView, segment: string): SchemaView | null {
  const named = view.properties.get(segment) ?? view.patterns.find(([pattern]) => pattern.test(segment))?.[1];
  return named ?? (/^\d+$/.test(segment) ? view.items : null);
}

/**
 * Who answers for the value at a path.
 * @returns the deepest requirement along the path, and the view at its end (null where the schema is silent)
 */
export function ownerOf(
  root: SchemaView,
  path: readonly string[],
): { readonly template: string | null; readonly view: SchemaView | null } {
  let template = root.template;
  let view: SchemaView | null = root;
  for (const segment of path) {
    view = view === null ? null : childOf(view, segment);
    template = view?.template ?? template;
  }
  return { template, view };
}

/**
 * The templates of all nodes that a value gives evidence on because it holds something there.
 * A part of the schema that has been seen whole is not walked again: long lists cost little.
 */
export function templatesSeen(root: SchemaView, value: unknown): ReadonlySet<string> {
  const seen = new Set<string>();
  const finished = new Set<SchemaView>();

  const walk = (view: SchemaView, found: unknown): void => {
    if (finished.has(view)) return;
    if (view.template !== null) seen.add(view.template);
    if (Array.isArray(found)) walkList(view.items, found);
    else if (isObject(found)) walkObject(view, found);
    if (every(view.templates, seen)) finished.add(view);
  };
  const walkList = (items: SchemaView | null, list: readonly unknown[]): void => {
    if (items === null) return;
    for (const element of list) {
      if (finished.has(items)) return;
      walk(items, element);
    }
  };
  const walkObject = (view: SchemaView, found: JsonObject): void => {
    for (const [name, child] of view.properties) {
      if (Object.hasOwn(found, name)) walk(child, found[name]);
    }
    if (view.patterns.length === 0) return;
    for (const name of Object.keys(found)) {
      const child = view.patterns.find(([pattern]) => pattern.test(name))?.[1];
      if (child !== undefined) walk(child, found[name]);
    }
  };

  walk(root, value);
  return seen;
}

function every(templates: ReadonlySet<string>, seen: ReadonlySet<string>): boolean {
  for (const template of templates) if (!seen.has(template)) return false;
  return true;
}
