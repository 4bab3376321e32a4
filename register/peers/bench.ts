/**
 * `npm run bench:peers`: tries every tool on the reference, on twelve faults and on four variants of it, keeps what came
 * of it in `measured.json`, and writes the tables of `docs/peers.md`. With names behind it, as in `npm run bench:peers
 * -- Dredd`, tries those alone, and leaves what was measured of the others.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import '../../cli/build.mjs';
import { packageFacts, root } from '../../spec/root.ts';
import { oneLine } from '../../spec/run/plain.ts';
import { faultNames, installAside } from '../known.ts';
import { type Peer, peers } from './peers.ts';
import { served, type Subject } from './subject.ts';
import { type Line, type Measured, tableOf } from './table.ts';

/** Drawn once: freedoms that the document leaves. */
const variantNames = [
  'empty-list-links-only',
  'empty-relations-list',
  'keys-reversed',
  'wide-numbers-refused',
];

const subjects: readonly Subject[] = [
  { kind: 'reference', name: '' },
  ...faultNames.map((name): Subject => ({ kind: 'fault', name })),
  ...variantNames.map((name): Subject => ({ kind: 'variant', name })),
];

/** All of it ends by then, seconds. */
const longest = 45 * 60;

const here = fileURLToPath(new URL('.', import.meta.url));
const names = process.argv.slice(2);
const chosen = peers.filter(({ name }) => names.length === 0 || names.some((one) => name.includes(one)));

installAside(here);

/** One tool on one server; a sentence where it could not be run. */
async function tried(peer: Peer, subject: Subject): Promise<Line | string> {
  const server = await served(subject);
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-peer-'));
  const began = performance.now();
  try {
    const { complaints, cpuSeconds } = await peer.judge(server.reference, folder);
    const wallSeconds = (performance.now() - began) / 1000;
    const [requests, leftBehind] = [server.requests(), server.leftBehind()];
    return { subject, complaints: [...new Set(complaints)], requests, leftBehind, wallSeconds, cpuSeconds };
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error), 300);
  } finally {
    await server.reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const page = join(root, 'docs/peers.md');
const kept = join(here, 'measured.json');

/** Keeps what came of one tool, and writes the tables of all anew. */
async function enter(peer: Peer, found: readonly Line[] | string): Promise<void> {
  // Written by this very program.
  const before = JSON.parse(readFileSync(kept, 'utf8')) as Measured;
  const version = dependencies[peer.package ?? ''] ?? packageFacts().version;
  const on = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores`;
  const measured: Measured = { ...before, [peer.name]: { version, on, found } };
  writeFileSync(kept, `${JSON.stringify(measured, null, 2)}\n`);
  const text = readFileSync(page, 'utf8').replace(
    /(<!-- measured -->\n)[^]*(<!-- end -->)/,
    (_, begin: string, last: string) => `${begin}\n${tableOf(peers, measured)}\n${last}`,
  );
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
}

/** One tool on every server, or in a sentence why it could not be run. */
async function measuredOf(peer: Peer, end: number): Promise<readonly Line[] | string> {
  const lines: Line[] = [];
  for (const subject of subjects) {
    const line = performance.now() < end ? await tried(peer, subject) : 'the time was up.';
    const what = subject.name === '' ? 'the reference' : `${subject.kind} ${subject.name}`;
    const said =
      typeof line === 'string'
        ? line
        : `${line.complaints.length} complaints, ${line.wallSeconds.toFixed(1)} s`;
    console.log(`${peer.name}, ${what}: ${said}`);
    if (typeof line === 'string') return line;
    lines.push(line);
  }
  return lines;
}

const end = performance.now() + longest * 1000;
for (const peer of chosen) await enter(peer, await measuredOf(peer, end));
console.log(`Wrote ${page}`);
