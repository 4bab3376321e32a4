import { createState } from './core/seed.ts';
import type { FieldDefinition, Named, State, User } from './core/state.ts';

/** What an account has, as a target file names it. */
export interface Furnishings {
  readonly timezone?: string;
  readonly users: readonly number[];
  readonly contacts: readonly number[];
  readonly companies: readonly number[];
  readonly customFields: {
    readonly text?: number;
    readonly multiselect?: { readonly id: number; readonly enums: readonly string[] };
    readonly address?: number;
  };
}

/** The reference's account, furnished with all that another one has. */
export function furnished(account: Furnishings): State {
  const bare = createState(account.timezone === undefined ? {} : { timezone: account.timezone });
  const others = account.users.map((id): User => ({ id, name: `User ${id}`, role: 'member' }));
  return {
    ...bare,
    users: new Map([...others.map((user): [number, User] => [user.id, user]), ...bare.users]),
    contacts: withNamed(bare.contacts, account.contacts),
    companies: withNamed(bare.companies, account.companies),
    customFields: new Map([...bare.customFields, ...fieldsOf(account)]),
  };
}

function withNamed(known: ReadonlyMap<number, Named>, ids: readonly number[]): ReadonlyMap<number, Named> {
  return new Map([...known, ...ids.map((id): [number, Named] => [id, { id, name: `Record ${id}` }])]);
}

function fieldsOf({
  customFields: { text, multiselect, address },
}: Furnishings): readonly [number, FieldDefinition][] {
  const options = new Map(multiselect?.enums.map((id) => [id, `Option ${id}`]));
  return [
    ...(text === undefined ? [] : [field({ id: text, name: 'Text', type: 'text' })]),
    ...(address === undefined ? [] : [field({ id: address, name: 'Address', type: 'address' })]),
    ...(multiselect === undefined
      ? []
      : [field({ id: multiselect.id, name: 'Options', type: 'multiselect', enums: options })]),
  ];
}

function field(definition: FieldDefinition): [number, FieldDefinition] {
  return [definition.id, definition];
}
