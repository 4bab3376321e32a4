import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { TargetError } from '../../../target/errors.ts';
import { tokenFrom } from '../../../target/token-command.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('token');
writeFileSync(join(folder, 'token.txt'), ' token-of-eve \r\n');

/** node itself, so that the shell of any system has it. */
function script(code: string): string {
  return `"${process.execPath}" -e "${code}"`;
}

async function refusalOf(code: string, timeoutSeconds = 20): Promise<string> {
  const error: unknown = await tokenFrom('member', { command: script(code), folder }, timeoutSeconds).then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TargetError, String(error));
  assert.equal(error.transportFailure.kind, 'refused-credentials');
  // The error of node quotes the command line.
  assert.equal(error.cause, undefined);
  assert.doesNotMatch(error.message, /secret|process/);
  return error.message;
}

describe('a command that prints a token', () => {
  const right = {
    'runs in the folder of the target file': "process.stdout.write(fs.readFileSync('token.txt'))",
    'may write to the standard error': "console.error('secret'); console.log('token-of-eve')",
    'gets no input': "process.stdin.resume().on('end', () => console.log('token-of-eve'))",
  };
  for (const [title, code] of Object.entries(right)) {
    it(title, async () => {
      assert.equal(await tokenFrom('administrator', { command: script(code), folder }), 'token-of-eve');
    });
  }
});

/** Starts a process that outlives the command and keeps its output open; where it lies, its id is written. */
function withGrandchild(then: string): string {
  const sleeper = "[process.execPath, ['-e', 'setTimeout(() => 0, 30000)'], { stdio: 'inherit' }]";
  return `const c = child_process.spawn(...${sleeper}); fs.writeFileSync('pid', String(c.pid)); ${then}`;
}

function endGrandchild(): void {
  process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL');
}

describe('a command that leaves a process behind which keeps its output open', { timeout: 20_000 }, () => {
  it('is waited for no longer than it takes itself', async () => {
    const command = script(withGrandchild("c.unref(); console.log('token-of-eve')"));

    assert.equal(await tokenFrom('administrator', { command, folder }), 'token-of-eve');
    endGrandchild();
  });

  it('is told when it takes too long', async () => {
    assert.match(await refusalOf(withGrandchild(''), 2), /had not ended after 2 s\./);
    endGrandchild();
  });

  it('is told when it prints without end', async () => {
    const endless = withGrandchild("c.unref(); process.stdout.write('secret'.repeat(100000))");
    assert.match(await refusalOf(endless), /prints far more than a token\./);
    endGrandchild();
  });
});

describe('a command that prints no token is told, with nothing of what it printed', () => {
  const ends = "console.log('secret'); console.error('secret'); process.exit(3)";
  const told =
    /^The command of auth\.member\.tokenCommand ended with exit status 3\. It has to end with status 0 and print the token alone, on one line\. Try it by hand, then correct auth\.member\.tokenCommand in the target file\.$/;
  const lines = "console.log('secret'); console.log('b')";
  const control = 'console.log(String.fromCharCode(115, 7))';
  const endless = "process.stdout.write('secret'.repeat(100000))";

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['fails', ends, told],
    ['prints nothing', "console.log(' ')", /tokenCommand prints nothing\./],
    ['prints several lines', lines, /tokenCommand prints several lines\./],
    ['prints what no header can carry', control, /prints a character that no HTTP header can carry\./],
    ['prints without end', endless, /prints far more than a token\./],
  ];
  for (const [title, code, says] of wrong) {
    it(`when it ${title}`, async () => {
      assert.match(await refusalOf(code), says);
    });
  }

  it('when it does not end', async () => {
    assert.match(await refusalOf('setTimeout(() => 0, 10000)', 0.5), /had not ended after 0\.5 s\./);
  });
});
