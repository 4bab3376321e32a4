import { expect as base, test as plain } from '@playwright/test';
import { requirementFor, type Probe } from './probes.ts';

const expect = base.extend({
  toBreak() {
    throw new TypeError('a defect of the matcher');
  },
  toHold: (received: unknown) => ({
    pass: false,
    name: 'toHold',
    message: () => `It does not hold: ${String(received)}`,
  }),
});

const test = plain.extend<{ prepared: number }>({
  prepared: async ({}, use) => {
    expect(1, 'the preparation works').toBe(2);
    await use(1);
  },
});

function probe(name: Probe): [title: string, details: { annotation: { type: string; description: string } }] {
  return [name, { annotation: { type: 'requirement', description: requirementFor(name) } }];
}

test(...probe('passed'), () => {
  test.info().annotations.push({ type: 'exchanges', description: '1' });
  test.info().annotations.push({ type: 'reading', description: 'deletedRecords=absent' });
  expect(1).toBe(1);
});

test(...probe('expect failed'), () => {
  expect(1, 'one is two').toBe(2);
});

test(...probe('matcher failed'), () => {
  expect('\u001b[31m<b>').toHold();
});

test(...probe('step failed'), async () => {
  await test.step('a step', () => {
    expect({ a: 1 }, 'a is two').toEqual({ a: 2 });
  });
});

test(...probe('failed softly, then threw'), () => {
  expect.soft(1, 'one is three').toBe(3);
  throw new Error('later');
});

test(...probe('threw'), () => {
  throw new Error('thrown');
});

test(...probe('threw after a caught assertion'), () => {
  try {
    expect(1).toBe(2);
  } catch {
    throw new Error('instead');
  }
});

test(...probe('matcher threw'), () => {
  expect(1).toBreak();
});

test(...probe('preparation failed'), ({ prepared }) => {
  expect(prepared).toBe(1);
});

test(...probe('took too long'), async () => {
  await new Promise(() => undefined);
});

test(...probe('untestable'), () => {
  test.info().annotations.push({ type: 'outcome', description: 'untestable' });
  test.info().annotations.push({ type: 'reason', description: 'there is no member' });
  test.skip(true, 'there is no member');
});
