import { forItems, onItems } from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { forSelf } from './lists.ts';
import { change } from './replacement.ts';

/** Defects in what an answer tells of the list. */
export const periodAnswerFaults: readonly Fault[] = [
  {
    name: 'period-answer-of-created-only',
    breaks: 'periods.change.answer',
    describe: 'The answer names created periods and no changed ones.',
    apply: forItems(change, (item, _, { before }) =>
      before.periods.has(Number(item.id)) ? undefined : item,
    ),
  },
  {
    name: 'period-answer-of-changed-only',
    breaks: 'periods.change.answer',
    describe: 'The answer names changed periods and no created ones.',
    apply: forItems(change, (item, _, { before }) =>
      before.periods.has(Number(item.id)) ? item : undefined,
    ),
  },
  {
    name: 'period-answer-empty',
    breaks: 'periods.change.answer',
    describe: 'The answer names no period.',
    apply: onItems(change, () => []),
  },
  {
    name: 'period-answer-of-one',
    breaks: 'periods.change.answer',
    describe: 'The answer names one of the periods that were created and changed.',
    apply: onItems(change, (items) => items.slice(0, 1)),
  },
  {
    name: 'period-answer-stale',
    breaks: 'periods.change.answer',
    describe: 'The answer shows changed periods as they were.',
    apply: forItems(change, (item, _, { before }) => {
      const known = before.periods.get(Number(item.id));
      return known === undefined
        ? item
        : { ...item, period: known.period, color: known.color, sort: known.sort };
    }),
  },
  {
    name: 'period-answer-without-sums',
    breaks: 'periods.change.answer',
    describe: 'In the answer days before the purchase are those of each period alone.',
    apply: forItems(change, (item) => (item.type === 'before' ? { ...item, before_buy: item.period } : item)),
  },
  {
    name: 'period-answer-self-names-customers',
    breaks: 'periods.change.self',
    also: ['periods.change.response.links.self'],
    describe: 'The self link of the answer names the customers.',
    apply: forSelf(change, (self) => ({ ...self, href: '/api/v2/customers' })),
  },
  {
    name: 'period-answer-self-names-get',
    breaks: 'periods.change.self',
    also: ['periods.change.response.links.self'],
    describe: 'The self link of the answer names the method GET.',
    apply: forSelf(change, (self) => ({ ...self, method: 'get' })),
  },
];
