/** The reference behind a server that works on several requests at once, in one manner or another. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { terrain } from '../../../cli/explore.ts';
import { suite, type SuiteCertification } from '../../../cli/suite.ts';
import { certify } from '../../../engine/certification.ts';
import { createCore } from '../../../reference/core/core.ts';
import {
  wireBody,
  type CoreRequest,
  type CoreResponse,
  type Handler,
} from '../../../reference/core/handler.ts';
import { createState } from '../../../reference/core/seed.ts';
import type { State } from '../../../reference/core/state.ts';
import { targetFileOf } from '../../../reference/target-file.ts';
import type { Exploration } from '../../../spec/run/exploration.ts';
import type { Results } from '../../../spec/run/results.ts';
import { hurriedClock, type Clock } from '../../../target/clock.ts';
import { parseTarget } from '../../../target/target-file.ts';

/** What a manner of working has to do with. */
export interface Inside {
  readonly account: { state: State };
  readonly core: Handler;
  /** Time as the suite sees it: it jumps where the suite waits. */
  readonly clock: Clock;
  /** Real milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/** How a server works on requests, each of which may come while others are under way. */
export type Manner = (inside: Inside) => (request: CoreRequest) => Promise<CoreResponse>;

/** Carries a request out in one go. */
export function atomically({ account, core }: Inside, request: CoreRequest): CoreResponse {
  const reply = core(account.state, request);
  account.state = reply.state;
  return reply.response;
}

export interface Exploring {
  readonly seed: number;
  readonly requests: number;
  readonly stopsAtFirst?: boolean;
}

/** Explores a server that works in a manner, and claims nothing. */
export async function exploredAt(manner: Manner, exploring: Exploring): Promise<Exploration> {
  const { seed, requests, stopsAtFirst = false } = exploring;
  const results = await judgedAt(manner, {
    seed,
    profile: 'explore',
    claims: [],
    exploration: { terrain, budget: { requests }, stopsAtFirst },
  });
  if (!results.exploration) throw new Error(results.obstacle ?? 'Nothing was explored.');
  return results.exploration;
}

/** What a certification, whole or as it is asked for, comes to on a server that works in a manner. */
export async function judgedAt(
  manner: Manner,
  asked: Pick<SuiteCertification, 'seed'> & Partial<SuiteCertification>,
): Promise<Results> {
  const clock = hurriedClock();
  const account = { state: createState() };
  const handle = manner({ account, core: createCore(), clock, pause });
  const server = createServer((incoming, outgoing) => {
    void requestOf(incoming, Math.floor(clock.now() / 1000))
      .then(handle)
      .then((response) => {
        outgoing.writeHead(response.status, response.headers);
        outgoing.end(wireBody(response));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const file = targetFileOf(account.state, `http://127.0.0.1:${port}`);
  const target = parseTarget(stringify({ ...file, pace: { timeoutSeconds: 1 } }), 'a busy server', {});
  try {
    const { results } = await certify({
      ...suite,
      suite: { name: 'amocrm-conformance', version: '0', digest: '' },
      target,
      clock,
      isInProcess: true,
      ...asked,
    });
    return results;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function requestOf(incoming: IncomingMessage, now: number): Promise<CoreRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const [path = '', ...query] = (incoming.url ?? '').split('?');
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: incoming.method ?? '',
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
    now,
  };
}
