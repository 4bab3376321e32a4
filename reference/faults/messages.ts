import { operationIds, type OperationId } from '../../spec/operations.ts';
import { isRequirementId, type RequirementId } from '../../tests/catalogue.ts';
import type { CoreRequest } from '../core/handler.ts';
import { isSeeded } from '../core/seeded-customers.ts';
import {
  type Modifier,
  at,
  forItems,
  onBody,
  onHeader,
  onResponse,
  readableBody,
  when,
} from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { hollow } from './hollow.ts';
import { consequencesOf } from './message-consequences.ts';
import { type Defect, defectsOf } from './message-defects.ts';
import { bodySites, changedAt, type Site } from './message-sites.ts';

/** How many faults a place gets: within an item, and around the items, where much hangs on one. */
const most = { inItem: 2, around: 1 } as const;

/** A status that is not documented takes the place of one that is: of a success, and of an error. */
function statusFaults(operation: OperationId): readonly Fault[] {
  return [successFault(operation), errorFault(operation)];
}

/** Where next to nothing hangs on it: on pages, for those without rights, for a change that asks for nothing. */
function successFault(operation: OperationId): Fault {
  const requirement = ownedBy(operation, 'status');
  const common = { name: `${nameOf(requirement)}-undocumented`, breaks: requirement };
  switch (operation) {
    case 'transactions.list':
      return {
        ...common,
        also: ['transactions.list.limit_rows'],
        describe: 'Pages of transactions are answered 206.',
        apply: at(operation, when(isPaged, withStatus(206, 200))),
      };
    case 'customers.list':
      return {
        ...common,
        also: ['customers.list'],
        describe: 'Pages of customers are answered 206.',
        apply: at(operation, when(isPaged, withStatus(206, 200))),
      };
    case 'periods.list':
      return {
        ...common,
        also: ['periods.rights.read'],
        describe: 'Members who ask for the periods are answered 203.',
        apply: at(operation, withStatus(203, 403)),
      };
    default:
      return {
        ...common,
        also: [`protocol.body.emptyObject.${operation}`],
        describe: `What asks ${operation} for nothing is answered 202.`,
        apply: at(
          operation,
          when(({ body }) => body.trim() === '{}', withStatus(202, 400)),
        ),
      };
  }
}

function errorFault(operation: OperationId): Fault {
  const requirement = ownedBy(operation, 'status.error');
  const common = { name: `${nameOf(requirement)}-undocumented`, breaks: requirement };
  switch (operation) {
    case 'transactions.list':
      return {
        ...common,
        also: [
          'protocol.credentials.missing.transactions.list',
          'protocol.credentials.wrong.transactions.list',
        ],
        describe: 'Strangers who ask for transactions are answered 418.',
        apply: at(operation, withStatus(418, 401)),
      };
    case 'customers.list':
      return {
        ...common,
        also: ['customers.list.malformed'],
        describe: 'Malformed filters of customers are answered 422.',
        apply: at(operation, withStatus(422, 400)),
      };
    case 'periods.list':
      return {
        ...common,
        also: ['periods.rights.read'],
        describe: 'Members who ask for the periods are answered 422.',
        apply: at(operation, withStatus(422, 403)),
      };
    default:
      return {
        ...common,
        describe: `What ${operation} refuses is answered 422.`,
        apply: at(operation, when(isReadable, withStatus(422, 400))),
      };
  }
}

function withStatus(status: number, inPlaceOf: number): Modifier {
  return onResponse((response) => (response.status === inPlaceOf ? { ...response, status } : response));
}

const isPaged = ({ query }: CoreRequest): boolean => query.includes('limit_rows');

/** Broken bodies are for the requirements on the protocol. */
const isReadable = (request: CoreRequest): boolean => Object.keys(readableBody(request)).length > 0;

interface HeaderDefect extends Omit<Defect, 'change'> {
  readonly header: string;
  readonly change: (value: string) => string | undefined;
}

const headerDefects = {
  contentType: [
    {
      header: 'content-type',
      name: 'plain-json',
      says: 'application/json',
      change: () => 'application/json',
    },
    { header: 'content-type', name: 'missing', says: 'left out', change: () => undefined },
  ],
  runtimeTimestamp: [
    {
      header: 'runtime-timestamp',
      name: 'in-milliseconds',
      says: 'in milliseconds',
      change: (seconds) => `${seconds}000`,
    },
    {
      header: 'runtime-timestamp',
      name: 'as-date',
      says: 'a date',
      change: (seconds) => new Date(Number(seconds) * 1000).toUTCString(),
    },
  ],
} satisfies Record<string, readonly HeaderDefect[]>;

function headerFaults(operation: OperationId): readonly Fault[] {
  return Object.entries<readonly HeaderDefect[]>(headerDefects).flatMap(([part, defects]) => {
    const requirement = ownedBy(operation, part);
    return defects.map(({ header, name, says, change }) => ({
      name: `${nameOf(requirement)}-${name}`,
      breaks: requirement,
      describe: `In answers of ${operation} the header ${header} is ${says}.`,
      apply: at(operation, onHeader(header, change)),
    }));
  });
}

function bodyFault(site: Site, { name, says, change }: Defect): Fault {
  const { operation, requirement, path } = site;
  const also = consequencesOf(site);
  return {
    name: `${nameOf(requirement)}-${name}`,
    breaks: requirement,
    ...(also.length > 0 && { also }),
    describe: `In answers of ${operation}, ${path.join('/') || 'the body'} is ${says}.`,
    apply: damaged(site, change),
  };
}

/** A defect where it breaks as little else as can be. */
function damaged({ operation, path }: Site, change: Defect['change']): Modifier {
  const isEnvelope = path[0] !== '_links' && path.length <= 2;
  if (isEnvelope && operation !== 'periods.list') {
    return hollow(operation, (body) => changedAt(body, path, change));
  }
  const [, , , ...inside] = path;
  const isRecord = (operation === 'customers.list' || operation === 'transactions.list') && inside.length > 0;
  if (isRecord) {
    return forItems(operation, (item) => (isSeeded(item) ? changedAt(item, inside, change) : item));
  }
  return at(
    operation,
    onBody((body) => changedAt(body, path, change)),
  );
}

/** Of links every defect: each is of another kind. */
function mostAt({ path }: Site): number {
  if (!path.includes('*')) return most.around;
  return path.at(-1) === '_links' ? Infinity : most.inItem;
}

function ownedBy(operation: OperationId, part: string): RequirementId {
  const id = `${operation}.response.${part}`;
  if (isRequirementId(id)) return id;
  throw new Error(`The catalogue does not hold ${id}.`);
}

/** `customers.list.response.items.created_at` is `customers-list-items-created-at`. */
function nameOf(requirement: RequirementId): string {
  return requirement
    .replace('.response.', '-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/[._]/g, '-');
}

/**
 * Defects in the form of answers, derived from `spec/openapi.yaml`: a status that it does not know, a broken header,
 * a property that is missing or of another type. Where a list has records of other people they are what is broken,
 * so that nothing else than the form of an answer is.
 */
export const messageFaults: readonly Fault[] = operationIds.flatMap((operation) => [
  ...statusFaults(operation),
  ...headerFaults(operation),
  ...bodySites(operation).flatMap((site) =>
    defectsOf(site)
      .slice(0, mostAt(site))
      .map((defect) => bodyFault(site, defect)),
  ),
]);
