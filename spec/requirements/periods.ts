import { inferred, shown, stated } from './build.ts';
import { paletteColors, type SourceRowId } from '../source-rows.ts';

const change = 'periods.change';
const list = 'periods.list';

/** Periods: one list for the account, replaced as a whole. */
export const periods = {
  'periods.list.all': stated(list, 'The periods are listed without parameters.', [
    'periods.list: URL',
    'periods.list: sent without parameters',
    'periods.list: response items',
    'periods.list: example of an answer',
  ]),
  'periods.list.id': stated(list, 'Every period has an id of its own.', ['periods.list: response items/id']),
  'periods.list.self': stated(list, 'The self link of the list names this path and method.', [
    'periods.list: response _links/self/href',
    'periods.list: response _links/self/method',
  ]),
  'periods.list.before_buy': stated(
    list,
    'The days before the purchase add up from the purchase day outwards.',
    ['periods.change: days before the purchase add up', 'periods.list: example of an answer'],
    { readings: ['beforeBuy'] },
  ),
  'periods.list.after_buy': stated(list, 'The days after the purchase are the length of that period.', [
    'periods.list: response items/after_buy',
    'periods.list: example of an answer',
  ]),
  'periods.change.add': stated(change, 'A period sent without id is created.', [
    'periods.change: URL',
    'periods.change: parameter update/id',
    'periods.intro: own periods can be created',
    'periods.change: sample request',
  ]),
  'periods.change.remove': stated(change, 'A period left out of the list is deleted.', [
    'periods.change: left out means deleted',
    'periods.change: the complete list is sent',
    'customers.intro: the list of periods can be changed',
  ]),
  'periods.change.keep': stated(change, 'Periods that are sent again keep their ids and their values.', [
    'periods.change: parameter update/id',
    'periods.change: the complete list is sent',
  ]),
  'periods.change.sort': stated(change, 'Periods can be reordered.', [
    'periods.change: parameter update',
    'periods.change: parameter update/sort',
  ]),
  'periods.change.sort.id': stated(change, 'Reordered periods keep their ids, days and colours.', [
    'periods.change: parameter update/id',
    'periods.change: parameter update/sort',
  ]),
  'periods.change.color': stated(change, 'The colour of a period can be changed.', [
    'periods.change: parameter update/color',
  ]),
  'periods.change.color.palette': stated(
    change,
    'Every colour of the palette is accepted.',
    paletteColors.map((color) => `periods.change: colour ${color}` as SourceRowId),
  ),
  'periods.change.color.any': shown(
    change,
    'A colour outside the palette is accepted.',
    ['periods.change: example of a request', 'periods.change: example of an answer'],
    { readings: ['periodColors'] },
  ),
  'periods.change.color.malformed': inferred(
    change,
    'A colour that is none is refused and the list left as it was.',
    ['periods.change: parameter update/color'],
    { readings: ['periodColors'] },
  ),
  'periods.change.period': stated(change, 'The days of a period can be changed.', [
    'periods.change: parameter update/period',
  ]),
  'periods.change.period.before_buy': stated(
    change,
    'Changed days move the days before the purchase of the periods further out.',
    ['periods.change: days before the purchase add up'],
  ),
  'periods.change.period.zero': inferred(
    change,
    'A period of zero days is refused and the list left as it was.',
    ['periods.change: parameter update/period'],
  ),
  'periods.change.period.negative': inferred(
    change,
    'A period of negative days is refused and the list left as it was.',
    ['periods.change: parameter update/period'],
  ),
  'periods.change.unknownId': inferred(change, 'An unknown id is refused and the list left as it was.', [
    'periods.change: parameter update/id',
  ]),
  'periods.change.after.edit': stated(change, 'The period after the purchase can be edited.', [
    'periods.change: the after type can only be edited',
    'periods.change: response items/after_buy',
  ]),
  'periods.change.after.kept': stated(
    change,
    'The period after the purchase is never removed.',
    ['periods.change: the after type can only be edited'],
    { readings: ['afterLeftOut'] },
  ),
  'periods.change.after.created': stated(change, 'Only periods before the purchase are created.', [
    'periods.change: the after type can only be edited',
    'periods.change: response items/type',
  ]),
  'periods.change.answer': stated(
    change,
    'The answer lists the created and changed periods.',
    ['periods.change: response items', 'periods.change: example of an answer'],
    { readings: ['periodsAnswer'] },
  ),
  'periods.change.self': stated(change, 'The self link of the answer names this path and method.', [
    'periods.change: response _links/self/href',
    'periods.change: response _links/self/method',
  ]),
  'periods.change.limit.ten': stated(
    change,
    'There is room for ten periods before the purchase.',
    ['periods.intro: at most ten before the purchase'],
    { readings: ['periodCount'] },
  ),
  'periods.change.limit.eleven': stated(
    change,
    'An eleventh period before the purchase is refused and the list left as it was.',
    ['periods.intro: at most ten before the purchase'],
    { readings: ['periodCount'] },
  ),
  'periods.rights.read': stated(list, 'The periods are for administrators to read: a member is refused.', [
    'periods.intro: for administrators only',
    'periods.change: status 403',
  ]),
  'periods.rights.write': stated(
    change,
    'The periods are for administrators to change: a member is refused.',
    ['periods.intro: for administrators only', 'periods.change: status 403'],
  ),
};
