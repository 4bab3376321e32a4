import type { DateRange } from './date-ranges.ts';

/** Parameters that narrow a list of customers by date; bounds as the range gives them. */
export const createdFrom = ({ from }: DateRange) => ({
  'filter[date][type]': 'create',
  'filter[date][from]': from,
});
export const createdTo = ({ to }: DateRange) => ({ 'filter[date][type]': 'create', 'filter[date][to]': to });
export const createdIn = (range: DateRange) => ({ ...createdFrom(range), ...createdTo(range) });
export const changedFrom = ({ from }: DateRange) => ({
  'filter[date][type]': 'modify',
  'filter[date][from]': from,
});
export const changedTo = ({ to }: DateRange) => ({ 'filter[date][type]': 'modify', 'filter[date][to]': to });
export const changedIn = (range: DateRange) => ({ ...changedFrom(range), ...changedTo(range) });
export const nextFrom = ({ from }: DateRange) => ({ 'filter[next_date][from]': from });
export const nextTo = ({ to }: DateRange) => ({ 'filter[next_date][to]': to });
export const nextIn = (range: DateRange) => ({ ...nextFrom(range), ...nextTo(range) });
