/**
 * Compiles the suite into `dist/`, where that is not what the sources say any more. Imported for what it does: by
 * `cli/setup.mjs`, and by tests that start the command.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.built-from');
const rooms = ['spec', 'generators', 'target', 'engine', 'tests', 'reference', 'reports', 'cli'];
const besides = ['package.json', 'package-lock.json', 'tsconfig.json'];
const leftOut = join('tests', 'self');
const factsFile = 'suite-facts.json';
const entryPoints = {
  main: 'cli/main.ts',
  library: 'cli/library.ts',
  'proof-worker': 'cli/proof/worker.ts',
  'suite-facts': 'cli/suite-facts.ts',
};

/** A file that a running command may yet load is kept for so long. */
const KEPT_MS = 60 * 60 * 1000;

/**
 * What the sources are, by path, size and time of change: to read all of them would cost each start of a command. All
 * that the digest of the suite counts is among them, whether it is compiled or not.
 */
function sources() {
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(relative(root, parentPath), name))
      .filter((file) => !file.startsWith(leftOut) && !file.split(sep).some((part) => part.startsWith('.'))),
  );
  return [...files, ...besides]
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(join(root, file));
      return `${file} ${size} ${mtimeMs}\n`;
    })
    .join('');
}

function builtFrom() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return null;
  }
}

/** Appears whole or not at all: commands may be starting meanwhile. */
function writeWhole(file, contents) {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, contents);
  renameSync(half, file);
}

async function compile(from) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: dist,
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'linked',
    sourcesContent: false,
    write: false,
    logLevel: 'warning',
  });
  mkdirSync(dist, { recursive: true });
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  const { factsFromSources } = await import(pathToFileURL(join(dist, 'suite-facts.js')).href);
  writeWhole(join(dist, factsFile), JSON.stringify(factsFromSources()));
  const written = new Set([factsFile, ...outputFiles.map(({ path }) => basename(path))]);
  for (const { name } of readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    const file = join(dist, name);
    if (!written.has(name) && Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
  writeWhole(stamp, from);
}

const from = sources();
if (builtFrom() !== from) {
  try {
    await compile(from);
  } catch (error) {
    // What does not compile was told by the compiler itself.
    const why = error.code === undefined ? 'see above' : error.code;
    console.error(`The suite could not be compiled into ${dist} (${why}).`);
    process.exit(2);
  }
}
