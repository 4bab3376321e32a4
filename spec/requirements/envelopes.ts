import type { OperationId } from '../operations.ts';
import type { SourceRowId } from '../source-rows.ts';
import { responseOf } from './build.ts';
import type { Evidence } from './requirement.ts';

type EnvelopeRow =
  | 'response _links'
  | 'response _links/self'
  | 'response _links/self/href'
  | 'response _links/self/method'
  | 'response _embedded'
  | 'response _embedded/items';

type Framed =
  | 'customers.change'
  | 'customers.list'
  | 'transactions.change'
  | 'transactions.comments'
  | 'transactions.list'
  | 'periods.change'
  | 'periods.list';

type WithHeaders = Exclude<Framed, 'transactions.list' | 'periods.list'>;
type WithStatuses = 'customers.integration' | 'transactions.integration' | 'periods.change';

interface Where {
  readonly frame: readonly Framed[];
  /** Two sections name no headers: there they are inferred from a sister section, which is cited. */
  readonly headers: readonly WithHeaders[];
  readonly headerEvidence: Evidence;
  readonly statuses: WithStatuses;
}

const where: Readonly<Record<OperationId, Where>> = {
  'customers.change': {
    frame: ['customers.change'],
    headers: ['customers.change'],
    headerEvidence: 'stated',
    statuses: 'customers.integration',
  },
  'customers.list': {
    frame: ['customers.list'],
    headers: ['customers.list'],
    headerEvidence: 'stated',
    statuses: 'customers.integration',
  },
  'transactions.change': {
    frame: ['transactions.change', 'transactions.comments'],
    headers: ['transactions.change', 'transactions.comments'],
    headerEvidence: 'stated',
    statuses: 'transactions.integration',
  },
  'transactions.list': {
    frame: ['transactions.list'],
    headers: ['transactions.change'],
    headerEvidence: 'inferred',
    statuses: 'transactions.integration',
  },
  'periods.change': {
    frame: ['periods.change'],
    headers: ['periods.change'],
    headerEvidence: 'stated',
    statuses: 'periods.change',
  },
  'periods.list': {
    frame: ['periods.list'],
    headers: ['periods.change'],
    headerEvidence: 'inferred',
    statuses: 'periods.change',
  },
};

const statuses = [
  'status 200 or 204',
  'status 301',
  'status 400',
  'status 401',
  'status 403',
  'status 404',
  'status 500',
  'status 502',
  'status 503',
] as const;

/** The frame that the answers of all operations share: status, headers, links and the place of the items. */
export function envelopeOf<O extends OperationId>(operation: O) {
  const { frame, headers, headerEvidence, statuses: statusSection } = where[operation];
  const framed = (row: EnvelopeRow) => frame.map((section): SourceRowId => `${section}: ${row}`);
  const header = (row: 'header Content-Type' | 'header Runtime-Timestamp') =>
    headers.map((section): SourceRowId => `${section}: ${row}`);

  return responseOf(operation, {
    status: [
      'Answers carry a status of the documented list.',
      statuses.map((row): SourceRowId => `${statusSection}: ${row}`),
      'shown',
    ],
    contentType: ['The content type is application/hal+json.', header('header Content-Type'), headerEvidence],
    runtimeTimestamp: [
      'The header Runtime-Timestamp holds whole Unix seconds.',
      header('header Runtime-Timestamp'),
      headerEvidence,
    ],
    body: ['An answer with status 200 is one JSON object.', framed('response _embedded')],
    links: ['The answer has links.', framed('response _links')],
    'links.self': ['The links name the current request.', framed('response _links/self')],
    'links.self.href': ['The self link has an address.', framed('response _links/self/href')],
    'links.self.method': ['The self link has a method.', framed('response _links/self/method')],
    embedded: ['The answer has an embedded part.', framed('response _embedded')],
    'embedded.items': ['The embedded part holds the items.', framed('response _embedded/items')],
  });
}
