import { operationIds } from '../spec/operations.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import { duration } from '../reports/labels.ts';
import { consented } from '../target/consent.ts';
import type { Target } from '../target/target.ts';
import type { claims } from '../tests/catalogue.ts';
import { api } from './api.ts';
import { rehearse, type Rehearsal } from './rehearsal.ts';

/** What a run would be asked to do. */
export interface Planned {
  readonly target: Target;
  readonly profile: Profile;
  readonly seed: number;
  readonly claims: typeof claims;
  readonly filters: readonly string[];
}

/**
 * Tells what a run would do, without a request to the target: it is tried out on the reference.
 * @returns lines for the terminal
 */
export async function plan({
  target,
  profile: asked,
  seed,
  claims: chosen,
  filters,
}: Planned): Promise<readonly string[]> {
  const { profile, profileReason } = consented(target, asked);
  const rehearsal = await rehearse(target, { claims: chosen, seed, profile, filters });
  return [
    `What a run would do to ${oneLine(target.name, 80)} (${oneLine(target.baseUrl, 120)}), tried out on the reference:`,
    '',
    `Profile ${profile}, seed ${String(seed)}.${profileReason === undefined ? '' : ` ${profileReason}`}`,
    ...requestsIn(rehearsal),
    ...timeAt(target, rehearsal.results),
    ...changesIn(rehearsal, target),
    '',
    ...openIn(rehearsal),
    ...(profile === 'read-only'
      ? [
          'What a read-only run finds depends on the account: these reasons are those of the reference’s few records.',
        ]
      : []),
    '',
    'Nothing was sent to the target.',
  ];
}

function requestsIn({ exchanges, results: { requests } }: Rehearsal): readonly string[] {
  const rows = [...operationIds, null].flatMap((operation) => {
    const of = exchanges.filter((exchange) => exchange.operation === operation);
    const methods = [...new Set(of.map(({ request }) => request.method))].join(', ');
    return of.length === 0
      ? []
      : [`  ${String(of.length).padStart(5)}  ${operation ?? 'others, on purpose'} (${methods})`];
  });
  return [`${several(requests, 'request')}:`, ...rows];
}

function timeAt({ pace }: Target, { requests }: Results): readonly string[] {
  const { requestsPerSecond } = pace;
  return requestsPerSecond === null
    ? ['Without a limit of the rate it takes as long as the target takes to answer.']
    : [
        `At ${String(requestsPerSecond)} requests a second it takes ${duration((requests / requestsPerSecond) * 1000)}, or more where the target answers slowly.`,
      ];
}

function changesIn({ created, liveAtOnce, exchanges }: Rehearsal, { quota }: Target): readonly string[] {
  const { kinds, whole } = api.records;
  const replaced = exchanges.some(({ operation }) => operation === whole.operation);
  const records = Object.entries(kinds).map(([kind, one]) => several(created[kind] ?? 0, one));
  if (!replaced && Object.values(created).every((count) => count === 0)) return ['It changes nothing.'];
  return [
    `It creates ${records.join(' and ')}, at most ${String(liveAtOnce)} at once (quota.liveObjects: ${String(quota.liveObjects)}), and deletes them all.`,
    ...(replaced ? [`It changes the list of ${whole.many} and puts it back.`] : []),
  ];
}

function openIn({ results: { requirements, selection } }: Rehearsal): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { outcome, reason = '', id } of requirements) {
    if (outcome === 'untestable' || outcome === 'notApplicable')
      byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  const rows = [...byReason].map(
    ([reason, ids]) => `  ${several(ids.length, 'requirement')}: ${oneLine(reason, 300)}`,
  );
  return [
    `${several(selection.judged, 'requirement')} would be judged.`,
    ...(rows.length === 0 ? [] : ['These can’t be tested:', ...rows]),
  ];
}
