import type { Operation } from '../call.ts';
import { listReply } from '../envelope.ts';
import { periodViews } from './view.ts';

/** `GET /api/v2/customers_periods`. */
export const listPeriods: Operation = (call) =>
  listReply(call, periodViews(call.state.periods, call.policy.periodLinks === 'everywhere'));
