/** The requirements that a change of customers breaks. */
import type { CustomerAdd, CustomerUpdate } from '../../spec/messages.ts';
import type { Difference } from './compare.ts';
import type { Sent } from './customers-request.ts';
import type { CustomerSpec } from './specs.ts';

/** What the request is about, most of all. */
export function groupOf({ add, update, remove }: Sent): string {
  if ([add, update, remove].filter((list) => list.length > 0).length > 1) return 'customers.change.together';
  if (add.length > 1) return 'customers.add.batch.two';
  if (add.length === 1) return 'customers.add.single';
  if (update.length > 0)
    return update.length > 1 ? 'customers.update.batch' : 'customers.update.acknowledged';
  return remove.length > 1 ? 'customers.delete.several' : 'customers.delete.one';
}

/** What should have been refused. */
export function refusalCharge(sent: Sent, isTakenWrongly: boolean): string {
  const lacking = sent.add.find(({ spec }) => spec.lacks !== undefined)?.spec.lacks;
  if (lacking !== undefined && (isTakenWrongly || sent.add.length === 1))
    return `customers.add.required.${lacking}`;
  const unknown = sent.add.find(({ spec }) => spec.unknown !== undefined)?.spec.unknown;
  if (unknown !== undefined) return `customers.add.unknown.${unknown}`;
  const odd = sent.update.find(({ spec }) => spec.lacks ?? spec.whose ?? spec.unknown)?.spec;
  if (odd?.lacks !== undefined) return `customers.update.required.${odd.lacks}`;
  if (odd?.whose === 'deleted') return 'customers.delete.update';
  if (odd?.whose === 'nobody') return 'customers.update.unknownId';
  return groupOf(sent);
}

export function refusedCharge(sent: Sent): string {
  const charge = refusalCharge(sent, true);
  return sent.update.some(({ spec }) => spec.date === 'earlier' || spec.date === 'same')
    ? 'customers.update.stale'
    : charge;
}

const requirementOfField: Readonly<Record<string, string>> = {
  contacts: 'contacts_id',
  company: 'company_id',
};

export function chargeOf(
  { id, field, shown, expected }: Difference,
  sent: Sent,
  created: readonly number[],
  done: readonly number[],
  gone: readonly number[],
): string {
  const name = requirementOfField[field] ?? field;
  const place = created.indexOf(id);
  const added = place < 0 ? undefined : sent.add[done[place] ?? -1];
  if (added) {
    if (field === 'record') return sent.add.length > 1 ? 'customers.add.batch.two' : 'customers.add.single';
    if (field === 'account_id') return 'customers.list.account';
    if (field === 'main_contact') return 'customers.add.main_contact';
    if (field === 'custom_fields') return customFieldCharge('customers.add', expected, shown);
    if (field === 'name') return nameCharge(added.spec);
    const isSent = added.item[name as keyof CustomerAdd] !== undefined;
    if (isSent) return `customers.add.${name}`;
    return field === 'contacts' ? 'customers.add.withoutContacts' : 'customers.add.separate';
  }
  const updated = sent.update.find((one) => one.id === id);
  if (updated) {
    const { item } = updated;
    if (field === 'updated_at' || field === 'updated_by') return `customers.update.${field}`;
    if (item.unlink && (field === 'contacts' || field === 'main_contact' || field === 'company'))
      return item.unlink.company_id !== undefined && item.unlink.contacts_id !== undefined
        ? 'customers.update.unlink.both'
        : `customers.update.unlink.${field === 'company' ? 'company' : 'contacts.one'}`;
    if (field === 'custom_fields' && item.custom_fields)
      return customFieldCharge('customers.update', expected, shown);
    if (item[name as keyof CustomerUpdate] !== undefined) return `customers.update.${name}`;
    if (field === 'created_at' || field === 'created_by') return 'customers.update.created';
    return item.unlink ? 'customers.update.unlink.unsent' : 'customers.update.unsent';
  }
  if (gone.includes(id)) return gone.length > 1 ? 'customers.delete.several' : 'customers.delete.one';
  if (sent.update.length > 0) return 'customers.update.others';
  return gone.length > 0 ? 'customers.delete.others' : 'explore.state';
}

function nameCharge({ name: { sort } }: CustomerSpec): string {
  const markup = ['quoted', 'apostrophes', 'backslashes', 'html', 'ampersands', 'encoded', 'sql', 'template'];
  if (markup.includes(sort)) return 'customers.add.name.markup';
  return ['plain', 'wordy', 'leadingDigits'].includes(sort)
    ? 'customers.add.name'
    : 'customers.add.name.scripts';
}

/** By the values that differ: parts of an address have a subtype, options an id. */
function customFieldCharge(group: string, expected: unknown, shown: unknown): string {
  const values = JSON.stringify([expected, shown]);
  if (/address_line_1|city|zip/.test(values)) return `${group}.custom_fields.address`;
  return `${group}.custom_fields.text`;
}
