import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { TargetError } from '../../../target/errors.ts';
import { tokenFrom } from '../../../target/token-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-token-'));
writeFileSync(join(folder, 'token.txt'), ' token-of-eve \r\n');

after(() => {
  rmSync(folder, { recursive: true });
});

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
  const right: readonly (readonly [string, string])[] = [
    [
      'runs in the folder of the target file, and gives the token without the blanks around it',
      "process.stdout.write(fs.readFileSync('token.txt'))",
    ],
    ['may write to the standard error', "console.error('secret'); console.log('token-of-eve')"],
    ['gets no input', "process.stdin.resume().on('end', () => console.log('token-of-eve'))"],
  ];
  for (const [title, code] of right) {
    it(title, async () => {
      assert.equal(await tokenFrom('administrator', { command: script(code), folder }), 'token-of-eve');
    });
  }
});

describe('a command that prints no token is told, with nothing of what it printed', () => {
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      'fails',
      "console.log('secret'); console.error('secret'); process.exit(3)",
      /^The command of auth\.member\.tokenCommand ended with exit status 3\. It has to end with status 0 and print the token alone, on one line\. Try it by hand, then correct auth\.member\.tokenCommand in the target file\.$/,
    ],
    ['prints nothing', "console.log(' ')", /tokenCommand prints nothing\./],
    [
      'prints several lines',
      "console.log('secret'); console.log('b')",
      /tokenCommand prints several lines\./,
    ],
    [
      'prints what no header can carry',
      'console.log(String.fromCharCode(115, 7))',
      /prints a character that no HTTP header can carry\./,
    ],
    ['prints without end', "process.stdout.write('secret'.repeat(100000))", /prints far more than a token\./],
  ];
  for (const [title, code, told] of wrong) {
    it(`when it ${title}`, async () => {
      assert.match(await refusalOf(code), told);
    });
  }

  it('when it does not end', async () => {
    assert.match(await refusalOf('setTimeout(() => 0, 10000)', 0.5), /had not ended after 0\.5 s\./);
  });
});
