/** The one builder of made-up exchanges, requirements, waivers and runs, and a sample run that has every outcome. */
import { foldRun, type Run } from '../../../engine/fold.ts';
import type { ClaimRecord } from '../../../engine/record.ts';
import type { Catalogue, CatalogueEntry } from '../../../engine/selection.ts';
import { totalsOf } from '../../../engine/totals.ts';
import { withWaivers, type WaiverEntry } from '../../../reports/waivers.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Outcome, RequirementResult, Results, RunFacts } from '../../../spec/run/results.ts';
import type { Waiver, WaiversReport } from '../../../spec/run/waivers.ts';
import { hostile } from './hostile-texts.ts';

export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

export const strength = {
  faults: { caught: 9, planted: 9 },
  variants: { accepted: 4, tried: 4 },
  digest: digest('5'),
} as const;

const entry = (says: string, source: string, over: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  says,
  source: [source],
  evidence: 'stated',
  operation: 'customers.change',
  proof: 'test',
  ...over,
});
const list = { operation: 'customers.list' } as const;
const part = { ...list, proof: 'schema' } as const;

/** A catalogue with a requirement of each kind. */
export const catalogue: Catalogue = {
  'customers.add.single': entry('A customer with a name is added.', 'Customers › parameter add'),
  'customers.add.nameRequired': entry('A customer without a name is refused.', 'Customers › name', {
    evidence: 'inferred',
  }),
  'customers.update.unlink.contacts': entry('Unlinking one leaves the others.', 'Customers › unlink'),
  'customers.update.afterDelete': entry('A deleted customer is not updated.', 'Customers › delete'),
  'customers.update.address': entry('An address keeps its parts.', 'Customers', { evidence: 'shown' }),
  'customers.list.large': entry('A page never has more than 500 customers.', 'Customers › limit_rows', list),
  'customers.list.response.contentType': entry('A list comes as application/hal+json.', 'Customers', part),
  'customers.list.response.items.id': entry('The id is an integer.', 'Customers › List › response id', part),
  'customers.list.response.items.company.name': entry('A company has a name.', 'Customers › company', part),
  'customers.list.response.items.closest_task_at': entry('The time is in Unix seconds.', 'Customers › task', {
    ...list,
    proof: { untestable: 'tasks are made by an API that the source does not describe' },
  }),
  'transactions.add.single': entry('A purchase is added.', 'Transactions › parameter add', {
    operation: 'transactions.change',
  }),
  'transactions.list.response.items.id': entry('The id is an integer.', 'Transactions › items/id', {
    operation: 'transactions.list',
    proof: 'schema',
  }),
  'periods.change.member': entry('Only an administrator may change the periods.', 'Stages › rights', {
    operation: 'periods.change',
  }),
  'protocol.unknownPath': entry('A path outside of the API is not found.', 'Customers › status 404', {
    operation: null,
  }),
};

export function idsOf<Id>(all: readonly { readonly id: Id }[]): readonly Id[] {
  return all.map(({ id }) => id);
}

/** Two requirements of the sample: one that passed, one that was waived. */
export const [one, other] = ['customers.add.single', 'customers.list.large'] as const;

export function violation(requirement: string, over: Partial<Violation> = {}): Violation {
  return {
    requirement,
    pointer: '/_embedded/items/0/id',
    expected: 'an integer',
    actual: '"12"',
    schema: '#/components/schemas/Customer/properties/id/type',
    ...over,
  };
}

export function answered(body: string, headers: Readonly<Record<string, string>> = {}) {
  return { status: 200, headers, body };
}

const sampleAnswer = answered(
  '{"_embedded":{"items":[{"id":"12","id":12345678901234567890,"name":"Катя 👩‍🔧"}]}}',
  { 'content-type': 'application/json', 'runtime-timestamp': '1508320306' },
);

/** An answered request; with `response: undefined` one that broke down. */
export function exchange(
  id: number,
  { response, ...over }: Partial<Omit<Exchange, 'response'>> & { response?: Exchange['response'] } = {},
  isAnswered = true,
): Exchange {
  return {
    id,
    operation: 'customers.list',
    as: 'administrator',
    purpose: 'a test',
    request: {
      method: 'GET',
      url: 'https://staging.example.test/api/v2/customers?filter[date][from]=10.10.2017',
      headers: { authorization: 'Bearer $STAGING_TOKEN', accept: 'application/hal+json' },
    },
    ...(isAnswered && { response: response ?? sampleAnswer }),
    sentAt: Date.parse('2026-11-24T06:18:01Z') + id * 40,
    durationMs: 12,
    retries: 0,
    violations: [],
    observed: [],
    ...over,
  };
}

