#!/usr/bin/env node
/**
 * The command, from wherever it is called: the suite's own packages and settings are found beside it, and paths are
 * the user's.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Without it tsx looks for settings in the working directory, and renders no page.
process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.json');
await import('tsx');

// npm moves to the folder of the package, and tells from where it was called.
const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
if (script !== undefined && calledFrom !== undefined && process.cwd() === root) process.chdir(calledFrom);

await import('./main.ts');
