import type { RequirementId } from '../../tests/catalogue.ts';
import type { RequirementGroup } from './fault.ts';
import type { Site } from './message-sites.ts';

/** Parts of answers that a behaviour can't do without. */
const neededBy: Partial<Record<RequirementId, readonly RequirementGroup[]>> = {
  'customers.change.response.items.id': [
    'customers.add.single',
    'customers.add.batch',
    'customers.add.id',
    'customers.update.acknowledged',
  ],
  'customers.change.response.items.request_id': ['customers.add.request_id', 'customers.update.request_id'],
  'customers.change.response.items.links': ['customers.add.link'],
  'transactions.change.response.items.links': ['transactions.add.link'],
  'customers.change.response.items.deleted': ['customers.delete.answer'],
  'customers.change.response.items.deleted.id': ['customers.delete.answer'],
  'customers.change.response.items.deleted.name': ['customers.delete.answer'],
  'customers.list.response.items.id': ['customers.list.limit_rows'],
  'transactions.change.response.items.id': [
    'transactions.add.batch',
    'transactions.add.id',
    'transactions.comment.answer',
  ],
  'periods.list.response.body': ['periods.list.all', 'periods.list.self'],
  'periods.list.response.embedded': ['periods.list.all'],
  'periods.list.response.embedded.items': ['periods.list.all'],
  'periods.list.response.items.id': ['periods.list.id'],
  'periods.list.response.items.type': ['periods'],
  'periods.list.response.items.period': ['periods'],
  'periods.list.response.items.color': ['periods.change'],
  'periods.list.response.items.after_buy': [
    'periods.list.after_buy',
    'periods.change.after.edit',
    'periods.change.answer',
  ],
  'periods.list.response.items.before_buy': [
    'periods.list.before_buy',
    'periods.change.period.before_buy',
    'periods.change.answer',
  ],
};

/** Which behaviours are not as they have to be when a part of an answer is not. */
export function consequencesOf({ operation, requirement, path }: Site): readonly RequirementGroup[] {
  if (path[0] === '_links') return [`${operation}.self`];
  if (operation === 'periods.change' && path.includes('*')) return ['periods.change.answer'];
  return neededBy[requirement] ?? [];
}
