import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import schema from '../../spec/schemas/waivers.schema.json' with { type: 'json' };
import type { WaiverKind } from '../../spec/run/waivers.ts';
import type { WaiverEntry } from '../waivers.ts';

/** A waivers file as its author wrote it, valid against `spec/schemas/waivers.schema.json`. */
export interface WaiversInput {
  readonly waivers: readonly WaiverInput[];
}

export interface WaiverInput {
  readonly requirement: string;
  readonly covers: WaiverKind;
  readonly target?: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

/** What a run needs of its waivers file. */
export interface WaiversFile {
  readonly entries: readonly WaiverEntry[];
  /** `sha256:` and 64 hexadecimal digits, over the bytes of the file. */
  readonly digest: string;
}

const ajv = new Ajv2020({ allErrors: true, verbose: true });
formats.default(ajv);

/** Judges the content of a waivers file by its schema; keeps what it found under `errors`. */
export const isWaiversInput = ajv.compile<WaiversInput>(schema);

/**
 * Reads a waivers file that the command line has checked.
 * @throws Error when it is no waivers file after all
 */
export function waiversIn(bytes: Buffer): WaiversFile {
  const input: unknown = parse(bytes.toString());
  if (!isWaiversInput(input)) {
    throw new Error(`the waivers file is not valid: ${ajv.errorsText(isWaiversInput.errors)}`);
  }
  return {
    entries: input.waivers.map(({ covers, ...entry }) => ({ ...entry, kind: covers })),
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  };
}
