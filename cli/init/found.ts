/** What the account offers for a target file. */
import { accountFacts, someIds, type AccountFacts, type FieldKind } from '../../target/account-facts.ts';
import type { Client } from '../../target/client.ts';

/** The `account` of a target file; each part is absent where the target doesn't tell it, or has none. */
export interface AccountEntries {
  readonly id?: number;
  readonly timezone?: string;
  readonly users?: readonly number[];
  readonly contacts?: readonly number[];
  readonly companies?: readonly number[];
  readonly customFields?: FieldEntries;
}

export interface FieldEntries {
  readonly text?: number;
  readonly multiselect?: { readonly id: number; readonly enums: readonly string[] };
  readonly address?: number;
}

/** How many of each kind a whole run takes. */
export const needed = { users: 2, contacts: 3, companies: 2, enums: 3 } as const;

/** How many of each kind a target file is filled in with, where there are so many. */
const offered = { users: 3, contacts: 3, companies: 2, enums: 5 } as const;

/** What was found, and which endpoints did not answer. */
export interface Found {
  readonly account: AccountEntries;
  /** Paths of the endpoints that the target does not have. */
  readonly missing: readonly string[];
}

/** What came of asking the target: what was found, or why it could not be asked. */
export type Discovery = { readonly found: Found } | { readonly found: null; readonly because: string };

/** Asks the account, contacts and companies endpoints what there is. */
export async function findIn(client: Pick<Client, 'send'>): Promise<Found> {
  const facts = await accountFacts(client);
  const contacts = await someIds(client, 'contacts', offered.contacts);
  const companies = await someIds(client, 'companies', offered.companies);
  return {
    account: {
      ...(facts !== null && entriesOf(facts)),
      ...(contacts !== null && contacts.length > 0 && { contacts }),
      ...(companies !== null && companies.length > 0 && { companies }),
    },
    missing: [
      ...(facts === null ? ['/api/v2/account'] : []),
      ...(contacts === null ? ['/api/v2/contacts'] : []),
      ...(companies === null ? ['/api/v2/companies'] : []),
    ],
  };
}

/** What of a target file follows from what an account tells of itself. */
export function entriesOf(facts: AccountFacts): AccountEntries {
  const { id, timezone } = facts;
  const users = usersOf(facts);
  const customFields = fieldsOf(facts);
  return {
    ...(id !== undefined && { id }),
    ...(timezone !== undefined && { timezone }),
    ...(users.length > 0 && { users }),
    ...(Object.keys(customFields).length > 0 && { customFields }),
  };
}

/** The one who asks first, then other active users, in the order of their ids. */
function usersOf({ users, currentUser }: AccountFacts): readonly number[] {
  return users
    .filter(({ active }) => active !== false)
    .map(({ id }) => id)
    .sort((a, b) => Number(b === currentUser) - Number(a === currentUser) || a - b)
    .slice(0, offered.users);
}

function fieldsOf({ customFields }: AccountFacts): FieldEntries {
  const fields = customFields ?? [];
  const first = (kind: FieldKind) => fields.find((field) => field.kind === kind)?.id;
  const [text, address] = [first('text'), first('address')];
  const multiselect = fields.find(
    ({ kind, enums }) => kind === 'multiselect' && enums.length >= needed.enums,
  );
  return {
    ...(text !== undefined && { text }),
    ...(multiselect && {
      multiselect: { id: multiselect.id, enums: multiselect.enums.slice(0, offered.enums) },
    }),
    ...(address !== undefined && { address }),
  };
}
