import type { RequirementResult } from '../spec/run/results.ts';

/** Requirements that belong together, in the order of the catalogue. */
export interface Area {
  /** `customers.update`, `customers.list.response`, `protocol.auth`: the beginning that their ids share. */
  readonly id: string;
  /** `Customers › update`, for a heading. */
  readonly title: string;
  readonly requirements: readonly RequirementResult[];
}

/** The area of a requirement: the first two words of its id, and `response` where it is about a response. */
export function areaOf(id: string): string {
  const words = id.split('.');
  const length = words[2] === 'response' ? 3 : Math.min(2, Math.max(1, words.length - 1));
  return words.slice(0, length).join('.');
}

/** Groups results by area; areas stand in the order in which their first requirement does. */
export function areasOf(results: readonly RequirementResult[]): readonly Area[] {
  const grouped = new Map<string, RequirementResult[]>();
  for (const result of results) {
    const area = areaOf(result.id);
    grouped.set(area, [...(grouped.get(area) ?? []), result]);
  }
  return [...grouped].map(([id, requirements]) => ({ id, title: titleOf(id), requirements }));
}

function titleOf(id: string): string {
  const [first = '', ...rest] = id.split('.');
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' › ');
}
