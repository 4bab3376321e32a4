import { createdAround } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import type { Query } from '../../target/caller.ts';
import type { Scenario } from '../support/scenario.ts';
import { controls } from './controls.scenario.ts';

/** Queries whose answers hold something of ours, bearing the marker, for those who may see it. */
export const leakable = {
  name: 'protocol: something to give away',
  async play({ calendar, marker, play }) {
    // Where nothing can be stored, what others have stored must not be given away either.
    const control = await play(controls).then(
      ({ credentials }) => credentials,
      () => null,
    );
    const queries = {
      'customers.list': createdAround(calendar.created(reservedDays.credentials)),
      'transactions.list': control?.purchase ? { customer_id: control.purchase.customer } : { limit_rows: 5 },
      'periods.list': {},
    } satisfies Record<string, Query>;
    return { marker, queries: queries as Record<keyof typeof queries, Query> };
  },
  fromExisting({ marker }) {
    const queries = {
      'customers.list': { limit_rows: 5 },
      'transactions.list': { limit_rows: 5 },
      'periods.list': {},
    };
    return Promise.resolve({ marker, queries });
  },
} satisfies Scenario<unknown>;
