import type { Fault } from './fault.ts';
import { periodAnswerFaults } from './periods-answers.ts';
import { periodAroundFaults } from './periods-around.ts';
import { periodBoundFaults } from './periods-bounds.ts';
import { periodListChangeFaults } from './periods-change.ts';
import { periodEditFaults } from './periods-edits.ts';
import { periodListFaults } from './periods-list.ts';
import { periodRightsFaults } from './periods-rights.ts';

/** Defects of the periods. */
export const periodFaults: readonly Fault[] = [
  ...periodListFaults,
  ...periodListChangeFaults,
  ...periodEditFaults,
  ...periodAroundFaults,
  ...periodBoundFaults,
  ...periodAnswerFaults,
  ...periodRightsFaults,
];
