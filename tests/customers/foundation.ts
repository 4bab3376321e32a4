import { isDeepStrictEqual } from 'node:util';
import type { CustomerAdd } from '../../spec/messages.ts';
import type { RequirementId } from '../catalogue.ts';
import type { Item } from '../../target/answer.ts';
import type { Added } from './adding.ts';
import { connectionsSent, connectionsStored, expectedOf } from './expected.ts';

/** Fields of an added customer that something else rests upon, and the requirement that judges each. */
const foundations = {
  created_at: 'customers.add.created_at',
  next_date: 'customers.add.next_date',
  responsible_user_id: 'customers.add.responsible_user_id',
  contacts_id: 'customers.add.contacts_id',
  company_id: 'customers.add.company_id',
  custom_fields: 'customers.add.complete',
} as const satisfies Partial<Record<keyof CustomerAdd, RequirementId>>;

export type Foundation = keyof typeof foundations;

/** What has to be right before something else can be judged, and why it is not. */
export interface Unfounded {
  readonly requirement: RequirementId;
  readonly says: string;
}

/** What of an added customer is not stored as it was sent; null when all of it is. */
export function unfoundedIn(added: Added, fields: readonly Foundation[]): Unfounded | null {
  const { sent, stored, refusal } = added;
  if (stored === null) {
    return {
      requirement: 'customers.add.single',
      says: `A customer that this rests upon is not stored: ${refusal ?? 'it was acknowledged, and not found'}.`,
    };
  }
  const wrong = fields.find((field) => !isAsSent(field, sent, stored));
  if (wrong === undefined) return null;
  return {
    requirement: foundations[wrong],
    says: `A customer that this rests upon is not stored with the ${wrong} that was sent.`,
  };
}

function isAsSent(field: Foundation, sent: CustomerAdd, stored: Item): boolean {
  const [wanted, found] = [connectionsSent(sent), connectionsStored(stored, sent)];
  switch (field) {
    case 'contacts_id':
      return isDeepStrictEqual(found.contacts, wanted.contacts);
    case 'company_id':
      return found.company === wanted.company;
    case 'custom_fields':
      return isDeepStrictEqual(found.fields, wanted.fields);
    default:
      return sent[field] === undefined || stored[field] === expectedOf(sent)[field];
  }
}
