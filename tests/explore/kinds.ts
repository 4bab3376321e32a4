/** Every kind of step: how it is drawn, when it makes sense, and how it is taken. */
import fc from 'fast-check';
import type { Weighted } from '../../engine/explore/terrain.ts';
import type { OperationId } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import {
  allowsCase,
  tryCase,
  tryPath,
  tryQuery,
  type CaseStep,
  type PathStep,
  type QueryStep,
} from './cases.ts';
import { allowsCrowd, crowd, type CrowdStep } from './crowd.ts';
import { allowsCustomers, changeCustomers } from './customers.ts';
import type { CustomersStep } from './customers-request.ts';
import {
  customersSteps,
  filterSteps,
  lookUpSteps,
  periodsSteps,
  place,
  transactionsSteps,
  vainSteps,
  what,
} from './draws.ts';
import {
  allowsFollow,
  allowsLookUp,
  allowsOfCustomer,
  filter,
  follow,
  has,
  lookUp,
  ofCustomer,
  type FilterStep,
  type FollowStep,
  type LookUpStep,
  type OfCustomerStep,
} from './lists.ts';
import { allowsOverlap, overlap, type OverlapStep } from './overlap.ts';
import { overlapSteps } from './overlaps.ts';
import { allowsPages, list, pages, type ListStep, type PagesStep } from './pages.ts';
import { allowsPeriods, changePeriods, listPeriods, type PeriodsStep } from './periods.ts';
import { allowsTransactions, changeTransactions, type TransactionsStep } from './transactions.ts';
import { allowsVain, inVain, type VainStep } from './vain.ts';
import { allowsValue, tryValue, type ValueStep } from './values.ts';
import type { World } from './world.ts';

/** One kind of step. */
interface Kind<S extends Step> {
  readonly kind: S['kind'];
  readonly draws: readonly Weighted[];
  readonly allows: (world: World, step: S) => boolean;
  readonly take: (world: World, step: S) => Promise<void>;
}

function kindOf<S extends Step>(kind: Kind<S>): Kind<Step> {
  // Steps are taken by the kind that drew them, or that a file names.
  return kind as unknown as Kind<Step>;
}

/** A step that only reads: what it does not find yet may be late. */
function reading<S extends Step>(take: Kind<S>['take']): Kind<S>['take'] {
  return (world, step) => world.settled(() => take(world, step));
}

function allowsArea({ setting: { target } }: World, operation: OperationId): boolean {
  const [area = ''] = operation.split('.');
  return area === 'customers' || target.features[area] === true;
}

export const kinds: ReadonlyMap<string, Kind<Step>> = new Map(
  [
    kindOf<CustomersStep>({
      kind: 'customers',
      draws: customersSteps(),
      allows: allowsCustomers,
      take: changeCustomers,
    }),
    kindOf<TransactionsStep>({
      kind: 'transactions',
      draws: transactionsSteps(),
      allows: allowsTransactions,
      take: changeTransactions,
    }),
    kindOf<PeriodsStep>({
      kind: 'periods',
      draws: periodsSteps(),
      allows: allowsPeriods,
      take: changePeriods,
    }),
    kindOf<LookUpStep>({
      kind: 'look up',
      draws: lookUpSteps(),
      allows: allowsLookUp,
      take: reading(lookUp),
    }),
    kindOf<FilterStep>({
      kind: 'filter',
      draws: filterSteps(),
      allows: () => true,
      take: reading(filter),
    }),
    kindOf<PagesStep>({
      kind: 'pages',
      draws: [
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('pages'),
            what,
            of: place,
            rows: fc.integer({ min: 1, max: 4 }),
          }),
        },
      ],
      allows: allowsPages,
      take: reading(pages),
    }),
    kindOf<OfCustomerStep>({
      kind: 'transactions of',
      draws: [
        {
          weight: 1,
          arbitrary: fc.record(
            {
              kind: fc.constant('transactions of' as const),
              of: place,
              whose: fc.constant('nobody' as const),
            },
            { requiredKeys: ['kind', 'of'] },
          ),
        },
      ],
      allows: allowsOfCustomer,
      take: reading(ofCustomer),
    }),
    kindOf<ListStep>({
      kind: 'list',
      draws: [
        {
          weight: 2,
          arbitrary: fc.record(
            {
              kind: fc.constant('list' as const),
              what,
              rows: fc.integer({ min: 1, max: 7 }),
              offset: fc.integer({ min: 1, max: 3 }),
            },
            { requiredKeys: ['kind', 'what'] },
          ),
        },
      ],
      allows: (world, step) => has(world, step.what),
      take: reading(list),
    }),
    kindOf<Step>({
      kind: 'list periods',
      draws: [{ weight: 1, arbitrary: fc.record({ kind: fc.constant('list periods') }) }],
      allows: allowsPeriods,
      take: reading(listPeriods),
    }),
    kindOf<FollowStep>({
      kind: 'follow',
      draws: [
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('follow' as const),
            what,
            of: place,
            link: fc.constantFrom('itself', 'customer'),
          }),
        },
      ],
      allows: allowsFollow,
      take: reading(follow),
    }),
    kindOf<OverlapStep>({
      kind: 'at once',
      draws: overlapSteps(),
      allows: allowsOverlap,
      take: overlap,
    }),
    kindOf<VainStep>({ kind: 'vain', draws: vainSteps(), allows: allowsVain, take: inVain }),
    kindOf<CaseStep>({ kind: 'case', draws: [], allows: allowsCase, take: tryCase }),
    kindOf<ValueStep>({ kind: 'value', draws: [], allows: allowsValue, take: tryValue }),
    kindOf<QueryStep>({
      kind: 'query',
      draws: [],
      allows: (world, { operation }) => allowsArea(world, operation),
      take: tryQuery,
    }),
    kindOf<Step>({
      kind: 'wait',
      draws: [],
      allows: () => true,
      // So that a moment that is moved shows: two seconds lie between what was before and what comes.
      take: ({ setting }) => setting.sleep(2),
    }),
    kindOf<PathStep>({ kind: 'path', draws: [], allows: () => true, take: tryPath }),
    kindOf<CrowdStep>({ kind: 'crowd', draws: [], allows: allowsCrowd, take: crowd }),
  ].map((kind) => [kind.kind, kind]),
);
