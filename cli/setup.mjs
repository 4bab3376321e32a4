/**
 * Installs what the lock file names, when node_modules lacks it, and compiles what has changed. Runs before `npm
 * start`, `npm run serve` and `npm test` with nothing but Node: it must import no package before it has them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, '.setup-lock');
const STALE_MS = 10 * 60 * 1000;

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`amocrm-conformance needs Node 20.19 or newer, and this is ${process.versions.node}.`);
  process.exit(2);
}

/** The packages of a lock file for this platform, without the entry of the project itself. */
function packagesIn(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Object.entries(packages).filter(([path]) => path !== ''));
  } catch {
    return null;
  }
}

function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return [...wanted].every(([path, { version, optional }]) => {
    const found = present.get(path);
    return found ? found.version === version : optional === true;
  });
}

/** Keeps two set-ups from writing node_modules at once; a lock that was left behind is taken over. */
function acquire() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        console.error(`The dependencies are missing, and can't be installed into ${root} (${error.code}).`);
        process.exit(2);
      }
    }
    try {
      if (Date.now() - statSync(lock).mtimeMs > STALE_MS) rmdirSync(lock);
    } catch {
      // Released in between.
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

requireNode();
if (!isInstalled()) {
  acquire();
  try {
    if (!isInstalled()) {
      console.log('Installing dependencies (once) …');
      const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
      });
      if (status !== 0) {
        console.error('The dependencies could not be installed: run `npm ci` to see why.');
        process.exitCode = 2;
      }
    }
  } finally {
    rmdirSync(lock);
  }
}
if (process.exitCode === undefined) await import('./build.mjs');
