import type { TestDetails } from '@playwright/test';
import { requirements, type RequirementId } from '../../spec/requirements/index.ts';
import { wordsOf } from '../../spec/source-rows.ts';

/**
 * The title and details of the test of one requirement, all from the catalogue:
 * `test(...requirement('customers.add.name'), async ({ scenario }) => …)`.
 * Tags: the area (`@customers`), the group (`@customers.add`), the evidence (`@stated`), the operation.
 */
export function requirement(id: RequirementId): [title: string, details: TestDetails] {
  const { says, source, evidence, operation } = requirements[id];
  const [area = id, group = area] = id.split('.');
  const tags = new Set([
    `@${area}`,
    `@${area}.${group}`,
    `@${evidence}`,
    ...(operation ? [`@${operation}`] : []),
  ]);
  return [
    `${id}: ${says}`,
    {
      tag: [...tags] as `@${string}`[],
      annotation: [
        { type: 'requirement', description: id },
        { type: 'source', description: source.map(wordsOf).join('; ') },
      ],
    },
  ];
}
