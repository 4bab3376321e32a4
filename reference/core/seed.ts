import { filledAccount } from './seeded-customers.ts';
import type {
  Account,
  Counters,
  Credentials,
  FieldDefinition,
  Named,
  PeriodRecord,
  State,
  User,
} from './state.ts';

export interface StateOptions {
  /** IANA name; `Europe/Moscow` by default. */
  readonly timezone?: string;
  /** First id of each kind, for accounts with large numbers. */
  readonly firstIds?: Partial<Counters>;
  /** How many customers of other people the account already holds, each with a transaction; 3 by default. */
  readonly customers?: number;
  /** How many `before` periods there are, 1 to 10; 3 by default. */
  readonly beforePeriods?: number;
}

const users: readonly User[] = [
  { id: 504141, name: 'Ada Administrator', role: 'administrator' },
  { id: 504142, name: 'Mika Member', role: 'member' },
  { id: 504143, name: 'Olga Other', role: 'member' },
];

const contacts: readonly Named[] = [
  { id: 1099181, name: 'Irina Volkova' },
  { id: 1099182, name: 'Peter Lindqvist' },
  { id: 1099183, name: 'Yuki Tanaka' },
  { id: 1099184, name: 'Samuel Okafor' },
];

const companies: readonly Named[] = [
  { id: 1099180, name: 'Northern Bakery LLC' },
  { id: 1099190, name: 'Rook & Sons' },
];

const customFields: readonly FieldDefinition[] = [
  { id: 4400017, name: 'Remarks', type: 'text' },
  {
    id: 4400021,
    name: 'Interests',
    type: 'multiselect',
    enums: new Map([
      ['3692471', 'Bread'],
      ['3692472', 'Cheese'],
      ['3692473', 'Wine'],
    ]),
  },
  { id: 4399655, name: 'Delivery address', type: 'address' },
];

/** Well-known credentials of a demonstration: they open nothing but the reference. */
const credentials: readonly Credentials[] = users.slice(0, 2).map(({ id, role }) => ({
  user: id,
  bearer: `demo-${role}-token`,
  login: { user: `${role}@demo.example`, hash: `demo-${role}-hash` },
}));

/** Value of the session cookie that a demonstration user has without a login and for good. */
export function demoSession({ role }: User): string {
  return `demo-${role}-session`;
}

const defaultFirstIds: Counters = {
  customer: 466791,
  transaction: 5396,
  period: 112804,
  tag: 61869,
  session: 1,
};

const account: Account = {
  id: 13667499,
  name: 'Reference',
  subdomain: 'reference',
  timezone: 'Europe/Moscow',
};

/** An account as a run finds it: people, things to attach, some periods, and some of other people's customers. */
export function createState(options: StateOptions = {}): State {
  const next = { ...defaultFirstIds, ...options.firstIds };
  const periods = seededPeriods(next.period, options.beforePeriods ?? 3);
  const bare: State = {
    account: { ...account, timezone: options.timezone ?? account.timezone },
    users: byId(users),
    contacts: byId(contacts),
    companies: byId(companies),
    customFields: byId(customFields),
    customers: new Map(),
    transactions: new Map(),
    periods: byId(periods),
    tags: new Map(),
    credentials,
    sessions: new Map(users.slice(0, 2).map((user) => [demoSession(user), { user: user.id, endsAt: null }])),
    next: { ...next, period: next.period + periods.length },
  };
  return filledAccount(bare, options.customers ?? 3);
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

const beforeLengths = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50];
const beforeColors = ['#e6e8ea', '#fffd7f', '#ffdc7f', '#ccc8f9', '#deff81'];

function seededPeriods(firstId: number, count: number): readonly PeriodRecord[] {
  const before = beforeLengths.slice(0, count).map((period, index): PeriodRecord => {
    const color = beforeColors[index % beforeColors.length] ?? '#f2f3f4';
    return { id: firstId + 1 + index, type: 'before', period, color, sort: index + 1 };
  });
  return [{ id: firstId, type: 'after', period: 60, color: '#fd5598', sort: 0 }, ...before];
}
