import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isObject } from '../../spec/contract/json.ts';
import type { Answers } from './answers.ts';
import type { CredentialsEntry } from './credentials.ts';

/** What a target file that is to be replaced says already. */
export interface Known extends Partial<Answers> {
  readonly allowWrites?: string;
}

/** @returns nothing for a file that can't be read, or is none: then everything is asked for */
export function knownFrom(path: string): Known {
  const content = contentOf(path);
  if (!isObject(content)) return {};
  const { name, baseUrl, allowWrites, auth } = content;
  const administrator = isObject(auth) ? entryOf(auth['administrator']) : undefined;
  const member = isObject(auth) ? entryOf(auth['member']) : undefined;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof baseUrl === 'string' && { baseUrl }),
    ...(typeof allowWrites === 'string' && { allowWrites }),
    ...(administrator && { auth: { administrator, ...(member && { member }) } }),
  };
}

function contentOf(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function entryOf(value: unknown): CredentialsEntry | undefined {
  // What is wrong in it is told when the new file is read back.
  return isObject(value) ? (value as CredentialsEntry) : undefined;
}
