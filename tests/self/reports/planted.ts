/** Faults planted by the handful: what the report makes of them. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { examine } from '../../../cli/proof/examine.ts';
import type { Certified } from '../../../engine/certification.ts';
import { assembled } from '../../../reference/assembly.ts';
import type { Fault } from '../../../reference/faults/fault.ts';
import { faults } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { type Defect, defectsOf } from '../../../reports/defects.ts';
import { reproductionOf } from '../../../reports/reproduction.ts';
import { knownFaults } from '../../../reports/proof-record.ts';
import { isObject, namesIn } from '../../../spec/contract/json.ts';
import { openapi } from '../../../spec/openapi.ts';
import { operationIds, operations } from '../../../spec/operations.ts';
import { catalogue } from '../../catalogue.ts';

export const known = knownFaults(fileURLToPath(new URL('../../..', import.meta.url)));

const certifiedWith = new Map<Fault, Promise<Certified>>();

/** What a certification of the reference with a fault comes to; done once for all tests that ask. */
export function faulty(fault: Fault): Promise<Certified> {
  const certified = certifiedWith.get(fault) ?? examine(assembled([], [fault]), { seed: 1 });
  certifiedWith.set(fault, certified);
  return certified;
}

export function defectsIn({ results, exchanges }: Certified): readonly Defect[] {
  return defectsOf(results.requirements, exchanges, known);
}

/** The faults in an order drawn by a seed, in which a new one takes its place and leaves the others in theirs. */
export function inDrawnOrder(seed: number): readonly Fault[] {
  const rank = ({ name }: Fault): string => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return faults.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Ten faults in one server, drawn by a seed. */
export async function draw(seed: number): Promise<Drawn> {
  const planted = inDrawnOrder(seed).slice(0, 10);
  return { planted, defects: defectsIn(await examine(assembled([], planted), { seed: 1 })) };
}

export interface Drawn {
  readonly planted: readonly Fault[];
  readonly defects: readonly Defect[];
}

/** Faults that a report names by operation and field, that it names otherwise, and that hide behind the others. */
export function recognised({ planted, defects }: Drawn) {
  const shown = planted.flatMap((fault) => {
    const fails = known.find(({ name }) => name === fault.name)?.failed ?? [];
    const showing = (ids: readonly string[]) =>
      defects.find(({ requirements }) => requirements.some(({ id }) => ids.includes(id)));
    const defect = showing([fault.breaks]) ?? showing(fails);
    return defect === undefined ? [] : [{ fault, headline: defect.headline }];
  });
  const misnamed = shown.filter(({ fault, headline }) => !isNamed(fault, headline));
  return {
    shown: shown.length,
    hidden: planted.length - shown.length,
    misnamed: misnamed.map(({ fault, headline }) => `${fault.name} (${fault.describe}): ${headline}`),
  };
}

/** The operation that a fault is in; undefined where it is in none. */
export function operationOf({ breaks }: Fault) {
  return catalogue[breaks]?.operation ?? operationIds.find((id) => breaks.endsWith(id));
}

/** Whether a headline names the operation that a fault is in, and the field or parameter where it is in one. */
function isNamed(fault: Fault, headline: string): boolean {
  const operation = operationOf(fault);
  const places =
    operation === undefined
      ? [fault.breaks.split('.').slice(0, 2).join('.')]
      : // A method that the document does not name is another one.
        [
          `${/method/.test(fault.breaks) ? '' : operations[operation].method} ${operations[operation].path.split('/').at(-1) ?? ''}`,
          'all 6',
        ];
  return places.some((place) => headline.includes(place)) && namesField(fault, headline);
}

/** Whether a text names the field or the parameter that a fault is in, where it is in one. */
export function namesField({ breaks, describe }: Fault, text: string): boolean {
  const words = breaks.split('.').slice(2);
  const inId = fieldNames.filter(
    (name) => words.includes(name) || (name === '_links' && words.includes('links')),
  );
  const inWords = fieldNames.filter((name) => name.includes('_') && wordOf(name).test(describe));
  const fields = inId.length > 0 ? inId : inWords;
  return fields.length === 0 || fields.some((field) => wordOf(field).test(text));
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![a-z_])${name}(?![a-z_])`, 'i');
}

/** Fields and parameters of the contract; those that hold whole records tell nothing. */
const fieldNames = [...new Set(namesOf(openapi))].filter(
  (name) => !['items', 'add', 'update', 'delete'].includes(name),
);

function namesOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesOf);
  if (!isObject(node)) return [];
  const { name, properties } = node;
  return [
    ...(typeof name === 'string' && 'in' in node ? name.split(/[[\]]+/).filter((part) => part !== '') : []),
    ...namesIn(properties),
    ...Object.values(node).flatMap(namesOf),
  ];
}

/** What became of a script of reproduction: its exit status and what it printed. */
export interface Played {
  readonly status: number | null;
  readonly told: string;
}

/** Runs a script of reproduction in a shell, against the reference with these faults. */
export async function playScript(script: string, planted: readonly Fault[]): Promise<Played> {
  const server = await startReference(assembled([], planted));
  const { auth } = server.targetFile;
  const env = {
    ...process.env,
    BASE_URL: server.targetFile.baseUrl,
    ADMINISTRATOR_BEARER: auth.administrator.bearer,
    MEMBER_COOKIE: auth.member.cookie.replace(/^\w+=/, ''),
  };
  try {
    const child = spawn('sh', ['-c', script], { env });
    let told = '';
    child.stdout.on('data', (part) => (told += String(part)));
    child.stderr.on('data', (part) => (told += String(part)));
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, told };
  } finally {
    await server.close();
  }
}

/**
 * The script for the first defect of a server with one fault; null where there is none.
 * @param certified by default by the whole suite
 */
export async function scriptFor(fault: Fault, certified?: Certified): Promise<string | null> {
  const run = certified ?? (await faulty(fault));
  const [defect] = defectsIn(run);
  const reproduction = defect && reproductionOf(defect, run.exchanges);
  return reproduction !== undefined && 'script' in reproduction ? reproduction.script : null;
}
