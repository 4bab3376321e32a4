import type { Fault } from './fault.ts';
import { transactionKeptFaults } from './records-kept.ts';
import { transactionAddFaults } from './transactions-add.ts';
import { transactionCommentFaults } from './transactions-comments.ts';
import { transactionDeletionFaults } from './transactions-deletions.ts';
import { transactionFieldFaults } from './transactions-fields.ts';
import { transactionListFaults } from './transactions-list.ts';
import { transactionPageFaults } from './transactions-pages.ts';
import { transactionPlanFaults } from './transactions-plans.ts';
import { transactionRecordFaults } from './transactions-records.ts';
import { transactionTextFaults } from './transactions-texts.ts';

/** Defects around transactions, in the order of the catalogue. */
export const transactionFaults: readonly Fault[] = [
  ...transactionAddFaults,
  ...transactionFieldFaults,
  ...transactionPlanFaults,
  ...transactionListFaults,
  ...transactionPageFaults,
  ...transactionCommentFaults,
  ...transactionDeletionFaults,
  ...transactionTextFaults,
  ...transactionRecordFaults,
  ...transactionKeptFaults,
];
