import { explorationRequirements } from '../../engine/explore/requirements.ts';
import type { Discrepancy } from '../../engine/explore/terrain.ts';
import { isRequirementId } from '../catalogue.ts';
import { shown as worded } from '../support/expect.ts';
import type { Difference } from './compare.ts';
import type { RecordKind } from './model.ts';

/** Thrown where a step sees that something is not as it has to be. */
export class Differs extends Error {
  override readonly name = 'Differs';
  readonly discrepancy: Discrepancy;
  /** Whether it may be that a change is not shown yet; what is wrong with a message itself never is. */
  readonly mayBeLate: boolean;

  constructor(requirement: string, says: string, { mayBeLate = true } = {}) {
    super(says);
    this.discrepancy = { requirement: known(requirement), says };
    this.mayBeLate = mayBeLate;
  }
}

/** The requirement, or the nearest group of it that is one; the sequence as a whole where there is none. */
function known(requirement: string): string {
  if (Object.hasOwn(explorationRequirements, requirement) || isRequirementId(requirement)) return requirement;
  const parts = requirement.split('.');
  return parts.length > 2 ? known(parts.slice(0, -1).join('.')) : 'explore.state';
}

/** What a difference is charged to, in words that name the record. */
export function differs(kind: RecordKind, difference: Difference, requirement: string): Differs {
  const { id, field, expected, shown } = difference;
  const name = nameOf(kind);
  const says =
    field === 'record'
      ? `Of ${name} ${String(id)} there is ${String(shown)}, and there has to be ${String(expected)}.`
      : `${name} ${String(id)} shows ${field} ${worded(shown)}, and it has to be ${worded(expected)}.`;
  return new Differs(requirement, says);
}

/** What a record of a kind is called. */
export function nameOf(kind: RecordKind): string {
  return kind === 'customers' ? 'Customer' : 'Transaction';
}
