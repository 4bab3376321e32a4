import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import { isObject } from '../../../reference/core/values.ts';
import { sentIn } from '../../../reference/faults/replacement.ts';
import { at, refusing, when } from '../../../reference/modifiers.ts';
import { isOfPalette } from '../../../target/amocrm/period.ts';
import { everyClaim, tried } from '../network/trial.ts';
import { none } from '../network/troubles.ts';

/** Takes colours of the palette alone; a period that has another one keeps it as long as nobody changes it. */
const ofPaletteAlone = at(
  'periods.change',
  when(
    (request, { periods }) =>
      sentIn(request)
        .filter(isObject)
        .some(
          ({ id, color }) =>
            color !== periods.get(Number(id))?.color && !isOfPalette({ color: String(color) }),
        ),
    refusing,
  ),
);

describe('a target that takes colours of the palette alone', () => {
  it('gets its periods back as they were, also those of other colours', () =>
    tried(
      none,
      ({ before, after, results }) => {
        assert.deepEqual(after, before);
        assert.deepEqual(results.leftBehind, []);
        const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
        assert.ok(failed.some(({ id }) => id === 'periods.change.color.any'));
      },
      { claims: everyClaim.filter((id) => id.startsWith('periods.')), core: ofPaletteAlone(createCore()) },
    ));
});
