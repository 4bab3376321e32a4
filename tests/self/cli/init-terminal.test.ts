import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { init } from '../../../cli/init.ts';
import type { Questions } from '../../../cli/init/questions.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { readTargetFile } from '../../../target/target-file.ts';
import { folderOf } from './examined.ts';

describe('init at a terminal', () => {
  /** Gives prepared answers, and keeps the questions. */
  function answers(...given: readonly (string | boolean)[]): Questions & { readonly asked: string[] } {
    const asked: string[] = [];
    const next = (message: string): Promise<string | boolean> => {
      const answer = given[asked.push(message) - 1];
      const left = Object.assign(new Error('left'), { name: 'ExitPromptError' });
      return answer === undefined ? Promise.reject(left) : Promise.resolve(answer);
    };
    return {
      asked,
      text: async ({ message, initial = '', problem }) => {
        const answer = String(await next(message)) || initial;
        assert.equal(problem?.(answer) ?? null, null);
        return answer;
      },
      choice: async ({ message, choices }) => {
        const answer = await next(message);
        return choices.find(({ value }) => value === answer)?.value ?? assert.fail(message);
      },
      consent: async (message) => (await next(message)) === true,
    };
  }

  it('asks for all that it was not told', async (t) => {
    const output = join(folderOf(t), 'target.yaml');
    t.mock.method(console, 'log', () => undefined);
    const login = ['https://crm.test/crm', '', 'login', '', 'CRM_HASH'];
    const questions = answers(...login, 'headers', 'X-Api-Key', '', true);

    await init({ output }, questions, {});
    const target = readTargetFile(output, { ADMINISTRATOR_USER: 'eve', CRM_HASH: 'h', MEMBER_KEY: 'k' });

    assert.equal(target.name, 'crm.test');
    assert.deepEqual(target.auth, {
      administrator: { kind: 'login', user: 'eve', hash: 'h' },
      member: { kind: 'headers', headers: { 'X-Api-Key': 'k' } },
    });
    assert.equal(target.writable, true);
    assert.match(questions.asked.at(-1) ?? '', /May runs create, change and delete .* on crm\.test\?/);
  });

  it('asks for no consent on this machine, and for nothing that it was told', async (t) => {
    const output = join(folderOf(t), 'target.yaml');
    t.mock.method(console, 'log', () => undefined);
    const questions = answers('none');

    const told = { baseUrl: 'http://localhost:1', name: 'x', administrator: 'bearer:TOKEN' };
    await init({ output, ...told }, questions, {});

    assert.match(questions.asked.join('\n'), /^.*without administrator's rights.*$/);
    assert.doesNotMatch(readFileSync(output, 'utf8'), /^allowWrites/m);
  });

  it('writes nothing when it is left', async (t) => {
    const output = join(folderOf(t), 'target.yaml');

    await assert.rejects(
      init({ output }, answers('https://crm.test', '', 'bearer'), {}),
      (error) => error instanceof UsageError && error.message === 'Interrupted: nothing was written.',
    );
    assert.ok(!existsSync(output));
  });
});
