/**
 * Writes what follows from `openapi.yaml`: its copy as JSON, which is read quickly, and the types of the messages.
 * Run by `npm run spec:types`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { isObject, member, namesIn, type JsonObject } from './contract/json.ts';

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function pretty(text: string, name: string): Promise<string> {
  return format(text, { ...(await resolveConfig(fileOf(name))), filepath: fileOf(name) });
}

/** What `openapi.json` has to hold. */
export function documentText(): Promise<string> {
  const document: unknown = parse(readFileSync(fileOf('openapi.yaml'), 'utf8'));
  return pretty(JSON.stringify(document), 'openapi.json');
}

/** What `messages.ts` has to hold, by the `openapi.json` that is there. */
export async function messagesText(): Promise<string> {
  const { documentedOperations, openapi, ownedRequirements } = await import('./openapi.ts');
  const operations = documentedOperations.map(
    ({ id, method, path }) => `'${id}': { method: '${method}', path: '${path}' },`,
  );
  const ids = [...new Set(ownedRequirements().map(({ requirement }) => requirement))];
  const components = member(openapi.components, 'schemas');
  const schemas = entriesOf(components).flatMap(([name, schema]) =>
    hasMembers(schema) ? [[name, schema] as const] : [],
  );
  const text = `/** Generated from openapi.yaml by \`npm run spec:types\`: its operations, and its messages as types. */

    /* eslint max-lines: off -- a program writes it whole */

    export const operations = { ${operations.join('\n')} } as const;

    /** A number, or the same as decimal digits. */
    export type Numeric = number | string;

    ${schemas.map(([name, schema]) => `${docOf(schema)}export interface ${name} ${objectOf(schema)}`).join('\n\n')}

    /** The ids of the requirements that nodes of the document own. */
    export type ContractRequirementId = ${ids.map((id) => `| '${id}'`).join('\n')};
    `;
  return pretty(text, 'messages.ts');

  function typeOf(schema: unknown): string {
    const reference = member(schema, '$ref');
    if (typeof reference === 'string') {
      const name = reference.replace('#/components/schemas/', '');
      const target = member(components, name);
      return hasMembers(target) ? name : typeOf(target);
    }
    if (!isObject(schema)) return 'unknown';
    if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ');
    const types = new Set([schema['type']].flat().map((type) => typeNamed(type, schema)));
    if (types.has('number') && types.delete('string')) {
      types.delete('number');
      types.add('Numeric');
    }
    return [...types].join(' | ');
  }

  function typeNamed(type: unknown, schema: JsonObject): string {
    switch (type) {
      case 'integer':
        return 'number';
      case 'array':
        return schema['maxItems'] === 0 ? 'readonly never[]' : `readonly (${typeOf(schema['items'])})[]`;
      case 'object':
        return schema['maxProperties'] === 0 ? nothing : objectOf(schema);
      default:
        return typeof type === 'string' ? type : 'unknown';
    }
  }

  /** Where names are required of an object that is not empty, it may be empty. */
  function objectOf(schema: JsonObject): string {
    const mayBeEmpty = member(schema['if'], 'minProperties') === 1;
    const required = namesOf(mayBeEmpty ? schema['then'] : schema);
    const members = entriesOf(schema['properties']).map(
      ([name, property]) =>
        `${docOf(property)}readonly ${name}${required.has(name) ? '' : '?'}: ${typeOf(property)};`,
    );
    const numbered = entriesOf(schema['patternProperties']).map(
      ([, element]) => `readonly [index: number]: ${typeOf(element)};`,
    );
    return `{ ${[...members, ...numbered].join('\n')} }${mayBeEmpty ? ` | ${nothing}` : ''}`;
  }
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

const nothing = 'Record<string, never>';

function namesOf(schema: unknown): ReadonlySet<unknown> {
  const required = member(schema, 'required');
  return new Set(Array.isArray(required) ? required : []);
}

function hasMembers(schema: unknown): schema is JsonObject {
  return namesIn(member(schema, 'properties')).length > 0;
}

function docOf(schema: unknown): string {
  const description = member(schema, 'description');
  if (typeof description !== 'string') return '';
  const lines = description.trim().split('\n');
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileOf('openapi.json'), await documentText());
  writeFileSync(fileOf('messages.ts'), await messagesText());
}
