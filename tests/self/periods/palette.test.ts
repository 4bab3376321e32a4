import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import { isObject } from '../../../reference/core/values.ts';
import { refusing } from '../../../reference/modifiers.ts';
import { sentIn } from '../../../reference/faults/replacement.ts';
import { palette } from '../../../spec/source-rows.ts';
import { everyClaim, tried } from '../network/trial.ts';
import { none } from '../network/troubles.ts';

/** Takes colours of the palette alone; a period that has another one keeps it as long as nobody changes it. */
function ofPaletteAlone(): Handler {
  const core = createCore();
  const refused = refusing(core);
  return (state, request) => {
    const isOdd = sentIn(request).some((entry) => {
      const { id, color } = isObject(entry) ? entry : {};
      return color !== state.periods.get(Number(id))?.color && !palette.some((one) => one === color);
    });
    return (isOdd && request.path.includes('customers_periods') ? refused : core)(state, request);
  };
}

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
      { claims: everyClaim.filter((id) => id.startsWith('periods.')), core: ofPaletteAlone() },
    ));
});
