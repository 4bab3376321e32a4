import type { Window } from './windows.ts';

/** Parameters that narrow a list of customers by date; bounds as the window gives them. */
export const createdFrom = ({ from }: Window) => ({
  'filter[date][type]': 'create',
  'filter[date][from]': from,
});
export const createdTo = ({ to }: Window) => ({ 'filter[date][type]': 'create', 'filter[date][to]': to });
export const createdIn = (window: Window) => ({ ...createdFrom(window), ...createdTo(window) });
export const changedFrom = ({ from }: Window) => ({
  'filter[date][type]': 'modify',
  'filter[date][from]': from,
});
export const changedTo = ({ to }: Window) => ({ 'filter[date][type]': 'modify', 'filter[date][to]': to });
export const changedIn = (window: Window) => ({ ...changedFrom(window), ...changedTo(window) });
export const nextFrom = ({ from }: Window) => ({ 'filter[next_date][from]': from });
export const nextTo = ({ to }: Window) => ({ 'filter[next_date][to]': to });
export const nextIn = (window: Window) => ({ ...nextFrom(window), ...nextTo(window) });
