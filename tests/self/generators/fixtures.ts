import { Payloads } from '../../../generators/payloads.ts';
import type { Fixtures } from '../../../generators/fixtures.ts';

/** An account with one of everything that payloads may refer to. */
export const fixtures: Fixtures = {
  users: [504141, 504142],
  contacts: [1099181, 1099182, 1099183],
  companies: [1099180, 1099190],
  periods: [112804, 112805],
  customFields: {
    text: 4400017,
    multiselect: { id: 4400021, enums: ['3692471', '3692472', '3692473'] },
    address: 4399655,
  },
};

export const marker = 'cf-7f3a';

export function payloads(options: { seed?: number; fixtures?: Fixtures } = {}): Payloads {
  return new Payloads({ seed: 1, marker, fixtures, ...options });
}
