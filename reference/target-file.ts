import type { State, User } from './core/state.ts';
import { demoSession } from './core/seed.ts';

/** A target file for the reference: what the suite has to know of it, in the shape of the design. */
export interface ReferenceTargetFile {
  readonly name: string;
  readonly baseUrl: string;
  readonly auth: {
    readonly administrator: { readonly bearer: string };
    readonly member: { readonly cookie: string };
  };
  readonly account: {
    readonly timezone: string;
    readonly users: readonly number[];
    readonly contacts: readonly number[];
    readonly companies: readonly number[];
    readonly customFields: {
      readonly text: number;
      readonly multiselect: { readonly id: number; readonly enums: readonly string[] };
      readonly address: number;
    };
  };
}

/** @throws Error for an account without a user of each role or a field of each type: not one to certify */
export function targetFileOf(state: State, baseUrl: string): ReferenceTargetFile {
  const administrator = userWith(state, 'administrator');
  const member = userWith(state, 'member');
  const fields = [...state.customFields.values()];
  const multiselect = present(
    fields.find((field) => field.type === 'multiselect'),
    'multi-select field',
  );
  return {
    name: 'Reference implementation',
    baseUrl,
    auth: {
      administrator: { bearer: bearerOf(state, administrator) },
      member: { cookie: `session_id=${demoSession(member)}` },
    },
    account: {
      timezone: state.account.timezone,
      users: [...new Set([administrator.id, member.id, ...state.users.keys()])],
      contacts: [...state.contacts.keys()],
      companies: [...state.companies.keys()],
      customFields: {
        text: present(
          fields.find((field) => field.type === 'text'),
          'text field',
        ).id,
        multiselect: { id: multiselect.id, enums: [...multiselect.enums.keys()] },
        address: present(
          fields.find((field) => field.type === 'address'),
          'address field',
        ).id,
      },
    },
  };
}

function userWith({ users }: State, role: User['role']): User {
  return present(
    [...users.values()].find((user) => user.role === role),
    role,
  );
}

function bearerOf({ credentials }: State, { id }: User): string {
  return present(
    credentials.find(({ user }) => user === id),
    'bearer token',
  ).bearer;
}

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The account of the reference has no ${what}: give it one.`);
  return value;
}
