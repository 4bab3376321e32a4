import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { explain } from '../../../cli/explain.ts';
import { explained, statementsOf } from '../../../cli/explained.ts';
import { kinds, list } from '../../../cli/list.ts';
import { nearestTo } from '../../../cli/nearest.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { faults } from '../../../reference/faults/index.ts';
import { variants } from '../../../reference/variants/index.ts';
import { readings } from '../../../spec/readings.ts';
import { requirementIds } from '../../catalogue.ts';
import { command } from './command.ts';

/** What is printed while something is done. */
function printed(t: TestContext): () => string {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  return () => lines.join('\n');
}

describe('explain', () => {
  it('tells of a requirement what is promised, where, what is sent and checked, and which faults break it', async (t) => {
    const told = printed(t);

    await explain('customers.list.limit_rows.one');

    assert.match(told(), /^customers\.list\.limit_rows\.one\n {2}One row can be asked for\.\n/);
    assert.match(told(), /^Evidence {3}stated/m);
    assert.match(told(), /^Source {5}Customers › List › parameter limit_rows$/m);
    assert.match(told(), /^Sent {7}GET \/api\/v2\/customers\?limit_rows=1$/m);
    assert.match(told(), /^Answered {3}200 \{/m);
    assert.match(told(), /^Checked .*\n(?: {11}.*\n)* {11}expect\(.*toHaveLength\(1\)/m);
    assert.match(told(), /^ {11}limit-ignored: /m);
    assert.match(told(), /^Try it: .* --only customers\.list\.limit_rows\.one$/m);
  });

  it('tells of one that the contract judges its node', async (t) => {
    const told = printed(t);

    await explain('customers.list.response.items.tags.name');

    assert.match(told(), /^Checked {4}# spec\/openapi\.yaml, #\/components\//m);
    assert.match(told(), /^ {11}type: string$/m);
  });

  it('has something to say of every requirement', () => {
    for (const id of requirementIds) {
      const { says, source, checked, untestable } = explained(id);
      assert.ok(says.length > 5 && source.length > 0, id);
      assert.ok(checked.length > 0 || untestable !== undefined, id);
    }
  });

  it('tells what a fault and a variant do, and the nearest three of what there is not', async (t) => {
    const told = printed(t);

    await explain('limit-ignored');
    await explain(variants[0]?.name ?? '');
    await assert.rejects(
      explain('customers.lst.id'),
      (error) =>
        error instanceof UsageError &&
        /nearest are "customers\.list\.id", "[\w.]+" and "[\w.]+"\.$/.test(error.message),
    );

    assert.match(told(), /It breaks customers\.list\.limit_rows\.one/);
    assert.match(told(), /serve --variant /);
  });
});

describe('statements', () => {
  it('stand on a line each, whatever stands in texts and blocks', () => {
    const code = ({ a }: { a: string }, b = '){;'): void => {
      const c = `;${a}${b}`;
      for (const one of c) {
        assert.ok(one);
        assert.ok(a);
      }
      assert.equal(a, c);
    };

    const statements = statementsOf(code);

    assert.equal(statements.length >= 2 && statements.length <= 3, true, statements.join('\n'));
    assert.match(statements[0] ?? '', /^const c ?=/);
    assert.match(statements.at(-1) ?? '', /assert\.equal\(a, ?c\);?$/);
  });

  it('have names as they are in the sources: without the numbers that tell those of several files apart', () => {
    const [expect2, path18] = [(text: string) => text, 'page2'];
    const code = () => {
      expect2(path18 + 'item3');
    };

    assert.deepEqual(
      statementsOf(code).map((statement) => statement.replace(/[;\s]/g, '').replace(/"/g, "'")),
      ["expect(path+'item3')"],
    );
  });
});

describe('lists', () => {
  const counts = {
    requirements: requirementIds.length,
    faults: faults.length,
    variants: variants.length,
    readings: Object.keys(readings).length,
  };
  for (const kind of kinds) {
    it(`of ${kind} have all of them, in lines and as JSON`, (t) => {
      const lines = printed(t);
      list(kind);
      const told = lines().split('\n');
      t.mock.reset();
      const json = printed(t);
      list(kind, { json: true });

      assert.equal(told.length, counts[kind] + 1);
      assert.match(told.at(-1) ?? '', new RegExp(`^${String(counts[kind])} `));
      assert.equal((JSON.parse(json()) as readonly unknown[]).length, counts[kind]);
    });
  }
});

it('the three nearest are named, the nearest first', () => {
  assert.equal(
    nearestTo('certfy', ['sweep', 'verify', 'certify', 'serve']),
    '"certify", "verify" and "serve"',
  );
  assert.equal(nearestTo('x', ['one']), '"one"');
});

const mistyped = [
  ['a command', ['certfy'], /Did you mean one of "certify"/],
  ['a fault', ['serve', '--fault', 'limt-ignored'], /nearest are "limit-ignored", "/],
  ['a bare target file that is not there', ['gone.yaml'], /gone\.yaml, there is no such file/],
  ['a target too many', ['one.yaml', '--config', 'two.yaml'], /one target too many/],
] as const;
for (const [title, args, says] of mistyped) {
  it(`${title} is told in a sentence`, async () => {
    const { status, output } = await command(args);

    assert.equal(status, 2);
    assert.match(output, says);
  });
}
