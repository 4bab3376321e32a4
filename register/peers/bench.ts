/**
 * `npm run bench:peers`: tries every tool on the reference, on twelve faults and on four variants of it, and writes the
 * table of `docs/peers.md`. With names behind it, as in `npm run bench:peers -- Dredd`, tells of those alone.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import '../../cli/build.mjs';
import { root } from '../../spec/root.ts';
import { oneLine } from '../../spec/run/plain.ts';
import { faultNames, installAside } from '../known.ts';
import { type Peer, peers } from './peers.ts';
import { served, type Subject } from './subject.ts';
import { type Line, tableOf } from './table.ts';

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

const end = performance.now() + longest * 1000;
const found = new Map<Peer, readonly Line[] | string>();
for (const peer of chosen) {
  const lines: Line[] = [];
  let broken: string | undefined;
  for (const subject of subjects) {
    const line = performance.now() < end ? await tried(peer, subject) : 'The time was up.';
    const what = subject.name === '' ? 'the reference' : `${subject.kind} ${subject.name}`;
    if (typeof line === 'string') {
      console.log(`${peer.name}, ${what}: ${line}`);
      broken = line;
      break;
    }
    lines.push(line);
    console.log(
      `${peer.name}, ${what}: ${line.complaints.length} complaints, ${line.wallSeconds.toFixed(1)} s`,
    );
  }
  found.set(peer, broken ?? lines);
}

const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const machine = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores`;
const table = tableOf(found, { machine, versions: dependencies });
if (names.length > 0) console.log(table);
else {
  const file = join(root, 'docs/peers.md');
  const text = readFileSync(file, 'utf8').replace(
    /(<!-- measured -->\n)[^]*(<!-- end -->)/,
    (_, begin: string, last: string) => `${begin}\n${table}\n${last}`,
  );
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
  console.log(`Wrote ${file}`);
}
