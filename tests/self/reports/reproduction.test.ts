import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults } from '../../../reference/faults/index.ts';
import { playScript, scriptFor } from './planted.ts';

describe('a script of reproduction', () => {
  for (const name of ['periodicity-as-number-lost', 'creation-from-a-week-early']) {
    it(`shows ${name} on a server that has it, and none on one that has not`, async () => {
      const planted = faults.filter((fault) => fault.name === name);
      const script = (planted[0] && (await scriptFor(planted[0]))) ?? assert.fail('no script');

      const [faulty, sound] = [await playScript(script, planted), await playScript(script, [])];
      assert.deepEqual([faulty.status, sound.status], [1, 0], `${faulty.told}\n${sound.told}`);
      assert.match(faulty.told, /The defect shows\./);
      assert.match(sound.told, /The defect is gone\./);
    });
  }

  it('says which variables it lacks, and sends nothing without them', async () => {
    const [fault] = faults.filter(({ name }) => name === 'single-refused');
    const script = (fault && (await scriptFor(fault))) ?? assert.fail('no script');

    const { status, told } = await playScript(`unset ADMINISTRATOR_BEARER\n${script}`, []);
    assert.equal(status, 2);
    assert.equal(told, 'Set what the target file takes from the environment: ADMINISTRATOR_BEARER\n');
  });
});
