import { closest } from 'fastest-levenshtein';
import type { ErrorObject } from 'ajv';
import type { Problem } from './target-file-error.ts';

type Path = readonly (string | number)[];

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
};

/**
 * Tells what the schema holds against a target file, in sentences. Values are never shown: they may be secrets.
 * @param lineOf gives the line of the value at a path, or of the nearest thing around it
 */
export function problemsOf(
  errors: readonly ErrorObject[],
  lineOf: (path: Path) => number | undefined,
): readonly Problem[] {
  // propertyNames reports each bad name twice: once by its own rule, once as a whole.
  const told = errors
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .map((error) => problem(error, lineOf));
  const distinct = [...new Map(told.map((each) => [each.says, each])).values()];
  return distinct.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function problem(error: ErrorObject, lineOf: (path: Path) => number | undefined): Problem {
  const path = pathOf(error.instancePath);
  const { says, at = path } = sentence(error, path);
  const line = lineOf(at);
  return line === undefined ? { says } : { line, says };
}

function sentence(error: ErrorObject, path: Path): { says: string; at?: Path } {
  const where = nameOf(path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = textOf(error, 'additionalProperty');
      const known = Object.keys(objectOf(error.parentSchema?.['properties']));
      return {
        says: `${where} has the unknown key ${quoted(key)}. Did you mean ${quoted(closest(key, known))}? Known here: ${known.join(', ')}.`,
        at: [...path, key],
      };
    }
    case 'required':
      return { says: `${where} lacks ${quoted(textOf(error, 'missingProperty'))}. Add it.` };
    case 'dependentRequired':
      return {
        says: `${where} has ${quoted(textOf(error, 'property'))} but lacks ${quoted(textOf(error, 'missingProperty'))}. Add it.`,
      };
    case 'minProperties':
    case 'maxProperties':
      return { says: `${where} has to have ${contents(error)}.` };
    case 'minLength':
      return {
        says: `${where} is empty. Fill it in; if it comes from the environment, the variable is set but empty.`,
      };
    case 'uniqueItems':
      return { says: `${where} names the same id twice. Name each once.` };
    case 'minItems':
      return { says: `${where} is empty. Name at least one, or leave the key out.` };
    case 'type':
      return { says: `${where} has to be ${kindOf(error)}.${hintFor(error)}` };
    case 'exclusiveMinimum':
      return { says: `${where} has to be greater than ${limitOf(error)}.` };
    case 'pattern':
      if (error.propertyName !== undefined) {
        return { says: `${where} has a key that can't be ${titleOf(error)}: ${quoted(error.propertyName)}.` };
      }
      return { says: `${where} has to be ${titleOf(error)}.` };
    case 'format':
    case 'enum':
      return { says: `${where} has to be ${titleOf(error) ?? `valid: ${error.message}`}.` };
    case 'minimum':
    case 'maximum': {
      const bound = error.keyword === 'minimum' ? 'at least' : 'at most';
      return { says: `${where} has to be ${titleOf(error) ?? `${bound} ${limitOf(error)}`}.` };
    }
    default:
      return { says: `${where} ${error.message ?? 'is not valid'}.` };
  }
}

function contents(error: ErrorObject): string {
  const keys = Object.keys(objectOf(error.parentSchema?.['properties']));
  return keys.length === 0 ? 'at least one entry' : `exactly one of ${keys.join(', ')}`;
}

function kindOf(error: ErrorObject): string {
  return titleOf(error) ?? typeNames[textOf(error, 'type')] ?? textOf(error, 'type');
}

/** YAML reads an unquoted 12345 as a number and an unquoted yes as it likes: say how to get text. */
function hintFor(error: ErrorObject): string {
  const scalar = ['number', 'boolean', 'bigint'].includes(typeof error.data);
  return textOf(error, 'type') === 'string' && scalar ? ' Put it in quotes.' : '';
}

function titleOf(error: ErrorObject): string | undefined {
  const title: unknown = error.parentSchema?.['title'];
  // Titles in lower case are phrases that fit into a sentence, with an article.
  return typeof title === 'string' && /^(an?|the) /.test(title) ? title : undefined;
}

function limitOf(error: ErrorObject): string {
  return String(objectOf(error.params)['limit']);
}

function textOf(error: ErrorObject, parameter: string): string {
  return String(objectOf(error.params)[parameter]);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** `auth.administrator.login`, `account.users[1]`; the file itself for the root. */
export function nameOf(path: Path): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
