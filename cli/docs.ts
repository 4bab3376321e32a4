import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { toRequirementsHtml } from '../reports/html/requirements-page.tsx';
import { forEverybody, writeWhole } from '../reports/whole-file.ts';
import { root } from '../spec/root.ts';
import { plain } from '../spec/run/plain.ts';
import { about } from '../target/amocrm/about.ts';
import { requirementIds } from '../tests/catalogue.ts';
import { examplesOf, explained } from './explained.ts';
import { requireFolder } from './folder.ts';
import { pasted, placeOf } from './invocation.ts';
import { suite, suiteFacts } from './suite.ts';

const pageName = 'index.html';
const referenceName = 'api.html';

/** What the generator of the reference loads from elsewhere, a picture of its maker: left out, nothing is missed. */
const ELSEWHERE = /https:\/\/cdn\.redoc(?:\.ly|ly\.com)\/redoc\/[\w./-]*\.svg/g;

/**
 * Writes the requirements to be read without a run, and beside them an API reference made from the contract.
 * @returns the exit status, 0
 * @throws UsageError when the folder can't be written
 */
export async function docs(folder: string): Promise<number> {
  requireFolder(folder, 'Name another folder.');
  const problem = writeReference(join(folder, referenceName));
  const examples = await examplesOf(suite.claims);
  const requirements = requirementIds.map((id) => {
    const example = examples.get(id);
    return { ...explained(id), ...(example && { example }), command: pasted('--only', id) };
  });
  const page = toRequirementsHtml({
    api: about.name,
    version: suiteFacts().version,
    reference: problem === null ? referenceName : null,
    requirements,
  });
  writeWhole(join(folder, pageName), page, forEverybody);
  console.log(`Requirements: ${placeOf(join(folder, pageName))}`);
  if (problem === null) console.log(`API reference: ${placeOf(join(folder, referenceName))}`);
  else console.error(plain(problem));
  return 0;
}

/** @returns why there is no reference, in a sentence; null where it was written */
function writeReference(file: string): string | null {
  const generator = generatorIn();
  if (generator === null)
    return 'The API reference was left out, and the page does without it: @redocly/cli makes it, which this package does not bring with it. Install that beside it (npm install @redocly/cli) and write again, or read spec/openapi.yaml.';
  const contract = join(root, 'spec/openapi.yaml');
  const settings = join(root, 'redocly.yaml');
  // A package comes without them.
  const chosen = existsSync(settings) ? ['--config', settings] : [];
  const draft = resolve(`${file}.draft.html`);
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [generator, 'build-docs', contract, '--inlineBundle', ...chosen, '--output', draft],
      {
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        encoding: 'utf8',
      },
    );
    if (status !== 0)
      return `The API reference was left out: @redocly/cli ended with ${String(status)}. ${stderr.trim()}`;
    writeWhole(file, readFileSync(draft, 'utf8').replace(ELSEWHERE, 'data:,'), forEverybody);
    return null;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The program that makes the reference; null where it is not installed. */
function generatorIn(): string | null {
  try {
    const described = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
    return join(described, '..', 'bin', 'cli.js');
  } catch {
    return null;
  }
}
