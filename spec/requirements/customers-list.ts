import { inferred, shown, stated } from './build.ts';

const op = 'customers.list';

/** Listing customers: look-ups, pages and filters. */
export const customersList = {
  'customers.list.all': stated(op, 'Without parameters customers are listed.', [
    'customers.list: URL',
    'customers.list: filters and pages',
  ]),
  'customers.list.self': stated(
    op,
    'The self link of a list names this path, bare or with the query, and the method.',
    ['customers.list: response _links/self/href', 'customers.list: response _links/self/method'],
    { readings: ['selfLink'] },
  ),
  'customers.list.links': shown(op, 'The link of a listed customer leads to that customer.', [
    'customers.list: example of an answer',
  ]),
  'customers.list.account': inferred(op, 'All customers name the same account.', [
    'customers.list: response account_id',
  ]),
  'customers.list.id': stated(op, 'A customer can be looked up by id.', ['customers.list: parameter id']),
  'customers.list.id.array': stated(op, 'Several customers can be looked up by an array of ids.', [
    'customers.list: parameter id',
  ]),
  'customers.list.id.comma': inferred(op, 'Several customers can be looked up by ids separated by commas.', [
    'customers.list: parameter id',
  ]),
  'customers.list.id.alone': stated(op, 'Beside an id all other parameters are ignored.', [
    'customers.list: parameter id',
  ]),
  'customers.list.id.unknown': inferred(
    op,
    'An unknown id finds nothing.',
    ['customers.list: parameter id'],
    { readings: ['emptyList'] },
  ),
  'customers.list.limit_rows.one': stated(op, 'One row can be asked for.', [
    'customers.list: parameter limit_rows',
  ]),
  'customers.list.limit_rows.several': stated(
    op,
    'As many rows come as are asked for, if there are as many.',
    ['customers.list: parameter limit_rows'],
  ),
  'customers.list.limit_rows.maximum': stated(op, 'Five hundred rows come at once when there are more.', [
    'customers.list: parameter limit_rows',
  ]),
  'customers.list.limit_rows.beyond': stated(
    op,
    'No more than five hundred rows come, whatever is asked for.',
    ['customers.list: parameter limit_rows'],
  ),
  'customers.list.limit_offset': stated(op, 'The offset says from which row on rows come.', [
    'customers.list: parameter limit_offset',
  ]),
  'customers.list.limit_offset.alone': stated(op, 'An offset without a number of rows has no effect.', [
    'customers.list: parameter limit_offset',
  ]),
  'customers.list.pages': stated(op, 'Pages neither overlap nor miss a customer.', [
    'customers.list: parameter limit_rows',
    'customers.list: parameter limit_offset',
  ]),
  'customers.list.filter.main_user.one': stated(op, 'A list can be narrowed to one responsible user.', [
    'customers.list: parameter filter/main_user',
  ]),
  'customers.list.filter.main_user.two': stated(op, 'A list can be narrowed to two responsible users.', [
    'customers.list: parameter filter/main_user',
  ]),
  'customers.list.filter.date.create.from': stated(
    op,
    'A list can be narrowed to customers created from a day on.',
    [
      'customers.list: parameter filter/date',
      'customers.list: parameter filter/date/type',
      'customers.list: parameter filter/date/from',
      'customers.list: example of a date filter',
    ],
    { readings: ['dateFormat'] },
  ),
  'customers.list.filter.date.create.to': stated(
    op,
    'A list can be narrowed to customers created up to a day.',
    ['customers.list: parameter filter/date/type', 'customers.list: parameter filter/date/to'],
    { readings: ['dateFormat'] },
  ),
  'customers.list.filter.date.create.range': stated(
    op,
    'A list can be narrowed to customers created between two days.',
    ['customers.list: parameter filter/date/from', 'customers.list: parameter filter/date/to'],
    { readings: ['dateFormat'] },
  ),
  'customers.list.filter.date.modify.from': stated(
    op,
    'A list can be narrowed to customers changed from a day on.',
    ['customers.list: parameter filter/date/type', 'customers.list: parameter filter/date/from'],
    { readings: ['dateFormat'] },
  ),
  'customers.list.filter.date.modify.to': stated(
    op,
    'A list can be narrowed to customers changed up to a day.',
    ['customers.list: parameter filter/date/type', 'customers.list: parameter filter/date/to'],
    { readings: ['dateFormat'] },
  ),
  'customers.list.filter.date.modify.range': stated(
    op,
    'A list can be narrowed to customers changed between two days.',
    ['customers.list: parameter filter/date/from', 'customers.list: parameter filter/date/to'],
    { readings: ['dateFormat'] },
  ),
  'customers.list.filter.next_date.from': stated(
    op,
    'A list can be narrowed to next purchases from a day on.',
    ['customers.list: parameter filter/next_date', 'customers.list: parameter filter/next_date/from'],
  ),
  'customers.list.filter.next_date.to': stated(op, 'A list can be narrowed to next purchases up to a day.', [
    'customers.list: parameter filter/next_date',
    'customers.list: parameter filter/next_date/to',
  ]),
  'customers.list.filter.next_date.range': stated(
    op,
    'A list can be narrowed to next purchases between two days.',
    ['customers.list: parameter filter/next_date/from', 'customers.list: parameter filter/next_date/to'],
  ),
  'customers.list.filter.empty': stated(
    op,
    'A filter without a match answers with status 204 or with no items.',
    ['customers.integration: status 200 or 204'],
    { readings: ['emptyList'] },
  ),
  'customers.list.malformed.date': inferred(
    op,
    'A malformed date is refused or ignored, never a server error.',
    ['customers.list: parameter filter/date/from'],
  ),
  'customers.list.malformed.type': inferred(
    op,
    'An unknown type of date is refused or ignored, never a server error.',
    ['customers.list: parameter filter/date/type'],
  ),
  'customers.list.malformed.limit_rows': inferred(
    op,
    'A malformed number of rows is refused or ignored, never a server error.',
    ['customers.list: parameter limit_rows'],
  ),
  'customers.list.malformed.id': inferred(
    op,
    'A malformed id is refused or finds nothing, never a server error.',
    ['customers.list: parameter id'],
  ),
};
