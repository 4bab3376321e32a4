import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Shown } from '../../../target/api.ts';
import { Untouched } from '../../../target/untouched.ts';

const own = { kind: 'customers', id: 7 };

/** A record as an answer shows it, with a field that changes and one that never does. */
function record(name: string, more: Partial<Shown> & { readonly maker?: number } = {}): Shown {
  const { maker = 1, ...others } = more;
  return {
    ...own,
    text: '',
    isDeleted: false,
    changed: { at: 100, by: 1 },
    constant: { maker },
    changing: () => ({ name }),
    ...others,
  };
}

let exchanges = 0;

/** Shows a record in answers one after the other, each asked for after all that went before. */
function shownIn(untouched: Untouched, ...sights: readonly Shown[]): void {
  for (const sight of sights) untouched.see(sight, { id: ++exchanges, sentAt: Date.now() + 1000 });
}

function withRecord(): Untouched {
  const untouched = new Untouched();
  untouched.added(own);
  return untouched;
}

/** What is told of it, when the account is put back. */
function told(untouched: Untouched): readonly string[] {
  untouched.settle();
  return untouched.differences.map(({ says }) => says.replace(/ \(exchange.*/, ''));
}

/** A request that changes records, and takes none away. */
const changes = { takesAway: false };

describe('a record that no request touches', () => {
  it('shows the same: another value is told where two answers show it', () => {
    const untouched = withRecord();

    shownIn(untouched, record('A'), record('B'));
    assert.deepEqual(untouched.doubtful, [own]);
    shownIn(untouched, record('B'));

    assert.deepEqual(told(untouched), ['name is "B" instead of "A"']);
  });

  it('is not charged with what one answer alone shows', () => {
    const [once, back] = [withRecord(), withRecord()];

    shownIn(once, record('A'), record('B'));
    shownIn(back, record('A'), record('B'), record('A'));

    assert.deepEqual([told(once), told(back)], [[], []]);
  });

  it('may have been changed by somebody else, who says so', () => {
    const [byOther, unsaid] = [withRecord(), withRecord()];
    const changed = { at: 200, by: 2 };

    shownIn(byOther, record('A'), record('B', { changed }), record('B', { changed }));
    shownIn(unsaid, record('A'), record('B', { changed: { at: 200, by: 1 } }), record('B'));

    assert.deepEqual([told(byOther).length, told(unsaid).length], [0, 1]);
  });

  it('never shows another value of what can’t change, not even once, nor after a request', () => {
    const untouched = withRecord();

    shownIn(untouched, record('A'));
    untouched.touch(new Set([7]), changes)();
    shownIn(untouched, record('B', { maker: 2 }));

    assert.deepEqual(told(untouched), ['maker is 2 instead of 1']);
  });

  it('is nobody’s concern when it is deleted, or was never added', () => {
    const [deleted, flagged, foreign] = [withRecord(), withRecord(), new Untouched()];

    shownIn(deleted, record('A'));
    deleted.forget(own);
    shownIn(deleted, record('B', { maker: 2 }), record('B', { maker: 2 }));
    shownIn(flagged, record('A'), ...[1, 2].map(() => record('', { maker: 0, isDeleted: true })));
    shownIn(foreign, record('A'), record('B'), record('B'));

    assert.deepEqual([told(deleted), told(flagged), told(foreign)], [[], [], []]);
  });
});

describe('a request that touches a record', () => {
  it('may change it', () => {
    const untouched = withRecord();

    shownIn(untouched, record('A'));
    untouched.touch(new Set([7]), changes)();
    shownIn(untouched, record('B'), record('B'));

    assert.deepEqual(told(untouched), []);
  });

  it('may change it at any time as long as it is not answered', () => {
    const untouched = withRecord();

    untouched.touch(new Set([7]), changes);
    shownIn(untouched, record('A'), record('B'), record('B'));

    assert.deepEqual(told(untouched), []);
  });

  it('is not compared with what was asked for before it was answered', () => {
    const untouched = withRecord();

    untouched.touch(new Set([7]), changes)();
    untouched.see(record('A'), { id: 1, sentAt: Date.now() - 1000 });
    shownIn(untouched, record('B'), record('B'));

    assert.deepEqual(told(untouched), []);
  });

  it('may show late: what was there before it is no difference, first or last', () => {
    const [first, last] = [withRecord(), withRecord()];

    for (const untouched of [first, last]) {
      shownIn(untouched, record('A'));
      untouched.touch(new Set([7]), changes)();
    }
    shownIn(first, record('A'), record('B'), record('B'));
    shownIn(last, record('B'), record('A'), record('A'));

    assert.deepEqual([told(first), told(last)], [[], []]);
  });

  for (const [what, takesAway, differences] of [
    ['that takes it away touches that on which it hangs', true, 0],
    ['that leaves it there does not touch that on which it hangs', false, 1],
  ] as const) {
    it(what, () => {
      const untouched = withRecord();
      const hanging = { kind: 'transactions', id: 9 };
      untouched.added(hanging);

      shownIn(untouched, record('A'), { ...record('C'), ...hanging, owner: own });
      untouched.touch(new Set([9]), { takesAway })();
      shownIn(untouched, record('B'), record('B'));

      assert.equal(told(untouched).length, differences);
    });
  }
});
