/**
 * What stands behind the tests that Playwright shows: one certification in the runner's own process, which judges a
 * requirement when its test asks for it. Playwright runs tests in processes of their own, so they ask over loopback.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { Running } from '../engine/certification.ts';
import type { Verdict } from '../tests/playwright/face.ts';
import { startReference } from '../reference/server.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { maskWith } from '../spec/run/secrecy.ts';
import { journalOf } from '../target/journal.ts';
import { consented } from '../target/consent.ts';
import { parseTarget, readTargetFile, type Target } from '../target/target-file.ts';
import { remedyInWords } from './journal.ts';
import { selected } from './selection.ts';
import { suite, suiteFacts, type SuiteRunning } from './suite.ts';
import { UsageError } from './usage-error.ts';

const { catalogue, claims } = suite;
const byId = new Map(claims.map((claim) => [claim.id as string, claim]));

/** One certification, and the requirements that tests have asked for so far. */
class Certification {
  readonly #running: SuiteRunning;
  readonly #opened: Promise<void>;
  readonly #judged = new Map<string, Promise<unknown>>();
  readonly asked = new Set<string>();
  /** Until something else is judged. */
  #folded: Results | undefined;

  constructor(target: Target, config: string | null) {
    const { seed, profile } = askedBy(process.env);
    const consent = consented(target, profile);
    this.#running = new Running({
      ...suite,
      ...consent,
      ...(consent.profile === 'full' &&
        config !== null &&
        journalOf({ target, seed }, process.env, (dead) => remedyInWords(dead, config))),
      target,
      seed,
      suite: suiteFacts(),
      isInProcess: config === null,
      on: { begun: (_, redaction) => maskWith((text) => redaction.text(text)) },
    });
    this.#opened = this.#running.open();
  }

  async verdictOn(id: string): Promise<Verdict> {
    this.asked.add(id);
    await this.#opened;
    // A requirement of the contract rests on the messages of its operation, and on all that were exchanged before.
    await Promise.all(selected(claims, catalogue, { only: [id] }).map((claim) => this.#judge(claim.id)));
    this.#folded ??= this.#running.folded().results;
    const result = this.#folded.requirements.find((one) => one.id === id);
    if (!result) throw new Error(`There is no requirement ${id}.`);
    const cited = new Set([
      ...(result.exchanges ?? []),
      ...(result.violations ?? []).map((one) => one.exchange),
    ]);
    return { result, exchanges: this.#running.exchanges.filter((one) => cited.has(one.id)).map(inBrief) };
  }

  /** @returns why the run as a whole can't count, a sentence each */
  async close(): Promise<readonly string[]> {
    await this.#opened;
    await this.#running.close();
    const { obstacle, leftBehind } = this.#running.facts;
    return [...(obstacle === undefined ? [] : [obstacle]), ...leftBehind];
  }

  #judge(id: string): Promise<unknown> {
    const claim = byId.get(id);
    if (!claim) return Promise.resolve();
    const known = this.#judged.get(id);
    if (known) return known;
    const judging = this.#running.judge(claim).finally(() => {
      this.#folded = undefined;
    });
    this.#judged.set(id, judging);
    return judging;
  }
}

/**
 * What the environment asks for.
 * @throws UsageError where that is not among what there is
 */
export function askedBy(env: NodeJS.ProcessEnv): { readonly seed: number; readonly profile: Profile } {
  const seed = env['AMOCRM_SEED'] || '1';
  const profile = env['AMOCRM_PROFILE'] || 'full';
  if (!/^\d+$/.test(seed) || !Number.isSafeInteger(Number(seed))) {
    throw new UsageError('AMOCRM_SEED takes a whole number.');
  }
  if (profile !== 'full' && profile !== 'read-only') {
    throw new UsageError('AMOCRM_PROFILE takes full or read-only.');
  }
  return { seed: Number(seed), profile };
}

/** Set up by `playwright.config.ts`. @returns what ends the certification when all tests have run */
export default async function setUp(): Promise<() => Promise<void>> {
  const config = process.env['AMOCRM_TARGET'];
  const reference = config === undefined ? await startReference() : null;
  const target =
    reference === null
      ? readTargetFile(resolve(config ?? ''), process.env)
      : parseTarget(stringify(reference.targetFile), 'the reference', {});
  const begin = (): Certification => new Certification(target, reference === null ? (config ?? '') : null);
  let certification = begin();
  const problems: string[] = [];
  /** Who asks a second time wants to see it anew: in the UI, in an editor, or to repeat each test. */
  const verdictOn = async (id: string): Promise<Verdict> => {
    if (certification.asked.has(id)) {
      problems.push(...(await certification.close()));
      certification = begin();
    }
    return certification.verdictOn(id);
  };
  const path = `/${randomUUID()}`;
  const server = createServer((request, response) => {
    const answer =
      request.url === path ? textOf(request).then(verdictOn) : Promise.reject(new Error('Not here.'));
    void answer.then(
      (verdict) => response.end(JSON.stringify({ verdict })),
      (error: unknown) => response.end(JSON.stringify({ fault: String(error) })),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env['AMOCRM_FACE'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return async () => {
    problems.push(...(await certification.close()));
    server.closeAllConnections();
    server.close();
    await reference?.close();
    if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
  };
}

function inBrief({ id, request, response, transportFailure }: Exchange): Verdict['exchanges'][number] {
  const answer = response === undefined ? (transportFailure?.says ?? 'no answer') : String(response.status);
  return {
    title: `exchange ${id}: ${request.method} ${request.url} → ${answer}`,
    request: request.body ?? '',
    response: response?.body ?? '',
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
