import { Refusal } from './refusal.ts';
import type { JsonObject } from './values.ts';

/** What `a[b][]=c&…` stands for: texts, lists (all keys are digits, or none given) and objects. */
type Branch = Map<string, Branch | string>;

const maximumDepth = 16;

/**
 * Reads a query or a form-urlencoded body with nested brackets, as `add[0][name]=Anna` and `id[]=1`.
 * A name given twice keeps its last value.
 * @throws Refusal for broken percent-encoding and for brackets nested too deeply
 */
export function parseBrackets(text: string): JsonObject {
  const root: Branch = new Map();
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    plant(root, keysOf(name), equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return asObject(root);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('the percent-encoding is broken');
  }
}

function keysOf(name: string): readonly string[] {
  const open = name.indexOf('[');
  if (open <= 0) return [name];
  const inner = [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  if (inner.length > maximumDepth) throw new Refusal('the brackets are nested too deeply');
  return [name.slice(0, open), ...inner];
}

function plant(root: Branch, keys: readonly string[], value: string): void {
  let branch = root;
  keys.forEach((key, depth) => {
    // Nothing between the brackets: the next element of a list.
    const name = key === '' && depth > 0 ? String(branch.size) : key;
    if (depth === keys.length - 1) {
      branch.set(name, value);
      return;
    }
    const known = branch.get(name);
    const deeper: Branch =
      known === undefined || typeof known === 'string' ? new Map<string, Branch | string>() : known;
    if (deeper !== known) branch.set(name, deeper);
    branch = deeper;
  });
}

function asValue(node: Branch | string): unknown {
  if (typeof node === 'string') return node;
  const isList = [...node.keys()].every((key) => /^\d+$/.test(key));
  return isList ? [...node.values()].map(asValue) : asObject(node);
}

function asObject(branch: Branch): JsonObject {
  // Defines own properties, so that a name like `__proto__` is only a name.
  return Object.fromEntries([...branch].map(([key, node]): [string, unknown] => [key, asValue(node)]));
}