const contentType = 'customers.list.response.contentType';
const itemId = 'customers.list.response.items.id';

const closed = { kind: 'reset', says: 'The server closed the connection before it answered.' } as const;

/** A plain one, violations, hostile ones, a very long body and a transport failure. */
export const exchanges: readonly Exchange[] = [
  exchange(1, { observed: [contentType] }),
  exchange(2, { violations: [violation(itemId)], observed: [itemId] }),
  exchange(3, {
    violations: [
      violation(itemId, { pointer: '/_embedded/items/7/id' }),
      violation(itemId, {
        expected: 'at least 1',
        actual: hostile,
        schema: '#/components/schemas/Id/minimum',
      }),
    ],
    observed: [itemId],
  }),
  exchange(4, {
    operation: 'customers.change',
    request: {
      method: 'POST',
      url: 'https://staging.example.test/api/v2/customers',
      headers: {
        authorization: 'Bearer $STAGING_TOKEN',
        'content-type': 'application/json',
        'content-length': '95',
      },
      body: '{"update":[{"id":"466791","updated_at":"1508619600","unlink":{"contacts_id":["1099182"]},"name":"it\'s"}]}',
    },
  }),
  exchange(5, {
    response: answered(`<html>${hostile}`, { 'content-type': 'text/html', 'x-evil': hostile }),
  }),
  exchange(6, {
    response: answered(JSON.stringify({ items: Array.from({ length: 4000 }, (_, id) => ({ id })) })),
  }),
  exchange(7, { transportFailure: closed }, false),
];

export function record(requirement: string, over: Partial<ClaimRecord> = {}): ClaimRecord {
  return { requirement, outcome: 'passed', exchanges: [], readings: {}, durationMs: 40, ...over };
}

function unsettled(
  id: string,
  outcome: Outcome,
  reason: string,
  over: Partial<ClaimRecord> = {},
): ClaimRecord {
  return record(id, { outcome, reason, ...over });
}

const refused = 'a customer without a name is refused';
const stay = 'the other two stay attached';
const records: readonly ClaimRecord[] = [
  record(one, { exchanges: [1], readings: { periodColors: 'palette' } }),
  unsettled('customers.add.nameRequired', 'failed', `${refused}: expected 400, received 200`, {
    detail: `${refused}\nExpected: 400\nReceived: 200`,
  }),
  unsettled('customers.update.unlink.contacts', 'failed', `${stay}: ${hostile}`, {
    detail: `${stay}\nExpected: [\n  1099181,\n  1099183\n]\nReceived: [\n  1099181,\n  ${hostile}\n]`,
    exchanges: [4, 5, 6],
    readings: { deletedRecords: 'absent' },
  }),
  unsettled('customers.update.afterDelete', 'dependency', 'customers.delete.single failed', {
    restsOn: ['customers.delete.single'],
  }),
  unsettled(
    'customers.update.address',
    'untestable',
    'the target file names no address field (account.customFields.address)',
  ),
  record(other, { readings: { deletedRecords: 'flagged' } }),
  unsettled('periods.change.member', 'untestable', 'the target file names no member (auth.member)'),
  unsettled('protocol.unknownPath', 'error', closed.says, { exchanges: [7] }),
];

export const facts: RunFacts = {
  runId: '5f0a2c1e-8d3b-4f7a-9c6e-1b2d3e4f5a6b',
  seed: 42,
  profile: 'full',
  target: { name: 'Staging CRM', baseUrl: 'https://staging.example.test' },
  startedAt: '2026-11-24T06:18:00.000Z',
  filters: [],
  requests: 9,
  leftBehind: [],
  features: { transactions: false, periods: true },
};

export const run: Run = {
  catalogue,
  records,
  exchanges,
  facts,
  suite: { name: 'amocrm-conformance', version: '0.1.0', digest: `sha256:${'ab'.repeat(32)}` },
  durationMs: 12_345,
};

/** Changes to requirements, by id. */
type Changes = Readonly<Record<string, Partial<RequirementResult>>>;

