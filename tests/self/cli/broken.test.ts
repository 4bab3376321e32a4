import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { command, type Ended } from './command.ts';

/** Runs a command whose first word on the terminal goes wrong as nobody has foreseen. */
function sabotaged(how: string, ...args: readonly string[]): Promise<Ended> {
  const preload = encodeURIComponent(`console.log = () => { ${how} };`);
  return command(['certify', '--list', ...args], {
    NODE_OPTIONS: `--import=data:text/javascript,${preload}`,
  });
}

const thrown = 'throw new TypeError("sabotaged on purpose")';
const thrownLater = `setImmediate(() => { ${thrown} })`;
const unseen = `void (async () => { ${thrown} })()`;

/** What of a stack trace shows where something was thrown. */
const trace = /^\s+at .*:\d+:\d+\)?$/m;

describe('what the suite itself breaks by', () => {
  it('ends with 4, and says that it tells nothing of the target, in one line with where the details lie', async () => {
    const { status, output } = await sabotaged(thrown);

    assert.equal(status, 4);
    assert.match(output, /^The suite itself broke, which says nothing of the target/m);
    assert.doesNotMatch(output, trace);
    assert.equal(output.trim().split('\n').length, 1);
    const [, file = ''] = /details lie in (\S+\.txt)/.exec(output) ?? [];
    const details = readFileSync(file, 'utf8');
    rmSync(file);
    assert.match(details, /TypeError: sabotaged on purpose/);
    assert.match(details, trace);
  });

  for (const [title, how] of [
    ['an event', thrownLater],
    ['a promise that nobody awaits', unseen],
  ] as const) {
    it(`ends with 4 out of ${title} too`, async () => {
      const { status, output } = await sabotaged(how);

      assert.equal(status, 4);
      assert.match(output, /^The suite itself broke/m);
    });
  }

  it('is shown whole with --verbose', async () => {
    const { status, output } = await sabotaged(thrown, '--verbose');

    assert.equal(status, 4);
    assert.match(output, /TypeError: sabotaged on purpose/);
    assert.match(output, trace);
  });
});
