import { explorationRequirements } from '../../engine/explore/requirements.ts';
import type { Discrepancy } from '../../engine/explore/terrain.ts';
import { isRequirementId } from '../catalogue.ts';
import { shown as worded } from '../support/expect.ts';
import type { Difference } from './compare.ts';

/** Thrown where a step sees that something is not as it has to be. */
export class Differs extends Error {
  override readonly name = 'Differs';
  readonly discrepancy: Discrepancy;

  constructor(requirement: string, says: string) {
    super(says);
    this.discrepancy = { requirement: known(requirement), says };
  }
}

/** The requirement, or the nearest group of it that is one; the sequence as a whole where there is none. */
function known(requirement: string): string {
  if (Object.hasOwn(explorationRequirements, requirement) || isRequirementId(requirement)) return requirement;
  const parts = requirement.split('.');
  return parts.length > 2 ? known(parts.slice(0, -1).join('.')) : 'explore.state';
}

/** What a difference is charged to, in words that name the record. */
export function differs(
  kind: string,
  { id, field, expected, shown }: Difference,
  requirement: string,
): Differs {
  const what = field === 'record' ? '' : ` shows ${field}`;
  const says =
    field === 'record'
      ? `Of ${kind} ${String(id)} there is ${String(shown)}, and there has to be ${String(expected)}.`
      : `${kind} ${String(id)}${what} ${worded(shown)}, and it has to be ${worded(expected)}.`;
  return new Differs(requirement, says);
}