/** A run with these requirements, its verdict and counts derived from them. */
export function resultsOf(
  requirements: readonly RequirementResult[],
  over: Partial<Results> = {},
  base: Results = results,
): Results {
  return { ...base, ...totalsOf(requirements, over.obstacle), requirements, ...over };
}

/** The sample, with some requirements changed and counted anew; what does not pass has a reason. */
export function changed(
  changes: Changes | ((result: RequirementResult) => Partial<RequirementResult>),
  over: Partial<Results> = {},
  base: Results = results,
): Results {
  const changeOf = typeof changes === 'function' ? changes : ({ id }: RequirementResult) => changes[id];
  const requirements = base.requirements.map((result) => {
    const after = { ...result, ...changeOf(result) };
    return after.outcome === 'passed' || after.reason !== undefined ? after : { ...after, reason: 'because' };
  });
  return resultsOf(requirements, over, base);
}

/** A folded run with every outcome in it, one waived by hand. */
export const results: Results = changed(
  { [other]: { outcome: 'waived', reason: 'known, until the paging is mended' } },
  { leftBehind: ['Customer 466815 could not be deleted: the connection was lost.'] },
  foldRun(run),
);

/** A requirement as a run judged it; where it is not passed it says why. */
export function requirement(
  id: string,
  outcome: Outcome,
  over: Partial<RequirementResult> = {},
): RequirementResult {
  return {
    id,
    says: `It says ${id}.`,
    source: ['a row'],
    evidence: 'stated',
    operation: null,
    outcome,
    ...(outcome !== 'passed' && { reason: `${id} is ${outcome}` }),
    durationMs: 1,
    ...over,
  };
}

/** A run of these requirements, and of one that passed, so that something was tested. */
export function runOf(...judged: readonly RequirementResult[]): Results {
  return resultsOf([requirement('a.passed', 'passed'), ...judged], { leftBehind: [] });
}

/** A whole run that judged these requirements and no others, as the base did. */
export function wholeRun(
  requirements: readonly RequirementResult[],
  over: Partial<Results> = {},
  base: Results = results,
): Results {
  const { length } = requirements;
  return resultsOf(requirements, { selection: { judged: length, of: length, filters: [] }, ...over }, base);
}

/** A whole run over the sample's catalogue, in which everything passed but for some changes, with every digest. */
export function runWith(changes: Changes = {}, over: Partial<Results> = {}) {
  return wholeRun(
    allPassed(catalogue).map((each) => ({ ...each, ...changes[each.id] })),
    {
      suite: { ...results.suite, digest: digest('1'), contract: digest('2'), strength },
      target: { ...results.target, digest: digest('3') },
      leftBehind: [],
      ...over,
    },
  );
}

/** What passed of a catalogue, with an exchange that shows it. */
export function allPassed(of: Catalogue): readonly RequirementResult[] {
  return Object.entries(of).map(([id, { says, source, evidence, operation }]) =>
    requirement(id, 'passed', { says, source, evidence, operation, exchanges: [1] }),
  );
}

/** The sample, filtered by a prefix. */
export function filtered(prefix: string): Results {
  const requirements = results.requirements.filter(({ id }) => id.startsWith(prefix));
  const selection = {
    judged: requirements.length,
    of: results.requirements.length,
    filters: [`only ${prefix}`],
  };
  return resultsOf(requirements, { complete: false, selection });
}

/** When the sample ran, and a day later. */
export const day = { today: '2026-11-24', digest: digest('4') };
export const later = '2026-11-25T06:18:00.000Z';

/** A waiver of a failure, on its last day. */
export function waiver(id: string, over: Partial<WaiverEntry> = {}): WaiverEntry {
  return { requirement: id, kind: 'failure', reason: 'known', owner: 'Anna', expires: '2026-11-24', ...over };
}

/** What waivers make of a run on its day. */
export function waivedBy(of: Results, ...waivers: readonly WaiverEntry[]): Results {
  return withWaivers(of, waivers, day);
}

/** What a run made of a waivers file, told and not derived. */
export function waiversReport(
  ...waivers: readonly (Partial<Waiver> & Pick<Waiver, 'state'>)[]
): WaiversReport {
  return {
    digest: day.digest,
    waivers: waivers.map((over) => ({
      ...waiver(over.state === 'applied' ? other : one, { expires: '2027-01-31' }),
      ...over,
    })),
    counters: { unexpectedFailures: 3, unexpectedGaps: 5, waivedFailuresGone: 7, waivedGapsGone: 9 },
  };
}
