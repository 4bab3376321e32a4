import { parseBrackets } from './brackets.ts';
import type { CoreRequest } from './handler.ts';
import { Refusal } from './refusal.ts';
import { isObject, type JsonObject } from './values.ts';

/**
 * Reads the body of a request: JSON whatever the content type says, or form-urlencoded where it says so.
 * Many clients send JSON under the form type (it is curl's default), so the first character decides.
 * @throws Refusal (400) for an empty or malformed body and for anything but an object with something in it
 */
export function bodyOf({ body, headers }: CoreRequest): JsonObject {
  const text = body.trim();
  if (text === '') throw new Refusal('there is no body that could be read');
  const isForm = (headers['content-type'] ?? '').toLowerCase().includes('application/x-www-form-urlencoded');
  const value = isForm && !/^[{[]/.test(text) ? parseBrackets(text) : parseJson(text);
  if (!isObject(value)) throw new Refusal('the body has to be an object');
  if (Object.keys(value).length === 0) throw new Refusal('the body asks for nothing');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('the body is not JSON');
  }
}
