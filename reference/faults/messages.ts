import { type OperationId, operationIds } from '../../spec/operations.ts';
import { isRequirementId, type RequirementId } from '../../spec/requirements/index.ts';
import { type Modifier, at, onBody, onHeader } from '../modifiers.ts';
import type { Fault, RequirementGroup } from './fault.ts';
import { defectsOf } from './message-defects.ts';
import { bodySites, changedAt, type Site } from './message-sites.ts';

/** How many faults one requirement gets. */
const mostOfOne = 2;

/** Defects in the form of answers, derived from `spec/openapi.yaml`: a field that is missing or of another type. */
export const messageFaults: readonly Fault[] = [...bodySites().flatMap(faultsAt)];

function faultsAt(site: Site): readonly Fault[] {
  const { operation, requirement, path } = site;
  return defectsOf(site)
    .slice(0, mostOfOne)
    .map(({ name, says, change }) => ({
      name: `${nameOf(requirement)}-${name}`,
      breaks: requirement,
      describe: `In answers of ${operation}, ${path.join('/') || 'the body'} is ${says}.`,
      apply: at(
        operation,
        onBody((body) => changedAt(body, path, change)),
      ),
    }));
}

/** `customers.list.response.items.created_at` is `customers-list-items-created-at`. */
function nameOf(requirement: RequirementId): string {
  return requirement
    .replace('.response.', '-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/[._]/g, '-');
}
