import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faults } from '../../../reference/faults/index.ts';
import { reproductionOf } from '../../../reports/reproduction.ts';
import { claims } from '../../catalogue.ts';
import { defectsIn, faulty, playScript, scriptFor } from './planted.ts';

/** A fault by its name, and the script that shows it, made of a run of what it breaks alone. */
async function scriptOf(name: string) {
  const fault = faults.find((one) => one.name === name) ?? assert.fail('no such fault');
  const broken = claims.filter(({ id }) => id === fault.breaks);
  const run = await examine(assembled([], [fault]), { seed: 1, claims: broken });
  return { planted: [fault], script: (await scriptFor(fault, run)) ?? assert.fail('no script') };
}

describe('a script of reproduction', () => {
  for (const name of ['periodicity-as-number-lost', 'creation-from-a-week-early']) {
    it(`shows ${name} on a server that has it, and none on one that has not`, async () => {
      const { planted, script } = await scriptOf(name);

      const [faulty, sound] = [await playScript(script, planted), await playScript(script, [])];
      assert.deepEqual([faulty.status, sound.status], [1, 0], `${faulty.told}\n${sound.told}`);
      assert.match(faulty.told, /The defect shows\./);
      assert.match(sound.told, /The defect is gone\./);
    });
  }

  it('says which variables it lacks, and sends nothing without them', async () => {
    const { script } = await scriptOf('single-refused');

    const { status, told } = await playScript(`unset ADMINISTRATOR_BEARER\n${script}`, []);
    assert.equal(status, 2);
    assert.equal(told, 'Set what the target file takes from the environment: ADMINISTRATOR_BEARER\n');
  });
});

describe('where no script can show it', () => {
  const told = {
    'update-renames-those-of-others':
      /What the customer \d+ lost or got was sent in exchange \d+(?:, \d+)*\.$/,
    'deletion-takes-one-of-others': /It came about between exchange \d+ and the end, by one of \d+ changes/,
  };
  for (const [name, where] of Object.entries(told)) {
    it(`says of ${name} why, and what was sent when it came about`, async () => {
      const certified = await faulty(faults.find((one) => one.name === name) ?? assert.fail(name));
      const [defect] = defectsIn(certified);

      const reproduction = reproductionOf(defect ?? assert.fail(), certified.exchanges);

      const lacks = 'lacks' in reproduction ? reproduction.lacks : assert.fail('there is a script');
      assert.match(lacks, /^It was seen when the whole run was over.* no few requests show it again\. /);
      assert.match(lacks, where);
    });
  }
});
