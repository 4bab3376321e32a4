/**
 * What stands behind the tests that Playwright shows: one certification in the runner's own process, which judges a
 * requirement when its test asks for it. Playwright runs tests in processes of their own, so they ask over loopback.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Verdict } from '../tests/playwright/face.ts';
import { startReference } from '../reference/server.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Profile } from '../spec/run/results.ts';
import { parseTarget, readTargetFile } from '../target/target-file.ts';
import { StepwiseCertification } from './stepwise.ts';
import { UsageError } from './usage-error.ts';

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
  const begin = (): StepwiseCertification =>
    new StepwiseCertification({
      target,
      ...askedBy(process.env),
      config: reference === null ? (config ?? '') : null,
    });
  let certification = begin();
  const problems: string[] = [];
  /** Who asks a second time wants to see it anew: in the UI, in an editor, or to repeat each test. */
  const verdictOn = async (id: string): Promise<Verdict> => {
    if (certification.wasAsked(id)) {
      problems.push(...(await certification.close()));
      certification = begin();
    }
    const { result, exchanges } = await certification.verdictOn(id);
    return { result, exchanges: exchanges.map(inBrief) };
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
