/** The register that the repository carries: what is in it is what it says, whatever version of the suite reads it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, mock } from 'node:test';
import { parse } from 'yaml';
import { publish } from '../../../cli/publish.ts';
import { commandsFor, registered, versionOf } from '../../../register/known.ts';
import { root } from '../../../spec/root.ts';
import { resultsIn } from './command.ts';
import { folderAfter } from '../temporary.ts';

const site = folderAfter('register');
const submissions = join(root, 'register/submissions');

const resultsOf = (name: string) => resultsIn(join(submissions, name));

describe('the register of the repository', () => {
  it('is shown whole, each with its verdict', () => {
    const log = mock.method(console, 'log', () => undefined);
    const error = mock.method(console, 'error', () => undefined);
    const status = publish({ folder: submissions, output: site });
    const said = [...log.mock.calls, ...error.mock.calls].flatMap((call) => call.arguments.map(String));
    mock.restoreAll();

    assert.equal(status, 0, said.join('\n'));
    const page = readFileSync(join(site, 'index.html'), 'utf8');
    for (const { implementation } of registered) assert.ok(page.includes(implementation), implementation);
    assert.doesNotMatch(page, /could not be checked/);
    assert.match(readFileSync(join(site, 'comparison.html'), 'utf8'), /stale-update-refused/);
  });

  it('has a submission of each known implementation, and no other', () => {
    assert.deepEqual(readdirSync(submissions).sort(), registered.map(({ name }) => name).sort());
  });

  for (const known of registered) {
    const { name, server } = known;
    it(`tells of ${name} what was certified, and how it is done again`, () => {
      const about = parse(readFileSync(join(submissions, name, 'submission.yaml'), 'utf8')) as {
        readonly version: string;
        readonly reproduce: string;
      };
      const { suite, verdict } = resultsOf(name);

      assert.equal(about.version, server.kind === 'mock' ? versionOf(known) : suite.version);
      assert.equal(about.reproduce, commandsFor(known, suite.requirements?.name ?? ''));
      assert.equal(verdict, server.kind === 'mock' ? 'nonconformant' : 'conformant');
    });
  }

  it('shows readings that differ', () => {
    const sides = registered.map(({ name }) => resultsOf(name).readings.deletedRecords);

    assert.ok(sides.includes('absent') && sides.includes('flagged'), String(sides));
  });
});
