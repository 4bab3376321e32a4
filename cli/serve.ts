import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { assembled } from '../reference/assembly.ts';
import { type Fault, faultNamed, faults } from '../reference/faults/index.ts';
import { type Reference, startReference } from '../reference/server.ts';
import { type Variant, variantNamed, variants } from '../reference/variants/index.ts';
import { oneLine, plain } from '../spec/run/plain.ts';
import type { Handler } from '../reference/core/handler.ts';
import { requireFolder } from './folder.ts';
import { nearestTo } from './nearest.ts';
import { UsageError } from './usage-error.ts';

export interface ServeOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Where to write the target file, beside printing it. */
  readonly writeTarget?: string;
  /** Names of defects to plant. */
  readonly fault: readonly string[];
  /** Names of freedoms to take. */
  readonly variant: readonly string[];
  /** Tells nothing of requests. */
  readonly quiet?: boolean;
}

/**
 * Serves the reference implementation until it is interrupted; prints its address and a target file.
 * @throws UsageError for an unknown fault or variant, or a port that is taken
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { port, writeTarget, fault, variant, quiet = false } = options;
  const { freedoms, defects, reference } = await served({ port, fault, variant, quiet });
  const { baseUrl, targetFile } = reference;
  const yaml = stringify(targetFile);
  if (writeTarget !== undefined) {
    requireFolder(dirname(writeTarget), 'Name another file with --write-target.');
    writeFileSync(writeTarget, yaml);
  }
  console.log(
    [
      `The reference implementation listens on ${baseUrl}`,
      ...freedoms.map(({ name, describe }) => `with the variant ${name}: ${describe}`),
      ...defects.map(({ name, describe }) => `with the fault ${name}: ${describe}`),
      ...(freedoms.length + defects.length === 0 ? ['as it is: no fault, no variant'] : []),
      `A target file for it:\n\n${yaml}`,
    ].join('\n'),
  );
}

/** Tells of each request in a line, with what was answered. */
function logged(core: Handler): Handler {
  return (state, request) => {
    const reply = core(state, request);
    const { method, path, query } = request;
    const { status, body } = reply.response;
    const url = oneLine(`${path}${query === '' ? '' : `?${decoded(query)}`}`, 200);
    const error = status >= 400 && body !== undefined ? ` ${oneLine(JSON.stringify(body), 200)}` : '';
    console.log(
      plain(`${new Date().toISOString().slice(11, 23)} ${method} ${url} → ${String(status)}${error}`),
    );
    return reply;
  };
}

function decoded(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

/** The reference at work, and what was made of the names that it was started with. */
export interface Served {
  readonly reference: Reference;
  readonly freedoms: readonly Variant[];
  readonly defects: readonly Fault[];
}

/**
 * Starts the reference with the faults and variants of these names.
 * @throws UsageError as `serve` does
 */
export async function served({
  port,
  fault,
  variant,
  quiet = false,
}: Omit<ServeOptions, 'writeTarget'>): Promise<Served> {
  const freedoms = variant.map((name) => known('variant', name, variantNamed(name), variants));
  const defects = fault.map((name) => known('fault', name, faultNamed(name), faults));
  const assembly = assembled(freedoms, defects);
  const core = quiet ? assembly.core : logged(assembly.core);
  const reference = await startReference({ ...assembly, core, port }).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new UsageError(`Port ${port} is in use: choose another with --port, or 0 for a free one.`);
  });
  return { reference, freedoms, defects };
}

function known<T extends { readonly name: string }>(
  kind: string,
  name: string,
  found: T | undefined,
  all: readonly T[],
): T {
  if (found) return found;
  const nearest = nearestTo(
    name,
    all.map((one) => one.name),
  );
  throw new UsageError(
    `There is no ${kind} "${name}". The nearest are ${nearest}; "list ${kind}s" shows all.`,
  );
}
